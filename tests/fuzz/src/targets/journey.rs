//! The journey, through to every screen that it opens and to the forms, films, documents and providers there.

use onboarding::activity::{Answer, Body, Video};
use onboarding::calendar::{DateOrder, month_names};
use onboarding::decimal::NumberStyle;
use onboarding::document::{Document, Source, Standing};
use onboarding::form::{Context, Draft, Entry, Field, FieldKind, Form, Value};
use onboarding::id::ActivityId;
use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::route::Route;
use onboarding::screen::{Content, Screen};
use onboarding::text::Locale;
use onboarding::upload::{FileFacts, Rules};
use onboarding::watching::{Told, Watching};
use onboarding::{reading, signing};
use serde_json::Value as Json;

use crate::golden::Golden;
use crate::visit::{JOURNEY, MINTED, NOW, Visit, check_address, ok};

/// More activities show nothing new.
const MOST_ACTIVITIES: usize = 12;

pub(super) fn seed(golden: &Golden) -> Option<String> {
    (golden.calls("GET /api/v1/journeys/", "") && golden.status() == 200).then(|| golden.body())
}

pub(super) fn run(text: &str) {
    let mut visit = Visit::in_journey(text);
    for row in visit.rows().into_iter().take(MOST_ACTIVITIES) {
        visit.goes(Route::Activity(row.id));
        let Screen::Activity(screen) = visit.screen() else { continue };
        let (Content::ToDo(body) | Content::Given(body)) = screen.content else { continue };
        let answer = match body {
            Body::Form(form) => [0, 1].map(|number| fill_in(&form, &context(number))).into_iter().flatten().next(),
            Body::Video(video) => watch(&video),
            Body::Signature(signing) => sign(&visit, &signing),
            Body::Reading(reading) => read(&visit, &reading),
            Body::Provider(_) => visit_provider(&mut visit, row.id),
            Body::Unsupported => None,
        };
        if let Some(answer) = answer {
            send(&mut visit, row.id, answer, text);
        }
    }
    visit.goes(Route::Done).at(NOW + 60).time_passes(4).hears_all(4, |_| ok(text));
    visit.goes(Route::Journey).happens(Event::Online);
    visit.hears_all(2, |_| ok(JOURNEY));
}

/// Somebody who writes as one does in French or in English, on either side of Greenwich.
pub(super) fn context(number: usize) -> Context {
    let locale = [Locale::English, Locale::French][number];
    Context {
        locale,
        tag: locale.tag().to_owned(),
        numbers: NumberStyle::default(),
        date_order: [DateOrder::MonthDayYear, DateOrder::DayMonthYear][number],
        months: month_names(locale),
        offset_at: [|_| -330, |_| 60][number],
        matches: |_, text| text.len() % 7 != 6,
        written_date: "{0} {1} {2}".to_owned(),
        country_name: str::to_owned,
        list: |_, items, _| items.join(", "),
        money: |_, currency, negative| format!("{}{{}} {currency}", if negative { "-" } else { "" }),
        moment: |_, minutes, _| minutes.to_string(),
    }
}

fn fill_in(form: &Form, context: &Context) -> Option<Answer> {
    let prefilled = form.prefilled(context);
    for field in &form.fields {
        let _ =
            (field.show(&Value::Text(field.label.clone()), context), field.unoffered(prefilled.get(field.id), context));
        let rules = Rules::of(field);
        let facts = FileFacts { name: field.label.clone(), size: 5, ..FileFacts::default() };
        let _ = (rules.sentence(context), rules.accept_attribute(), rules.refuse(&facts, b"%PDF-", 0));
        unchanged(form, field, &prefilled, context);
    }
    check(form, &prefilled, context);
    for typed in [typed_text, typed_parts, first_choices] {
        let mut draft = prefilled.clone();
        form.fields.iter().for_each(|field| draft.set(field.id, typed(field)));
        check(form, &draft, context);
    }
    let mut draft = prefilled;
    form.fields.iter().for_each(|field| draft.set(field.id, fitting(field)));
    check(form, &draft, context)
}

/// What is known of somebody and is left alone is not changed by sending it.
fn unchanged(form: &Form, field: &Field, prefilled: &Draft, context: &Context) {
    let known = match form.drafted.get(&field.id) {
        Some(drafted) => drafted.value.as_ref(),
        None => form.known.get(&field.id),
    };
    let Ok(Some(value)) = form.check_field(field, prefilled, context) else { return };
    let is_same = match (field.kind, known, &value) {
        // Of a time, a field for a date keeps the day.
        (FieldKind::Date, Some(Value::DateTime(known)), Value::Date(date)) => *date == known.date,
        // What is neither yes nor no is a box without a tick, which says no for everybody to see.
        (FieldKind::Boolean, Some(known), Value::Boolean(false)) if !matches!(known, Value::Boolean(_)) => true,
        // Text is read by the field's kind.
        (FieldKind::Date | FieldKind::DateTime | FieldKind::Boolean, Some(Value::Texts(_)), _) => true,
        (FieldKind::Date | FieldKind::DateTime | FieldKind::Boolean | FieldKind::MultipleChoice, Some(known), _) => {
            value.plain() == known.plain() || known.plain().is_empty() || matches!(known, Value::Text(_))
        }
        (FieldKind::Integer | FieldKind::Decimal, Some(Value::Decimal(known)), Value::Decimal(value)) => {
            value.compare(known).is_eq()
        }
        _ => true,
    };
    assert!(is_same, "{:?} turned from {known:?} into {value:?}", field.kind);
}

