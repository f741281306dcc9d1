//! A start without a network: the visit opens as it was kept, and goes on once the back-end can be heard.

use onboarding::api::{CallError, Response};
use onboarding::machine::{Effect, Event, Model, start, step};
use onboarding::snapshot::Snapshot;
use serde_json::Value as Json;

use crate::support::back_end::*;
use crate::support::visit::*;

const TAB: &str = r#"{"TokenStore":"tab"}"#;
const SESSION: &str = "GET /internal/v1/session";
const JOURNEY: &str = "GET /api/v1/journeys/70";
const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";

/// A browser that has kept a visit is opened again, and nothing reaches the back-end.
fn unplugged(session: Json, journey: Json) -> Visit {
    unplugged_at("/", session, journey)
}

fn unplugged_at(path: &'static str, session: Json, journey: Json) -> Visit {
    let mut visit = Visit::in_journey(session, journey).opened_again("{}");
    visit.opens_address(path).does(&[SESSION]).fails(CallError::Unreachable);
    visit
}

#[test]
fn without_a_network_the_visit_opens_as_it_was_kept() {
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
    assert!(visit.page().offline);
    assert_eq!(visit.page().person.as_deref(), Some("John Doe"));
    visit.goes("/activities/2").does(&[]).shows("activity 2: to do");
}

#[test]
fn an_address_and_the_only_thing_to_do_open_as_they_would_with_a_network() {
    let two = || journey([form(1), form(2)]);
    unplugged_at("/activities/2", session(), two()).does(&["wait 0.5 s"]).shows("activity 2: to do");
    let mut visit = unplugged(session(), journey([form(1), done(form(2))]));
    visit.does(&["wait 0.5 s", "replace by /activities/1"]).shows("activity 1: to do");
}

#[test]
fn what_is_sent_meanwhile_goes_out_once_after_who_is_here_and_the_journey() {
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]).goes("/activities/1").does(&[]);
    visit.sends(1, "Anvils").does(&[]).shows("activity 1: to do, sending again after Offline");
    assert_eq!(visit.page().unsent, 1);
    visit.happens(Event::Online).does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]);
    assert!(visit.page().offline && visit.model().standing().is_unplugged);
    visit.hears(ok(journey([form(1), form(2)]))).does(&[COMPLETE_1]);
    assert!(!visit.page().offline && !visit.model().standing().is_unplugged);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
    visit
        .hears(ok(journey([done(form(1)), form(2)])))
        .does(&["go to /activities/2"])
        .shows("activity 2: to do; completed Form 1");
    visit.happens(Event::Online).does(&[]);
}

#[test]
fn the_back_end_is_asked_again_by_itself_less_and_less_often() {
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]);
    for pause in ["wait 1 s", "wait 2 s", "wait 4 s", "wait 8 s", "wait 16 s", "wait 16 s"] {
        visit.time_passes().does(&[SESSION]).fails(CallError::Unreachable).does(&[pause]);
    }
    visit
        .time_passes()
        .does(&[SESSION])
        .hears(ok(session()))
        .does(&[JOURNEY])
        .fails(CallError::TimedOut)
        .does(&["wait 16 s"]);
    assert!(visit.page().offline);
    visit.time_passes().does(&[SESSION]).hears(busy(503, "40")).complains_and_does(&["wait 40 s"]);
    visit
        .time_passes()
        .does(&[SESSION])
        .hears(ok(session()))
        .does(&[JOURNEY])
        .hears(ok(journey([form(1), form(2)])))
        .does(&[]);
    assert!(!visit.page().offline);
    visit.ignores_everything_late();
}

#[test]
fn whoever_looks_at_the_page_or_asks_for_it_waits_for_no_pause() {
    for event in [Event::Seen, Event::Online, Event::Retried] {
        let mut visit = unplugged(session(), journey([form(1), form(2)]));
        visit.does(&["wait 0.5 s"]).happens(event.clone()).does(&[SESSION]).happens(event).does(&[]);
    }
}

#[test]
fn a_journey_that_still_holds_need_not_come_again() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[JOURNEY]).hears(ok_tagged("\"7\"", journey([form(1), form(2)])));
    visit.ignores_effects();
    let mut visit = visit.opened_again("{}");
    visit.opens_address("/").does(&[SESSION]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit.happens(Event::Online).does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]);
    assert_eq!(header(visit.request(), "If-None-Match"), Some("\"7\""));
    visit.hears(Response { status: 304, ..Response::default() }).does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
    assert!(!visit.page().offline);
}

#[test]
fn what_others_did_meanwhile_is_told_and_not_sent() {
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]).goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[]);
    visit.happens(Event::Online).does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
    visit.shows("activity 2: to do; completed Form 1");
}

