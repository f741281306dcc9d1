//! A link is opened while somebody may be here already: nobody's session is replaced without a question.

use onboarding::api::CallError;
use onboarding::id::UserId;
use onboarding::machine::Event;
use onboarding::tabs::Word;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const OTHER_LINK: &str = "3cc35288-f2ac-4c68-b7aa-51acd82af485";
const SWITCHING: &str = "here already: Mary Major, m•••@gmail.com";

fn link() -> Opening {
    Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() }
}

/// Somebody else, who came by another link.
fn marys_session() -> Json {
    let user = json!({"Id": 6, "Firstname": "Mary", "Lastname": "Major", "Email": "mary.major@gmail.com"});
    with(session(), json!({"UUID": OTHER_LINK, "User": user, "Journey": {"Id": 71}}))
}

/// The same, known to the account-session calls.
fn marys_account() -> Json {
    with(marys_session(), json!({"Account": {"Id": "5a67007d95a4d30015fb27d2"}}))
}

fn user(id: &str) -> UserId {
    UserId::from_digits(id).unwrap()
}

#[test]
fn nothing_is_spent_before_it_is_known_whether_somebody_is_here() {
    let mut visit = Visit::new();
    visit.opens(link()).does(&MEETING).shows("waiting for the link");
    assert!(visit.request().with_cookies);
    visit.hears(problem(401, "SessionEnded")).does(&["POST /internal/v1/autologin"]).shows("waiting for the link");
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    assert_eq!(visit.tells(), [Word::SignedIn(user("5"))]);
    visit.ignores_everything_late();
}

#[test]
fn where_nobody_has_come_in_before_the_link_is_opened_without_a_question() {
    let mut visit = Visit::in_new_browser("{}");
    visit.opens(link()).does(&["POST /internal/v1/autologin"]).shows("waiting for the link");
    assert!(!visit.remembers_session);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    assert!(visit.remembers_session);
}

