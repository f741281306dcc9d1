//! Sending an activity: once, whatever happens; with the same key as long as the answers are the same.

use onboarding::api::{CallError, Response};
use onboarding::failure::Failure;
use onboarding::machine::Event;
use onboarding::screen::RenewalState;
use serde_json::json;

use crate::support::back_end::*;
use crate::support::visit::*;

const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";
const COMPLETE_2: &str = "POST /internal/v1/activities/2/completion";

fn two_forms() -> Visit {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/activities/1").does(&[]);
    visit
}

#[test]
fn a_completed_activity_makes_way_for_the_next() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).shows("activity 1: to do, sending");
    assert_eq!(body(visit.request()), sector("Anvils", 42));
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
    assert_eq!(header(visit.request(), "Content-Type"), Some("application/json"));
    visit
        .hears(ok(journey([done(form(1)), form(2)])))
        .does(&["go to /activities/2"])
        .shows("activity 2: to do; completed Form 1")
        .sends(2, "Rockets")
        .does(&["POST /internal/v1/activities/2/completion"])
        .shows("activity 2: to do, sending");
}

#[test]
fn activities_may_be_taken_in_any_order() {
    Visit::in_journey(session(), journey([form(1), form(2), form(3)]))
        .goes("/activities/2")
        .does(&[])
        .sends(2, "b")
        .does(&["POST /internal/v1/activities/2/completion"])
        .hears(ok(journey([form(1), done(form(2)), form(3)])))
        .does(&["go to /activities/3"])
        .sends(3, "c")
        .does(&["POST /internal/v1/activities/3/completion"])
        .hears(ok(journey([form(1), done(form(2)), done(form(3))])))
        .does(&["go to /activities/1"])
        .sends(1, "a")
        .does(&[COMPLETE_1])
        .hears(ok(journey([done(form(1)), done(form(2)), done(form(3))])))
        .does(&["go to /done"])
        .shows("closing page: all done: 1 done, 2 done, 3 done");
}

#[test]
fn the_next_stage_that_a_decision_opened_is_followed() {
    Visit::in_journey(session(), journey([form(1)]))
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(ok(journey_of([json!([done(form(1))]), json!([form(7)])])))
        .does(&["go to /activities/7"])
        .shows("activity 7: to do; completed Form 1");
}

#[test]
fn whoever_has_gone_elsewhere_is_not_pulled_away() {
    two_forms()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .goes("/")
        .does(&[])
        .hears(ok(journey([done(form(1)), form(2)])))
        .does(&[])
        .shows("tasks, 1 of 2 done: 1 done, 2 next; completed Form 1");
}

#[test]
fn a_second_click_is_no_second_call() {
    two_forms().sends(1, "Anvils").does(&[COMPLETE_1]).sends(1, "Anvils").does(&[]).sends(1, "Rockets").does(&[]);
}

#[test]
fn what_is_sent_meanwhile_waits_for_its_turn() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).goes("/activities/2").does(&[]).sends(2, "Rockets").does(&[]);
    visit.shows("activity 2: to do, sending").hears(ok(journey([done(form(1)), form(2)]))).does(&[COMPLETE_2]);
    assert_eq!(body(visit.request()), sector("Rockets", 42));
    visit.hears(ok(journey([done(form(1)), done(form(2))]))).does(&["go to /done"]);
}

#[test]
fn what_is_not_the_leads_to_do_is_never_sent() {
    let stage = [form(1), done(form(2)), blocked(form(3)), of_role("BackOffice", form(4)), awaiting_result(form(5))];
    let mut visit = Visit::in_journey(session(), journey(stage));
    for id in [2, 3, 4, 5, 6] {
        visit.sends(id, "Anvils").does(&[]);
    }
}

#[test]
fn the_same_answers_again_are_the_same_attempt() {
    for failure in [Err(CallError::TimedOut), Err(CallError::Unreachable), Ok(html(500)), Ok(html(403))] {
        let mut visit = two_forms();
        visit.sends_after(42, 1, "Anvils").does(&[COMPLETE_1]);
        let first = visit.request().clone();
        match failure {
            Ok(response) => visit.hears(response),
            Err(error) => visit.fails(error),
        };
        visit.ignores_effects().sends_after(60, 1, "Anvils").does(&[COMPLETE_1]);
        assert!(*visit.request() == first, "the same key, and the body to the byte");
    }
}

#[test]
fn changed_answers_are_a_new_attempt() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).fails(CallError::TimedOut).does(&["wait 0.5 s"]);
    visit.sends(1, "Rockets").does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-2"));
    assert_eq!(body(visit.request()), sector("Rockets", 42));
}

