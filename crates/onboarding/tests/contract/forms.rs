//! What the core makes of the goldens' sessions and forms: who is here, what is asked, what stands in the fields.

use onboarding::activity::Body;
use onboarding::form::{Entry, Fault, FieldKind, Form, Value};
use onboarding::id::DataPointId;
use onboarding::machine::Event;
use onboarding::screen::{Content, Screen};
use serde_json::{Value as Json, json};
use std::sync::Arc;

use super::golden::Golden;
use crate::support::back_end::*;
use crate::support::visit::*;

/// A visit in a golden journey, at one of its activities.
fn at(golden: &str, activity: &str) -> Visit {
    let ids = json!({"User": {"Id": 74_590_868_830_731_162_i64}});
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(with(token_session(), ids))).does(&["GET /api/v1/journeys/70"]);
    visit.hears(Golden::read(golden).answer()).ignores_effects();
    visit.goes(&format!("/activities/{activity}")).does(&[]);
    visit
}

/// The form of a golden journey's only form activity.
fn form_of(golden: &str) -> Arc<Form> {
    form_on(&at(golden, "74590868830731201"))
}

fn form_on(visit: &Visit) -> Arc<Form> {
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    screen.form().expect("a form").clone()
}

fn id(number: i64) -> DataPointId {
    DataPointId::from_digits(&number.to_string()).unwrap()
}

fn typed(form: &Form, number: i64) -> Option<Entry> {
    form.prefilled(&english()).get(id(number)).cloned()
}

fn text(text: &str) -> Option<Entry> {
    Some(Entry::Text(text.to_owned()))
}

/// Sends what stands in the form of the current screen, as the golden did.
fn sends_as(visit: &mut Visit, golden: &Golden) -> Json {
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    let form = screen.form().expect("a form").clone();
    visit.happens(Event::Submitted {
        activity: screen.id,
        answer: answer_to(&form, &form.prefilled(&english())),
        key: golden.asked_header("Idempotency-Key").unwrap().to_owned(),
        time_spent: golden.asked()["TimeSpent"].as_u64().unwrap(),
    });
    visit.does(&[golden.call()]);
    body(visit.request())
}

#[test]
fn what_a_link_opened_is_used_from_then_on() {
    for (name, authorization, language) in [
        ("autologin-token", Some("Bearer example-session-token"), Some("fr")),
        ("autologin-stakeholder", Some("Bearer example-session-token"), None),
        ("autologin-cookie", None, None),
        ("autologin-minimal", None, None),
        ("autologin-string-ids", None, None),
    ] {
        let mut visit = Visit::new();
        visit.opens_link().hears(Golden::read(name).answer());
        assert_eq!(header(visit.request(), "Authorization"), authorization, "{name}");
        assert_eq!(visit.request().with_cookies, authorization.is_none(), "{name}");
        assert_eq!(visit.model().language(), language, "{name}");
        visit.ignores_effects();
    }
}

#[test]
fn a_golden_session_leaves_for_its_redirect_url() {
    for (name, does) in
        [("autologin-token", "leave for https://www.myapp.com"), ("autologin-minimal", "replace by /done")]
    {
        let mut visit = Visit::new();
        visit.opens_link().hears(Golden::read(name).answer()).does(&["GET /api/v1/journeys/74590868830731163"]);
        visit.hears(Golden::read("journey-empty").answer()).does(&[does]);
    }
}

#[test]
fn a_golden_stakeholder_has_their_own_activity() {
    let mut visit = Visit::new();
    visit.opens_link().hears(Golden::read("autologin-stakeholder").answer()).ignores_effects();
    visit.hears(Golden::read("journey-full").answer()).does(&["replace by /activities/74590868830731207", "wait 2 s"]);
    visit.shows("activity 74590868830731207: to do");
}

#[test]
fn the_form_of_every_type_is_read_to_the_last_attribute() {
    let form = form_of("journey-field-types");
    let kinds: Vec<FieldKind> = form.fields.iter().map(|field| field.kind).collect();
    use FieldKind::*;
    assert_eq!(
        kinds,
        [
            Text,
            LongText,
            Email,
            Phone,
            Url,
            Choice,
            Country,
            Integer,
            Decimal,
            Amount,
            Date,
            DateTime,
            Boolean,
            MultipleChoice,
            Document,
            Text
        ]
    );
    let company = &form.fields[0];
    assert_eq!((company.label.as_str(), company.help.as_deref()), ("Name of the company", Some("As registered.")));
    assert_eq!((company.required, company.autocomplete.as_deref()), (true, Some("organization")));
    assert_eq!((company.min_length, company.max_length), (Some(2), Some(80)));
    assert_eq!(form.fields[5].choice_label("SAS"), "Simplified joint-stock company");
    assert_eq!((form.fields[7].min.as_deref(), form.fields[7].max.as_deref()), (Some("0"), Some("100000")));
    assert_eq!(form.fields[9].currency.as_deref(), Some("EUR"));
    assert_eq!((form.fields[15].read_only, form.fields[15].pattern.as_deref()), (true, Some("[0-9]{9}")));
    let registration = &form.fields[14];
    assert_eq!(registration.accept, ["application/pdf", "image/*"]);
    assert_eq!((registration.max_bytes, registration.multiple), (Some(10_485_760), true));
    assert!(!form.review);
}

