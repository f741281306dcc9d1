//! Tokens, links and typed answers show in no log: neither in `Debug` nor in what the console is told.

use onboarding::machine::Event;
use onboarding::route::Route;
use onboarding::session::AccessToken;

use crate::support::back_end::*;
use crate::support::visit::*;

#[track_caller]
fn shows_no_secret(debugged: &str) {
    for secret in [LINK, TOKEN, "example", "Anvils"] {
        assert!(!debugged.contains(secret), "{secret} in {debugged}");
    }
}

#[test]
fn events_do_not_show_what_they_carry() {
    let mut visit = Visit::in_journey(token_session(), journey([form(1)]));
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    shows_no_secret(&format!("{:?}", visit.request()));
    let started = Event::Started {
        route: Route::Autologin,
        link: Some(LINK.to_owned()),
        token: AccessToken::new(TOKEN),
        visible: true,
        arrival: Default::default(),
        visit: None,
    };
    shows_no_secret(&format!("{started:?}"));
    let answered = format!("{:?}", ok(token_session()));
    assert!(answered.starts_with("200 with "), "{answered}");
    shows_no_secret(&answered);
    let submitted =
        Event::Submitted { activity: activity_id(1), answer: answer("Anvils"), key: "key".into(), time_spent: 1 };
    shows_no_secret(&format!("{submitted:?}"));
    for event in [Event::Went(Route::Journey), Event::Seen, Event::Confirmed, Event::Retried, Event::NewLinkWanted] {
        assert!(!format!("{event:?}").is_empty());
    }
}

#[test]
fn the_state_shows_neither_link_nor_token() {
    let mut visit = Visit::new();
    visit.opens_link();
    let hidden = |visit: &Visit| {
        let debugged = format!("{:?}", visit.model());
        assert!(!debugged.contains(LINK) && !debugged.contains(TOKEN), "{debugged}");
    };
    hidden(&visit);
    visit.hears(ok(token_session())).does(&["GET /api/v1/journeys/70"]);
    hidden(&visit);
    visit.hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]);
    hidden(&visit);
}

#[test]
fn a_broken_answer_is_told_without_its_content() {
    let mut visit = Visit::new();
    let body = format!(r#"{{"User":"{TOKEN}"}}"#);
    visit.opens_link().hears(onboarding::api::Response { status: 200, body, ..Default::default() });
    let told = visit.complains();
    assert_eq!(told, "complain: the back-end's answer cannot be read: expected struct UserBody");
}