#[test]
fn refused_answers_land_on_their_fields_and_can_be_corrected() {
    let errors = json!({"Errors": [
        {"DataPoint": {"Id": 10}, "Code": "TooLong", "Message": "At most 3 characters."},
        {"DataPoint": {"Id": 11}, "Code": "Required"},
        {"Attribute": "TimeSpent", "Code": "Range", "Message": "Too quick."},
    ]});
    let mut visit = two_forms();
    visit
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(problem_with(422, "ValuesRefused", errors))
        .does(&[])
        .shows("activity 1: to do, refused: 10 TooLong “At most 3 characters.”, 11 Required, “Too quick.”")
        .sends(1, "Anv")
        .does(&[COMPLETE_1])
        .shows("activity 1: to do, sending");
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-2"));
}

#[test]
fn one_unreadable_refusal_does_not_hide_the_others() {
    let errors = json!({"Errors": [
        {"DataPoint": {"Id": "xxx"}, "Code": "Required", "Message": "Ask your adviser."},
        "nonsense",
        {"DataPoint": {"Id": "10"}, "Code": 7},
    ]});
    two_forms()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(problem_with(422, "ValuesRefused", errors))
        .does(&[])
        .shows("activity 1: to do, refused: 10 , “Ask your adviser.”");
}

#[test]
fn a_refusal_that_names_nothing_is_told_as_a_whole() {
    two_forms()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(html(422))
        .does(&["complain: the back-end answered 422"])
        .shows("activity 1: to do, failed: NotAccepted");
}

#[test]
fn each_failure_leaves_the_activity_in_place() {
    for (response, told) in [
        (problem(401, "SessionEnded"), "SessionEnded"),
        (problem(403, "SecuredSessionRequired"), "CodeNeeded"),
        (html(403), "NotAllowed"),
        (problem(404, "NotFound"), "NotFound"),
        (html(400), "NotAccepted"),
        (html(413), "NotAccepted"),
    ] {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(response).complains();
        visit.shows(&format!("activity 1: to do, failed: {told}")).sends(1, "Anvils").does(&[COMPLETE_1]);
    }
}

#[test]
fn a_failure_belongs_to_its_activity_alone() {
    two_forms()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(html(400))
        .complains_and_does(&[])
        .goes("/activities/2")
        .does(&[])
        .shows("activity 2: to do")
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: to do, failed: NotAccepted");
}

#[test]
fn a_journey_that_was_called_off_meanwhile_says_so() {
    for response in [problem(410, "JourneyCancelled"), problem(403, "JourneyCancelled"), html(410)] {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(response).complains();
        visit.shows("stopped: Cancelled → Contact");
    }
    let cancelled = with(journey([done(form(1)), form(2)]), json!({"Status": "Cancelled"}));
    two_forms()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(ok(cancelled))
        .does(&[])
        .shows("stopped: Cancelled → Contact");
}

#[test]
fn a_busy_back_end_gets_the_same_again_when_it_said() {
    for status in [429, 503] {
        let mut visit = two_forms();
        visit.sends(1, "Anvils").does(&[COMPLETE_1]);
        let first = visit.request().clone();
        let complaint = format!("complain: the back-end answered {status} TooManyRequests");
        visit
            .hears(busy(status, "2"))
            .does(&[&complaint, "wait 2 s"])
            .shows("activity 1: to do, sending again after Busy 2 s")
            .sends(1, "Anvils")
            .does(&[])
            .time_passes()
            .does(&[COMPLETE_1])
            .shows("activity 1: to do, sending");
        assert!(*visit.request() == first, "the same key, and the body to the byte");
        visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
    }
}

#[test]
fn what_was_done_elsewhere_is_not_done_twice() {
    let now = json!({"Journey": journey([done(form(1)), form(2)])});
    two_forms()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(problem_with(409, "AlreadyCompleted", now))
        .does(&["go to /activities/2"])
        .shows("activity 2: to do; Form 1 was done already");
}

#[test]
fn a_conflict_that_does_not_bring_the_journey_has_it_fetched() {
    for response in [
        problem(409, "AlreadyCompleted"),
        html(409),
        problem_with(409, "AlreadyCompleted", json!({"Journey": {"Id": 1}})),
    ] {
        two_forms()
            .sends(1, "Anvils")
            .does(&[COMPLETE_1])
            .hears(response)
            .does(&["GET /api/v1/journeys/70"])
            .shows("activity 1: to do, sending")
            .sends(1, "Anvils")
            .does(&[])
            .hears(ok(journey([done(form(1)), form(2)])))
            .does(&["go to /activities/2"])
            .shows("activity 2: to do; Form 1 was done already");
    }
}

