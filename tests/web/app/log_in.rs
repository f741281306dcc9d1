//! Coming in, and coming back, by e-mail address and password.

use serde_json::{Value as Json, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, SESSION, done, form, journey, problem, session};
use super::visit::{Opening, Visit};
use crate::support::dom::document;

const LOG_IN: &str = "POST /internal/v1/sessions";
const COMPLETION: &str = "POST /internal/v1/activities/1/completion";
const EMAIL: &str = "#log-in-email";
const PASSWORD: &str = "#log-in-password";
const ACCOUNT: &str = "#account-toggle";
const SECTOR: &str = "#field-10";

/// A session that a cookie carries, as the account-session calls tell it (contract, section 4).
fn account_session() -> Json {
    json!({"session": {"id": "5a67007d95a4d30015fb27d2", "secured": false, "user": {"id": "5", "name": "John Doe"}}})
}

async fn logs_in(visit: &Visit) {
    visit.tab.types(EMAIL, "john@example.com").await;
    visit.tab.types(PASSWORD, " s3cret ").await;
    visit.tab.presses_enter(".log-in").await;
}

/// Whether the password stands anywhere but in its field.
fn is_anywhere(visit: &Visit, password: &str) -> bool {
    let page = visit.tab.find(".page").outer_html();
    [page, document().url().unwrap(), document().title()].iter().any(|text| text.contains(password))
}

#[wasm_bindgen_test]
async fn a_log_in_opens_the_journey() {
    let visit = Visit::open(Opening { path: "/login", ..Opening::default() }).await;
    logs_in(&visit).await;
    assert!(!is_anywhere(&visit, "s3cret"));
    let call = visit.back_end.hears(LOG_IN).await;
    assert_eq!(call.json(), json!({"email": "john@example.com", "password": " s3cret "}));
    call.answer_by(401, &problem(401, "CredentialsInvalid"));
    visit.tells("form [role=alert]", "The e-mail address or password is not right.").await;
    visit.tab.presses_enter(".log-in").await;
    visit.back_end.hears(LOG_IN).await.answer(&account_session());
    visit.back_end.hears(SESSION).await.answer(&session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
    assert!(visit.tab.has_focus("h1"));
    assert!(!is_anywhere(&visit, "s3cret"));
}

#[wasm_bindgen_test]
async fn a_menu_that_is_open_stays_so_when_the_page_behind_it_arrives() {
    let visit = Visit::open(Opening { path: "/login", ..Opening::default() }).await;
    logs_in(&visit).await;
    visit.back_end.hears(LOG_IN).await.answer(&account_session());
    visit.back_end.hears(SESSION).await.answer(&session());
    let journey_call = visit.back_end.hears(JOURNEY).await;
    visit.tab.focuses(ACCOUNT);
    visit.tab.clicks(ACCOUNT).await;
    journey_call.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
    assert!(document().title().starts_with("Form 1"));
    assert!(visit.tab.has_focus(ACCOUNT) && visit.tab.has(&format!("{ACCOUNT}[aria-expanded=true]")));
}

#[wasm_bindgen_test]
async fn nothing_is_asked_of_the_back_end_before_both_are_there() {
    let visit = Visit::open(Opening { path: "/login", ..Opening::default() }).await;
    visit.tab.presses_enter(".log-in").await;
    visit.tab.types(EMAIL, "john@example.com").await;
    visit.tab.presses_enter(".log-in").await;
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn too_many_tries_are_held_back_here_already() {
    let visit = Visit::open(Opening { path: "/login", ..Opening::default() }).await;
    logs_in(&visit).await;
    visit.back_end.hears(LOG_IN).await.answer_by(429, &problem(429, "TooManyRequests"));
    visit.tells(".log-in__wait", "You can try again in").await;
    visit.tab.presses_enter(".log-in").await;
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn a_session_that_ends_is_taken_up_again_over_the_page_and_sending_goes_on() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(SECTOR, "Bank").await;
    visit.tab.clicks("main form button[type=submit]").await;
    let first = visit.back_end.hears(COMPLETION).await;
    let (key, body) = (first.header("Idempotency-Key"), first.body.clone());
    first.answer_by(401, &problem(401, "SessionEnded"));
    visit.tells("dialog[open] h2", "Your session has ended").await;
    assert_eq!(visit.tab.value(SECTOR), "Bank");
    logs_in(&visit).await;
    visit.back_end.hears(LOG_IN).await.answer(&account_session());
    visit.back_end.hears(SESSION).await.answer(&session());
    let again = visit.back_end.hears(COMPLETION).await;
    assert_eq!((again.header("Idempotency-Key"), again.body.clone()), (key, body));
    visit.tells(".sign-in [role=status]", "You are logged in again, and sending goes on.").await;
    assert!(!visit.tab.has("dialog") && visit.tab.value(SECTOR) == "Bank");
    again.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
}