#[test]
fn a_session_that_is_over_asks_to_sign_in_over_the_page() {
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]).goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[]);
    visit.happens(Event::Online).does(&[SESSION]).hears(problem(401, "SessionEnded")).does(&[]);
    visit.shows("activity 1: to do, failed: SessionEnded");
    assert!(visit.page().sign_in.is_some() && !visit.page().offline && !visit.is_kept());
    visit.happens(Event::LinkPasted(LINK.to_owned())).does(&["POST /internal/v1/autologin"]);
    visit.hears(ok(session())).does(&[JOURNEY]).hears(ok(journey([form(1), form(2)]))).does(&[COMPLETE_1]);
    assert!(visit.page().sign_in.is_none() && visit.is_kept());
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
    visit.hears(ok(journey([done(form(1)), form(2)]))).ignores_effects();
}

#[test]
fn somebody_else_finds_nothing_of_it() {
    let mary = with(session(), serde_json::json!({"User": {"Id": 6}}));
    let other_journey = with(session(), serde_json::json!({"Journey": {"Id": 71}}));
    for answer in [mary, other_journey] {
        let mut visit = unplugged(session(), journey([form(1), form(2)]));
        visit.does(&["wait 0.5 s"]).goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[]);
        visit.happens(Event::Online).does(&[SESSION]).hears(ok(answer)).does(&["replace by /"]);
        visit.shows("stopped: Replaced → Retry");
        assert!(!visit.is_kept());
    }
}

#[test]
fn a_journey_that_was_called_off_or_is_gone_is_told() {
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]).happens(Event::Online).does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]);
    visit.hears(ok(with(journey([form(1)]), serde_json::json!({"Status": "Cancelled"})))).does(&[]);
    visit.shows("stopped: Cancelled → Contact");
    let mut visit = unplugged(session(), journey([form(1), form(2)]));
    visit.does(&["wait 0.5 s"]).happens(Event::Online).does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]);
    visit.hears(problem(404, "NotFound")).ignores_effects().shows("stopped: JourneyGone → Contact");
}

#[test]
fn nobody_is_led_away_by_what_was_kept() {
    let mut visit = unplugged(leaving_session(), journey([form(1), of_role("BackOffice", form(2))]));
    visit.ignores_effects();
    visit.happens(Event::Online).does(&[SESSION]).hears(ok(leaving_session())).does(&[JOURNEY]);
    visit.hears(ok(journey([done(form(1))]))).does(&["leave for https://www.myapp.com/thanks"]);

    let waiting = || journey([done(form(1)), of_role("BackOffice", form(2))]);
    let mut visit = Visit::in_journey(session(), waiting()).opened_again("{}");
    visit.opens_address("/").does(&[SESSION]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit.shows("tasks, 1 of 1 done: 1 done, 2 waiting (company)");
    visit.happens(Event::Online).does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]);
    visit.hears(ok(waiting())).ignores_effects().shows("closing page: your part is done: 1 done, 2 waiting (company)");
}

#[test]
fn a_link_is_never_answered_with_what_was_kept() {
    let mut visit = Visit::in_journey(session(), journey([form(1)])).opened_again("{}");
    visit.opens(Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() }).does(&MEETING);
    visit.fails(CallError::Unreachable).does(&["POST /internal/v1/autologin"]);
    visit.fails(CallError::Unreachable).does(&[]).shows("stopped: Unreachable → Retry");
    visit.happens(Event::Online).does(&[]);
    visit.happens(Event::Retried).does(&["POST /internal/v1/autologin"]).hears(ok(session())).does(&[JOURNEY]);
}

#[test]
fn where_only_the_journey_cannot_be_reached_the_kept_one_opens() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)])).opened_again("{}");
    visit.opens_address("/").does(&[SESSION]).hears(ok(session())).does(&[JOURNEY]).fails(CallError::TimedOut);
    visit.does(&["wait 0.5 s"]).shows("tasks, 0 of 2 done: 1 next, 2 to do");

    let mary = with(session(), serde_json::json!({"User": {"Id": 6}}));
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)])).opened_again("{}");
    visit.opens_address("/").does(&[SESSION]).hears(ok(mary)).does(&[JOURNEY]).fails(CallError::TimedOut);
    visit.does(&["wait 0.5 s"]).shows("stopped: TimedOut → Retry, tried again by itself");
}

