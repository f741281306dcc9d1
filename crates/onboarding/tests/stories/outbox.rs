//! The outbox: what is sent is written ahead, outlives the page, waits for the network, and counts once.

use onboarding::api::CallError;
use onboarding::machine::{Effect, Event};
use onboarding::outbox::Recorded;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";
const COMPLETE_2: &str = "POST /internal/v1/activities/2/completion";
const LOOK: &str = "GET /api/v1/journeys/70";
const FIND: &str = "find what 5 recorded in 70";
const WEEK: i64 = 7 * 24 * 60 * 60;
/// When these stories begin, in seconds since 1970.
const NOON: i64 = 1_800_000_000;

/// A visit whose records the story minds, at the first of two forms.
fn two_forms() -> Visit {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.at(NOON).minds_records().goes("/activities/1").does(&[]);
    visit
}

/// What an earlier visit wrote ahead at noon: the answer "Anvils" to an activity, by the key `earlier-key`.
fn earlier(activity: i64) -> Recorded {
    earlier_with(activity, json!({}))
}

fn earlier_with(activity: i64, attributes: Json) -> Recorded {
    let body = sector("Anvils", 42).to_string();
    let kept = json!({"User": 5, "Journey": 70, "Activity": activity, "Key": "earlier-key", "Body": body, "At": NOON});
    Recorded::from_text(&with(kept, attributes).to_string()).unwrap()
}

/// The page is opened again, and this is what earlier visits left.
fn opened_again(now: Json, found: &[Recorded]) -> Visit {
    let mut visit = Visit::new();
    visit.at(NOON + 60).minds_records().opens_address("/activities/1").does(&["GET /internal/v1/session"]);
    visit.hears(ok(session())).does(&[LOOK]).hears(ok(now)).ignores_effects();
    visit.happens(Event::Resumed(found.to_vec()));
    visit
}

fn key(visit: &Visit) -> Option<&str> {
    header(visit.request(), "Idempotency-Key")
}

#[test]
fn nothing_goes_out_before_it_is_written() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&["record 1"]).shows("activity 1: to do, sending");
    visit.sends(1, "Anvils").does(&[]).records(true).does(&[COMPLETE_1]);
    assert_eq!(body(visit.request()), sector("Anvils", 42));
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /activities/2"]);
}

#[test]
fn what_is_written_says_all_that_another_visit_needs() {
    let mut visit = two_forms();
    let (activity, answer, key) = (activity_id(1), answer("Anvils"), "key-1".to_owned());
    let effects = visit.effects_of(Event::Submitted { activity, answer, key, time_spent: 42 });
    let [Effect::Record(_, recorded)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*recorded, earlier_with(1, json!({"Key": "key-1"})));
}

#[test]
fn a_browser_that_keeps_nothing_sends_all_the_same() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&["record 1"]).records(false).does(&[COMPLETE_1]);
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]).time_passes().does(&[COMPLETE_1]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
}

/// Only what is written ahead can be known to other tabs.
#[test]
fn only_what_is_kept_asks_which_tab_sends_it() {
    for is_kept in [true, false] {
        let mut visit = two_forms();
        let (activity, answer, key) = (activity_id(1), answer("Anvils"), "key-1".to_owned());
        visit.happens(Event::Submitted { activity, answer, key, time_spent: 42 });
        visit.does(&["record 1"]);
        let effects = visit.records(is_kept).last_effects();
        assert_eq!(matches!(effects.as_slice(), [Effect::SendOnce(..)]), is_kept, "{effects:?}");
    }
}

#[test]
fn what_is_refused_is_not_kept_and_is_written_anew_when_it_is_sent_again() {
    let refusal = problem_with(422, "ValuesRefused", json!({"Errors": [{"DataPoint": {"Id": 10}, "Code": "TooLong"}]}));
    for response in [html(400), html(403), html(404), html(413), refusal] {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]);
        visit.hears(response).ignores_complaints().does(&["unrecord 1"]);
        visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]);
        assert_eq!(key(&visit), Some("key-1"));
    }
}

#[test]
fn what_waits_for_a_session_or_a_code_stays_written() {
    for response in [problem(401, "SessionEnded"), problem(403, "SecuredSessionRequired")] {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]);
        visit.hears(response).complains_and_does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    }
}