/// One problem for a field at most, and for none that is not asked.
fn check(form: &Form, draft: &Draft, context: &Context) -> Option<Answer> {
    let asked: Vec<_> = form.asked(draft, context).map(|field| field.id).collect();
    match form.check(draft, context) {
        Ok(answers) => Some(answers.into_answer()),
        Err(problems) => {
            let mut at_fault: Vec<_> = problems.iter().map(|problem| problem.field).collect();
            assert!(!problems.is_empty() && at_fault.iter().all(|id| asked.contains(id)));
            at_fault.dedup();
            assert_eq!(at_fault.len(), problems.len());
            for problem in &problems {
                let field = form.field(problem.field).expect("what is asked is there");
                assert!(!problem.fault.sentence(field, context).is_empty());
            }
            None
        }
    }
}

fn typed_text(field: &Field) -> Entry {
    Entry::Text(field.label.clone())
}

fn typed_parts(field: &Field) -> Entry {
    let part = |limit: &Option<String>| limit.clone().unwrap_or_else(|| field.label.clone());
    let (day, month) = (part(&field.min), part(&field.max));
    Entry::Date { day, month, year: field.label.clone(), time: field.pattern.clone().unwrap_or_default() }
}

fn first_choices(field: &Field) -> Entry {
    match field.kind {
        FieldKind::MultipleChoice => {
            Entry::Many(field.choices.iter().take(2).map(|choice| choice.value.clone()).collect())
        }
        _ => Entry::Text(field.choices.first().map_or_else(String::new, |choice| choice.value.clone())),
    }
}

/// Something that a field of its kind takes, where no limit of its own forbids it.
fn fitting(field: &Field) -> Entry {
    let date = |time: &str| {
        let [day, month, year, time] = ["7", "3", "2024", time].map(str::to_owned);
        Entry::Date { day, month, year, time }
    };
    let text = match field.kind {
        FieldKind::Date => return date(""),
        FieldKind::DateTime => return date("12:30"),
        FieldKind::Choice | FieldKind::MultipleChoice => return first_choices(field),
        FieldKind::Document => return Entry::Documents { held: Vec::new(), under_way: 0, failed: 0 },
        FieldKind::Integer | FieldKind::Decimal | FieldKind::Amount => field.min.as_deref().unwrap_or("7"),
        FieldKind::Email => "john@acme.test",
        FieldKind::Phone => "+33 1 23 45 67 89",
        FieldKind::Url => "https://www.acme.test",
        FieldKind::Country => "FR",
        FieldKind::Boolean => "true",
        FieldKind::Text | FieldKind::LongText | FieldKind::Unsupported => "Anvils",
    };
    Entry::Text(text.to_owned())
}

fn watch(video: &Video) -> Option<Answer> {
    check_address(video.address.as_str());
    video.captions.iter().for_each(|caption| check_address(caption.address.as_str()));
    video.embed("https://www.acme.test", 61_000).iter().for_each(|page| check_address(page.as_str()));
    assert!(video.ratio <= 1000);
    let mut watching = Watching::default();
    for position in [0, 1000, 2000] {
        let told = Told { position: Some(position), duration: Some(2000), playing: Some(true), ..Told::default() };
        watching.hear(&told, true);
    }
    assert_eq!(video.from_kept(&video.to_kept(&watching)), Some(watching.rested()));
    Some(watching.answer())
}

fn sign(visit: &Visit, signing: &signing::Signing) -> Option<Answer> {
    check_documents(visit, &signing.documents);
    let draft = signing::Draft { name: "Zoé".to_owned(), consent: true, ..signing::Draft::default() };
    let _ = signing.check(&draft, |_| Standing::Loading, Locale::French).map_err(|problems| {
        problems.iter().for_each(|problem| assert!(!problem.sentence(Locale::French).is_empty()));
    });
    signing.check(&draft, |_| Standing::Here, Locale::English).ok()
}

fn read(visit: &Visit, reading: &reading::Reading) -> Option<Answer> {
    check_documents(visit, &reading.documents);
    assert!(reading.check(false, |_| Standing::Here, Locale::English).is_err(), "nothing is agreed to");
    reading.check(true, |_| Standing::Here, Locale::English).ok()
}

fn check_documents(visit: &Visit, documents: &[Document]) {
    for document in documents {
        let _ = (document.name(Locale::English), document.standing(None), document.standing(Some(&[7; 32])));
        let source =
            document.address.as_ref().and_then(|address| visit.model().source_of(address, "https://www.acme.test"));
        if let Some(Source::Elsewhere(url)) = source {
            check_address(url.as_str());
        }
    }
}

fn visit_provider(visit: &mut Visit, activity: ActivityId) -> Option<Answer> {
    for way in [Way::Frame, Way::Tab] {
        visit.happens(Event::HandoverWanted { activity, way });
        visit.hears_all(1, |_| ok(&format!(r#"{{"URL":"{MINTED}"}}"#)));
        visit.happens(Event::VisitClosed(activity));
    }
    None
}

/// What goes out holds each data point once, with every digit of its id.
fn send(visit: &mut Visit, activity: ActivityId, answer: Answer, text: &str) {
    visit.happens(Event::Submitted { activity, answer, key: "key".to_owned(), time_spent: 7 });
    for request in visit.requests().filter(|request| request.path.ends_with("/completion")) {
        assert_eq!(request.path, format!("/internal/v1/activities/{activity}/completion"));
        let body: Json = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let entries = body["JourneyData"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut ids: Vec<i64> = entries.iter().map(|entry| entry["DataPoint"]["Id"].as_i64().unwrap()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "a data point is given twice");
    }
    visit.hears_all(3, |_| ok(text));
}
