//! Waiting: while others are at work the page looks for news by itself, and what they bring appears in place.

use onboarding::api::{CallError, Response};
use onboarding::machine::Event;
use onboarding::screen::Screen;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const LOOK: &str = "GET /api/v1/journeys/70";
const LEAVE: &str = "leave for https://www.myapp.com/thanks";
const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";

fn same() -> Response {
    Response { status: 304, ..Response::default() }
}

/// At so many minutes past midnight.
fn at(minutes: i64, response: Response) -> Response {
    Response { received_at: minutes * 60, ..response }
}

fn company(id: i64) -> Json {
    of_role("BackOffice", form(id))
}

/// Two forms for the lead, and something that the company does meanwhile.
fn beside_the_company() -> Visit {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]);
    visit.hears(ok_tagged("\"7\"", journey([form(1), form(2), company(3), blocked(form(4))])));
    visit.does(&["replace by /", "wait 2 s"]);
    visit
}

/// The lead has done what there was to do.
fn on_the_closing_page() -> Visit {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), company(3), blocked(form(4))])));
    visit
        .does(&["replace by /done", "wait 2 s"])
        .shows("closing page: nothing for now: 1 done, 3 waiting (company), 4 not yet");
    visit
}

#[test]
fn nobody_is_waited_for_where_everything_is_the_leads_own() {
    Visit::in_journey(session(), journey([form(1), done(company(2)), blocked(company(3))]))
        .watches("nothing is awaited");
}

#[test]
fn looks_come_less_and_less_often_and_name_the_known_version() {
    let mut visit = beside_the_company();
    for pause in ["3", "4.5", "6.75", "10.125", "15.187", "22.78", "30", "30"] {
        visit.time_passes().does(&[LOOK]);
        assert_eq!(header(visit.request(), "If-None-Match"), Some("\"7\""));
        visit.hears(same()).does(&[&format!("wait {pause} s")]);
    }
    visit.ignores_everything_late();
}

#[test]
fn a_verdict_is_awaited_as_others_work_is() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(ok(journey([
        awaiting_result(form(1)),
        form(2),
        form(3),
    ])));
    visit.does(&["replace by /", "wait 2 s"]).watches("looked at 00:00");
}

#[test]
fn the_page_says_when_it_looked_last() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(at(60, ok(journey([form(1), form(2), company(3)]))));
    visit.does(&["replace by /", "wait 2 s"]).watches("looked at 01:00");
    visit.time_passes().does(&[LOOK]).hears(at(845, same())).does(&["wait 3 s"]).watches("looked at 14:05");
}

#[test]
fn news_appear_in_place_and_looks_are_frequent_again() {
    let mut visit = beside_the_company();
    visit.time_passes().does(&[LOOK]).hears(same()).does(&["wait 3 s"]).time_passes().does(&[LOOK]);
    visit.hears(ok_tagged("\"8\"", journey([form(1), form(2), done(company(3)), form(4), company(5)])));
    visit
        .does(&["wait 2 s"])
        .shows("tasks, 0 of 3 done: 1 next, 2 to do, 3 done (company), 4 to do, 5 waiting (company)");
    visit.watches("looked at 00:00; new: Form 4; completed: Form 3");
    visit.time_passes().does(&[LOOK]);
    assert_eq!(header(visit.request(), "If-None-Match"), Some("\"8\""));
    visit.hears(same()).does(&["wait 3 s"]).watches("looked at 00:00; new: Form 4; completed: Form 3");
    visit.goes("/activities/1").does(&[]).watches("looked at 00:00");
}

#[test]
fn a_back_end_without_versions_tells_no_news_by_telling_the_same_again() {
    let told = journey([form(1), form(2), company(3)]);
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(ok(told.clone())).does(&["replace by /", "wait 2 s"]);
    visit.time_passes().does(&[LOOK]).hears(ok(told.clone())).does(&["wait 3 s"]);
    visit.time_passes().does(&[LOOK]).hears(ok(told)).does(&["wait 4.5 s"]).watches("looked at 00:00");
}

#[test]
fn when_nobody_is_at_work_any_more_the_looks_end() {
    let mut visit = beside_the_company();
    visit.time_passes().does(&[LOOK]).hears(ok(journey([form(1), form(2), done(company(3))]))).does(&[]);
    visit.watches("nothing is awaited; completed: Form 3").ignores_everything_late();
}

#[test]
fn a_page_that_nobody_sees_is_in_no_hurry() {
    let mut visit = beside_the_company();
    visit.happens(Event::Hidden).does(&["wait 120 s"]).ignores_everything_late();
    visit.happens(Event::Seen).does(&[LOOK]).happens(Event::Seen).does(&[]).happens(Event::Hidden).does(&[]);
    visit.hears(same()).does(&["wait 120 s"]);
    visit.happens(Event::Seen).does(&[LOOK]).hears(same()).does(&["wait 4.5 s"]);
}

