//! The session: carried by a token or a cookie, kept or not, found again or gone.

use onboarding::api::CallError;
use onboarding::machine::Event;
use serde_json::json;

use crate::support::back_end::*;
use crate::support::visit::*;

const TAB: &str = r#"{"TokenStore":"tab"}"#;

#[test]
fn a_session_with_a_token_sends_it_along_and_no_cookies() {
    let mut visit = Visit::in_journey(token_session(), journey([form(1)]));
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    assert!(!visit.request().with_cookies);
}

#[test]
fn a_session_without_a_token_lets_the_cookie_speak() {
    let mut visit = Visit::in_journey(session(), journey([form(1)]));
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(header(visit.request(), "Authorization"), None);
    assert!(visit.request().with_cookies);
}

#[test]
fn the_page_knows_whose_journey_it_is_as_soon_as_the_link_is_open() {
    let mut visit = Visit::new();
    visit.opens_link();
    assert_eq!(visit.page().person, None);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    assert_eq!(visit.page().person.as_deref(), Some("John Doe"));
}

#[test]
fn the_first_call_after_the_link_is_signed_already() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(token_session())).does(&["GET /api/v1/journeys/70"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
}

#[test]
fn a_token_is_kept_only_where_the_configuration_asks_for_it() {
    Visit::configured(TAB).opens_link().hears(ok(token_session())).does(&["keep the token", "GET /api/v1/journeys/70"]);
    Visit::new().opens_link().hears(ok(token_session())).does(&["GET /api/v1/journeys/70"]);
    Visit::configured(TAB).opens_link().hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_kept_token_survives_a_reload() {
    let mut visit = Visit::configured(TAB);
    visit.opens(Opening { token: Some(TOKEN), ..Opening::default() }).does(&["GET /internal/v1/session"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    // The answer need not repeat the token.
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
}

#[test]
fn a_token_that_a_resumed_session_renews_is_kept_instead() {
    let mut visit = Visit::configured(TAB);
    visit
        .opens(Opening { token: Some("old"), ..Opening::default() })
        .does(&["GET /internal/v1/session"])
        .hears(ok(token_session()))
        .does(&["keep the token", "GET /api/v1/journeys/70"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
}

#[test]
fn a_kept_token_whose_session_is_over_is_forgotten() {
    Visit::configured(TAB)
        .opens(Opening { token: Some(TOKEN), ..Opening::default() })
        .does(&["GET /internal/v1/session"])
        .hears(problem(401, "SessionEnded"))
        .does(&["forget the token"])
        .shows("stopped: SessionEnded → LogIn");
}

/// What was kept belongs to an earlier session, perhaps of somebody else.
#[test]
fn a_new_link_replaces_whatever_was_kept() {
    let mut visit = Visit::configured(TAB);
    visit
        .opens(Opening { path: AUTOLOGIN, link: Some(LINK), token: Some("old"), ..Opening::default() })
        .meets(html(502))
        .does(&["POST /internal/v1/autologin"]);
    assert_eq!(header(visit.request(), "Authorization"), None);
    visit.hears(ok(session())).does(&["forget the token", "GET /api/v1/journeys/70"]);
    assert_eq!(header(visit.request(), "Authorization"), None);
    assert!(visit.request().with_cookies);
}

#[test]
fn a_spent_link_goes_on_with_the_kept_token() {
    let mut visit = Visit::configured(TAB);
    visit
        .opens(Opening { path: AUTOLOGIN, link: Some(LINK), token: Some(TOKEN), ..Opening::default() })
        .meets(html(502))
        .does(&["POST /internal/v1/autologin"])
        .hears(problem(410, "LinkUsed"))
        .does(&["GET /internal/v1/session"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
}

#[test]
fn a_tab_that_keeps_no_token_uses_none() {
    let mut visit = Visit::new();
    visit.opens(Opening { token: Some(TOKEN), ..Opening::default() }).does(&["GET /internal/v1/session"]);
    assert_eq!(header(visit.request(), "Authorization"), None);
}

#[test]
fn without_any_session_the_page_says_how_to_begin() {
    for path in ["/", "/activities/1", "/done"] {
        Visit::new()
            .opens_address(path)
            .does(&["GET /internal/v1/session"])
            .shows("waiting for the journey")
            .hears(problem(401, "SessionEnded"))
            .does(&[])
            .shows("stopped: SignedOut → LogIn");
    }
}

#[test]
fn a_session_without_a_journey_has_nothing_to_do() {
    Visit::new()
        .opens_link()
        .hears(ok(with(session(), json!({"Journey": null}))))
        .does(&[])
        .shows("stopped: NothingToDo → Contact")
        .happens(Event::Retried)
        .does(&[]);
}

#[test]
fn a_journey_that_cannot_be_fetched_is_told_and_tried_again() {
    for (response, told) in [
        (problem(401, "SessionEnded"), "SessionEnded → NewLink, new link offered"),
        (problem(403, "Forbidden"), "NotAllowed → Retry"),
        (problem(404, "NotFound"), "JourneyGone → Contact"),
        (html(400), "NotLoaded → Retry"),
        (html(413), "NotLoaded → Retry"),
        (html(418), "NotLoaded → Retry"),
        (html(422), "NotLoaded → Retry"),
        (html(502), "Broken → Retry, tried again by itself"),
        (html(504), "TimedOut → Retry, tried again by itself"),
        (html(200), "Unreadable → Retry"),
    ] {
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(session())).does(&["GET /api/v1/journeys/70"]).hears(response);
        visit.shows(&format!("stopped: {told}")).ignores_effects();
        visit.happens(Event::Retried).does(&["GET /api/v1/journeys/70"]);
        visit.hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]).shows("activity 1: to do");
    }
}

/// The session that the browser may have.
#[test]
fn a_session_that_cannot_be_read_is_told_and_tried_again() {
    for (status, told) in [
        (403, "NotAllowed → Retry"),
        (400, "NotLoaded → Retry"),
        (413, "NotLoaded → Retry"),
        (418, "NotLoaded → Retry"),
        (422, "NotLoaded → Retry"),
        (502, "Broken → Retry, tried again by itself"),
    ] {
        let mut visit = Visit::new();
        visit.opens_address("/").does(&["GET /internal/v1/session"]).hears(html(status)).ignores_effects();
        visit.shows(&format!("stopped: {told}")).happens(Event::Retried).does(&["GET /internal/v1/session"]);
    }
}

/// Going on by cookie would sign the lead in as nobody.
#[test]
fn a_token_that_fits_into_no_header_is_refused_loudly() {
    for token in ["a b", "a\r\nX: y", "é"] {
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(with(session(), json!({"Token": token}))));
        assert!(visit.complains().contains("Token cannot stand in a header"), "{token:?}");
        visit.shows("stopped: Unreadable → Retry");
    }
    Visit::new().opens_link().hears(ok(with(session(), json!({"Token": ""})))).does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_refused_token_is_forgotten_at_once() {
    let tab = r#"{"TokenStore":"tab"}"#;
    let ended = || problem(401, "SessionEnded");
    let told = "complain: the back-end answered 401 SessionEnded";
    let mut visit = Visit::configured(tab);
    visit.opens_link().hears(ok(token_session())).does(&["keep the token", "GET /api/v1/journeys/70"]);
    visit.hears(ended()).does(&["forget the token", told]);

    let mut visit = Visit::configured(tab);
    visit.opens_link().hears(ok(token_session())).ignores_effects().hears(ok(journey([form(1)]))).ignores_effects();
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    visit.hears(ended()).does(&["forget the token", told]).shows("activity 1: to do, failed: SessionEnded");
    visit.sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]).hears(ended()).does(&[told]);
}

#[test]
fn a_lost_connection_is_no_fault_of_the_back_end() {
    Visit::new()
        .opens_link()
        .hears(ok(session()))
        .does(&["GET /api/v1/journeys/70"])
        .fails(CallError::Unreachable)
        .does(&["wait 0.5 s"])
        .shows("stopped: Unreachable → Retry, tried again by itself");
}

#[test]
fn a_maintenance_break_passes_by_itself() {
    Visit::new()
        .opens_link()
        .hears(ok(session()))
        .does(&["GET /api/v1/journeys/70"])
        .hears(busy(503, "Thu, 07 Apr 2022 13:06:00 GMT"))
        .does(&["complain: the back-end answered 503 TooManyRequests", "wait 3600 s"])
        .time_passes()
        .does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn the_page_wears_the_workspaces_colours_as_soon_as_they_are_known() {
    let workspace = json!({"Name": "Acme", "LogoURL": "https://acme.test/logo.svg", "PrimaryColor": "#0b5fff", "Locale": "fr",
        "SupportEmail": "help@acme.test", "PrivacyURL": "javascript:alert(1)"});
    let mut visit = Visit::new();
    visit.opens_link();
    assert_eq!(visit.page().workspace.name, None);
    visit.hears(ok(with(session(), json!({"Workspace": workspace})))).does(&["GET /api/v1/journeys/70"]);
    let page = visit.page();
    assert_eq!(page.workspace.name.as_deref(), Some("Acme"));
    assert_eq!(page.workspace.logo_url.as_deref(), Some("https://acme.test/logo.svg"));
    assert_eq!(page.workspace.primary_color.as_deref(), Some("#0b5fff"));
    assert_eq!(page.workspace.support_email.as_deref(), Some("help@acme.test"));
    assert_eq!(page.workspace.privacy_url, None, "only web addresses become links");
    assert_eq!(visit.model().language(), Some("fr"));
    assert!(!page.has_journey);
    visit.hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]);
    assert!(visit.page().has_journey);
}

#[test]
fn the_page_is_the_configured_company_s_before_there_is_a_session() {
    let block = r##"{"Name":"Acme","PrimaryColor":"#123456","LogoURL":"/logo.svg","SupportEmail":"help@acme.test"}"##;
    let mut visit = Visit::configured(block);
    visit.opens_address("/login");
    let page = visit.page();
    assert_eq!(page.workspace.name.as_deref(), Some("Acme"));
    assert_eq!(page.workspace.logo_url.as_deref(), Some("/logo.svg"));
    let mut visit = Visit::configured(block);
    let workspace = json!({"Name": "Acme Bank", "PrimaryColor": "url(//evil.test)", "LogoURL": 7});
    visit.opens_link().hears(ok(with(session(), json!({"Workspace": workspace}))));
    visit.does(&["GET /api/v1/journeys/70"]);
    let worn = visit.page().workspace;
    assert_eq!(worn.name.as_deref(), Some("Acme Bank"), "the session knows better");
    assert_eq!(worn.primary_color.as_deref(), Some("#123456"), "what it tells and cannot be used counts as not told");
    assert_eq!(worn.logo_url.as_deref(), Some("/logo.svg"));
    assert_eq!(worn.support_email.as_deref(), Some("help@acme.test"));
}

#[test]
fn the_page_stays_the_company_s_own_when_the_session_is_over() {
    let acme = json!({"Name": "Acme", "PrimaryColor": "#123456", "SupportEmail": "help@acme.test"});
    let here = with(account_session(), json!({"Workspace": acme}));
    let mut visit = Visit::in_journey(here, journey([form(1)]));
    let before = visit.page().workspace;
    assert_eq!(before.name.as_deref(), Some("Acme"));
    visit.happens(Event::LogOutWanted).ignores_effects().hears(ok(json!({}))).ignores_effects();
    visit.shows("signed out");
    assert_eq!(visit.page().workspace, before);
}

#[test]
fn the_configured_language_comes_before_the_workspaces() {
    let mut visit = Visit::configured(r#"{"Locale":"en"}"#);
    visit.opens_link().hears(ok(with(session(), json!({"Workspace": {"Locale": "fr"}}))));
    visit.does(&["GET /api/v1/journeys/70"]);
    assert_eq!(visit.model().language(), Some("en"));
}