/// The first try may have been received: only the journey can tell.
#[test]
fn a_refusal_after_a_lost_answer_does_not_say_what_became_of_the_first_try() {
    let lost = || {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]);
        visit.fails(CallError::TimedOut).does(&["wait 0.5 s"]).time_passes().does(&[COMPLETE_1]);
        visit.hears(html(404)).complains_and_does(&[LOOK]);
        visit
    };
    lost().hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /activities/2"]);
    let mut visit = lost();
    visit.hears(ok(journey([form(1), form(2)]))).does(&["unrecord 1"]).shows("activity 1: to do, failed: NotFound");
    let mut visit = lost();
    visit.hears(html(403)).complains_and_does(&["wait 2 s"]).shows("activity 1: to do, failed: NotAllowed");
}

#[test]
fn an_answer_that_nobody_can_read_has_the_journey_asked() {
    let unreadable = || {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]).hears(html(200));
        visit.complains_and_does(&[LOOK]).shows("activity 1: to do, sending");
        visit
    };
    let mut visit = unreadable();
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /activities/2"]);
    visit.shows("activity 2: to do; completed Form 1").ignores_everything_late();
    let mut visit = unreadable();
    visit.hears(ok(journey([form(1), form(2)]))).does(&["wait 0.5 s"]);
    visit.shows("activity 1: to do, sending again after Unreadable").time_passes().does(&[COMPLETE_1]);
    assert_eq!(key(&visit), Some("key-1"));
    let mut visit = unreadable();
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]).time_passes().does(&[COMPLETE_1]);
}

#[test]
fn what_an_earlier_visit_could_not_send_goes_out_with_its_key_and_body() {
    let mut visit = opened_again(journey([form(1), form(2)]), &[earlier(1)]);
    visit.does(&[COMPLETE_1]).shows("activity 1: to do, sending");
    assert_eq!((key(&visit), body(visit.request())), (Some("earlier-key"), sector("Anvils", 42)));
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /activities/2"]);
    visit.shows("activity 2: to do; completed Form 1").ignores_everything_late();
}

#[test]
fn several_go_out_in_the_order_in_which_they_were_given() {
    let second = earlier_with(2, json!({"Key": "second-key", "At": NOON + 5}));
    let mut visit = opened_again(journey([form(1), form(2)]), &[second, earlier(1)]);
    visit.does(&[COMPLETE_1]).hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /", COMPLETE_2]);
    visit.shows("tasks, 1 of 2 done: 1 done, 2 not sent yet; completed Form 1");
    visit.hears(ok(journey([done(form(1)), done(form(2))]))).does(&["unrecord 2", "go to /done"]);
}

/// Two tabs have recorded one each.
#[test]
fn of_two_attempts_at_the_same_activity_the_later_one_counts() {
    let body = sector("Rockets", 42).to_string();
    let later = earlier_with(1, json!({"Key": "later-key", "At": NOON + 5, "Body": body}));
    let mut visit = opened_again(journey([form(1), form(2)]), &[later, earlier(1)]);
    visit.does(&[COMPLETE_1]);
    assert_eq!(key(&visit), Some("later-key"));
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /activities/2"]);
}

/// The crash came between the back-end's commit and its answer.
#[test]
fn what_had_arrived_after_all_is_told_and_not_sent() {
    let mut visit = opened_again(journey([done(form(1)), form(2)]), &[earlier(1)]);
    visit.does(&["unrecord 1"]).shows("activity 1: given; completed Form 1");
    let mut visit = opened_again(journey([awaiting_result(form(1)), form(2)]), &[earlier(1)]);
    visit.does(&["unrecord 1"]).shows("activity 1: being checked; handed in Form 1");
}

#[test]
fn the_same_answers_given_again_are_the_attempt_of_the_earlier_visit() {
    let mut visit = opened_again(journey([form(1), form(2)]), &[earlier(1)]);
    visit.does(&[COMPLETE_1]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit.sends_after(99, 1, "Anvils").does(&[COMPLETE_1]);
    assert_eq!((key(&visit), body(visit.request())), (Some("earlier-key"), sector("Anvils", 42)));
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]).sends(1, "Rockets").does(&["record 1"]);
    visit.records(true).does(&[COMPLETE_1]);
    assert_eq!((key(&visit), body(visit.request())), (Some("key-2"), sector("Rockets", 42)));
}

