//! Each call is brought about by a visit, its request compared, and its answer heard.

use onboarding::activity::Body;
use onboarding::machine::Event;
use onboarding::screen::{Content, Screen};
use onboarding::watching::{Watching, from_seconds};
use serde_json::{Value as Json, json};

use super::golden::Golden;
use super::tables::{COMPLETIONS, Case, JOURNEYS, LINKS, LOOKS, RENEWALS, SESSIONS};
use crate::support::back_end::*;
use crate::support::visit::*;

#[test]
fn links() {
    play(LINKS, |golden| {
        let mut visit = Visit::new();
        let uuid = golden.asked()["UUID"].as_str().unwrap().to_owned();
        // A malformed link is not even tried, so its answer is heard for another one.
        let tried = if uuid == "xxx" { LINK.to_owned() } else { uuid.clone() };
        visit.opens_by(Some(tried.clone())).meets_nobody().does(&["POST /internal/v1/autologin"]);
        if tried == uuid {
            golden.is_asked_by(visit.request());
        }
        visit
    });
}

#[test]
fn renewals() {
    play(RENEWALS, |golden| {
        let mut visit = Visit::new();
        visit.opens_link().hears(problem(410, "LinkUsed")).does(&["GET /internal/v1/session"]);
        visit.hears(problem(401, "SessionEnded")).does(&[]);
        visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
        golden.is_asked_by(visit.request());
        visit
    });
}

#[test]
fn sessions() {
    play(SESSIONS, |golden| {
        let mut visit = Visit::configured(r#"{"TokenStore":"tab"}"#);
        let token = golden.asked_header("Authorization").map(|_| TOKEN);
        visit.opens(Opening { token, ..Opening::default() }).does(&["GET /internal/v1/session"]);
        golden.is_asked_by(visit.request());
        visit
    });
}

#[test]
fn journeys() {
    play(JOURNEYS, |golden| {
        let id = golden.path().rsplit_once('/').unwrap().1;
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(with(johns_session(), json!({"Journey": {"Id": id}})))).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}

#[test]
fn looks() {
    play(LOOKS, |golden| {
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(johns_session()));
        let scoring = with(journey([automatic(1)]), json!({"Id": 74_590_868_830_731_163_i64}));
        visit.does(&[golden.call()]).hears(ok_tagged("\"7\"", scoring)).does(&["wait 1 s", "replace by /done"]);
        visit.time_passes().does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}

#[test]
fn completions() {
    play(COMPLETIONS, |golden| {
        let mut visit = about_to_send(golden);
        let made = is_made(golden);
        let Screen::Activity(screen) = visit.screen() else { panic!("{}: the activity is open", golden.name) };
        let asked = golden.asked();
        let answer = match &screen.content {
            Content::ToDo(Body::Form(form)) => answer_to(form, &form.prefilled(&english())),
            Content::ToDo(Body::Video(_)) => watched(&asked).answer(),
            other => panic!("{}: {other:?}", golden.name),
        };
        visit.happens(Event::Submitted {
            activity: screen.id,
            answer,
            key: golden.asked_header("Idempotency-Key").unwrap_or("key").to_owned(),
            time_spent: asked["TimeSpent"].as_u64().unwrap(),
        });
        visit.does(&[golden.call()]);
        if made {
            golden.is_asked_by(visit.request());
        }
        visit
    });
}

/// The session of the goldens' lead, without somewhere to go afterwards.
pub(super) fn johns_session() -> Json {
    let ids = json!({"User": {"Id": 74_590_868_830_731_162_i64}, "Journey": {"Id": 74_590_868_830_731_163_i64}});
    with(token_session(), ids)
}

/// Whether this version makes such a request: only forms and videos are completed yet.
pub(crate) fn is_made(golden: &Golden) -> bool {
    let known = ["TimeSpent", "JourneyData", "WatchedRanges", "Duration"];
    golden.asked().as_object().unwrap().keys().all(|name| known.contains(&name.as_str()))
}

/// A visit whose one activity is the golden's: a video, or a form that was drafted with the golden's values.
fn about_to_send(golden: &Golden) -> Visit {
    let id: i64 = golden.path().split('/').nth(4).unwrap().parse().unwrap();
    if golden.asked().get("WatchedRanges").is_some() {
        let settings = json!({"URL": "https://acme.test/how-it-works.mp4"});
        let activity = json!({"Id": id, "Name": "Sent", "Type": "Video", "Settings": settings});
        return Visit::in_journey(token_session(), journey([with(form(1), activity)]));
    }
    let values: Vec<Json> = golden.asked()["JourneyData"].as_array().cloned().unwrap_or_default();
    let fields: Vec<Json> = values.iter().map(field_for).collect();
    let activity = json!({
        "Id": id, "Name": "Sent", "Settings": {"Fields": fields}, "Draft": {"JourneyData": values},
    });
    Visit::in_journey(token_session(), journey([with(form(1), activity)]))
}

/// A film that was watched as far as the golden says.
fn watched(asked: &Json) -> Watching {
    let time = |seconds: &Json| from_seconds(&seconds.to_string()).unwrap();
    let stretch = |pair: &Json| format!(" {}-{}", time(&pair[0]), time(&pair[1]));
    let stretches: String = asked["WatchedRanges"].as_array().unwrap().iter().map(stretch).collect();
    Watching::from_kept(&format!("{}{stretches}", time(&asked["Duration"]))).unwrap()
}

/// A field that takes a value.
fn field_for(value: &Json) -> Json {
    let kind = match value {
        value if value.get("Currency").is_some() => "Amount",
        value if value.get("DecimalValue").is_some() => "Decimal",
        value if value.get("DateValue").is_some() => "Date",
        value if value.get("DateTimeValue").is_some() => "DateTime",
        value if value.get("BooleanValue").is_some() => "Boolean",
        value if value.get("StringValues").is_some() => "MultipleChoice",
        value if value.get("Documents").is_some() => "Document",
        _ => "Text",
    };
    let choices: Vec<Json> =
        value["StringValues"].as_array().into_iter().flatten().map(|value| json!({"Value": value})).collect();
    json!({"DataPoint": {"Id": value["DataPoint"]["Id"], "Type": kind}, "Currency": value["Currency"], "Choices": choices})
}

/// Plays each case of a table, from the visit that has made the call.
pub(crate) fn play(table: &[Case], visit_that_calls: impl Fn(&Golden) -> Visit) {
    for (name, does, shows) in table {
        println!("{name}");
        let golden = Golden::read(name);
        let mut visit = visit_that_calls(&golden);
        visit.hears(golden.answer()).does(does).shows(shows);
    }
}
