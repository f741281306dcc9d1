//! Without a network: what is sent waits, visibly, and goes out once when the network is back.

use onboarding::api::CallError;
use onboarding::machine::Event;

use crate::support::back_end::*;
use crate::support::visit::*;

const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";
const COMPLETE_2: &str = "POST /internal/v1/activities/2/completion";
const LOOK: &str = "GET /api/v1/journeys/70";

/// At the first of three forms, and the network is gone.
fn offline() -> Visit {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2), form(3)]));
    visit.goes("/activities/1").does(&[]).happens(Event::Offline).does(&[]);
    visit
}

#[test]
fn the_page_says_whether_there_is_a_network() {
    let mut visit = offline();
    assert!(visit.page().offline);
    visit.happens(Event::Online).does(&[]);
    assert!(!visit.page().offline);
}

#[test]
fn what_is_sent_waits_and_the_lead_goes_on_with_something_else() {
    let mut visit = offline();
    visit.sends(1, "Anvils").does(&[]).shows("activity 1: to do, sending again after Offline");
    visit.goes("/").does(&[]).shows("tasks, 0 of 3 done: 1 not sent yet, 2 next, 3 to do");
    visit.goes("/activities/2").does(&[]).sends(2, "Rockets").does(&[]);
    assert_eq!(visit.page().unsent, 2);
    visit.happens(Event::Online).does(&[COMPLETE_1]).shows("activity 2: to do, sending");
    visit.hears(ok(journey([done(form(1)), form(2), form(3)]))).does(&[COMPLETE_2]);
    visit.hears(ok(journey([done(form(1)), done(form(2)), form(3)]))).does(&["go to /activities/3"]);
    assert_eq!(visit.page().unsent, 0);
    visit.shows("activity 3: to do; completed Form 2").ignores_everything_late();
}

#[test]
fn the_same_answers_again_while_it_waits_keep_their_key() {
    let mut visit = offline();
    visit.sends(1, "Anvils").does(&[]).sends_after(60, 1, "Anvils").does(&[]);
    visit.happens(Event::Online).does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
    assert_eq!(body(visit.request()), sector("Anvils", 42));
}

#[test]
fn other_answers_take_the_place_of_what_waits() {
    let mut visit = offline();
    visit.sends(1, "Anvils").does(&[]).sends(1, "Rockets").does(&[]);
    assert_eq!(visit.page().unsent, 1);
    visit.happens(Event::Online).does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-2"));
    assert_eq!(body(visit.request()), sector("Rockets", 42));
}

/// A browser may be wrong about its network.
#[test]
fn the_lead_may_try_all_the_same() {
    let mut visit = offline();
    visit.sends(1, "Anvils").does(&[]).happens(Event::Retried).does(&[COMPLETE_1]);
    visit.fails(CallError::Unreachable).does(&[]).shows("activity 1: to do, sending again after Offline");
    visit.happens(Event::Retried).does(&[COMPLETE_1]).hears(ok(journey([done(form(1)), form(2), form(3)])));
    visit.does(&["go to /activities/2"]);
    assert!(!visit.page().offline, "an answer shows that there is a network");
}

#[test]
fn an_answer_that_was_on_its_way_before_shows_no_network() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]).happens(Event::Offline).does(&[]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
    assert!(visit.page().offline);
}

#[test]
fn what_is_lost_on_the_way_into_a_tunnel_waits_at_its_other_end() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]).happens(Event::Offline).does(&[]);
    visit.fails(CallError::Unreachable).does(&[]).shows("activity 1: to do, sending again after Offline");
    visit.happens(Event::Online).does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
}

#[test]
fn a_pause_before_the_next_try_becomes_a_wait_for_the_network() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]).happens(Event::Offline).does(&[]);
    visit.time_passes().does(&[]).happens(Event::Online).does(&[COMPLETE_1]).ignores_everything_late();
}

#[test]
fn the_back_ends_own_wish_to_wait_outlasts_the_tunnel() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]).hears(busy(503, "60"));
    visit.complains_and_does(&["wait 60 s"]).happens(Event::Offline).does(&[]).happens(Event::Online).does(&[]);
    visit.happens(Event::Retried).does(&[]).time_passes().does(&[COMPLETE_1]);
}

#[test]
fn a_session_that_ends_meanwhile_is_told_when_the_network_is_back() {
    let mut visit = offline();
    visit.sends(1, "Anvils").does(&[]).happens(Event::Online).does(&[COMPLETE_1]);
    visit.hears(problem(401, "SessionEnded")).complains();
    visit.shows("activity 1: to do, failed: SessionEnded");
}

#[test]
fn whoever_logs_out_takes_no_network_along() {
    let mut visit = Visit::in_journey(account_session(), journey([form(1)]));
    visit.happens(Event::LogOutWanted).does(&["DELETE /internal/v1/sessions/5a67007d"]).happens(Event::Offline);
    visit.does(&[]).hears(ok(serde_json::json!({}))).ignores_effects().shows("signed out");
    assert!(visit.page().offline);
}

#[test]
fn settling_goes_on_at_once_when_the_network_is_back() {
    let mut visit = Visit::in_journey(session(), journey([done(form(1)), automatic(2)]));
    visit.shows("settling").time_passes().does(&[LOOK]).happens(Event::Online).does(&[]);
    visit.fails(CallError::Unreachable).does(&["wait 2 s"]).happens(Event::Online).does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), done(automatic(2))]))).does(&[]).ignores_everything_late();
}
