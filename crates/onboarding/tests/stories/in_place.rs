//! A session that ends under the lead's hands: everything on the page stays, and in their next session it goes on.

use onboarding::api::Response;
use onboarding::credentials::Password;
use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::screen::StepUpState;
use serde_json::{Value as Json, json};

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

/// The lead logs in over the page, and this is their session now; what the page then does is the story's.
fn logs_in(visit: &mut Visit, session: Json) -> &mut Visit {
    let password = Password::new("correct horse".to_owned()).unwrap();
    visit.happens(Event::LogInWanted { email: "john@example.test".to_owned(), password });
    visit.does(&["POST /internal/v1/sessions"]);
    visit.answers_last_call(ok(json!({"session": {"id": "5a67", "token": "example-next-token"}}))).does(&[SESSION]);
    visit.answers_last_call(ok(session))
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

#[test]
fn a_refused_submission_goes_out_again_with_its_key_and_body() {
    let mut visit = with_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]);
    let first = visit.request().clone();
    visit.hears(ended()).complains();
    logs_in(&mut visit, session()).does(&[COMPLETE_1]).shows("activity 1: to do, sending");
    let again = visit.request();
    assert_eq!((&again.body, header(again, "Idempotency-Key")), (&first.body, header(&first, "Idempotency-Key")));
    assert_eq!(header(again, "Authorization"), Some("Bearer example-next-token"));
    assert!(!is_over(&visit));
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]).ignores_everything_late();
}

#[test]
fn a_link_that_is_pasted_over_the_page_does_the_same() {
    let mut visit = with_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(ended()).complains();
    visit.happens(Event::LinkPasted(LINK.to_owned())).does(&["POST /internal/v1/autologin"]);
    visit.hears(ok(token_session())).does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
}

#[test]
fn files_hear_of_each_session() {
    let mut visit = with_forms();
    let generation = visit.model().session_generation();
    visit.happens(Event::FilesSignedOut).does(&[]);
    assert_eq!(visit.model().session_generation(), generation);
    logs_in(&mut visit, session()).does(&[]);
    assert_eq!(visit.model().session_generation(), generation + 1);
}

#[test]
fn the_looks_go_on() {
    let mut visit = Visit::in_journey(session(), journey([form(1), of_role("BackOffice", form(2))]));
    visit.time_passes().does(&["GET /api/v1/journeys/70"]).hears(ended()).complains();
    visit.watches("the session has ended");
    logs_in(&mut visit, session()).does(&["wait 2 s"]).watches("looked at 00:00");
}

#[test]
fn what_was_settling_settles_anew() {
    let mut visit = Visit::in_journey(session(), journey([done(form(1)), automatic(2)]));
    visit.shows("settling").time_passes().does(&["GET /api/v1/journeys/70"]).hears(ended()).complains();
    visit.shows("tasks, 1 of 1 done: 1 done, 2 waiting (automatic)");
    logs_in(&mut visit, session()).does(&["wait 1 s"]).shows("settling");
    visit.time_passes().does(&["GET /api/v1/journeys/70"]).hears(ok(journey([done(form(1)), done(automatic(2))])));
    visit.does(&[]).shows("closing page: all done: 1 done, 2 done (automatic)");
}

#[test]
fn a_refused_claim_is_told_again() {
    let mut visit = Visit::in_journey(session(), journey([identity(1)]));
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]).hears(ended()).complains();
    visit.shows("activity 1: to do at a provider, not asked: SessionEnded");
    logs_in(&mut visit, session()).does(&["POST /internal/v1/activities/1/outcome"]);
    assert_eq!(body(visit.request()), json!({"Message": "Finished"}));
}

/// Going to a provider is for the lead to do.
#[test]
fn a_refused_address_may_be_asked_for_again() {
    let mut visit = Visit::in_journey(session(), journey([identity(1)]));
    visit.sets_out(1, Way::Frame).does(&["POST /internal/v1/activities/1/handover"]).hears(ended()).complains();
    visit.shows("activity 1: to do at a provider, not opened: SessionEnded");
    logs_in(&mut visit, session()).does(&[]).shows("activity 1: to do at a provider");
    visit.sets_out(1, Way::Frame).does(&["POST /internal/v1/activities/1/handover"]);
}

#[test]
fn what_a_frame_claims_meanwhile_is_told_in_the_next_session() {
    let mut visit = Visit::in_journey(session(), journey([identity(1)]));
    visit.sets_out(1, Way::Frame).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted("https://magic.veriff.me/v/x")).ignores_effects().happens(Event::FilesSignedOut).does(&[]);
    visit.frame_says(1, "VERIFF_FINISHED").does(&[]);
    logs_in(&mut visit, session()).does(&["POST /internal/v1/activities/1/outcome"]);
}

#[test]
fn nothing_goes_out_by_itself_in_a_session_that_is_over() {
    let mut visit = with_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(busy(503, "7")).complains_and_does(&["wait 7 s"]);
    visit.happens(Event::FilesSignedOut).does(&[]).time_passes().does(&[]);
    visit.shows("activity 1: to do, failed: SessionEnded");
    logs_in(&mut visit, session()).does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
}

/// Calls of the session before may be answered last.
#[test]
fn a_late_word_about_the_session_before_ends_nothing_and_is_made_good() {
    let mut visit = with_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).happens(Event::FilesSignedOut).does(&[]);
    logs_in(&mut visit, session()).does(&[]).shows("activity 1: to do, sending");
    visit.hears(ended()).complains_and_does(&[COMPLETE_1]);
    assert!(!is_over(&visit));
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-next-token"));
    visit.hears(ended()).complains();
    assert!(is_over(&visit), "that one was about this session");
}

/// A new session has to be secured anew: nothing is sent that is known to be refused.
#[test]
fn a_new_session_asks_for_the_code_again() {
    let secured = with(form(1), json!({"SecuredSession": true}));
    let mut visit = Visit::in_journey(account(session(), None, Some(10_000)), journey([secured]));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(ended()).complains();
    logs_in(&mut visit, account(session(), None, None)).does(&[]).shows("activity 1: to do, failed: CodeNeeded");
    assert_eq!(visit.page().step_up.map(|step_up| step_up.state), Some(StepUpState::Choosing));
}

#[test]
fn asking_for_a_new_link_is_no_word_about_the_session() {
    let mut visit = with_forms();
    visit.happens(Event::FilesSignedOut).does(&[]).happens(Event::NewLinkWanted);
    visit.does(&["POST /internal/v1/autologin/renewal"]);
    logs_in(&mut visit, session()).does(&[]).hears(ended()).does(&[]);
    assert!(!is_over(&visit));
}

/// The next session may be good enough without a code.
#[test]
fn what_was_refused_for_the_code_goes_out_again_too() {
    let mut visit = with_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(problem(403, "SecuredSessionRequired")).complains();
    visit.happens(Event::FilesSignedOut).does(&[]);
    logs_in(&mut visit, session()).does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
}