#[test]
fn the_form_of_every_type_shows_what_is_known() {
    let form = form_of("journey-field-types");
    let date = |time: &str| {
        let [day, month, year, time] = ["22", "11", "2026", time].map(str::to_owned);
        Some(Entry::Date { day, month, year, time })
    };
    assert_eq!(typed(&form, 101), text("Acme"));
    assert_eq!(typed(&form, 108), text("42"));
    assert_eq!(typed(&form, 109), text("12.5"));
    assert_eq!(typed(&form, 110), text("1234.50"));
    assert_eq!(typed(&form, 111), date(""));
    assert_eq!(typed(&form, 112), date("09:30"));
    assert_eq!(typed(&form, 113), text("false"));
    assert_eq!(typed(&form, 114), Some(Entry::Many(vec!["FR".to_owned(), "ES".to_owned()])));
    let Some(documents @ Value::Documents(_)) = form.known.get(&id(115)) else { panic!("documents") };
    assert_eq!(form.fields[14].show(documents, &english()), "kbis.pdf (12\u{a0}kB)");
}

#[test]
fn the_form_of_every_type_sends_what_the_golden_sends() {
    let golden = Golden::read("completion-form-every-type");
    let mut visit = at("journey-field-types", "74590868830731201");
    let sent = sends_as(&mut visit, &golden);
    assert_eq!(sent, golden.asked());
}

#[test]
fn the_forms_of_the_golden_journeys_send_what_the_goldens_send() {
    for (journey, activity, completion) in [
        ("journey-full", "74590868830731201", "completion-form"),
        ("journey-data-key", "74590868830731201", "completion-form"),
        ("journey-string-ids", "9223372036854775807", "completion-form-big-ids"),
        ("journey-big-ids", "9223372036854775807", "completion-form-big-ids"),
    ] {
        let golden = Golden::read(completion);
        let mut visit = at(journey, activity);
        sends_as(&mut visit, &golden);
        golden.is_asked_by(visit.request());
    }
}

#[test]
fn a_review_is_asked_for() {
    assert!(form_of("journey-full").review);
}

#[test]
fn a_draft_comes_before_what_is_known() {
    let form = form_of("journey-draft");
    assert_eq!(typed(&form, 123_456_789), text("anvils"));
    assert_eq!(typed(&form, 110), text("1234.50"));
    assert_eq!(typed(&form, 101), text("Acme"));
}

#[test]
fn conditions_hold_as_the_golden_says() {
    let form = form_of("journey-visible-if");
    let asked = |entries: &[(i64, Entry)]| {
        let mut draft = form.prefilled(&english());
        for (number, entry) in entries {
            draft.set(id(*number), entry.clone());
        }
        form.asked(&draft, &english()).map(|field| i64::from(field.id)).collect::<Vec<_>>()
    };
    assert_eq!(asked(&[]), [106, 113, 114]);
    assert_eq!(asked(&[(106, Entry::Text("Other".to_owned()))]), [106, 117, 113, 114]);
    assert_eq!(asked(&[(113, Entry::Text("true".to_owned()))]), [106, 113, 118, 114]);
    assert_eq!(asked(&[(114, Entry::Many(vec!["FR".to_owned(), "DE".to_owned()]))]), [106, 113, 114, 119]);
}

#[test]
fn an_unknown_type_of_data_point_does_not_break_its_form() {
    let form = form_of("journey-unknown-data-point-type");
    assert_eq!(form.fields[0].kind, FieldKind::Unsupported);
    let problems = form.check(&form.prefilled(&english()), &english()).unwrap_err();
    let problems: Vec<_> = problems.into_iter().map(|problem| (i64::from(problem.field), problem.fault)).collect();
    assert_eq!(problems, [(123_456_789, Fault::Required)]);
}

#[test]
fn null_and_missing_and_unknown_attributes_are_all_the_same() {
    let missing = form_of("journey-missing-optional");
    assert_eq!(form_of("journey-null-attributes").fields, missing.fields);
    assert_eq!(missing.fields[0].label, "№ 1");
    assert_eq!(form_of("journey-unknown-attributes").fields[0].choice_label("SAS"), "SAS");
}

#[test]
fn a_completed_golden_opens_with_what_was_given() {
    let visit = at("journey-full", "74590868830731200");
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    let Content::Given(Body::Form(form)) = screen.content else { panic!("a completed form") };
    assert_eq!(form.known[&id(123_456_780)], Value::Text("Doe".to_owned()));
    assert_eq!((screen.stage.as_str(), screen.name.as_str()), ("First steps", "Your name"));
}

#[test]
fn what_a_golden_says_about_an_activity_is_told() {
    let visit = at("journey-full", "74590868830731201");
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    assert_eq!(
        screen.description.as_deref(),
        Some("We need this to prepare your contract.\n\nIt takes about five minutes.")
    );
    assert_eq!((screen.due.is_some(), screen.minutes), (true, Some(5)));
    assert_eq!((screen.progress.done, screen.progress.total), (2, 8));
}
