//! Time limits: the session's end is told in time, put off on request, and judged by the back-end's clock and word.

use onboarding::api::{CallError, Response};
use onboarding::failure::Failure;
use onboarding::id::UserId;
use onboarding::machine::{Event, Notice};
use onboarding::screen::{ExtensionState, LimitScreen, Screen};
use onboarding::tabs::Word;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

/// When these stories begin, in seconds since 1970.
const NOON: i64 = 1_800_000_000;
const SESSION: &str = "GET /internal/v1/session";
const EXTENSION: &str = "POST /internal/v1/session/extension";

/// A session that ends so many seconds after noon.
fn ending(seconds: i64) -> Json {
    account(session(), Some(NOON + seconds), None)
}

/// At noon, in a journey of two forms, with ten minutes left.
fn with_ten_minutes() -> Visit {
    in_session(ending(600), &["replace by /activities/1", "wait 480 s"])
}

fn in_session(session: Json, does: &[&str]) -> Visit {
    let mut visit = Visit::new();
    visit.at(NOON).opens_link().hears(ok(session)).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([form(1)]))).does(does);
    visit.tells();
    visit
}

/// The same, a minute before the end.
fn with_one_minute() -> Visit {
    let mut visit = with_ten_minutes();
    visit.at(NOON + 540).time_passes().does(&["wait 60 s"]);
    visit
}

fn told(visit: &Visit) -> Option<(i64, ExtensionState)> {
    visit.page().limit.map(|LimitScreen { ends_at, state }| (ends_at - NOON, state))
}

fn is_over(visit: &Visit) -> bool {
    visit.page().sign_in.is_some()
}

#[test]
fn the_end_is_told_two_minutes_before() {
    let mut visit = with_ten_minutes();
    assert_eq!(told(&visit), None);
    visit.at(NOON + 480).time_passes().does(&["wait 120 s"]);
    assert_eq!(told(&visit), Some((600, ExtensionState::Ready)));
}

#[test]
fn a_back_end_that_tells_no_end_is_left_alone() {
    for session in [session(), account(session(), None, None)] {
        let mut visit = in_session(session, &["replace by /activities/1"]);
        visit.at(NOON + 1_000_000).happens(Event::Seen).does(&[]).happens(Event::StayWanted).does(&[]);
        assert_eq!(told(&visit), None);
    }
}

#[test]
fn the_lead_stays_signed_in() {
    let mut visit = with_one_minute();
    visit.happens(Event::StayWanted).does(&[EXTENSION]);
    assert_eq!(told(&visit), Some((600, ExtensionState::UnderWay)));
    visit.happens(Event::StayWanted).does(&[]).hears(ok(ending(4_200))).does(&["wait 3540 s"]);
    assert_eq!(told(&visit), None);
    // Other tabs of the lead have the same session.
    assert_eq!(visit.tells(), [Word::SessionChanged(visit.model().user().unwrap())]);
    // The timer for the earlier end has nothing to say.
    visit.at(NOON + 600).time_passes().does(&[]);
    assert_eq!(told(&visit), None);
    visit.at(NOON + 4_080).time_passes().does(&["wait 120 s"]).happens(Event::StayWanted).does(&[EXTENSION]);
}

#[test]
fn nobody_asks_for_more_time_before_it_is_offered() {
    with_ten_minutes().happens(Event::StayWanted).does(&[]);
}

#[test]
fn a_back_end_that_gives_no_more_time_is_told_and_not_asked_again() {
    let unmoved = ok(ending(600));
    for response in [problem(404, "NotFound"), html(405), html(501), unmoved] {
        let mut visit = with_one_minute();
        visit.happens(Event::StayWanted).does(&[EXTENSION]).hears(response).does(&[]);
        assert_eq!(told(&visit), Some((600, ExtensionState::NotOffered)));
        assert_eq!(visit.tells(), []);
        visit.happens(Event::StayWanted).does(&[]);
    }
}

#[test]
fn more_time_that_could_not_be_had_can_be_asked_for_again() {
    for (response, failure) in [
        (html(502), Failure::Broken),
        (busy(429, "3"), Failure::Busy(None)),
        (html(200), Failure::Unreadable),
        (problem(403, "Forbidden"), Failure::NotAllowed),
    ] {
        let mut visit = with_one_minute();
        visit.happens(Event::StayWanted).does(&[EXTENSION]).hears(response).complains();
        assert_eq!(told(&visit), Some((600, ExtensionState::Failed(failure))));
        visit.happens(Event::StayWanted).does(&[EXTENSION]).fails(CallError::Unreachable).does(&[]);
        assert_eq!(told(&visit), Some((600, ExtensionState::Failed(Failure::Unreachable))));
        visit.happens(Event::StayWanted).does(&[EXTENSION]).hears(ok(ending(1_200))).does(&["wait 540 s"]);
        assert_eq!(told(&visit), None);
    }
}

