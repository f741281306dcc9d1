//! Logging out: the back-end ends the session, and nothing of the person stays behind.

use onboarding::api::CallError;
use onboarding::credentials::Password;
use onboarding::failure::Failure;
use onboarding::machine::{Event, Model};
use onboarding::screen::LeavingState;
use onboarding::tabs::Word;
use serde_json::json;

use crate::support::back_end::*;
use crate::support::visit::*;

const TAB: &str = r#"{"TokenStore":"tab"}"#;
const ENDING: &str = "DELETE /internal/v1/sessions/5a67007d";
const GONE: [&str; 2] = ["forget the visit", "forget person 5"];

fn here() -> Visit {
    Visit::in_journey(account_session(), journey([form(1), form(2)]))
}

/// Nothing in the state can lead back to the person.
fn knows_nobody(model: &Model) {
    let state = format!("{model:?}");
    for trace in ["John", "Doe", "Form", "LinkId", "AccessToken", "AccountId", "KeptVisit", "Submission", "anvils"] {
        assert!(!state.contains(trace), "{trace} in {state}");
    }
    assert_eq!(model.user(), None);
}

fn leaving(visit: &Visit) -> LeavingState {
    visit.page().account.expect("the session can be managed").leaving
}

#[test]
fn logging_out_ends_the_session_and_forgets_the_person() {
    let mut visit = here();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.fails(CallError::Unreachable).ignores_effects();
    visit.happens(Event::LogOutWanted).does(&[ENDING]);
    assert_eq!(leaving(&visit), LeavingState::UnderWay);
    visit.happens(Event::LogOutWanted).does(&[]);
    visit.hears(ok(json!({}))).does(&[GONE[0], GONE[1], "replace by /"]).shows("signed out");
    assert!(matches!(visit.tells().as_slice(), [Word::SignedOut(user)] if user.to_string() == "5"));
    knows_nobody(visit.model());
    let page = visit.page();
    assert_eq!((page.person, page.email, page.account, page.has_journey), (None, None, None, false));
    visit.ignores_everything_late();
}

#[test]
fn a_token_is_forgotten_with_the_person() {
    let mut visit = Visit::configured(TAB);
    visit.opens_link().hears(ok(with(account_session(), json!({"Token": TOKEN})))).ignores_effects();
    visit.hears(ok(journey([form(1), form(2)]))).ignores_effects().happens(Event::LogOutWanted).does(&[ENDING]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    visit.hears(ok(json!({}))).does(&["forget the token", GONE[0], GONE[1]]);
    knows_nobody(visit.model());
}

/// The session was over before, or nobody knows it any more: nothing is left to be ended.
#[test]
fn a_session_that_is_over_already_is_left_all_the_same() {
    for response in [problem(401, "SessionEnded"), problem(404, "NotFound"), html(404), html(204)] {
        let mut visit = here();
        visit.happens(Event::LogOutWanted).does(&[ENDING]).hears(response).does(&GONE).shows("signed out");
        assert_eq!(visit.tells().len(), 1);
    }
}

/// The page cannot drop a cookie that scripts cannot reach, so it does not say that it did.
#[test]
fn a_session_that_could_not_be_ended_is_said_to_live_and_all_stays() {
    for (response, failure) in [
        (Err(CallError::Unreachable), Failure::Unreachable),
        (Err(CallError::TimedOut), Failure::TimedOut),
        (Ok(html(502)), Failure::Broken),
        (Ok(busy(503, "7")), Failure::Busy(None)),
        (Ok(problem(403, "Forbidden")), Failure::NotAllowed),
    ] {
        let mut visit = here();
        visit.happens(Event::LogOutWanted).does(&[ENDING]);
        match response {
            Ok(response) => visit.hears(response),
            Err(error) => visit.fails(error),
        };
        visit.ignores_complaints().does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
        assert_eq!(leaving(&visit), LeavingState::Failed(failure));
        assert!(visit.tells().is_empty());
        visit.happens(Event::LogOutWanted).does(&[ENDING]).hears(ok(json!({}))).does(&GONE).shows("signed out");
    }
}

#[test]
fn a_session_that_cannot_be_managed_cannot_be_ended_here() {
    let mut visit = Visit::in_journey(session(), journey([form(1)]));
    visit.happens(Event::LogOutWanted).does(&[]);
    assert_eq!(visit.page().account, None);
}

#[test]
fn whoever_has_no_journey_can_leave_too() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(with(account_session(), json!({"Journey": null})))).does(&[]);
    visit.shows("stopped: NothingToDo → Contact");
    assert_eq!(leaving(&visit), LeavingState::Ready);
    visit.happens(Event::LogOutWanted).does(&[ENDING]).hears(ok(json!({}))).ignores_effects().shows("signed out");
    knows_nobody(visit.model());
}

#[test]
fn whoever_is_still_to_choose_a_journey_can_leave_too() {
    let journeys = json!([{"Id": 70, "Name": "Account"}, {"Id": 71, "Name": "Loan"}]);
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(with(account_session(), json!({"Journey": null, "Journeys": journeys})))).does(&[]);
    visit.shows("choose: 70 Account (lead), 71 Loan (lead)").happens(Event::LogOutWanted).does(&[ENDING]);
    visit.hears(ok(json!({}))).ignores_effects().shows("signed out");
    knows_nobody(visit.model());
}

#[test]
fn the_next_person_logs_in_on_the_same_page() {
    let mut visit = here();
    visit.happens(Event::LogOutWanted).ignores_effects().hears(ok(json!({}))).ignores_effects();
    let (email, password) = ("ada@example.com".to_owned(), Password::new("s3cret".to_owned()).unwrap());
    visit.goes("/login").does(&[]).happens(Event::LogInWanted { email, password });
    visit.does(&["POST /internal/v1/sessions"]).hears(ok(json!({"session": {"id": "6b78118e"}})));
    let session = with(session(), json!({"User": {"Id": 6, "Firstname": "Ada"}, "Account": {"Id": "6b78118e"}}));
    visit
        .does(&["GET /internal/v1/session"])
        .hears(ok(session))
        .ignores_effects()
        .hears(ok(journey([form(1), form(2)])));
    visit.ignores_effects().shows("tasks, 0 of 2 done: 1 next, 2 to do");
    assert_eq!((leaving(&visit), visit.page().person.as_deref()), (LeavingState::Ready, Some("Ada")));
}

#[test]
fn going_back_in_the_history_brings_nobody_back() {
    let mut visit = here();
    visit.happens(Event::LogOutWanted).ignores_effects().hears(ok(json!({}))).ignores_effects();
    for path in ["/activities/1", "/sessions", "/done", "/"] {
        visit.goes(path).does(&[]).shows("signed out");
    }
}

#[test]
fn the_next_link_opens_in_the_same_page() {
    let mut visit = here();
    visit.happens(Event::LogOutWanted).ignores_effects().hears(ok(json!({}))).ignores_effects();
    visit.opens(Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() }).meets_nobody().ignores_effects();
    assert_eq!(visit.request().path, "/internal/v1/autologin");
}

#[test]
fn a_reload_afterwards_says_how_to_begin() {
    let mut visit = Visit::new();
    visit.opens_address("/").does(&["GET /internal/v1/session"]).hears(problem(401, "SessionEnded")).does(&[]);
    visit.shows("stopped: SignedOut → LogIn");
}