#[test]
fn a_page_that_is_opened_unseen_is_in_no_hurry_either() {
    let mut visit = Visit::new();
    visit.opens(Opening { visible: false, ..Opening::default() }).does(&["GET /internal/v1/session"]);
    visit.hears(ok(session())).does(&[LOOK]).hears(ok(journey([form(1), form(2), company(3)])));
    visit.does(&["wait 120 s"]);
}

#[test]
fn when_the_network_is_back_the_page_looks_at_once() {
    let mut visit = beside_the_company();
    visit
        .time_passes()
        .does(&[LOOK])
        .fails(CallError::Unreachable)
        .does(&["wait 3 s"])
        .watches("looks in vain since 00:00");
    visit.happens(Event::Online).does(&[LOOK]).happens(Event::Online).does(&[]);
    visit.hears(same()).does(&["wait 4.5 s"]).watches("looked at 00:00");
}

#[test]
fn a_look_in_vain_is_told_quietly_and_repeated() {
    let mut visit = beside_the_company();
    let shown = "tasks, 0 of 3 done: 1 next, 2 to do, 3 waiting (company), 4 not yet";
    visit.time_passes().does(&[LOOK]).hears(html(502)).complains_and_does(&["wait 3 s"]).shows(shown);
    visit.time_passes().does(&[LOOK]).hears(html(502)).does(&["wait 4.5 s"]).watches("looks in vain since 00:00");
    visit.time_passes().does(&[LOOK]).hears(html(404)).does(&["wait 6.75 s"]).shows(shown);
    visit.time_passes().does(&[LOOK]).hears(at(3, same())).does(&["wait 10.125 s"]).watches("looked at 00:03");
    visit.time_passes().does(&[LOOK]).hears(html(502)).complains_and_does(&["wait 15.187 s"]);
}

#[test]
fn the_back_ends_own_wish_to_wait_is_cut_short_by_nothing() {
    let mut visit = beside_the_company();
    visit.time_passes().does(&[LOOK]).hears(busy(503, "60")).complains_and_does(&["wait 60 s"]);
    for event in [Event::Hidden, Event::Seen, Event::Online] {
        visit.happens(event).does(&[]);
    }
    visit.time_passes().does(&[LOOK]).hears(busy(429, "1")).does(&["wait 4.5 s"]);
}

#[test]
fn a_session_that_ends_stops_the_looks_and_leaves_the_page_as_it_is() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]).time_passes().does(&[LOOK]);
    visit.hears(problem(401, "SessionEnded")).complains();
    visit.shows("activity 1: to do").watches("the session has ended").ignores_everything_late();
    for event in [Event::Hidden, Event::Seen, Event::Online] {
        visit.happens(event).does(&[]);
    }
    visit.goes("/").does(&[]).watches("the session has ended");
}

#[test]
fn a_look_never_runs_beside_a_submission() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]).time_passes().does(&[LOOK]);
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).shows("activity 1: to do, sending");
    // What the look brings now may be older than what the submission brings.
    visit.hears(ok(journey([form(1), form(2), done(company(3))]))).does(&[]);
    visit.shows("activity 1: to do, sending").watches("looked at 00:00");
    visit.happens(Event::Seen).does(&[]).happens(Event::Online).does(&[]);
    visit.hears(ok(journey([done(form(1)), form(2), company(3)]))).does(&["go to /activities/2", "wait 2 s"]);
    visit.ignores_everything_late();
}

#[test]
fn after_a_failed_submission_the_looks_go_on() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.gives_up().does(&["wait 2 s"]);
    visit.time_passes().does(&[]).time_passes().does(&[LOOK]).hears(ok(journey([
        form(1),
        form(2),
        company(3),
        form(4),
    ])));
    visit.does(&["wait 2 s"]).shows("activity 1: to do, failed: TimedOut").watches("looked at 00:00; new: Form 4");
    let first = "key-1";
    visit.sends(1, "Anvils").does(&[COMPLETE_1]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some(first));
}

#[test]
fn an_open_form_stays_what_it_is_when_its_stage_changes() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]);
    let before = visit.screen().place();
    let mut news = journey([form(1), form(2), done(company(3)), form(4)]);
    news["Stages"][0]["Name"] = json!("Renamed");
    news["JourneyData"] = json!([{"DataPoint": {"Id": 10}, "StringValue": "Rockets"}]);
    visit.time_passes().does(&[LOOK]).hears(ok(news)).does(&[]).shows("activity 1: to do");
    assert_eq!(visit.screen().place(), before);
    let Screen::Activity(screen) = visit.screen() else { panic!("the activity is open") };
    assert_eq!(screen.stages[0].name, "Renamed", "beside the form the news are shown");
}

#[test]
fn the_open_activity_that_was_completed_elsewhere_makes_way_for_the_next() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), form(2), company(3)]))).does(&["go to /activities/2", "wait 2 s"]);
    visit.shows("activity 2: to do; Form 1 was completed elsewhere").watches("looked at 00:00");
}

