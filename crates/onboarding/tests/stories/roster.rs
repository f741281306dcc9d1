//! The person's active sessions: looking at them, ending one, ending all others.

use onboarding::api::CallError;
use onboarding::machine::{Event, ListPage};
use onboarding::screen::{Screen, SessionList};
use onboarding::session::AccountId;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const OWN: &str = "5a67007d";
const LIST: &str = "GET /internal/v1/sessions";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";

/// A session of the list, in a place that has its name.
fn one(id: &str) -> Json {
    json!({
        "id": id, "token": "s3cret", "secured": false, "location": {"lng": 2.3, "lat": 48.8, "name": format!("at {id}")},
        "userAgent": FIREFOX, "lastAccessDate": "2026-11-22T10:00:00.000Z", "creation": "2026-11-22T09:00:00.000Z",
    })
}

fn list<const N: usize>(ids: [&str; N], remaining: u64) -> onboarding::api::Response {
    ok(json!({"sessions": ids.map(one).to_vec(), "remaining": remaining}))
}

fn ended() -> onboarding::api::Response {
    ok(json!({}))
}

fn id(text: &str) -> AccountId {
    AccountId::parse(text).unwrap()
}

fn ends(text: &str) -> Event {
    Event::SessionEndWanted(id(text))
}

/// A visit whose person looks at their sessions, this one and two others.
fn looking() -> Visit {
    let mut visit = Visit::in_journey(account_session(), journey([form(1), form(2)]));
    visit.goes("/sessions").does(&[LIST]).shows("sessions: loading").hears(list(["a1", OWN, "b2"], 0)).does(&[]);
    visit.shows("sessions: at a1, at 5a67007d (this), at b2");
    visit
}

#[test]
fn the_list_is_asked_for_on_coming_to_its_page() {
    let mut visit = looking();
    let Screen::Sessions(screen) = visit.screen() else { panic!("the sessions are shown") };
    let SessionList::Here(rows) = &screen.list else { panic!("the list is here") };
    assert_eq!((rows[0].device.browser, rows[0].device.system), (Some("Firefox"), Some("Linux")));
    assert_eq!(rows[0].last_used.unwrap().canonical(), "2026-11-22T10:00:00.000Z");
    assert_eq!(rows[0].begun.unwrap().canonical(), "2026-11-22T09:00:00.000Z");
    assert!(!format!("{:?}", visit.model()).contains("s3cret"), "what the page does not need it does not keep");
    // Somebody who comes again sees how it is then.
    visit.goes("/").does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
    visit.goes("/sessions").does(&[LIST]).shows("sessions: loading");
}

#[test]
fn its_address_can_be_opened_by_itself() {
    let mut visit = Visit::new();
    visit.opens_address("/sessions").does(&["GET /internal/v1/session"]).hears(ok(account_session()));
    visit.does(&["GET /api/v1/journeys/70"]).hears(ok(journey([form(1)]))).does(&[LIST]);
    visit.hears(list([OWN], 0)).does(&[]).shows("sessions: at 5a67007d (this)");
}

/// Whoever has done everything is not sent away before they could look.
#[test]
fn whoever_has_nothing_to_do_can_look_at_them_too() {
    let mut visit = Visit::new();
    let session = with(account_session(), json!({"RedirectURL": "https://www.myapp.com/thanks"}));
    visit.opens_address("/sessions").does(&["GET /internal/v1/session"]).hears(ok(session));
    visit
        .does(&["GET /api/v1/journeys/70"])
        .hears(ok(journey([done(form(1)), automatic(2)])))
        .does(&[LIST, "wait 2 s"]);
    visit.shows("sessions: loading");
}

#[test]
fn whoever_has_no_journey_can_look_at_them_too() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(with(account_session(), json!({"Journey": null})))).does(&[]);
    visit.goes("/sessions").does(&[LIST]).hears(list([OWN, "a1"], 0)).does(&[]);
    visit.shows("sessions: at 5a67007d (this), at a1");
    visit.happens(ends("a1")).does(&["DELETE /internal/v1/sessions/a1"]).hears(problem(401, "SessionEnded"));
    visit.complains();
    visit.shows("sessions: failed: SessionEnded");
    visit.goes("/").does(&[]).shows("stopped: NothingToDo → Contact");
}

#[test]
fn there_is_no_such_page_where_sessions_cannot_be_managed() {
    let mut visit = Visit::in_journey(session(), journey([form(1)]));
    visit.goes("/sessions").does(&[]).shows("no such page");
    visit.happens(Event::SessionsWanted(ListPage::First)).does(&[]).happens(Event::OtherSessionsEndWanted).does(&[]);
    visit.happens(ends("a1")).does(&[]);
}

