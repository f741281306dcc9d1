//! When the address cannot be had, or the claim cannot be told.

use onboarding::api::CallError;
use onboarding::provider::Way;
use serde_json::json;

use super::*;

fn setting_out(way: Way) -> Visit {
    let mut visit = Visit::in_journey(token_session(), journey([identity(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sets_out(1, way).does(&["POST /internal/v1/activities/1/handover"]);
    visit.sets_out(1, way).does(&[]).shows(&format!("activity 1: to do at a provider, opening ({way:?})"));
    visit
}

#[test]
fn an_address_that_cannot_be_had_is_told_and_can_be_asked_for_again() {
    for (response, failure) in [
        (problem(403, "SecuredSessionRequired"), "CodeNeeded"),
        (problem(403, "Forbidden"), "NotAllowed"),
        (problem(404, "NotFound"), "NotFound"),
        (html(500), "Broken"),
        (busy(429, "soon"), "Busy"),
        (ok(json!({"URL": "javascript:alert(1)"})), "Unreadable"),
        (ok(json!({"URL": "http://veriff.me/v/x"})), "Unreadable"),
        (ok(json!({"URL": 7})), "Unreadable"),
        (ok(json!([])), "Unreadable"),
        (ok(json!({})), "Unreadable"),
    ] {
        let mut visit = setting_out(Way::Tab);
        visit.hears(response).complains_and_does(&["close the tab"]);
        visit.shows(&format!("activity 1: to do at a provider, not opened: {failure}"));
        visit.sets_out(1, Way::Frame).does(&["POST /internal/v1/activities/1/handover"]);
        visit.hears(minted(VERIFF)).does(&["wait 10 s"]).shows(&in_frame(VERIFF, ""));
    }
}

#[test]
fn a_lost_connection_opens_nothing() {
    let mut visit = setting_out(Way::Frame);
    visit.fails(CallError::Unreachable).does(&[]).shows("activity 1: to do at a provider, not opened: Unreachable");
    visit.goes("/").does(&[]).goes("/activities/1").does(&[]).shows("activity 1: to do at a provider");
}

#[test]
fn a_busy_back_end_is_asked_again_by_itself_but_no_tab_waits_empty() {
    let mut visit = setting_out(Way::Frame);
    visit.hears(busy(429, "3")).complains_and_does(&["wait 3 s"]);
    visit.shows("activity 1: to do at a provider, opening (Frame) again after Busy 3 s");
    visit.time_passes().does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted(VERIFF)).does(&["wait 10 s"]);

    let mut visit = setting_out(Way::Tab);
    visit.hears(busy(429, "3")).complains_and_does(&["close the tab"]);
    visit.shows("activity 1: to do at a provider, not opened: Busy");
}

#[test]
fn an_activity_that_is_not_to_be_done_any_more_is_passed_over() {
    let now = journey([awaiting_result(identity(1)), form(2)]);
    let mut visit = setting_out(Way::Tab);
    visit.hears(problem_with(409, "ActivityNotAvailable", json!({"Journey": now.clone()})));
    visit.does(&["close the tab", "go to /activities/2", "wait 2 s"]).shows("activity 2: to do; handed in Task 1");

    let mut visit = setting_out(Way::Frame);
    visit.hears(problem(409, "ActivityNotAvailable")).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(now)).does(&["go to /activities/2", "wait 2 s"]).shows("activity 2: to do; handed in Task 1");
}

#[test]
fn a_cancelled_journey_is_over_wherever_that_is_heard() {
    let mut visit = setting_out(Way::Frame);
    visit.hears(problem(410, "JourneyCancelled")).complains();
    visit.shows("stopped: Cancelled → Contact");
    let cancelled = with(journey([identity(1)]), json!({"Status": "Cancelled"}));
    for response in [problem(410, "JourneyCancelled"), html(410), ok(cancelled)] {
        let mut visit = framed(identity(1), VERIFF);
        visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
        visit.hears(response).ignores_complaints().does(&[]).shows("stopped: Cancelled → Contact");
    }
}

#[test]
fn a_claim_that_cannot_be_told_is_told_again_by_the_lead() {
    for (response, failure) in [
        (problem(401, "SessionEnded"), "SessionEnded"),
        (problem(403, "SecuredSessionRequired"), "CodeNeeded"),
        (html(502), "Broken"),
        (ok(json!({"Id": 70})), "Unreadable"),
    ] {
        let mut visit = framed(identity(1), VERIFF);
        visit.frame_says(1, "VERIFF_FINISHED").does(&["POST /internal/v1/activities/1/outcome"]);
        visit.hears(response).complains();
        visit.shows(&in_frame(VERIFF, &format!(", not asked: {failure}")));
        visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
        visit.fails(CallError::TimedOut).does(&[]).shows(&in_frame(VERIFF, ", not asked: TimedOut"));
    }
}

#[test]
fn a_busy_back_end_hears_the_claim_later() {
    let mut visit = framed(identity(1), VERIFF);
    visit.frame_says(1, "VERIFF_FINISHED").does(&["POST /internal/v1/activities/1/outcome"]);
    visit.hears(busy(503, "7")).complains_and_does(&["wait 7 s"]);
    visit.shows(&in_frame(VERIFF, ", asking again after Busy 7 s"));
    // The frame's own patience ends first.
    visit.time_passes().does(&[]).time_passes().does(&["POST /internal/v1/activities/1/outcome"]);
    assert_eq!(body(visit.request()), json!({"Message": "Finished"}));
}

#[test]
fn a_hint_that_got_lost_stands_in_nobody_s_way() {
    let mut visit = framed(identity(1), VERIFF);
    visit.frame_says(1, "VERIFF_CANCELED").does(&["POST /internal/v1/activities/1/outcome"]);
    visit.hears(busy(503, "7")).complains();
    visit.shows("activity 1: to do at a provider, ended: Cancelled");
}

#[test]
fn what_comes_late_changes_nothing() {
    let mut visit = framed(identity(1), VERIFF);
    visit.says_finished(1).ignores_effects().hears(ok(journey([identity(1)]))).does(&["wait 2 s"]);
    visit.says_finished(1).ignores_effects().hears(html(500)).ignores_complaints().does(&["wait 0.5 s"]);
    visit.ignores_everything_late();
}

#[test]
fn the_address_is_told_from_the_outcome_while_both_are_awaited() {
    let mut visit = framed(identity(1), VERIFF);
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
    visit.hears(busy(503, "7")).complains_and_does(&["wait 7 s"]);
    visit.sets_out(1, Way::Phone).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted(VERIFF)).does(&["wait 2 s"]);
    visit.shows(&format!("activity 1: to do at a provider, elsewhere (Phone) {VERIFF}"));
}
