//! The end: a little patience for what goes on by itself, then away, once, or a closing page.

use onboarding::api::{CallError, Response};
use onboarding::machine::{Arrival, Event};
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const LOOK: &str = "GET /api/v1/journeys/70";
const LEAVE: &str = "leave for https://www.myapp.com/thanks";

/// The lead's part is done, and something goes on by itself.
fn scoring() -> Json {
    journey([done(form(1)), automatic(2), blocked(form(3))])
}

/// A visit that has just sent its last form, with somewhere to go.
fn settling() -> Visit {
    let mut visit = Visit::in_journey(leaving_session(), journey([form(1), automatic(2), blocked(form(3))]));
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    visit.hears(ok_tagged("\"7\"", scoring())).does(&["wait 1 s", "go to /done"]).shows("settling");
    // The pause before a look for news, which settling replaces.
    visit.time_passes().does(&[]);
    visit
}

#[test]
fn when_nothing_is_left_the_page_is_left() {
    Visit::in_journey(leaving_session(), journey([form(1)]))
        .sends(1, "Anvils")
        .does(&["POST /internal/v1/activities/1/completion"])
        .hears(ok(journey([done(form(1))])))
        .does(&[LEAVE])
        .shows("leaving for www.myapp.com");
}

#[test]
fn the_page_is_left_once() {
    let mut visit = Visit::in_journey(leaving_session(), journey([done(form(1))]));
    visit.shows("leaving for www.myapp.com").sends(1, "Anvils").does(&[]).ignores_everything_late();
    for event in [Event::Seen, Event::Confirmed, Event::Retried, Event::NewLinkWanted] {
        visit.happens(event).does(&[]);
    }
    visit.goes("/").does(&[]).goes("/activities/1").does(&[]).shows("leaving for www.myapp.com");
    assert!(!visit.page().has_journey);
}

#[test]
fn whoever_comes_back_to_the_page_that_was_left_is_not_sent_away_again() {
    let mut visit = Visit::in_journey(leaving_session(), journey([done(form(1))]));
    visit.shows("leaving for www.myapp.com").happens(Event::Restored);
    visit.does(&["GET /internal/v1/session", "replace by /done", "GET /api/v1/journeys/70"]);
    visit.shows("closing page: all done, go on to www.myapp.com: 1 done");
    visit.happens(Event::Restored).does(&["GET /internal/v1/session"]);
}

#[test]
fn what_waits_for_others_does_not_keep_the_lead() {
    let stage = [done(form(1)), awaiting_result(form(2)), of_role("BackOffice", form(3)), blocked(form(4))];
    Visit::in_journey(leaving_session(), journey(stage)).shows("leaving for www.myapp.com");
}

#[test]
fn without_a_redirect_url_a_page_closes_the_journey() {
    let mut visit = Visit::in_journey(session(), journey([form(1), of_role("BackOffice", form(2))]));
    visit
        .sends(1, "Anvils")
        .does(&["POST /internal/v1/activities/1/completion"])
        .hears(ok(journey([done(form(1)), of_role("BackOffice", form(2))])))
        .does(&["go to /done", "wait 2 s"])
        .shows("closing page: your part is done: 1 done, 2 waiting (company)");
}

#[test]
fn a_lead_who_will_have_more_to_do_later_is_told_so() {
    Visit::in_journey(session(), journey([done(form(1)), of_role("BackOffice", form(2)), blocked(form(3))]))
        .shows("closing page: nothing for now: 1 done, 2 waiting (company), 3 not yet");
}

#[test]
fn a_redirect_url_that_is_not_safe_is_refused_loudly() {
    for url in ["http://www.myapp.com", "javascript:alert(1)", "//evil.test", "/thanks", "https://user@evil.test"] {
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(with(session(), json!({"RedirectURL": url}))));
        visit
            .does(&[
                "complain: RedirectURL was refused: it must be absolute, https: (http: on loopback only), without user-info or control characters",
                LOOK,
            ])
            .hears(ok(journey([done(form(1))])))
            .does(&["replace by /done"])
            .shows("closing page: all done: 1 done");
    }
}

