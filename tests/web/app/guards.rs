//! What guards a session, at work: each button reaches the back-end, and what waits goes on.

use onboarding::calendar::DateTime;
use serde_json::{Value as Json, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, SESSION, form, journey, session, with};
use super::visit::{Opening, Visit};
use crate::support::forms::CONTROL;

const TOGGLE: &str = ".account__toggle";
const LOG_OUT: &str = ".account__panel li:last-child button";
const COMPLETION: &str = "POST /internal/v1/activities/1/completion";

/// A session that can be managed, with further attributes of its account.
fn managed(account: Json) -> Json {
    with(session(), json!({"Account": with(json!({"Id": "mine"}), account)}))
}

/// A visit to a journey that a managed session has opened.
async fn visit(account: Json, journey: Json) -> Visit {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer(&managed(account));
    visit.back_end.hears(JOURNEY).await.answer(&journey);
    visit.shows("Form 1").await;
    visit
}

impl Visit {
    async fn asks_to_log_out(&self) {
        self.tab.clicks(TOGGLE).await;
        self.tab.clicks(LOG_OUT).await;
    }
}

#[wasm_bindgen_test]
async fn what_is_known_anyway_is_not_lost_by_logging_out() {
    let known = json!({"JourneyData": [{"DataPoint": {"Id": 10}, "StringValue": "Rockets"}]});
    let visit = visit(json!({}), with(journey([form(1)]), known)).await;
    visit.tab.types(CONTROL, "Anvils").await;
    visit.asks_to_log_out().await;
    assert_eq!(visit.tab.text("dialog h2"), "Log out now?");
    visit.tab.clicks("dialog .dialog__leave").await;
    visit.back_end.hears_nothing().await;
    visit.tab.types(CONTROL, "Rockets").await;
    visit.asks_to_log_out().await;
    assert!(!visit.tab.has("dialog"));
    visit.back_end.hears("DELETE /internal/v1/sessions/mine").await.answer_by(500, &json!({}));
    visit.tells(".leaving [role=alert]", "You are not logged out").await;
    visit.tab.clicks(".leaving button").await;
    visit.back_end.hears("DELETE /internal/v1/sessions/mine").await.answer(&json!({}));
    visit.shows("You are logged out").await;
    assert!(!visit.tab.has(".account"), "nobody is here");
}

#[wasm_bindgen_test]
async fn whoever_is_not_the_person_logs_out_at_once() {
    let visit = visit(json!({}), journey([form(1)])).await;
    visit.tab.types(CONTROL, "Anvils").await;
    visit.tab.clicks(".account__not-you").await;
    visit.tab.clicks("dialog .button-group button").await;
    assert!(!visit.tab.has("dialog"), "they were asked already");
    visit.back_end.hears("DELETE /internal/v1/sessions/mine").await;
}

#[wasm_bindgen_test]
async fn a_code_is_sent_given_and_followed_by_what_waited_for_it() {
    let secret = with(form(1), json!({"SecuredSession": true}));
    let visit = visit(json!({"Secured": false, "SecuredUntil": null}), journey([secret])).await;
    visit.tab.types(CONTROL, "Anvils").await;
    visit.tab.sends().await;
    visit.tab.clicks("dialog .dialog__leave").await;
    visit.back_end.hears_nothing().await;
    visit.tab.clicks("main [aria-haspopup=dialog]").await;
    visit.tab.clicks("dialog .button-group button:last-child").await;
    let by_email = visit.back_end.hears("POST /internal/v1/sessions/mine").await;
    assert_eq!(by_email.json(), json!({"secured": true, "codeOrigin": "email"}));
    by_email.answer(&json!({"session": {"id": "mine", "secured": false}}));
    visit.tells("dialog .step-up__sent", "by e-mail").await;
    visit.tab.clicks(".step-up__again button").await;
    visit.back_end.hears_nothing().await;
    visit.tab.clicks(".step-up__others p:nth-child(2) button").await;
    let by_sms = visit.back_end.hears("POST /internal/v1/sessions/mine").await;
    assert_eq!(by_sms.json()["codeOrigin"], "sms");
    by_sms.answer(&json!({"session": {"id": "mine", "secured": false}}));
    visit.tells("dialog .step-up__sent", "by SMS").await;

    visit.tab.types("#step-up-code", "123 45").await;
    visit.back_end.hears_nothing().await;
    visit.tab.presses_enter("dialog form").await;
    let typed = visit.back_end.hears("POST /internal/v1/sessions/mine").await;
    assert_eq!(typed.json(), json!({"code": "12345"}));
    typed.answer(&json!({"session": {"id": "secured", "secured": true}}));
    let until = json!({"Id": "secured", "Secured": true, "SecuredUntil": in_seconds(3600)});
    visit.back_end.hears(SESSION).await.answer(&managed(until));
    let sent = visit.back_end.hears(COMPLETION).await;
    assert!(!visit.tab.has("dialog"));
    assert!(visit.tab.text("header .header__secured").starts_with("Secured until "));
    assert_eq!(sent.json()["JourneyData"][0]["StringValue"], "Anvils");
}

#[wasm_bindgen_test]
async fn the_end_of_the_session_is_put_off() {
    let visit = visit(json!({"ExpiresAt": in_seconds(100)}), journey([form(1)])).await;
    visit.tells(".time-limit__text", "Your session ends in 1:").await;
    visit.tab.clicks(".time-limit button").await;
    assert_eq!(visit.tab.text(".time-limit button"), "One moment…");
    let asked = visit.back_end.hears("POST /internal/v1/session/extension").await;
    asked.answer(&managed(json!({"ExpiresAt": in_seconds(3600)})));
    visit.tells(".guards > [role=status]", "You stay logged in.").await;
    assert!(!visit.tab.has(".time-limit"));
}

#[wasm_bindgen_test]
async fn sessions_are_listed_turned_and_ended() {
    let visit = visit(json!({}), journey([form(1)])).await;
    visit.tab.clicks(TOGGLE).await;
    visit.tab.clicks(".account__panel a[href='/sessions']").await;
    visit.shows("Your sessions").await;
    let list = |ids: &[&str], remaining: u64| {
        let sessions: Vec<Json> = ids.iter().map(|id| json!({"id": id})).collect();
        json!({"sessions": sessions, "remaining": remaining})
    };
    let heard = visit.back_end.hears("GET /internal/v1/sessions").await;
    heard.answer(&list(&["mine", "a"], 1));
    visit.tells(".sessions .tag", "This one").await;
    visit.tab.clicks("main nav button").await;
    visit.back_end.hears("GET /internal/v1/sessions?after=a").await.answer(&list(&["b"], 0));
    visit.tells("main nav button", "More recent").await;
    visit.tab.clicks(".sessions button").await;
    visit.back_end.hears("DELETE /internal/v1/sessions/b").await.answer(&json!({}));
    visit.tells("main > [role=status]", "The session has ended: Unknown device.").await;
}

/// A time so many seconds from now, as the contract writes it.
fn in_seconds(seconds: i64) -> String {
    let now = (js_sys::Date::now() / 1000.0) as i64 + seconds;
    let minute = DateTime::from_minutes(now.div_euclid(60)).unwrap();
    let millisecond = u16::try_from(now.rem_euclid(60) * 1000).unwrap();
    DateTime { millisecond, ..minute }.canonical()
}
