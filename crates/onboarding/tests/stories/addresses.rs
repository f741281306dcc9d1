//! Addresses: deep links, Back and Forward, and the pages that need no session.

use onboarding::machine::Arrival;

use crate::support::back_end::*;
use crate::support::visit::*;
use serde_json::Value as Json;

const SESSION: &str = "GET /internal/v1/session";
const JOURNEY: &str = "GET /api/v1/journeys/70";

/// A tab that is opened at an address, with a live session.
fn arriving(path: &'static str, arrival: Arrival, session: Json, journey: Json) -> Visit {
    let mut visit = Visit::new();
    visit.opens(Opening { path, arrival, ..Opening::default() }).does(&[SESSION]);
    visit.hears(ok(session)).does(&[JOURNEY]).hears(ok(journey));
    visit
}

fn mixed() -> Json {
    let others = of_role("BackOffice", done(form(6)));
    journey([
        done(form(1)),
        form(2),
        blocked(form(3)),
        awaiting_result(form(4)),
        of_role("BackOffice", form(5)),
        others,
    ])
}

#[test]
fn a_deep_link_opens_its_activity() {
    for (path, shown) in [
        ("/activities/1", "activity 1: given"),
        ("/activities/2", "activity 2: to do"),
        ("/activities/2/", "activity 2: to do"),
        ("/activities/3", "activity 3: not yet"),
        ("/activities/4", "activity 4: being checked"),
        ("/activities/5", "activity 5: waiting for company"),
        ("/activities/70", "no such page"),
    ] {
        for arrival in [Arrival::Fresh, Arrival::Reload, Arrival::Back] {
            arriving(path, arrival, session(), mixed()).does(&["wait 2 s"]).shows(shown);
        }
    }
}

#[test]
fn a_reload_stays_on_the_list_and_a_first_visit_opens_the_only_thing_to_do() {
    arriving("/", Arrival::Fresh, session(), journey([form(1)])).does(&["replace by /activities/1"]);
    for arrival in [Arrival::Reload, Arrival::Back] {
        arriving("/", arrival, session(), journey([form(1)])).does(&[]).shows("tasks, 0 of 1 done: 1 next");
    }
}

#[test]
fn the_last_page_is_not_for_those_who_have_something_to_do() {
    arriving("/done", Arrival::Reload, session(), journey([form(1), form(2)])).does(&["replace by /"]);
    arriving("/done", Arrival::Back, session(), journey([form(1)])).does(&["replace by /activities/1"]);
}

#[test]
fn what_was_given_can_be_read_again_when_all_is_done() {
    for arrival in [Arrival::Fresh, Arrival::Reload, Arrival::Back] {
        arriving("/activities/1", arrival, session(), journey([done(form(1))])).does(&[]).shows("activity 1: given");
    }
    arriving("/activities/1", Arrival::Back, leaving_session(), journey([done(form(1))]))
        .does(&[])
        .shows("activity 1: given");
    arriving("/activities/1", Arrival::Reload, session(), journey([done(form(1)), automatic(2)]))
        .does(&["wait 1 s"])
        .shows("activity 1: given")
        .time_passes()
        .does(&[JOURNEY])
        .hears(ok(journey([done(form(1)), done(automatic(2))])))
        .does(&[])
        .shows("activity 1: given")
        .goes("/done")
        .does(&[])
        .shows("closing page: all done: 1 done, 2 done (automatic)");
}

#[test]
fn back_and_forward_walk_through_the_pages() {
    Visit::in_journey(session(), journey([form(1), form(2)]))
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: to do")
        .goes("/")
        .does(&[])
        .shows("tasks, 0 of 2 done: 1 next, 2 to do")
        .goes("/activities/2")
        .does(&[])
        .shows("activity 2: to do")
        .goes("/nowhere")
        .does(&[])
        .shows("no such page")
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: to do");
}

#[test]
fn the_end_is_a_page_to_come_back_to() {
    Visit::in_journey(session(), journey([done(form(1))]))
        .shows("closing page: all done: 1 done")
        .goes("/")
        .does(&[])
        .shows("tasks, 1 of 1 done: 1 done")
        .goes("/done")
        .does(&[])
        .shows("closing page: all done: 1 done");
}

#[test]
fn a_notice_is_told_once() {
    Visit::in_journey(session(), journey([form(1), form(2)]))
        .goes("/activities/1")
        .does(&[])
        .sends(1, "Anvils")
        .does(&["POST /internal/v1/activities/1/completion"])
        .hears(ok(journey([done(form(1)), form(2)])))
        .does(&["go to /activities/2"])
        // The router reports the address that the page itself has just gone to.
        .goes("/activities/2")
        .does(&[])
        .shows("activity 2: to do; completed Form 1")
        .goes("/")
        .does(&[])
        .shows("tasks, 1 of 2 done: 1 done, 2 next");
}

#[test]
fn the_log_in_page_and_unknown_addresses_cost_no_call() {
    Visit::new().opens_address("/login").does(&[]).shows("log-in page");
    Visit::new().opens_address("/nowhere").does(&[]).shows("no such page");
    Visit::new().opens_address("/activities/abc").does(&[]).shows("no such page");
    Visit::new().opens_address("/login").does(&[]).goes("/nowhere").does(&[]).shows("no such page");
}

#[test]
fn from_there_the_way_back_asks_for_the_session() {
    for path in ["/login", "/nowhere"] {
        Visit::new()
            .opens_address(path)
            .does(&[])
            .goes("/")
            .does(&[SESSION])
            .hears(ok(session()))
            .does(&[JOURNEY])
            .hears(ok(journey([form(1)])))
            .does(&["replace by /activities/1"]);
    }
}

#[test]
fn what_stands_in_the_way_still_does_after_a_look_at_another_page() {
    let mut visit = Visit::new();
    visit.opens_address("/").does(&[SESSION]).hears(problem(401, "SessionEnded")).does(&[]);
    visit.goes("/login").does(&[]).shows("log-in page").goes("/").does(&[]).shows("stopped: SignedOut → LogIn");
}

#[test]
fn whoever_walks_away_while_the_link_is_opened_is_not_pulled_back() {
    let mut visit = Visit::new();
    visit.opens_link().goes("/login").does(&[]).hears(ok(session())).does(&[JOURNEY]).shows("log-in page");
}
