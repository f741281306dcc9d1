//! "I've finished": the back-end is asked first, and has the last word.

use onboarding::api::Response;
use serde_json::json;

use super::*;

#[test]
fn the_button_asks_first_and_declares_then() {
    let mut visit = framed(contract(1, "Documenso"), DOCUMENSO);
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
    assert_eq!(body(visit.request()), json!({"Message": "Completed"}));
    visit.says_finished(1).does(&[]);
    visit
        .hears(ok(journey([contract(1, "Documenso")])))
        .does(&["wait 2 s"])
        .shows(&in_frame(DOCUMENSO, ", not confirmed"));
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(body(visit.request()), json!({"Outcome": "Completed", "TimeSpent": 42}));
    visit.shows(&in_frame(DOCUMENSO, ", not confirmed, sending"));
    visit.hears(ok(journey([awaiting_result(contract(1, "Documenso"))]))).does(&["go to /done", "wait 2 s"]);
    visit.shows("closing page: your part is done: 1 being checked");
}

#[test]
fn a_declaration_that_the_back_end_does_not_believe_leaves_everything_as_it_is() {
    let mut visit = framed(identity(1), VERIFF);
    visit.says_finished(1).ignores_effects().hears(ok(journey([identity(1)]))).does(&["wait 2 s"]);
    for attempt in ["NotConfirmed", "AlreadyCompleted"] {
        visit.says_finished(1).does(&["POST /internal/v1/activities/1/completion"]);
        visit.hears(problem_with(409, attempt, json!({"Journey": journey([identity(1)])}))).does(&["wait 2 s"]);
        visit.shows(&in_frame(VERIFF, ", not confirmed"));
    }
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/completion"]);
    visit.hears(problem(409, "NotConfirmed")).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([identity(1)]))).does(&["wait 2 s"]).shows(&in_frame(VERIFF, ", not confirmed"));
}

#[test]
fn a_look_claims_nothing_and_is_no_leave_to_declare() {
    let mut visit = framed(identity(1), VERIFF);
    visit.happens(status_wanted()).does(&["GET /api/v1/journeys/70"]).happens(status_wanted()).does(&[]);
    visit.hears(ok(journey([identity(1)]))).does(&["wait 2 s"]).shows(&in_frame(VERIFF, ", not confirmed"));
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
    visit.hears(ok(journey([done(identity(1)), form(2)]))).does(&["go to /activities/2"]);
    visit.shows("activity 2: to do; completed Task 1");
}

#[test]
fn what_the_frame_claims_during_a_look_is_told_after_it() {
    let mut visit = framed(identity(1), VERIFF);
    visit.happens(status_wanted()).does(&["GET /api/v1/journeys/70"]);
    visit.frame_says(1, "VERIFF_FINISHED").does(&[]);
    visit.hears(ok(journey([identity(1)]))).does(&["POST /internal/v1/activities/1/outcome"]);
}

#[test]
fn a_back_end_that_takes_no_claims_may_take_a_declaration() {
    let mut visit = framed(identity(1), VERIFF);
    visit.says_finished(1).ignores_effects().hears(html(405)).complains();
    visit.shows(&in_frame(VERIFF, ", not asked: NotAccepted"));
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/completion"]);
}

#[test]
fn a_frame_alone_never_completes() {
    let mut visit = framed(identity(1), VERIFF);
    for message in ["VERIFF_FINISHED", "VERIFF_SUBMITTED", "VERIFF_FINISHED"] {
        visit.frame_says(1, message).ignores_effects();
    }
    visit.hears(ok(journey([identity(1)]))).does(&["wait 2 s"]);
    visit.frame_says(1, "VERIFF_FINISHED").does(&[]).shows(&in_frame(VERIFF, ", not confirmed"));
}

#[test]
fn while_the_claim_travels_the_lead_may_go_on_elsewhere() {
    let mut visit = Visit::in_journey(session(), journey([identity(1), form(2)]));
    visit.goes("/activities/1").does(&[]).says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
    visit.goes("/activities/2").does(&[]);
    visit.hears(ok(journey([awaiting_result(identity(1)), form(2)]))).does(&["wait 2 s"]);
    visit.shows("activity 2: to do; handed in Task 1");
}

#[test]
fn after_a_claim_the_page_looks_often_again() {
    let mut visit = framed(contract(1, "Documenso"), DOCUMENSO);
    visit.frame_tells(1, &documenso("document-error")).does(&["wait 2 s"]);
    // The frame's own patience is over first, and means nothing any more.
    visit.time_passes().does(&[]).time_passes().does(&["GET /api/v1/journeys/70"]);
    visit.hears(Response { status: 304, ..Response::default() }).does(&["wait 3 s"]);
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
    visit.hears(ok(journey([contract(1, "Documenso")]))).does(&["wait 2 s"]);
    // The pause from before the claim is over too, and means nothing any more.
    visit.time_passes().does(&[]).time_passes().does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([done(contract(1, "Documenso"))]))).does(&["go to /done"]);
    visit.shows("closing page: all done: 1 done");
}