#[test]
fn what_nobody_can_do_any_more_is_not_sent() {
    let company = of_role("BackOffice", form(1));
    for now in [journey([blocked(form(1)), form(2)]), journey([form(2)]), journey([company, form(2)])] {
        let mut visit = opened_again(now, &[earlier(1)]);
        visit.ignores_effects();
        assert!(!visit.model().has_unsent_submission());
        assert_eq!(visit.page().unsent, 0);
    }
}

#[test]
fn what_is_a_week_old_is_not_sent() {
    let old = earlier_with(1, json!({"At": NOON + 59 - WEEK}));
    opened_again(journey([form(1), form(2)]), &[old]).does(&["unrecord 1"]).shows("activity 1: to do");
    let almost = earlier_with(1, json!({"At": NOON + 60 - WEEK}));
    opened_again(journey([form(1), form(2)]), &[almost]).does(&[COMPLETE_1]);
}

/// They are kept for whom they belong to.
#[test]
fn what_somebody_else_or_another_journey_left_is_neither_sent_nor_dropped() {
    let (mary, other) = (earlier_with(1, json!({"User": 6})), earlier_with(1, json!({"Journey": 71})));
    opened_again(journey([form(1), form(2)]), &[mary, other]).does(&[]).shows("activity 1: to do");
}

#[test]
fn what_is_no_completion_is_not_sent() {
    let odd = earlier_with(1, json!({"Body": "{}"}));
    opened_again(journey([form(1), form(2)]), &[odd]).does(&["unrecord 1"]).shows("activity 1: to do");
}

#[test]
fn what_was_given_before_the_records_were_found_is_newer() {
    let mut visit = Visit::new();
    visit.minds_records().opens_address("/activities/1").does(&["GET /internal/v1/session"]).hears(ok(session()));
    visit.does(&[LOOK]).hears(ok(journey([form(1), form(2)]))).does(&[FIND]);
    visit.sends(1, "Rockets").does(&["record 1"]).happens(Event::Resumed(vec![earlier(1)])).does(&[]);
    visit.records(true).does(&[COMPLETE_1]);
    assert_eq!(body(visit.request()), sector("Rockets", 42));
}

#[test]
fn an_activity_that_is_on_its_way_is_not_what_comes_next() {
    let mut visit = Visit::new();
    visit.at(NOON).minds_records().opens_address("/").does(&["GET /internal/v1/session"]).hears(ok(session()));
    visit.does(&[LOOK]).hears(ok(journey([form(1), form(2)]))).does(&[FIND]);
    visit.happens(Event::Resumed(vec![earlier(1)])).does(&[COMPLETE_1]);
    visit.shows("tasks, 0 of 2 done: 1 not sent yet, 2 next");
    assert_eq!(visit.page().unsent, 1);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1"]);
    visit.shows("tasks, 1 of 2 done: 1 done, 2 next; completed Form 1");
}

/// Two tabs have found the same.
#[test]
fn what_another_tab_has_sent_is_not_sent_again() {
    let overtaken = |now: Json| {
        let mut visit = opened_again(journey([form(1), form(2)]), &[earlier(1)]);
        visit.does(&[COMPLETE_1]).is_sent_elsewhere().does(&[LOOK]).shows("activity 1: to do, sending").hears(ok(now));
        visit
    };
    let mut visit = overtaken(journey([done(form(1)), form(2)]));
    visit.does(&["go to /activities/2"]).shows("activity 2: to do; completed Form 1").ignores_everything_late();
    // The other tab's was refused, or it has written something newer.
    let mut visit = overtaken(journey([form(1), form(2)]));
    visit.does(&[]).shows("activity 1: to do, failed: NotAccepted");
    visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]);
    assert_eq!(key(&visit), Some("earlier-key"));
}