#[test]
fn only_a_live_session_of_the_same_token_is_opened() {
    let mut first = Visit::configured(TAB);
    first.opens_link().hears(ok(account(token_session(), Some(600), None))).does(&["keep the token", JOURNEY]);
    first.hears(ok(journey([form(1), form(2)]))).ignores_effects();
    let opened = |token, now| {
        let mut visit = first.opened_again(TAB);
        visit.at(now).opens(Opening { token, ..Opening::default() }).does(&[SESSION]).fails(CallError::Unreachable);
        visit
    };
    let mut visit = opened(Some(TOKEN), 599);
    visit.does(&["wait 0.5 s"]).shows("tasks, 0 of 2 done: 1 next, 2 to do").happens(Event::Online).does(&[SESSION]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    visit.hears(ok(session())).does(&[JOURNEY]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    for (token, now, is_kept) in [(Some("other"), 599, true), (None, 599, true), (Some(TOKEN), 600, false)] {
        let mut visit = opened(token, now);
        visit.does(&["wait 0.5 s"]).shows("stopped: Unreachable → Retry, tried again by itself");
        assert_eq!(visit.is_kept(), is_kept);
    }
}

#[test]
fn a_back_end_that_fails_is_no_lack_of_a_network() {
    for status in [500, 503] {
        let mut visit = Visit::in_journey(session(), journey([form(1)])).opened_again("{}");
        visit.opens_address("/").does(&[SESSION]).hears(html(status)).ignores_effects();
        assert!(matches!(visit.screen(), onboarding::screen::Screen::Failed(_)));
    }
}

#[test]
fn what_is_on_the_page_is_kept_as_it_changes_and_no_longer_than_the_session() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    assert!(visit.is_kept());
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETE_1]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
    let mut later = visit.opened_again("{}");
    later.opens_address("/").does(&[SESSION]).fails(CallError::Unreachable).ignores_effects();
    later.goes("/").ignores_effects().shows("tasks, 1 of 2 done: 1 done, 2 next");
    visit.sends(2, "Anvils").does(&["POST /internal/v1/activities/2/completion"]);
    visit.hears(problem(401, "SessionEnded")).ignores_effects();
    assert!(!visit.is_kept());
}

#[test]
fn a_start_that_finds_the_session_over_forgets_what_was_kept() {
    let mut visit = Visit::in_journey(session(), journey([form(1)])).opened_again("{}");
    visit.opens_address("/").does(&[SESSION]).hears(problem(401, "SessionEnded")).does(&[]);
    assert!(!visit.is_kept());
}

#[test]
fn a_session_that_no_reload_survives_is_not_kept_and_neither_is_any_where_that_is_not_wanted() {
    assert!(!Visit::in_journey(token_session(), journey([form(1)])).is_kept());
    let kept = Visit::in_journey(session(), journey([form(1)]));
    let mut visit = kept.opened_again(r#"{"Offline":false}"#);
    visit.opens_address("/").does(&[SESSION]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit
        .shows("stopped: Unreachable → Retry, tried again by itself")
        .time_passes()
        .does(&[SESSION])
        .hears(ok(session()))
        .does(&[JOURNEY]);
    visit.hears(ok(journey([form(1)]))).ignores_effects();
    assert!(!visit.is_kept());
}

/// What is written is read again as it was: the text crosses the browser's store.
#[test]
fn the_text_of_a_snapshot_is_enough_to_open_it() {
    let kept = |model: Model, event: Event| {
        let (model, effects) = step(model, event);
        let snapshot = effects.iter().find_map(|effect| match effect {
            Effect::KeepSnapshot(snapshot) => Some(snapshot.clone()),
            _ => None,
        });
        (model, effects, snapshot)
    };
    let call = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Call(ticket, _) | Effect::FindSnapshot(ticket) => Some(*ticket),
            _ => None,
        })
    };
    let opened = || Event::Started {
        route: onboarding::route::Route::Journey,
        link: None,
        token: None,
        visible: true,
        arrival: onboarding::machine::Arrival::Fresh,
        visit: None,
    };
    let begin = || step(start(onboarding::config::Config::default()), opened());
    let (model, effects) = begin();
    let (model, effects, _) = kept(model, Event::Answered(call(&effects).unwrap(), Ok(ok(session()))));
    let (_, _, snapshot) = kept(model, Event::Answered(call(&effects).unwrap(), Ok(ok(journey([form(1), form(2)])))));
    let text = snapshot.unwrap().to_text();
    let (model, effects) = begin();
    let (model, effects) = step(model, Event::Answered(call(&effects).unwrap(), Err(CallError::Unreachable)));
    let (model, _) = step(model, Event::SnapshotFound(call(&effects).unwrap(), Snapshot::from_text(&text)));
    let shown = crate::support::words::screen(&onboarding::screen::Screen::of(&model));
    assert_eq!(shown, "tasks, 0 of 2 done: 1 next, 2 to do");
}
