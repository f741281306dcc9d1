//! Trying again by itself: only what is safe to do twice, less and less often, a few times, and then by a button.

use onboarding::api::CallError;
use onboarding::machine::{Effect, Event};

use crate::support::back_end::*;
use crate::support::visit::*;

const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";
const COMPLETE_2: &str = "POST /internal/v1/activities/2/completion";
const SESSION: &str = "GET /internal/v1/session";
const LOOK: &str = "GET /api/v1/journeys/70";
const PAUSES: [&str; 4] = ["wait 0.5 s", "wait 1 s", "wait 2 s", "wait 4 s"];

fn two_forms() -> Visit {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]);
    visit
}

#[test]
fn a_submission_is_tried_five_times_in_all_and_then_left_to_the_lead() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]);
    let first = visit.request().clone();
    for pause in PAUSES {
        visit.fails(CallError::Unreachable).does(&[pause]);
        visit.shows("activity 1: to do, sending again after Unreachable").time_passes().does(&[COMPLETE_1]);
        assert!(*visit.request() == first, "the same key, and the body to the byte");
        visit.shows("activity 1: to do, sending again after Unreachable");
    }
    // How the journey stands will tell whether any of them was received.
    visit.fails(CallError::Unreachable).does(&["wait 2 s"]).shows("activity 1: to do, failed: Unreachable");
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).shows("activity 1: to do, sending");
    assert!(*visit.request() == first, "the same key, and the body to the byte");
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]).ignores_everything_late();
}

#[test]
fn whatever_passes_is_tried_again() {
    for response in [html(429), html(500), html(502), html(503), html(504)] {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(response).complains_and_does(&["wait 0.5 s"]);
        visit.time_passes().does(&[COMPLETE_1]);
    }
}

#[test]
fn not_everybody_comes_back_at_the_same_time() {
    let pause = |random: u32| {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&[COMPLETE_1]).draws(random).fails(CallError::Unreachable);
        let effects = visit.last_effects();
        let [Effect::Wake(_, milliseconds)] = effects.as_slice() else { panic!("{effects:?}") };
        *milliseconds
    };
    let pauses: Vec<u32> = [0, 1, 250, 499, 500, 12_345, u32::MAX].into_iter().map(pause).collect();
    assert!(pauses.iter().all(|pause| (500..=1000).contains(pause)), "{pauses:?}");
    assert_ne!(pauses[1], pauses[2]);
}

#[test]
fn the_lead_need_not_wait() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit.happens(Event::Retried).does(&[COMPLETE_1]).happens(Event::Retried).does(&[]).ignores_everything_late();
}

#[test]
fn the_network_that_is_back_begins_a_new_round() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).gives_up().does(&["wait 2 s"]);
    visit.shows("activity 1: to do, failed: TimedOut").happens(Event::Online).does(&[COMPLETE_1]);
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]);
}

#[test]
fn what_was_refused_is_the_leads_to_send_whatever_the_network_does() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(html(400)).complains();
    visit.happens(Event::Online).does(&[]).happens(Event::Retried).does(&[]);
    visit.shows("activity 1: to do, failed: NotAccepted");
}

/// The journey tells in the end what became of it.
#[test]
fn what_was_lost_for_good_is_found_in_the_journey() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).gives_up().does(&["wait 2 s"]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
    visit.shows("activity 2: to do; completed Form 1").ignores_everything_late();
}

#[test]
fn what_waits_behind_has_no_better_luck_and_goes_on_with_the_first() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).goes("/activities/2").does(&[]).sends(2, "Rockets").does(&[]);
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit.shows("activity 2: to do, sending again after Unreachable").happens(Event::Retried).does(&[COMPLETE_1]);
    visit.gives_up().ignores_effects().shows("activity 2: to do, failed: TimedOut").goes("/activities/1").does(&[]);
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(ok(journey([done(form(1)), form(2)])));
    visit.does(&["go to /", COMPLETE_2]);
}

#[test]
fn the_start_is_tried_again_and_then_left_to_the_lead() {
    let mut visit = Visit::new();
    visit.opens_address("/").does(&[SESSION]);
    for pause in PAUSES {
        visit.fails(CallError::Unreachable).does(&[pause]);
        visit.shows("stopped: Unreachable → Retry, tried again by itself").time_passes().does(&[SESSION]);
        // What is told stays while it is tried.
        visit.shows("stopped: Unreachable → Retry, tried again by itself");
    }
    visit.fails(CallError::Unreachable).does(&[]).shows("stopped: Unreachable → Retry");
    visit.happens(Event::Retried).does(&[SESSION]).shows("waiting for the journey").hears(ok(session()));
    for pause in PAUSES {
        visit.does(&[LOOK]).fails(CallError::TimedOut).does(&[pause]);
        visit.shows("stopped: TimedOut → Retry, tried again by itself").time_passes();
    }
    visit.does(&[LOOK]).hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]).ignores_everything_late();
}

#[test]
fn the_start_goes_on_as_soon_as_there_is_a_network() {
    let mut visit = Visit::new();
    visit.opens_address("/").does(&[SESSION]).happens(Event::Offline).does(&[]).fails(CallError::Unreachable);
    visit.does(&["wait 0.5 s"]).shows("stopped: Unreachable → Retry, tried again by itself");
    visit.happens(Event::Online).does(&[SESSION]).happens(Event::Online).does(&[]);
    visit.hears(ok(session())).does(&[LOOK]).ignores_everything_late();
}

#[test]
fn a_session_that_is_over_by_then_is_told() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(html(500)).complains_and_does(&["wait 0.5 s"]);
    visit.time_passes().does(&[LOOK]).hears(problem(401, "SessionEnded")).complains();
    visit.shows("stopped: SessionEnded → NewLink, new link offered").ignores_everything_late();
}

/// A link works once, a log-in counts its tries, a code costs a message.
#[test]
fn what_may_not_be_safe_twice_is_never_tried_again_by_itself() {
    let mut visit = Visit::new();
    visit.opens_link().fails(CallError::Unreachable).does(&[]).shows("stopped: Unreachable → Retry");
    visit.happens(Event::Online).does(&[]);
}

/// Whoever logs in instead is not asked about as the one who was here before.
#[test]
fn nothing_is_tried_again_while_somebody_logs_in() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    let password = onboarding::credentials::Password::new("correct horse".to_owned()).unwrap();
    visit.goes("/login").does(&[]).happens(Event::LogInWanted { email: "mary@example.test".to_owned(), password });
    visit.does(&["POST /internal/v1/sessions"]).time_passes().does(&[]).happens(Event::Online).does(&[]);
}
