//! Addresses: links in the page, Back, and what is not there.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, SESSION, form, journey, problem, session, with};
use super::visit::{Opening, Visit};
use crate::support::dom::document;

const SECTOR: &str = "#field-10";

#[wasm_bindgen_test]
async fn an_activity_is_opened_from_the_list_and_left_by_back_with_its_text_kept() {
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    visit.shows("Opening").await;
    visit.tab.clicks(".task-list a[href='/activities/2']").await;
    visit.shows("Form 2").await;
    assert_eq!(visit.path(), "/activities/2");
    visit.tab.types(SECTOR, "Bank").await;
    visit.goes_back();
    visit.shows("Opening").await;
    assert_eq!(visit.path(), "/");
    assert_eq!(document().title(), "Opening – Example Bank");
    assert!(visit.tab.has_focus("h1"));
    visit.tab.clicks(".task-list a[href='/activities/2']").await;
    visit.shows("Form 2").await;
    assert_eq!(visit.tab.value(SECTOR), "Bank");
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn a_deep_link_opens_its_activity_once_the_session_is_known() {
    let visit = Visit::open(Opening { path: "/activities/2", ..Opening::default() }).await;
    visit.back_end.hears(SESSION).await.answer(&session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1), form(2)]));
    visit.shows("Form 2").await;
    assert_eq!(visit.path(), "/activities/2");
}

#[wasm_bindgen_test]
async fn who_is_not_signed_in_is_told_how_to_begin() {
    let visit = Visit::open(Opening::default()).await;
    visit.back_end.hears(SESSION).await.answer_by(401, &problem(401, "SessionEnded"));
    visit.shows("Open your link to begin").await;
    visit.tab.clicks("main a[href='/login']").await;
    visit.shows("Log in").await;
    assert_eq!((visit.path(), document().title()), ("/login".to_owned(), "Log in".to_owned()));
}

#[wasm_bindgen_test]
async fn an_unknown_address_asks_nobody_and_leads_back() {
    let visit = Visit::open(Opening { path: "/nowhere/at/all", ..Opening::default() }).await;
    visit.shows("There is no such page").await;
    visit.back_end.hears_nothing().await;
    visit.tab.clicks("main a").await;
    visit.back_end.hears(SESSION).await;
    assert_eq!(visit.path(), "/");
}

#[wasm_bindgen_test]
async fn an_id_beyond_what_a_number_holds_keeps_every_digit() {
    const BIG: &str = "/activities/9007199254740993";
    let visit = Visit::in_journey(journey([form(9_007_199_254_740_993), form(9_007_199_254_740_992)])).await;
    visit.tab.clicks(&format!(".task-list a[href='{BIG}']")).await;
    visit.shows("Form 9007199254740993").await;
    assert_eq!(visit.path(), BIG);
    visit.tab.sends().await;
    visit.back_end.hears("POST /internal/v1/activities/9007199254740993/completion").await;
}

#[wasm_bindgen_test]
async fn an_id_that_comes_as_text_is_the_same_id() {
    let texts = with(form(1), json!({"Id": "9007199254740993"}));
    let visit = Visit::in_journey(journey([texts, form(2)])).await;
    visit.tab.clicks(".task-list a[href='/activities/9007199254740993']").await;
    visit.shows("Form 1").await;
}
