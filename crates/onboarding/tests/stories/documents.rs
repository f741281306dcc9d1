//! Documents to read and to sign: which settings can be shown, what a refusal leaves, and what is shown afterwards.

use onboarding::activity::{Answer, Body};
use onboarding::document::Standing;
use onboarding::machine::Event;
use onboarding::screen::{Content, Screen};
use onboarding::signing::Draft;
use onboarding::text::Locale::English;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

fn signature(settings: Json) -> Json {
    with(form(1), json!({"Name": "Sign", "Type": "Signature", "Settings": settings}))
}

fn reading(settings: Json) -> Json {
    with(form(1), json!({"Name": "Read", "Type": "Document", "Settings": settings}))
}

fn contract() -> Json {
    json!({"Id": 9_007_199_254_740_993_i64, "Name": "contract.pdf", "URL": "/contract.pdf", "Hash": "sha256:00"})
}

fn native(documents: Json) -> Json {
    json!({"Provider": "Native", "Documents": documents, "Consent": "I agree."})
}

/// What the lead sends who types this name and agrees.
fn typed(visit: &Visit, name: &str) -> Answer {
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    let Content::ToDo(Body::Signature(signing)) = screen.content else { panic!("a signature") };
    let draft = Draft { name: name.to_owned(), consent: true, ..Draft::default() };
    signing.check(&draft, |_| Standing::Here, English).unwrap()
}

fn submits(visit: &mut Visit, name: &str, key: &str) {
    let answer = typed(visit, name);
    visit.happens(Event::Submitted { activity: activity_id(1), answer, key: key.to_owned(), time_spent: 9 });
    visit.does(&["POST /internal/v1/activities/1/completion"]);
}

#[test]
fn a_signature_that_was_refused_keeps_its_key_until_it_is_another_one() {
    let mut visit = Visit::in_journey(session(), journey([signature(native(json!([contract()])))]));
    for (name, key, used) in [("John Doe", "a", "a"), (" John Doe", "b", "a"), ("John R. Doe", "c", "c")] {
        submits(&mut visit, name, key);
        assert_eq!(header(visit.request(), "Idempotency-Key"), Some(used), "{name}");
        visit.hears(problem(500, "Broken")).does(&["complain: the back-end answered 500 Broken", "wait 0.5 s"]);
        visit.shows("activity 1: to do, sending again after Broken");
    }
    submits(&mut visit, "John R. Doe", "d");
    assert_eq!(
        body(visit.request()),
        json!({
            "TimeSpent": 9, "Consent": true, "Signature": {"Method": "Typed", "Text": "John R. Doe"},
            "Documents": [{"Id": 9_007_199_254_740_993_i64, "Hash": "sha256:00"}],
        })
    );
    visit.hears(ok(journey([done(signature(native(json!([contract()]))))]))).does(&["go to /done"]);
}

#[test]
fn settings_that_could_mean_something_else_are_not_shown() {
    let unnamed = with(contract(), json!({"Id": null}));
    for activity in [
        signature(json!({"Provider": "Native", "Consent": "I agree."})),
        signature(native(json!([]))),
        signature(native(json!([contract(), contract()]))),
        signature(native(json!([contract(), unnamed]))),
        signature(native(json!({"0": contract()}))),
        signature(json!({"Documents": [contract()], "Consent": "I agree."})),
        reading(json!({"Documents": null, "Statement": "I have read it."})),
        reading(json!([])),
        reading(json!(null)),
    ] {
        let mut visit = Visit::in_journey(session(), journey([activity]));
        visit.shows("activity 1: to do, unsupported");
    }
}

#[test]
fn settings_without_words_or_addresses_are_shown_with_what_there_is() {
    let documents = json!([{"Id": "5f3e"}, {"Id": 2, "Name": "a", "URL": "javascript:alert(1)", "Hash": null}]);
    let Screen::Activity(screen) =
        Visit::in_journey(session(), journey([reading(json!({"Documents": documents}))])).screen()
    else {
        panic!("an activity")
    };
    let Content::ToDo(Body::Reading(reading)) = screen.content else { panic!("documents to read") };
    assert_eq!(reading.statement(English), "I have read this.");
    let shown: Vec<_> = reading.documents.iter().map(|document| document.name(English)).collect();
    assert_eq!(shown, ["Document", "a"]);
    assert!(reading.documents.iter().all(|document| document.address.is_none() && document.hash.is_none()));
}

#[test]
fn what_was_signed_and_when_is_told_afterwards() {
    let signed = json!({"CompletedDate": "2022-04-07T13:08:00.000Z"});
    let signed = with(done(signature(native(json!([contract()])))), signed);
    let mut visit = Visit::in_journey(session(), journey([signed, form(2)]));
    visit.goes("/activities/1").does(&[]).shows("activity 1: given");
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    assert_eq!(screen.completed.unwrap().canonical(), "2022-04-07T13:08:00.000Z");
    let Content::Given(Body::Signature(signing)) = screen.content else { panic!("what was signed") };
    assert_eq!(signing.documents[0].name, "contract.pdf");
}