#[test]
fn an_empty_redirect_url_is_none() {
    Visit::in_journey(with(session(), json!({"RedirectURL": ""})), journey([done(form(1))]))
        .shows("closing page: all done: 1 done");
}

#[test]
fn patience_is_one_two_four_five_and_three_seconds_fifteen_in_all() {
    let mut visit = settling();
    for pause in ["wait 2 s", "wait 4 s", "wait 5 s", "wait 3 s"] {
        visit.time_passes().does(&[LOOK]).shows("settling").hears(ok(scoring())).does(&[pause]);
    }
    visit.time_passes().does(&[LOOK]).hears(ok(scoring())).does(&[LEAVE]).shows("leaving for www.myapp.com");
}

#[test]
fn patience_is_as_long_as_the_configuration_says() {
    for (settle, pauses) in
        [(1, &["wait 1 s"][..]), (4, &["wait 1 s", "wait 2 s", "wait 1 s"]), (7, &["wait 1 s", "wait 2 s", "wait 4 s"])]
    {
        let mut visit = Visit::configured(&format!(r#"{{"Settle":{settle}}}"#));
        visit.opens_link().hears(ok(leaving_session())).does(&[LOOK]).hears(ok(scoring()));
        visit.does(&[pauses[0], "replace by /done"]);
        for pause in &pauses[1..] {
            visit.time_passes().does(&[LOOK]).hears(ok(scoring())).does(&[pause]);
        }
        visit.time_passes().does(&[LOOK]).hears(ok(scoring())).does(&[LEAVE]);
    }
}

#[test]
fn no_patience_at_all_can_be_configured() {
    let mut visit = Visit::configured(r#"{"Settle":0}"#);
    visit.opens_link().hears(ok(leaving_session())).does(&[LOOK]).hears(ok(scoring())).does(&[LEAVE]);
}

#[test]
fn what_becomes_available_meanwhile_opens_by_itself() {
    let mut visit = settling();
    visit
        .time_passes()
        .does(&[LOOK])
        .hears(ok(journey([done(form(1)), done(automatic(2)), form(3)])))
        .does(&["replace by /activities/3"])
        .shows("activity 3: to do; completed Form 1")
        .ignores_everything_late();
}

#[test]
fn an_automatic_end_is_not_waited_for_any_longer() {
    let mut visit = settling();
    visit.time_passes().does(&[LOOK]).hears(ok(journey([done(form(1)), done(automatic(2))]))).does(&[LEAVE]);
}

#[test]
fn looks_name_the_version_that_is_known() {
    let mut visit = settling();
    visit.time_passes().does(&[LOOK]);
    assert_eq!(header(visit.request(), "If-None-Match"), Some("\"7\""));
    visit.hears(Response { status: 304, ..Response::default() }).does(&["wait 2 s"]).time_passes().does(&[LOOK]);
    visit.hears(ok_tagged("\"8\"", scoring())).does(&["wait 4 s"]).time_passes().does(&[LOOK]);
    assert_eq!(header(visit.request(), "If-None-Match"), Some("\"8\""));
}

#[test]
fn a_look_that_fails_is_repeated() {
    let mut visit = settling();
    visit.time_passes().does(&[LOOK]).fails(CallError::Unreachable).does(&["wait 2 s"]);
    visit.time_passes().does(&[LOOK]).hears(html(502)).complains_and_does(&["wait 4 s"]);
    visit.time_passes().does(&[LOOK]).hears(ok(journey([done(form(1))]))).does(&[LEAVE]);
}

#[test]
fn a_look_waits_as_long_as_a_busy_back_end_says() {
    let mut visit = settling();
    visit.time_passes().does(&[LOOK]).hears(busy(429, "7")).complains_and_does(&["wait 7 s"]);
    visit.time_passes().does(&[LOOK]).hears(busy(503, "1")).complains_and_does(&["wait 5 s"]);
    visit.time_passes().does(&[LOOK]).hears(ok(scoring())).does(&["wait 2 s"]);
    visit.time_passes().does(&[LOOK]).hears(ok(scoring())).does(&[LEAVE]);
}

#[test]
fn a_look_may_wait_to_the_end_of_the_patience() {
    let mut visit = settling();
    visit.time_passes().does(&[LOOK]).hears(busy(503, "14")).complains_and_does(&["wait 14 s"]);
    visit.time_passes().does(&[LOOK]).hears(ok(scoring())).does(&[LEAVE]);
}

#[test]
fn a_busy_back_end_that_says_longer_than_the_patience_is_told() {
    let mut visit = settling();
    visit
        .time_passes()
        .does(&[LOOK])
        .hears(busy(503, "60"))
        .complains_and_does(&["wait 60 s"])
        .shows("stopped: Busy 60 s → Retry, tried again by itself")
        .time_passes()
        .does(&[LOOK])
        .hears(ok(journey([done(form(1))])))
        .does(&[LEAVE]);
}

#[test]
fn looks_that_never_succeed_are_told() {
    let mut visit = settling();
    for pause in ["wait 2 s", "wait 4 s", "wait 5 s", "wait 3 s"] {
        visit.time_passes().does(&[LOOK]).fails(CallError::Unreachable).does(&[pause]);
    }
    visit
        .time_passes()
        .does(&[LOOK])
        .fails(CallError::Unreachable)
        .does(&["wait 0.5 s"])
        .shows("stopped: Unreachable → Retry, tried again by itself")
        .happens(Event::Retried)
        .does(&[LOOK])
        .hears(ok(journey([done(form(1))])))
        .does(&[LEAVE]);
}

#[test]
fn a_session_that_ends_meanwhile_is_told() {
    let mut visit = settling();
    visit.time_passes().does(&[LOOK]).hears(problem(401, "SessionEnded")).complains();
    visit.shows("tasks, 1 of 2 done: 1 done, 2 waiting (automatic), 3 not yet; completed Form 1");
    visit.watches("the session has ended").ignores_everything_late();
}

#[test]
fn a_journey_that_is_called_off_meanwhile_is_not_left_for_the_redirect_url() {
    let mut visit = settling();
    visit
        .time_passes()
        .does(&[LOOK])
        .hears(ok(with(scoring(), json!({"Status": "Cancelled"}))))
        .does(&[])
        .shows("stopped: Cancelled → Contact");
}

#[test]
fn late_answers_and_stale_timers_change_nothing_while_settling() {
    let mut visit = settling();
    visit.ignores_everything_late().time_passes().does(&[LOOK]).ignores_everything_late();
    visit.hears(ok(scoring())).does(&["wait 2 s"]).ignores_everything_late();
}

/// Leaving again by itself would be a trap.
#[test]
fn coming_back_does_not_leave_by_itself() {
    let mut visit = Visit::new();
    visit
        .opens(Opening { path: "/done", arrival: Arrival::Back, ..Opening::default() })
        .does(&["GET /internal/v1/session"])
        .hears(ok(leaving_session()))
        .does(&[LOOK])
        .hears(ok(scoring()))
        .does(&["wait 1 s"])
        .time_passes()
        .does(&[LOOK])
        .hears(ok(journey([done(form(1))])))
        .does(&[])
        .shows("closing page: all done, go on to www.myapp.com: 1 done");
}

#[test]
fn whoever_came_back_and_completes_something_leaves_after_all() {
    let mut visit = Visit::new();
    visit.opens(Opening { path: "/activities/1", arrival: Arrival::Back, ..Opening::default() });
    visit.does(&["GET /internal/v1/session"]).hears(ok(leaving_session())).does(&[LOOK]).hears(ok(journey([form(1)])));
    visit.does(&[]).sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    visit.hears(ok(journey([done(form(1))]))).does(&[LEAVE]);
}

#[test]
fn a_reload_at_the_end_leaves() {
    Visit::new()
        .opens(Opening { path: "/done", arrival: Arrival::Reload, ..Opening::default() })
        .does(&["GET /internal/v1/session"])
        .hears(ok(leaving_session()))
        .does(&[LOOK])
        .hears(ok(journey([done(form(1))])))
        .does(&[LEAVE]);
}