#[test]
fn more_time_for_a_session_that_is_over_is_none() {
    let mut visit = with_one_minute();
    visit.happens(Event::StayWanted).does(&[EXTENSION]).hears(problem(401, "SessionEnded")).complains();
    assert!(is_over(&visit));
    assert_eq!(told(&visit), None);
}

#[test]
fn at_the_end_the_back_end_says_whether_it_is_over() {
    let mut visit = with_one_minute();
    visit.at(NOON + 600).time_passes().does(&[SESSION, "wait 30 s"]);
    assert!(!is_over(&visit), "another tab may have put the end off");
    visit.hears(problem(401, "SessionEnded")).does(&[]);
    assert!(is_over(&visit));
    visit.watches("the session has ended").shows("activity 1: to do").ignores_everything_late();
}

#[test]
fn another_tab_has_put_the_end_off() {
    let mut visit = with_one_minute();
    visit.at(NOON + 600).time_passes().does(&[SESSION, "wait 30 s"]);
    visit.hears(ok(ending(4_200))).does(&["wait 3480 s"]);
    assert_eq!((told(&visit), is_over(&visit)), (None, false));
    assert_eq!(visit.tells(), [], "the other tab has said so already");
}

/// Nobody is signed out by a bad connection.
#[test]
fn without_an_answer_the_session_is_not_called_over_and_the_question_stays() {
    let mut visit = with_one_minute();
    visit.at(NOON + 600).time_passes().does(&[SESSION, "wait 30 s"]).fails(CallError::Unreachable).does(&[]);
    assert!(!is_over(&visit));
    visit.at(NOON + 630).time_passes().does(&[SESSION, "wait 30 s"]).hears(html(502)).complains();
    visit.at(NOON + 640).happens(Event::Online).does(&[SESSION, "wait 30 s"]).fails(CallError::TimedOut).does(&[]);
    visit.at(NOON + 650).happens(Event::Seen).does(&[SESSION, "wait 30 s"]);
    visit.happens(Event::Seen).does(&[]).hears(problem(401, "SessionEnded")).does(&[]);
    assert!(is_over(&visit));
    visit.at(NOON + 700).happens(Event::Online).does(&[]);
}

/// A session that the back-end keeps alive past the end that it told.
#[test]
fn an_end_that_is_none_is_asked_about_now_and_then() {
    let mut visit = with_one_minute();
    visit.at(NOON + 600).time_passes().does(&[SESSION, "wait 30 s"]).hears(ok(ending(600))).does(&[]);
    assert!(!is_over(&visit));
    visit.at(NOON + 630).time_passes().does(&[SESSION, "wait 30 s"]);
}

#[test]
fn a_device_that_slept_past_the_end_asks_at_once() {
    let mut visit = with_ten_minutes();
    visit.at(NOON + 9_000).happens(Event::Seen).does(&[SESSION, "wait 30 s"]);
    visit.hears(problem(401, "SessionEnded")).does(&[]);
    assert!(is_over(&visit));
}

#[test]
fn a_timer_that_comes_late_or_early_changes_nothing_of_it() {
    let mut visit = with_ten_minutes();
    visit.at(NOON + 590).time_passes().does(&["wait 10 s"]);
    assert_eq!(told(&visit), Some((600, ExtensionState::Ready)));
    let mut visit = with_ten_minutes();
    visit.at(NOON + 470).time_passes().does(&["wait 10 s"]);
    assert_eq!(told(&visit), None);
}

#[test]
fn a_far_end_is_waited_for_an_hour_at_a_time() {
    let mut visit = in_session(ending(9_000), &["replace by /activities/1", "wait 3600 s"]);
    visit.at(NOON + 3_600).time_passes().does(&["wait 3600 s"]).happens(Event::Hidden).does(&[]);
    visit.at(NOON + 7_200).time_passes().does(&["wait 1680 s"]);
}