/// The other tab still goes first: what it has sent would go out again unrecorded.
#[test]
fn where_nobody_says_what_became_of_it_elsewhere_it_is_asked_again() {
    let mut visit = opened_again(journey([form(1), form(2)]), &[earlier(1)]);
    visit.does(&[COMPLETE_1]).is_sent_elsewhere().does(&[LOOK]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    let effects = visit.effects_of(Event::Online);
    assert!(matches!(effects.as_slice(), [Effect::SendOnce(..)]), "{effects:?}");
    visit.is_sent_elsewhere().does(&[LOOK]).hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
}

#[test]
fn what_is_called_off_is_dropped_altogether() {
    let mut visit = opened_again(journey([form(1), form(2)]), &[earlier(1), earlier_with(2, json!({"Key": "second"}))]);
    visit.does(&[COMPLETE_1]).hears(problem(410, "JourneyCancelled"));
    visit.complains_and_does(&["unrecord 1", "unrecord 2"]).shows("stopped: Cancelled → Contact");
}

#[test]
fn what_was_completed_elsewhere_meanwhile_is_dropped() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2), of_role("BackOffice", form(3))]));
    visit.minds_records().happens(Event::Offline).does(&[]).sends(1, "Anvils").does(&["record 1"]);
    visit.records(true).does(&["wait 2 s"]).time_passes().does(&[]).time_passes().does(&[LOOK]);
    visit
        .hears(ok(journey([done(form(1)), form(2), of_role("BackOffice", form(3))])))
        .does(&["unrecord 1", "wait 2 s"]);
    assert_eq!(visit.page().unsent, 0);
}

/// Log-out asks before it forgets what would be lost.
#[test]
fn the_page_knows_whether_something_would_be_lost_by_a_log_out() {
    let mut visit = two_forms();
    assert!(!visit.model().has_unsent_submission());
    visit.happens(Event::Offline).does(&[]).sends(1, "Anvils").does(&["record 1"]).records(true).does(&[]);
    assert!(visit.model().has_unsent_submission());
    visit.happens(Event::Online).does(&[COMPLETE_1]).hears(html(400)).complains_and_does(&["unrecord 1"]);
    assert!(visit.model().has_unsent_submission());
    visit.sends(1, "Anvils").does(&["record 1"]).records(true).does(&[COMPLETE_1]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["unrecord 1", "go to /activities/2"]);
    assert!(!visit.model().has_unsent_submission());
}

#[test]
fn after_a_log_out_nothing_goes_out() {
    let mut visit = Visit::in_journey(account_session(), journey([form(1), form(2)]));
    visit.minds_records().goes("/activities/1").does(&[]).sends(1, "Anvils").does(&["record 1"]);
    visit.happens(Event::LogOutWanted).does(&["DELETE /internal/v1/sessions/5a67007d"]).hears(ok(json!({})));
    visit.does(&["forget the visit", "forget person 5", "replace by /"]).records(true).does(&[]).shows("signed out");
}

#[test]
fn what_somebody_else_s_session_finds_on_the_page_is_not_sent_in_it() {
    let mut visit = two_forms();
    visit.happens(Event::Offline).does(&[]).sends(1, "Anvils").does(&["record 1"]).records(true).does(&[]);
    visit.happens(Event::Told(onboarding::tabs::Word::SignedIn(onboarding::id::UserId::from_digits("6").unwrap())));
    visit.does(&["replace by /"]).happens(Event::Online).does(&[]).shows("stopped: Replaced → Retry");
}

#[test]
fn one_that_needs_a_code_lets_the_others_go() {
    let secured = with(form(1), json!({"SecuredSession": true}));
    let mut visit = Visit::in_journey(account_session(), journey([secured, form(2)]));
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[]).shows("activity 1: to do, failed: CodeNeeded");
    visit.goes("/activities/2").does(&[]).sends(2, "Rockets").does(&[COMPLETE_2]);
}

/// The page is left only when nothing waits: what waits is still to be done.
#[test]
fn the_page_is_not_left_while_something_waits() {
    let mut visit = Visit::in_journey(leaving_session(), journey([form(1), form(2)]));
    visit.happens(Event::Offline).does(&[]).goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[]);
    visit.goes("/activities/2").does(&[]).sends(2, "Rockets").does(&[]);
    visit.shows("activity 2: to do, sending again after Offline").happens(Event::Online).does(&[COMPLETE_1]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&[COMPLETE_2]);
    visit.hears(ok(journey([done(form(1)), done(form(2))]))).does(&["leave for https://www.myapp.com/thanks"]);
}
