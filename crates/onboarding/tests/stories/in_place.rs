//! A session that ends under the lead's hands: everything on the page stays, and in their next session it goes on.

use onboarding::api::Response;
use onboarding::machine::Event;
use serde_json::json;

use crate::support::back_end::*;
use crate::support::visit::*;

const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";
const SESSION: &str = "GET /internal/v1/session";

fn ended() -> Response {
    problem(401, "SessionEnded")
}

/// In a journey of two forms, the first one open.
fn with_forms() -> Visit {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]);
    visit
}

fn is_over(visit: &Visit) -> bool {
    visit.page().sign_in.is_some()
}

#[test]
fn files_that_are_refused_say_so_for_the_whole_page() {
    let mut visit = with_forms();
    visit.happens(Event::FilesSignedOut).does(&[]).shows("activity 1: to do").watches("the session has ended");
    assert!(is_over(&visit));
}

/// In cookie mode another tab may have signed in again without a word.
#[test]
fn a_call_that_goes_well_after_the_end_shows_that_there_is_another_session() {
    let mut visit = with_forms();
    let generation = visit.model().session_generation();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(ended()).complains();
    assert!(is_over(&visit));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(ok(journey([done(form(1)), form(2)])));
    visit.does(&[SESSION, "go to /activities/2"]).hears(ok(session())).does(&[]);
    assert!(!is_over(&visit));
    assert!(visit.model().session_generation() > generation, "files hear of it");
    visit.shows("activity 2: to do; completed Form 1").ignores_everything_late();
}

#[test]
fn another_session_of_somebody_else_continues_nothing() {
    let mut visit = with_forms();
    visit.happens(Event::FilesSignedOut).does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.hears(problem(409, "Conflict")).does(&["GET /api/v1/journeys/70"]).hears(ok(journey([form(1), form(2)])));
    visit.does(&[SESSION]).hears(ok(with(session(), json!({"User": {"Id": 6}})))).does(&["replace by /"]);
    visit.shows("stopped: Replaced → Retry");
}