/// A device whose clock is an hour slow shows the right countdown all the same.
#[test]
fn limits_are_judged_by_the_back_ends_clock() {
    for skew in [3_600, -3_600, 3] {
        let at_noon = |session| Response { server_time: Some(NOON), received_at: NOON - skew, ..ok(session) };
        let mut visit = Visit::new();
        visit.at(NOON - skew).opens_link().hears(at_noon(ending(600))).does(&["GET /api/v1/journeys/70"]);
        visit.hears(at_noon(journey([form(1)]))).does(&["replace by /activities/1", "wait 480 s"]);
        visit.at(NOON - skew + 480).time_passes().does(&["wait 120 s"]);
        assert_eq!(told(&visit), Some((600 - skew, ExtensionState::Ready)));
    }
}

/// Whole seconds and the way of an answer make a second or two; no timer is set anew for that.
#[test]
fn a_clock_that_is_a_second_off_is_right() {
    let mut visit = with_ten_minutes();
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    let response = Response { server_time: Some(NOON - 2), received_at: NOON, ..html(502) };
    visit.hears(response).complains_and_does(&["wait 0.5 s"]);
}

#[test]
fn whoever_is_done_is_not_warned() {
    let mut visit = with_ten_minutes();
    visit.sends(1, "Anvils").ignores_effects().hears(ok(journey([done(form(1))]))).does(&["go to /done"]);
    visit.at(NOON + 590).time_passes().does(&[]).at(NOON + 601).happens(Event::Seen).does(&[]);
    assert_eq!(told(&visit), None);
}

#[test]
fn whoever_waits_for_others_is_warned() {
    let mut visit = with_ten_minutes();
    let company = of_role("BackOffice", form(2));
    visit.sends(1, "Anvils").ignores_effects().hears(ok(journey([done(form(1)), company])));
    visit.does(&["go to /done", "wait 2 s"]).at(NOON + 590).happens(Event::Hidden).ignores_effects();
    assert_eq!(told(&visit), Some((600, ExtensionState::Ready)));
}

/// Somebody else has logged in by a cookie: what is on the page is none of theirs.
#[test]
fn somebody_else_has_taken_the_place() {
    let another_person = with(ending(4_200), json!({"User": {"Id": 6}}));
    let another_journey = with(ending(4_200), json!({"Journey": {"Id": 71}}));
    for session in [another_person, another_journey] {
        let mut visit = with_one_minute();
        visit.at(NOON + 600).time_passes().ignores_effects().hears(ok(session)).does(&["replace by /"]);
        visit.shows("stopped: Replaced → Retry");
        assert_eq!(visit.page().person, None);
        visit.happens(Event::Retried).does(&["reload"]);
    }
}

#[test]
fn a_session_that_is_in_no_journey_yet_changes_nothing() {
    let mut visit = with_one_minute();
    visit.at(NOON + 600).time_passes().ignores_effects();
    visit.hears(ok(with(ending(4_200), json!({"Journey": null})))).does(&[]).shows("activity 1: to do");
    assert_eq!(told(&visit), Some((600, ExtensionState::Ready)));
}

#[test]
fn what_the_page_tells_in_passing_stays_through_all_of_it() {
    let mut visit = Visit::new();
    visit.at(NOON).opens_link().hears(ok(ending(600))).ignores_effects().hears(ok(journey([form(1), form(2)])));
    visit.ignores_effects().goes("/activities/1").does(&[]).sends(1, "Anvils").ignores_effects();
    visit.hears(ok(journey([done(form(1)), form(2)]))).ignores_effects();
    visit.at(NOON + 600).happens(Event::Seen).ignores_effects().hears(problem(401, "SessionEnded")).does(&[]);
    let Screen::Activity(screen) = visit.screen() else { panic!("the second form is open") };
    assert_eq!(screen.notice, Some(Notice::Completed("Form 1".to_owned())));
}

/// What was asked before the other tab changed anything may be answered with what was so before.
#[test]
fn the_last_question_about_the_session_counts() {
    let mut visit = with_one_minute();
    let changed = || Event::Told(Word::SessionChanged(UserId::from_digits("5").unwrap()));
    visit.happens(changed()).does(&[SESSION]).happens(changed()).does(&[SESSION]);
    visit.hears(ok(ending(900))).does(&[]);
    assert_eq!(told(&visit), Some((600, ExtensionState::Ready)));
    visit.hears(ok(ending(4_200))).does(&["wait 3540 s"]);
    assert_eq!(told(&visit), None);
}