/// The journey decides, whatever the code of the conflict says.
#[test]
fn what_can_still_be_done_was_not_accepted_and_keeps_its_key() {
    let still = journey([form(1), form(2), form(3)]);
    let brought = |code: &str| problem_with(409, code, json!({"Journey": still}));
    for conflict in [brought("KeyInUse"), brought("AlreadyCompleted"), brought(""), html(409)] {
        let mut visit = two_forms();
        let fetches = conflict.body.starts_with('<');
        visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(conflict);
        if fetches {
            visit.does(&["GET /api/v1/journeys/70"]).hears(ok(still.clone()));
        }
        visit.does(&[]).shows("activity 1: to do, failed: NotAccepted").sends(1, "Anvils").does(&[COMPLETE_1]);
        assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
        visit.hears(ok(journey([done(form(1)), form(2), form(3)]))).does(&["go to /activities/2"]);
    }
}

#[test]
fn what_a_conflict_says_of_the_activity_is_true() {
    let not_mine = of_role("BackOffice", form(1));
    for (now, told) in [
        (journey([awaiting_result(form(1)), form(2)]), "Form 1 was done already"),
        (journey([form(2)]), "Form 1 was done already"),
        (journey([blocked(form(1)), form(2)]), "Form 1 cannot be done for now"),
        (journey([not_mine, form(2)]), "Form 1 cannot be done for now"),
    ] {
        let mut visit = two_forms();
        let conflict = problem_with(409, "ActivityNotAvailable", json!({"Journey": now}));
        visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(conflict).ignores_effects();
        visit.shows(&format!("activity 2: to do; {told}"));
    }
}

#[test]
fn a_journey_that_cannot_be_fetched_after_a_conflict_loses_no_answers() {
    let mut visit = two_forms();
    visit
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .hears(problem(409, "AlreadyCompleted"))
        .does(&["GET /api/v1/journeys/70"]);
    visit
        .fails(CallError::Unreachable)
        .does(&["wait 0.5 s"])
        .shows("activity 1: to do, sending again after Unreachable");
    visit.sends(1, "Anvils").does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
    visit.hears(problem(409, "AlreadyCompleted")).does(&["GET /api/v1/journeys/70"]);
    visit.hears(busy(503, "3")).complains_and_does(&["wait 3 s"]).time_passes().does(&[]);
    visit.time_passes().does(&[COMPLETE_1]);
}

#[test]
fn late_answers_change_nothing() {
    two_forms()
        .ignores_everything_late()
        .sends(1, "Anvils")
        .does(&[COMPLETE_1])
        .ignores_everything_late()
        .hears(busy(503, "2"))
        .complains_and_does(&["wait 2 s"])
        .ignores_everything_late()
        .time_passes()
        .does(&[COMPLETE_1])
        .hears(ok(journey([done(form(1)), form(2)])))
        .does(&["go to /activities/2"])
        .ignores_everything_late();
}

#[test]
fn a_sent_back_activity_is_a_new_attempt_even_with_the_same_answers() {
    let mut visit = two_forms();
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(ok(journey([form(1), form(2)]))).does(&["go to /activities/2"]);
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-2"));
}

/// What was typed stays, and so does the way back in.
#[test]
fn where_the_session_has_ended_a_new_link_can_be_asked_for_beside_the_form() {
    let mut visit = two_forms();
    visit.happens(Event::NewLinkWanted).does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.hears(problem(401, "SessionEnded")).complains();
    visit.shows("activity 1: to do, failed: SessionEnded");
    assert_eq!(visit.page().renewal, RenewalState::Offered);
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    assert_eq!(visit.page().renewal, RenewalState::Asking);
    visit.happens(Event::NewLinkWanted).does(&[]).hears(html(502)).complains();
    assert_eq!(visit.page().renewal, RenewalState::Failed(Failure::Broken));
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    visit.hears(Response { status: 202, ..Response::default() }).does(&[]);
    assert_eq!(visit.page().renewal, RenewalState::Sent);
    visit.shows("activity 1: to do, failed: SessionEnded").ignores_everything_late();
}

#[test]
fn after_a_reload_a_new_link_is_asked_for_by_the_one_that_opened_the_session() {
    let mut visit = Visit::new();
    visit.opens_address("/activities/1").does(&["GET /internal/v1/session"]).hears(ok(session())).ignores_effects();
    visit.hears(ok(journey([form(1)]))).does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.hears(problem(401, "SessionEnded")).complains();
    assert_eq!(visit.page().renewal, RenewalState::Offered);
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    assert_eq!(body(visit.request()), json!({"UUID": LINK}));
}

#[test]
fn a_session_without_a_link_offers_none() {
    let mut visit = Visit::new();
    let session = with(session(), json!({"UUID": null}));
    visit.opens_address("/activities/1").does(&["GET /internal/v1/session"]).hears(ok(session)).ignores_effects();
    visit.hears(ok(journey([form(1)]))).does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.hears(problem(401, "SessionEnded")).complains();
    assert_eq!(visit.page().renewal, RenewalState::NotOffered);
    visit.happens(Event::NewLinkWanted).does(&[]);
}