#[test]
fn a_link_is_kept_for_a_reload_until_it_has_let_somebody_in() {
    const SPENT: &[&str] = &["POST /internal/v1/autologin"];
    let mut visit = Visit::in_new_browser("{}");
    visit.opens(link()).does(SPENT).fails(CallError::Unreachable);
    assert!(!visit.forgets_link, "it may not have been heard");
    visit.shows("stopped: Unreachable → Retry").happens(Event::Retried).does(SPENT).hears(ok(session()));
    assert!(visit.forgets_link);
    visit.does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_link_that_was_not_wanted_is_not_kept_for_a_reload() {
    let mut visit = Visit::new();
    visit.opens(link()).does(&MEETING).hears(ok(marys_session())).does(&[]).shows(SWITCHING);
    assert!(!visit.forgets_link, "nobody has said so yet");
    visit.happens(Event::SwitchDecided(false)).does(&["GET /api/v1/journeys/71"]);
    assert!(visit.forgets_link);
}

#[test]
fn in_a_new_browser_too_a_link_that_was_spent_asks_who_is_here() {
    let mut visit = Visit::in_new_browser("{}");
    visit.opens(link()).does(&["POST /internal/v1/autologin"]);
    visit.hears(problem(410, "LinkUsed")).does(&["GET /internal/v1/session"]);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_token_is_asked_about_in_a_new_browser_too() {
    let mut visit = Visit::in_new_browser(r#"{"TokenStore":"tab"}"#);
    visit.opens(Opening { token: Some(TOKEN), ..link() }).does(&MEETING);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    assert!(!visit.remembers_session, "no cookie carries it");
}

#[test]
fn whatever_is_no_live_session_lets_the_link_be_opened() {
    for response in [problem(404, "NotFound"), html(200), html(403), html(502), busy(503, "30"), ok(json!({}))] {
        Visit::new().opens(link()).meets(response).does(&["POST /internal/v1/autologin"]);
    }
    for error in [CallError::Unreachable, CallError::TimedOut] {
        Visit::new().opens(link()).does(&MEETING).fails(error).does(&["POST /internal/v1/autologin"]);
    }
}

#[test]
fn a_back_end_that_is_silent_does_not_hold_the_link_up() {
    Visit::new()
        .opens(link())
        .does(&MEETING)
        .time_passes()
        .does(&["POST /internal/v1/autologin"])
        // Too late to count.
        .hears(ok(marys_session()))
        .does(&[])
        .shows("waiting for the link")
        .hears(ok(session()))
        .does(&["GET /api/v1/journeys/70"])
        .ignores_everything_late();
}

#[test]
fn the_patience_ends_with_the_answer() {
    let mut visit = Visit::new();
    visit.opens(link()).does(&MEETING).hears(ok(marys_session())).does(&[]).shows(SWITCHING);
    visit.time_passes().does(&[]).shows(SWITCHING);
}

#[test]
fn the_link_that_opened_the_live_session_leads_into_it_and_is_not_spent_again() {
    for uuid in [LINK.to_owned(), LINK.to_uppercase()] {
        let mut visit = Visit::new();
        visit
            .opens(link())
            .meets(ok(with(session(), json!({"UUID": uuid}))))
            .does(&["GET /api/v1/journeys/70"])
            .hears(ok(journey([form(1)])))
            .does(&["replace by /activities/1"])
            .ignores_everything_late();
        assert_eq!(visit.tells(), [], "nobody has come in");
    }
}

#[test]
fn a_kept_token_asks_who_is_here() {
    let mut visit = Visit::configured(r#"{"TokenStore":"tab"}"#);
    visit.opens(Opening { token: Some(TOKEN), ..link() }).does(&MEETING);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
}

#[test]
fn a_kept_token_that_is_worth_nothing_is_forgotten() {
    let mut visit = Visit::configured(r#"{"TokenStore":"tab"}"#);
    visit.opens(Opening { token: Some("old"), ..link() });
    visit.meets_nobody().does(&["forget the token", "POST /internal/v1/autologin"]);
}

#[test]
fn another_link_asks_before_it_takes_somebody_s_place() {
    let mut visit = Visit::new();
    visit.opens(link()).meets(ok(marys_session())).does(&[]).shows(SWITCHING);
    assert_eq!(visit.page().person, None, "the header is nobody's before it is decided");
    visit.happens(Event::Retried).does(&[]).happens(Event::Confirmed).does(&[]).happens(Event::Seen).does(&[]);
    visit.shows(SWITCHING).ignores_everything_late();
}

#[test]
fn who_is_here_may_go_on_and_the_link_stays_unspent() {
    let mut visit = Visit::new();
    visit
        .opens(link())
        .meets(ok(marys_session()))
        .does(&[])
        .happens(Event::SwitchDecided(false))
        .does(&["GET /api/v1/journeys/71"])
        .happens(Event::SwitchDecided(true))
        .does(&[])
        .hears(ok(with(journey([form(1), form(2)]), json!({"Id": 71}))))
        .does(&["replace by /"])
        .shows("tasks, 0 of 2 done: 1 next, 2 to do")
        .ignores_everything_late();
    assert_eq!(visit.page().person.as_deref(), Some("Mary Major"));
    assert_eq!(visit.tells(), []);
}

#[test]
fn the_link_may_be_opened_once() {
    let mut visit = Visit::new();
    visit
        .opens(link())
        .meets(ok(marys_account()))
        .does(&[])
        .happens(Event::SwitchDecided(true))
        .does(&["POST /internal/v1/autologin"])
        .shows("waiting for the link")
        .happens(Event::SwitchDecided(true))
        .does(&[])
        .hears(ok(session()))
        // The back-end has replaced the session with its cookie.
        .does(&["GET /api/v1/journeys/70"])
        .hears(ok(journey([form(1)])))
        .does(&["replace by /activities/1"])
        .ignores_everything_late();
    assert_eq!(visit.page().person.as_deref(), Some("John Doe"));
    assert_eq!(visit.tells(), [Word::SignedIn(user("5"))]);
}

#[test]
fn the_session_that_a_token_carried_is_ended_once_the_new_one_is_here() {
    for (configuration, keeping) in [("{}", &[][..]), (r#"{"TokenStore":"tab"}"#, &["keep the token"])] {
        let mut visit = Visit::configured(configuration);
        let marys = with(marys_account(), json!({"Token": "marys-token"}));
        visit.opens(link()).meets(ok(marys)).does(keeping).happens(Event::SwitchDecided(true));
        visit.does(&["POST /internal/v1/autologin"]);
        assert_eq!(header(visit.request(), "Authorization"), None);
        let ending = ["DELETE /internal/v1/sessions/5a67007d95a4d30015fb27d2", "GET /api/v1/journeys/70"];
        visit.hears(ok(token_session())).does(&[keeping, &ending].concat());
        assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
        // Whatever becomes of it.
        visit.hears(html(502)).does(&[]).hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]);
        visit.ignores_everything_late();
    }
}

#[test]
fn the_ended_session_is_ended_with_its_own_token() {
    let mut visit = Visit::configured(r#"{"TokenStore":"tab"}"#);
    visit.opens(Opening { token: Some("marys-token"), ..link() }).meets(ok(marys_account())).does(&[]);
    visit.happens(Event::SwitchDecided(true)).does(&["POST /internal/v1/autologin"]);
    let requests = visit.requests_after(ok(session()));
    let ending = requests.iter().find(|request| request.method == "DELETE").unwrap();
    assert_eq!(header(ending, "Authorization"), Some("Bearer marys-token"));
    let next = requests.iter().find(|request| request.method == "GET").unwrap();
    assert_eq!(header(next, "Authorization"), None, "a cookie carries the new one");
    assert!(next.with_cookies);
}

#[test]
fn a_session_without_an_account_is_left_to_its_end() {
    let mut visit = Visit::new();
    visit.opens(link()).meets(ok(with(marys_session(), json!({"Token": "marys-token"})))).does(&[]);
    visit.happens(Event::SwitchDecided(true)).does(&["POST /internal/v1/autologin"]);
    visit.hears(ok(token_session())).does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_link_that_turns_out_spent_leaves_who_is_here() {
    for code in ["LinkUsed", "LinkExpired"] {
        let mut visit = Visit::configured(r#"{"TokenStore":"tab"}"#);
        visit.opens(Opening { token: Some("marys-token"), ..link() }).meets(ok(marys_account())).does(&[]);
        visit.happens(Event::SwitchDecided(true)).does(&["POST /internal/v1/autologin"]);
        visit.hears(problem(410, code)).does(&["GET /internal/v1/session"]);
        assert_eq!(header(visit.request(), "Authorization"), Some("Bearer marys-token"));
        visit.hears(ok(marys_account())).does(&["GET /api/v1/journeys/71"]);
        assert_eq!(header(visit.request(), "Authorization"), Some("Bearer marys-token"));
        assert_eq!(visit.page().person.as_deref(), Some("Mary Major"));
        assert_eq!(visit.tells(), []);
    }
}

#[test]
fn a_link_whose_answer_was_lost_is_tried_again_and_still_takes_the_place() {
    let mut visit = Visit::new();
    visit.opens(link()).meets(ok(with(marys_account(), json!({"Token": "marys-token"})))).does(&[]);
    visit.happens(Event::SwitchDecided(true)).does(&["POST /internal/v1/autologin"]);
    visit.fails(CallError::Unreachable).does(&[]).shows("stopped: Unreachable → Retry");
    visit.happens(Event::Retried).does(&["POST /internal/v1/autologin"]).hears(ok(token_session()));
    visit.does(&["DELETE /internal/v1/sessions/5a67007d95a4d30015fb27d2", "GET /api/v1/journeys/70"]);
}

#[test]
fn the_question_itself_is_the_click_that_a_link_may_wait_for() {
    let confirm = r#"{"Autologin":"confirm"}"#;
    let mut visit = Visit::configured(confirm);
    visit.opens(link()).meets(ok(marys_session())).does(&[]).shows(SWITCHING);
    visit.happens(Event::SwitchDecided(true)).does(&["POST /internal/v1/autologin"]);
    Visit::configured(confirm).opens(link()).meets(ok(session())).does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn a_hidden_page_asks_nothing_before_it_is_seen() {
    let mut visit = Visit::new();
    visit.opens(Opening { visible: false, ..link() }).does(&[]).happens(Event::SwitchDecided(true)).does(&[]);
    visit.happens(Event::Seen).meets(ok(marys_session())).does(&[]).shows(SWITCHING);
}

#[test]
fn the_question_names_nobody_whom_the_back_end_does_not_name() {
    let nameless = with(marys_session(), json!({"User": {"Id": 6}}));
    Visit::new().opens(link()).meets(ok(nameless)).does(&[]).shows("here already: ");
}

#[test]
fn a_new_link_after_the_end_of_a_session_that_went_on_is_not_asked_for_by_somebody_else_s() {
    let mut visit = Visit::new();
    visit.opens(link()).meets(ok(marys_session())).does(&[]).happens(Event::SwitchDecided(true)).ignores_effects();
    visit.hears(problem(410, "LinkUsed")).ignores_effects().hears(ok(marys_session())).ignores_effects();
    visit.hears(problem(401, "SessionEnded")).complains();
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    assert_eq!(body(visit.request()), json!({"UUID": marys_session()["UUID"]}), "by the link of her own session");
}
