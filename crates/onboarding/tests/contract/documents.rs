//! Documents to read and to sign on the page: what is asked, and that the answers are the golden ones.

use onboarding::activity::{Answer, Body};
use onboarding::document::{Source, Standing};
use onboarding::machine::Event;
use onboarding::screen::{Content, Screen};
use onboarding::signing::{Draft, Method, Point, Strokes};
use onboarding::text::Locale::English;
use serde_json::Value as Json;

use super::golden::Golden;
use crate::support::back_end::*;
use crate::support::visit::*;

/// A visit at the activity that a golden completes, before it does.
fn before(golden: &Golden) -> Visit {
    let done: Json = serde_json::from_str(&golden.answer().body).unwrap();
    let activity = with(done["Stages"][0]["Activities"][0].clone(), serde_json::json!({"Status": "InProgress"}));
    Visit::in_journey(token_session(), journey([activity]))
}

fn body_of(visit: &Visit) -> Body {
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    let Content::ToDo(body) = screen.content else { panic!("something to do") };
    body
}

fn completes(golden: &Golden, answer: impl Fn(Body) -> Answer) {
    let mut visit = before(golden);
    let Screen::Activity(screen) = visit.screen() else { panic!("an activity") };
    visit.happens(Event::Submitted {
        activity: screen.id,
        answer: answer(body_of(&visit)),
        key: golden.asked_header("Idempotency-Key").unwrap().to_owned(),
        time_spent: golden.asked()["TimeSpent"].as_u64().unwrap(),
    });
    visit.does(&[golden.call()]);
    golden.is_asked_by(visit.request());
}

/// What somebody draws who puts the pen where the golden has it.
fn strokes(golden: &Golden) -> Strokes {
    let mut strokes = Strokes::default();
    for stroke in golden.asked()["Signature"]["Strokes"].as_array().into_iter().flatten() {
        for (number, point) in stroke.as_array().unwrap().iter().enumerate() {
            let part = |index: usize| i32::try_from(point[index].as_i64().unwrap()).unwrap();
            let point = Point::at(part(0), part(1));
            if number == 0 { strokes.begin(point) } else { strokes.extend(point) }
        }
    }
    strokes
}

#[test]
fn a_golden_signature_is_the_one_that_the_page_makes() {
    for (name, method) in [("completion-signature-typed", Method::Typed), ("completion-signature-drawn", Method::Drawn)]
    {
        let golden = Golden::read(name);
        let draft = Draft { method, name: " John Doe ".to_owned(), strokes: strokes(&golden), consent: true };
        completes(&golden, |body| {
            let Body::Signature(signing) = body else { panic!("{name}: a signature") };
            assert_eq!(signing.consent(English), "I agree to sign electronically.");
            signing.check(&draft, |_| Standing::Here, English).unwrap()
        });
    }
}

#[test]
fn a_golden_document_is_acknowledged() {
    completes(&Golden::read("completion-document"), |body| {
        let Body::Reading(reading) = body else { panic!("documents to read") };
        assert_eq!(reading.statement(English), "I have read the terms.");
        reading.check(true, |_| Standing::Here, English).unwrap()
    });
}

#[test]
fn the_documents_of_a_golden_are_fetched_from_where_they_are() {
    let visit = before(&Golden::read("completion-signature-typed"));
    let Body::Signature(signing) = body_of(&visit) else { panic!("a signature") };
    let document = &signing.documents[0];
    assert_eq!((document.id.to_string().as_str(), document.name.as_str()), ("74590868830731301", "contract.pdf"));
    let source = |origin| visit.model().source_of(document.address.as_ref().unwrap(), origin);
    assert!(matches!(source("https://www.acme.test"), Some(Source::Elsewhere(url)) if url.host() == "acme.test"));
    let Some(Source::BackEnd(request)) = source("https://acme.test") else { panic!("the back-end's own") };
    assert_eq!(header(&request, "Authorization"), Some("Bearer example-session-token"));
    assert_eq!((request.method, request.path.as_str()), ("GET", "https://acme.test/contract.pdf"));
}
