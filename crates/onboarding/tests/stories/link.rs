//! The magic link: when it is spent, and what each refusal leads to.

use onboarding::api::CallError;
use onboarding::machine::Event;

use crate::support::back_end::*;
use crate::support::visit::*;
use serde_json::json;

fn link() -> Opening {
    Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() }
}

#[test]
fn a_link_is_spent_at_once_and_leads_to_the_only_thing_to_do() {
    Visit::new()
        .opens(link())
        .meets_nobody()
        .does(&["POST /internal/v1/autologin"])
        .shows("waiting for the link")
        .hears(ok(session()))
        .does(&["GET /api/v1/journeys/70"])
        .shows("waiting for the journey")
        .hears(ok(journey([form(1)])))
        .does(&["replace by /activities/1"])
        .shows("activity 1: to do");
}

#[test]
fn the_link_is_spent_by_its_uuid_and_by_nothing_else() {
    let mut visit = Visit::new();
    visit.opens(link()).meets_nobody().does(&["POST /internal/v1/autologin"]);
    assert_eq!(body(visit.request()), json!({"UUID": LINK}));
    assert_eq!(header(visit.request(), "Content-Type"), Some("application/json"));
    assert_eq!(header(visit.request(), "Authorization"), None);
    assert!(visit.request().with_cookies, "the answer may set a cookie");
}

#[test]
fn nothing_is_spent_before_somebody_sees_the_page() {
    Visit::new()
        .opens(Opening { visible: false, ..link() })
        .does(&[])
        .shows("waiting for the link")
        .happens(Event::Seen)
        .meets_nobody()
        .does(&["POST /internal/v1/autologin"])
        .happens(Event::Seen)
        .does(&[]);
}

#[test]
fn a_page_that_was_seen_from_the_start_does_not_spend_the_link_twice() {
    Visit::new().opens(link()).meets_nobody().does(&["POST /internal/v1/autologin"]).happens(Event::Seen).does(&[]);
}