#[test]
fn nobody_signed_in_has_any() {
    let mut visit = Visit::new();
    visit.opens_address("/sessions").does(&["GET /internal/v1/session"]).hears(problem(401, "SessionEnded")).does(&[]);
    visit.shows("stopped: SignedOut → LogIn");
    visit.happens(Event::SessionsWanted(ListPage::First)).does(&[]);
}

#[test]
fn a_long_list_is_walked_part_by_part() {
    let mut visit = Visit::in_journey(account_session(), journey([form(1), form(2)]));
    visit.goes("/sessions").does(&[LIST]).hears(list(["a1", "a2"], 3)).does(&[]);
    visit.shows("sessions: at a1, at a2; older");
    visit.happens(Event::SessionsWanted(ListPage::Older)).does(&["GET /internal/v1/sessions?after=a2"]);
    visit.shows("sessions: loading").happens(Event::SessionsWanted(ListPage::Older)).does(&[]);
    visit.hears(list(["a3", OWN], 1)).does(&[]).shows("sessions: at a3, at 5a67007d (this); newer; older");
    visit.happens(Event::SessionsWanted(ListPage::Older)).does(&["GET /internal/v1/sessions?after=5a67007d"]);
    visit.hears(list(["a5"], 0)).does(&[]).shows("sessions: at a5; newer");
    visit.happens(Event::SessionsWanted(ListPage::Newer)).does(&["GET /internal/v1/sessions?before=a5"]);
    visit.hears(list(["a3", OWN], 2)).does(&[]).shows("sessions: at a3, at 5a67007d (this); newer; older");
    visit.happens(Event::SessionsWanted(ListPage::Newer)).does(&["GET /internal/v1/sessions?before=a3"]);
    visit.hears(list(["a1", "a2"], 0)).does(&[]).shows("sessions: at a1, at a2; older");
    visit.happens(Event::SessionsWanted(ListPage::First)).does(&[LIST]);
}

#[test]
fn a_list_that_cannot_be_had_can_be_asked_for_again() {
    let mut visit = Visit::in_journey(account_session(), journey([form(1), form(2)]));
    visit.goes("/sessions").does(&[LIST]).fails(CallError::Unreachable).does(&[]);
    visit.shows("sessions: failed: Unreachable");
    visit.happens(Event::SessionsWanted(ListPage::First)).does(&[LIST]).hears(busy(429, "5"));
    visit.complains();
    // Nothing happens by itself, so no time is promised.
    visit.shows("sessions: failed: Busy").happens(Event::SessionsWanted(ListPage::First)).does(&[LIST]);
    visit.hears(html(200)).ignores_effects().shows("sessions: failed: Unreadable");
}

#[test]
fn one_session_ends_and_goes_from_the_list() {
    for response in [ended(), problem(404, "NotFound"), html(204)] {
        let mut visit = looking();
        visit.happens(ends("b2")).does(&["DELETE /internal/v1/sessions/b2"]);
        visit.shows("sessions: at a1, at 5a67007d (this), at b2 (ending)").happens(ends("b2")).does(&[]);
        visit.hears(response).does(&[]).shows("sessions: at a1, at 5a67007d (this)");
        assert_eq!(visit.tells(), [], "the person is not signed out");
    }
}

#[test]
fn a_session_that_could_not_be_ended_says_so_and_can_be_tried_again() {
    let mut visit = looking();
    visit.happens(ends("a1")).does(&["DELETE /internal/v1/sessions/a1"]).fails(CallError::Unreachable).does(&[]);
    visit.shows("sessions: at a1 (not ended: Unreachable), at 5a67007d (this), at b2");
    visit.happens(ends("a1")).does(&["DELETE /internal/v1/sessions/a1"]);
    visit.shows("sessions: at a1 (ending), at 5a67007d (this), at b2").hears(ended()).does(&[]);
    visit.shows("sessions: at 5a67007d (this), at b2").happens(ends("a1")).does(&[]);
}

#[test]
fn ending_this_session_is_logging_out() {
    let mut visit = looking();
    visit.happens(ends(OWN)).does(&["DELETE /internal/v1/sessions/5a67007d"]);
    visit.shows("sessions: at a1, at 5a67007d (this) (ending), at b2").fails(CallError::TimedOut).does(&[]);
    visit.shows("sessions: at a1, at 5a67007d (this) (not ended: TimedOut), at b2");
    visit.happens(ends(OWN)).does(&["DELETE /internal/v1/sessions/5a67007d"]).hears(ended());
    visit.does(&["forget the visit", "forget person 5", "replace by /"]).shows("signed out");
    assert_eq!(visit.tells().len(), 1);
}

/// 401 says nothing of the session that was to be ended.
#[test]
fn a_session_of_this_page_that_is_over_is_said_so() {
    let mut visit = looking();
    visit.happens(ends("a1")).does(&["DELETE /internal/v1/sessions/a1"]).hears(problem(401, "SessionEnded"));
    visit.ignores_complaints().ignores_effects();
    assert!(visit.page().sign_in.is_some());
    visit.shows("sessions: at a1, at 5a67007d (this), at b2");
}

