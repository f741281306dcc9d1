//! The task list: what can be done, what comes first, and what waits for others.

use onboarding::journey::Progress;
use onboarding::screen::{Screen, shows_progress};
use serde_json::json;

use crate::support::back_end::*;
use crate::support::visit::*;

#[test]
fn one_thing_to_do_opens_directly() {
    Visit::in_journey(session(), journey([done(form(1)), form(2), blocked(form(3))])).shows("activity 2: to do");
}

#[test]
fn with_several_the_list_is_shown_and_the_first_is_marked() {
    Visit::in_journey(session(), journey([form(1), form(2), form(3)]))
        .shows("tasks, 0 of 3 done: 1 next, 2 to do, 3 to do");
}

#[test]
fn the_list_tells_who_must_act() {
    let stage = [
        form(1),
        form(2),
        awaiting_result(form(3)),
        of_role("BackOffice", form(4)),
        of_role("Stakeholder", form(5)),
        automatic(6),
        of_role("BackOffice", done(form(7))),
        of_role("Witness", blocked(form(8))),
        blocked(form(9)),
    ];
    Visit::in_journey(session(), journey(stage)).shows(
        "tasks, 1 of 4 done: 1 next, 2 to do, 3 being checked, 4 waiting (company), 5 waiting (stakeholder), \
         6 waiting (automatic), 7 done (company), 8 not yet (somebody), 9 not yet",
    );
}

#[test]
fn due_dates_and_minutes_are_told_while_they_matter() {
    let timed = json!({"DueDate": "2022-04-30", "EstimatedMinutes": 5});
    let stage = [
        with(form(1), timed.clone()),
        with(done(form(2)), timed.clone()),
        with(of_role("BackOffice", form(3)), timed),
        form(4),
    ];
    let Screen::Journey(screen) = Visit::in_journey(session(), journey(stage)).screen() else { panic!("a list") };
    let told: Vec<_> = screen.stages[0].rows.iter().map(|row| (row.due.is_some(), row.minutes, row.opens)).collect();
    assert_eq!(told, [(true, Some(5), true), (false, None, true), (true, None, false), (false, None, true)]);
    assert_eq!(screen.first_name.as_deref(), Some("John"));
}

#[test]
fn stages_come_in_their_order_and_empty_ones_are_left_out() {
    let mut journey = journey_of([json!([form(3)]), json!([]), json!([form(1)])]);
    journey["Stages"][0]["Position"] = json!(9);
    Visit::in_journey(session(), journey).shows("tasks, 0 of 2 done: 1 next | 3 to do");
}

#[test]
fn progress_is_worth_telling_from_two_activities_on() {
    let shown = [0, 1, 2, 3].map(|total| shows_progress(Progress { done: 0, total }));
    assert_eq!(shown, [false, false, true, true]);
}

#[test]
fn an_activity_of_one_person_is_nobody_elses() {
    let of_user = |user: i64| json!({"AssignedTo": {"Role": "Lead", "User": {"Id": user}}});
    let stage = [with(form(1), of_user(6)), with(form(2), of_user(5)), form(3)];
    Visit::in_journey(session(), journey(stage)).shows("tasks, 0 of 2 done: 1 waiting (lead), 2 next, 3 to do");
}

#[test]
fn a_stakeholder_sees_their_part_of_the_same_journey() {
    let stakeholder = with(session(), json!({"Role": "Stakeholder"}));
    let stage = [form(1), of_role("Stakeholder", form(2)), of_role("Stakeholder", form(3))];
    Visit::in_journey(stakeholder, journey(stage)).shows("tasks, 0 of 2 done: 2 next, 3 to do");
}

/// Two roles that this version does not know need not be the same one.
#[test]
fn an_unknown_role_is_given_nothing_of_another_unknown_role() {
    let witness = with(session(), json!({"Role": "Witness"}));
    Visit::in_journey(
        witness,
        journey([of_role("Auditor", form(1)), json!({"Id": 2, "Type": "Form", "Status": "InProgress"})]),
    )
    .shows("closing page: your part is done");
}

#[test]
fn a_kind_that_nobody_knows_blocks_nothing() {
    Visit::in_journey(session(), journey([quiz(1), form(2)]))
        .shows("tasks, 0 of 2 done: 1 contact us, 2 next")
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: to do, unsupported")
        .goes("/activities/2")
        .does(&[])
        .sends(2, "Anvils")
        .does(&["POST /internal/v1/activities/2/completion"])
        .hears(ok(journey([quiz(1), done(form(2))])))
        .does(&["go to /"])
        .shows("tasks, 1 of 2 done: 1 contact us, 2 done; completed Form 2");
}

#[test]
fn a_form_that_cannot_be_read_blocks_nothing_either() {
    let broken = with(form(1), json!({"Settings": {"Fields": [{"Label": "no data point"}]}}));
    Visit::in_journey(session(), journey([broken, form(2)]))
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: to do, unsupported");
}

#[test]
fn a_status_that_nobody_knows_can_not_be_acted_on() {
    Visit::in_journey(session(), journey([with(form(1), json!({"Status": "Paused"})), form(2), form(3)]))
        .shows("tasks, 0 of 3 done: 1 not yet, 2 next, 3 to do");
}

#[test]
fn a_completed_activity_opens_with_what_was_given() {
    Visit::in_journey(session(), journey([done(form(1)), form(2)]))
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: given");
}

#[test]
fn a_journey_that_was_called_off_says_so() {
    let cancelled = with(journey([form(1)]), json!({"Status": "Cancelled"}));
    Visit::new()
        .opens_link()
        .hears(ok(leaving_session()))
        .does(&["GET /api/v1/journeys/70"])
        .hears(ok(cancelled))
        .does(&[])
        .shows("stopped: Cancelled → Contact");
}

#[test]
fn a_journey_that_has_come_to_its_end_is_left_or_closed() {
    let completed = with(journey([done(form(1))]), json!({"Status": "Completed"}));
    Visit::in_journey(session(), completed.clone()).shows("closing page: all done: 1 done");
    Visit::in_journey(leaving_session(), completed).shows("leaving for www.myapp.com");
}