/// For links that travel by e-mail, where scanners run scripts.
#[test]
fn a_link_can_be_made_to_wait_for_one_click() {
    Visit::configured(r#"{"Autologin":"confirm"}"#)
        .opens(link())
        .meets_nobody()
        .does(&[])
        .shows("one click to open the link")
        .happens(Event::Confirmed)
        .does(&["POST /internal/v1/autologin"])
        .shows("waiting for the link")
        .happens(Event::Confirmed)
        .does(&[]);
}

#[test]
fn a_hidden_page_asks_for_the_click_once_it_is_seen() {
    Visit::configured(r#"{"Autologin":"confirm"}"#)
        .opens(Opening { visible: false, ..link() })
        .does(&[])
        .happens(Event::Confirmed)
        .does(&[])
        .happens(Event::Seen)
        .meets_nobody()
        .does(&[])
        .shows("one click to open the link");
}

#[test]
fn a_spent_link_goes_on_where_a_session_is_live() {
    for code in ["LinkUsed", "LinkExpired"] {
        Visit::new()
            .opens(link())
            .meets_nobody()
            .does(&["POST /internal/v1/autologin"])
            .hears(problem(410, code))
            .does(&["GET /internal/v1/session"])
            .shows("waiting for the journey")
            .hears(ok(session()))
            .does(&["GET /api/v1/journeys/70"])
            .hears(ok(journey([form(1)])))
            .does(&["replace by /activities/1"]);
    }
}

#[test]
fn a_spent_link_without_a_session_offers_a_new_one() {
    for (code, told) in [("LinkUsed", "LinkUsed"), ("LinkExpired", "LinkExpired")] {
        Visit::new()
            .opens(link())
            .meets_nobody()
            .does(&["POST /internal/v1/autologin"])
            .hears(problem(410, code))
            .does(&["GET /internal/v1/session"])
            .hears(problem(401, "SessionEnded"))
            .does(&[])
            .shows(&format!("stopped: {told} → NewLink, new link offered"));
    }
}

fn spent() -> Visit {
    let mut visit = Visit::new();
    visit.opens_link().hears(problem(410, "LinkUsed")).does(&["GET /internal/v1/session"]);
    visit.hears(problem(401, "SessionEnded")).does(&[]);
    visit
}

#[test]
fn a_new_link_is_asked_for_once_and_said_to_be_on_its_way() {
    let mut visit = spent();
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    assert_eq!(body(visit.request()), json!({"UUID": LINK}));
    visit
        .shows("stopped: LinkUsed → NewLink, new link being asked for")
        .happens(Event::NewLinkWanted)
        .does(&[])
        .hears(onboarding::api::Response { status: 202, ..Default::default() })
        .does(&[])
        .shows("stopped: LinkUsed → NewLink, new link sent")
        .happens(Event::NewLinkWanted)
        .does(&[]);
}

#[test]
fn a_new_link_that_could_not_be_asked_for_can_be_asked_for_again() {
    for (failure, does, told) in [
        (Ok(busy(429, "5")), &["complain: the back-end answered 429 TooManyRequests"][..], "Busy(None)"),
        (Ok(html(502)), &["complain: the back-end answered 502"][..], "Broken"),
        (Err(CallError::Unreachable), &[][..], "Unreachable"),
    ] {
        let mut visit = spent();
        visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
        match failure {
            Ok(response) => visit.hears(response),
            Err(error) => visit.fails(error),
        };
        visit
            .does(does)
            .shows(&format!("stopped: LinkUsed → NewLink, new link not asked for: {told}"))
            .happens(Event::NewLinkWanted)
            .does(&["POST /internal/v1/autologin/renewal"]);
    }
}

#[test]
fn a_link_that_nobody_knows_is_told_as_such() {
    Visit::new()
        .opens(link())
        .meets_nobody()
        .does(&["POST /internal/v1/autologin"])
        .hears(problem(404, "LinkUnknown"))
        .does(&["complain: the back-end answered 404 LinkUnknown"])
        .shows("stopped: LinkUnknown → LogIn")
        .happens(Event::Retried)
        .does(&[]);
}

/// Some server's own error page says nothing but its status.
#[test]
fn without_a_code_the_status_speaks() {
    for (status, told) in [
        (404, "LinkUnknown → LogIn"),
        (400, "LinkMalformed → LogIn"),
        (422, "LinkMalformed → LogIn"),
        (401, "LinkNotOpened → Retry"),
        (403, "LinkNotOpened → Retry"),
        (413, "LinkNotOpened → Retry"),
        (418, "LinkNotOpened → Retry"),
        (500, "Broken → Retry"),
    ] {
        let complaint = format!("complain: the back-end answered {status}");
        Visit::new().opens_link().hears(html(status)).does(&[&complaint]).shows(&format!("stopped: {told}"));
    }
    Visit::new().opens_link().hears(html(410)).does(&["GET /internal/v1/session"]);
}

#[test]
fn a_link_that_something_on_the_way_refused_is_tried_again() {
    let mut visit = Visit::new();
    visit.opens_link().hears(html(403)).complains();
    visit.happens(Event::Retried).does(&["POST /internal/v1/autologin"]).hears(ok(session()));
    visit.does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_new_link_that_the_back_end_will_not_send_is_not_promised() {
    for status in [400, 401, 403, 404, 413, 418, 422] {
        let mut visit = Visit::new();
        visit.opens_link().hears(problem(410, "LinkUsed")).does(&["GET /internal/v1/session"]);
        visit.hears(problem(401, "SessionEnded")).does(&[]).happens(Event::NewLinkWanted);
        visit.does(&["POST /internal/v1/autologin/renewal"]).hears(html(status)).complains();
        visit.shows("stopped: LinkUsed → NewLink, new link not asked for: LinkNotSent");
    }
}

#[test]
fn a_code_speaks_before_the_status() {
    Visit::new().opens_link().hears(problem(400, "LinkExpired")).does(&["GET /internal/v1/session"]);
    Visit::new().opens_link().hears(problem(404, "LinkUsed")).does(&["GET /internal/v1/session"]);
    let unknown = &["complain: the back-end answered 410 LinkUnknown"];
    Visit::new().opens_link().hears(problem(410, "LinkUnknown")).does(unknown).shows("stopped: LinkUnknown → LogIn");
}

#[test]
fn a_malformed_link_costs_no_call() {
    for uuid in ["xxx", "", "2bb35288-f2ac-4c68-b7aa", "2bb35288-f2ac-4c68-b7aa-51acd82af48g"] {
        Visit::new()
            .opens(Opening { path: AUTOLOGIN, link: Some(uuid), ..Opening::default() })
            .does(&[])
            .shows("stopped: LinkMalformed → LogIn");
    }
}

#[test]
fn a_link_page_without_a_link_goes_on_with_a_live_session_or_says_what_is_missing() {
    Visit::new()
        .opens_address(AUTOLOGIN)
        .does(&["GET /internal/v1/session"])
        .hears(problem(401, "SessionEnded"))
        .does(&[])
        .shows("stopped: LinkMissing → LogIn");
    Visit::new()
        .opens_address(AUTOLOGIN)
        .does(&["GET /internal/v1/session"])
        .hears(ok(session()))
        .does(&["GET /api/v1/journeys/70"])
        .hears(ok(journey([form(1), form(2)])))
        .does(&["replace by /"]);
}

#[test]
fn a_lost_answer_is_asked_for_again_and_a_link_spent_meanwhile_is_no_dead_end() {
    Visit::new()
        .opens_link()
        .fails(CallError::TimedOut)
        .does(&[])
        .shows("stopped: TimedOut → Retry")
        .happens(Event::Retried)
        .does(&["POST /internal/v1/autologin"])
        .hears(problem(410, "LinkUsed"))
        .does(&["GET /internal/v1/session"])
        .fails(CallError::Unreachable)
        .does(&["wait 0.5 s"])
        .shows("stopped: Unreachable → Retry, tried again by itself")
        .happens(Event::Retried)
        .does(&["GET /internal/v1/session"])
        .hears(problem(401, "SessionEnded"))
        .does(&[])
        .shows("stopped: LinkUsed → NewLink, new link offered");
}

#[test]
fn a_busy_back_end_is_asked_again_when_it_said() {
    Visit::new()
        .opens_link()
        .hears(busy(429, "30"))
        .does(&["complain: the back-end answered 429 TooManyRequests", "wait 30 s"])
        .shows("stopped: Busy 30 s → Retry, tried again by itself")
        .time_passes()
        .does(&["POST /internal/v1/autologin"])
        .shows("waiting for the link");
}

#[test]
fn whoever_does_not_wait_is_not_served_twice() {
    let mut visit = Visit::new();
    visit.opens_link().hears(busy(503, "30"));
    visit.does(&["complain: the back-end answered 503 TooManyRequests", "wait 30 s"]);
    visit.happens(Event::Retried).does(&["POST /internal/v1/autologin"]).time_passes().does(&[]);
}

#[test]
fn a_session_that_cannot_be_read_is_told_and_can_be_tried_again() {
    let complaint = "complain: the back-end's answer cannot be read: missing field `User`";
    Visit::new()
        .opens_link()
        .hears(ok(json!({})))
        .does(&[complaint])
        .shows("stopped: Unreadable → Retry")
        .happens(Event::Retried)
        .does(&["POST /internal/v1/autologin"]);
}