#[test]
fn all_others_end_one_after_the_other() {
    let mut visit = looking();
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]);
    visit.shows("sessions: at a1, at 5a67007d (this), at b2; ending others");
    visit.happens(Event::OtherSessionsEndWanted).does(&[]).happens(ends("b2")).does(&[]);
    visit.happens(Event::SessionsWanted(ListPage::First)).does(&[]);
    visit.hears(list(["a1", OWN, "b2"], 0)).does(&["DELETE /internal/v1/sessions/a1"]);
    visit.shows("sessions: at a1 (ending), at 5a67007d (this), at b2; ending others");
    visit.hears(ended()).does(&["DELETE /internal/v1/sessions/b2"]);
    visit.shows("sessions: at 5a67007d (this), at b2 (ending); ending others");
    visit.hears(problem(404, "NotFound")).does(&[LIST]).shows("sessions: loading");
    visit.hears(list([OWN], 0)).does(&[]).shows("sessions: at 5a67007d (this)");
    visit.ignores_everything_late();
}

/// Where to go on is told by a session that still lives.
#[test]
fn all_others_end_on_every_part_of_the_list() {
    let mut visit = looking();
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]);
    visit.hears(list(["a1"], 3)).does(&["DELETE /internal/v1/sessions/a1"]).hears(ended()).does(&[LIST]);
    visit.hears(list(["b2", OWN], 2)).does(&["DELETE /internal/v1/sessions/b2"]).hears(ended());
    visit.does(&["GET /internal/v1/sessions?after=5a67007d"]);
    visit.hears(list(["c3"], 1)).does(&["DELETE /internal/v1/sessions/c3"]).hears(ended());
    visit.does(&["GET /internal/v1/sessions?after=5a67007d"]);
    visit.hears(list(["d4"], 0)).does(&["DELETE /internal/v1/sessions/d4"]).hears(ended()).does(&[LIST]);
    visit.hears(list([OWN], 0)).does(&[]).shows("sessions: at 5a67007d (this)");
}

#[test]
fn what_cannot_be_ended_stays_with_its_reason_and_the_rest_goes_on() {
    let mut visit = looking();
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]).hears(list(["a1", OWN, "b2"], 0));
    visit.does(&["DELETE /internal/v1/sessions/a1"]).hears(html(502));
    visit.complains_and_does(&["DELETE /internal/v1/sessions/b2"]).hears(ended()).does(&[LIST]);
    visit.hears(list(["a1", OWN], 0)).does(&[]);
    visit.shows("sessions: at a1 (not ended: Broken), at 5a67007d (this); not all ended: Broken");
    visit.happens(ends("a1")).does(&["DELETE /internal/v1/sessions/a1"]).hears(ended()).does(&[]);
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]).hears(list([OWN], 0)).does(&[LIST]);
    visit.hears(list([OWN], 0)).does(&[]).shows("sessions: at 5a67007d (this)");
}

#[test]
fn a_lost_connection_ends_the_walk() {
    let mut visit = looking();
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]).fails(CallError::Unreachable).does(&[]);
    visit.shows("sessions: at a1, at 5a67007d (this), at b2; not all ended: Unreachable");
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]).hears(list(["a1", OWN, "b2"], 0));
    visit.does(&["DELETE /internal/v1/sessions/a1"]).fails(CallError::TimedOut).does(&[]);
    visit.shows("sessions: at a1 (not ended: TimedOut), at 5a67007d (this), at b2; not all ended: TimedOut");
}

/// Somebody who goes on with their journey meanwhile ends them all the same.
#[test]
fn the_walk_goes_on_while_the_person_is_elsewhere() {
    let mut visit = looking();
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]).goes("/activities/1").does(&[]);
    visit.hears(list(["a1", OWN], 0)).does(&["DELETE /internal/v1/sessions/a1"]).hears(ended()).does(&[]);
    visit.shows("activity 1: to do");
}

/// A back-end that ends nothing, or whose list goes in circles, is not asked for ever.
#[test]
fn a_list_without_end_is_not_followed_for_ever() {
    let mut visit = looking();
    visit.happens(Event::OtherSessionsEndWanted).does(&[LIST]);
    let mut calls = 0;
    while visit.page_ends_others() {
        visit.ignores_effects();
        let listing = visit.request().method == "GET";
        let part = if calls % 2 == 0 { ["a1", OWN] } else { [OWN, "a1"] };
        visit.hears(if listing { list(part, 7) } else { ended() });
        calls += 1;
        assert!(calls < 3000, "it goes on for ever");
    }
    visit.ignores_effects();
}

impl Visit {
    fn page_ends_others(&self) -> bool {
        let Screen::Sessions(screen) = self.screen() else { panic!("the sessions are shown") };
        screen.ending_others == onboarding::screen::EndingState::UnderWay
    }
}