#[test]
fn answers_that_arrived_unheard_were_not_given_elsewhere() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.gives_up().does(&["wait 2 s"]).time_passes().does(&[]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), form(2), company(3)]))).does(&["go to /activities/2", "wait 2 s"]);
    visit.shows("activity 2: to do; completed Form 1");
}

#[test]
fn an_open_activity_that_is_gone_makes_way_too() {
    let mut visit = beside_the_company();
    visit.goes("/activities/1").does(&[]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([form(2), company(3)]))).does(&["go to /activities/2", "wait 2 s"]);
    visit.shows("activity 2: to do; Form 1 was done already");
}

#[test]
fn whoever_fills_in_another_form_is_not_pulled_away() {
    let mut visit = beside_the_company();
    visit.goes("/activities/2").does(&[]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), form(2), company(3)]))).does(&["wait 2 s"]);
    visit.shows("activity 2: to do").watches("looked at 00:00; completed: Form 1");
}

#[test]
fn the_last_thing_completed_elsewhere_ends_the_visit_as_a_completion_does() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(leaving_session())).does(&[LOOK]).hears(ok(journey([form(1), company(3)])));
    visit.does(&["replace by /activities/1", "wait 2 s"]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), company(3)]))).does(&[LEAVE]).shows("leaving for www.myapp.com");
    visit.ignores_everything_late();
}

#[test]
fn the_last_thing_completed_elsewhere_ends_the_visit_on_the_task_list_too() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(ok(journey([form(1), form(2), company(3)])));
    visit.does(&["replace by /", "wait 2 s"]).time_passes().does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), done(form(2)), company(3)]))).does(&["replace by /done", "wait 2 s"]);
    visit.shows("closing page: your part is done: 1 done, 2 done, 3 waiting (company)");
    visit.watches("looked at 00:00; completed: Form 1; completed: Form 2");
}

#[test]
fn the_closing_page_says_what_has_become_of_the_rest() {
    let mut visit = on_the_closing_page();
    visit.time_passes().does(&[LOOK]).hears(ok(journey([done(form(1)), done(company(3)), done(form(4))]))).does(&[]);
    visit
        .shows("closing page: all done: 1 done, 3 done (company), 4 done")
        .watches("nothing is awaited; completed: Form 3; completed: Form 4");
}

#[test]
fn whoever_reads_the_closing_page_is_offered_what_is_new_and_not_taken_there() {
    let mut visit = on_the_closing_page();
    visit.time_passes().does(&[LOOK]).hears(ok(journey([done(form(1)), done(company(3)), form(4)]))).does(&[]);
    visit.shows("closing page: something to do: 1 done, 3 done (company), 4 next");
    visit.watches("nothing is awaited; new: Form 4; completed: Form 3");
    visit.goes("/activities/4").does(&[]).shows("activity 4: to do");
    visit.goes("/done").does(&[]).shows("tasks, 1 of 2 done: 1 done, 3 done (company), 4 next");
    visit.sends(4, "Anvils").does(&["POST /internal/v1/activities/4/completion"]);
    visit.hears(ok(journey([done(form(1)), done(company(3)), done(form(4))]))).does(&[]);
    visit.shows("closing page: all done: 1 done, 3 done (company), 4 done");
}

#[test]
fn a_verdict_that_is_watched_arrives_in_place() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(ok(journey([awaiting_result(form(1))])));
    visit.does(&["replace by /done", "wait 2 s"]).goes("/activities/1").does(&[]).shows("activity 1: being checked");
    visit.time_passes().does(&[LOOK]).hears(ok(journey([done(form(1))]))).does(&[]).shows("activity 1: given");
    visit.watches("nothing is awaited; completed: Form 1");
}

#[test]
fn a_refusing_verdict_gives_the_activity_back_in_place() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[LOOK]).hears(ok(journey([awaiting_result(form(1))])));
    visit.does(&["replace by /done", "wait 2 s"]).goes("/activities/1").does(&[]);
    visit.time_passes().does(&[LOOK]).hears(ok(journey([form(1)]))).does(&[]).shows("activity 1: to do");
    visit.watches("nothing is awaited; new: Form 1").sends(1, "Anvils").does(&[COMPLETE_1]);
}

#[test]
fn a_journey_that_is_called_off_meanwhile_is_told() {
    let mut visit = beside_the_company();
    visit.time_passes().does(&[LOOK]).hears(ok(with(journey([form(1)]), json!({"Status": "Cancelled"})))).does(&[]);
    visit.shows("stopped: Cancelled → Contact").ignores_everything_late();
}

#[test]
fn a_journey_that_has_come_to_its_end_is_not_looked_at() {
    let over = with(journey([done(form(1)), company(3)]), json!({"Status": "Completed"}));
    Visit::in_journey(session(), over)
        .shows("closing page: all done: 1 done, 3 waiting (company)")
        .watches("nothing is awaited");
}
