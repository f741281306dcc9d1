//! From a magic link to the first activity.

use front_office::testing;
use onboarding::config::Config;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, LINK, SESSION, SPENDING, form, journey, problem, session, with};
use super::visit::{Opening, Visit};
use crate::support::back_end::BackEnd;
use crate::support::dom::document;
use crate::support::kept::{came_in_before, gave_nothing};
use crate::support::stub::Stub;
use crate::support::tab::happens;

const TOKEN: &str = "example-session-token";
/// The name under which the tab keeps it.
const KEPT: &str = "front-office.token";

fn tab_store() -> web_sys::Storage {
    web_sys::window().unwrap().session_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
async fn a_link_is_spent_once_and_opens_the_only_activity() {
    let visit = Visit::open(Opening::by_link()).await;
    assert_eq!(visit.tab.text("main [role=status]"), "Opening your link…");
    let spending = visit.spending().await;
    assert_eq!(spending.json(), json!({"UUID": LINK}));
    assert_eq!(spending.header("Content-Type").as_deref(), Some("application/json"));
    spending.answer(&session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
    assert_eq!(visit.path(), "/activities/1");
    assert_eq!(document().title(), "Form 1 – Example Bank");
    assert!(visit.tab.has_focus("h1"));
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn the_first_call_is_on_its_way_before_the_page_is_drawn() {
    gave_nothing().await;
    came_in_before();
    let back_end = BackEnd::new();
    let place = document().create_element("div").unwrap().unchecked_into();
    let _app = testing::run(place, Config::parse("{}").unwrap(), Opening::by_link().event());
    assert_eq!(back_end.count(), 1, "without waiting for anything");
    back_end.hears(SESSION).await;
}

#[wasm_bindgen_test]
async fn nothing_is_spent_before_somebody_sees_the_page() {
    let visit = Visit::open(Opening { visible: false, ..Opening::by_link() }).await;
    visit.back_end.hears_nothing().await;
    let hidden = Stub::new(&document(), "visibilityState", &"hidden".into());
    happens(&document().document_element().unwrap(), "visibilitychange");
    visit.back_end.hears_nothing().await;
    drop(hidden);
    happens(&document().document_element().unwrap(), "visibilitychange");
    assert_eq!(visit.spending().await.json(), json!({"UUID": LINK}));
}

#[wasm_bindgen_test]
async fn a_page_that_the_browser_prerenders_is_not_seen() {
    let visit = Visit::open(Opening { visible: false, ..Opening::by_link() }).await;
    let prerendering = Stub::new(&document(), "prerendering", &true.into());
    happens(&document().document_element().unwrap(), "visibilitychange");
    visit.back_end.hears_nothing().await;
    drop(prerendering);
    happens(&document().document_element().unwrap(), "prerenderingchange");
    visit.spending().await;
}

#[wasm_bindgen_test]
async fn where_the_configuration_says_so_a_click_comes_first() {
    let visit = Visit::open(Opening { configuration: r#"{"Autologin": "confirm"}"#, ..Opening::by_link() }).await;
    visit.meets_nobody().await;
    visit.back_end.hears_nothing().await;
    visit.tab.clicks("main button").await;
    visit.back_end.hears(SPENDING).await;
}

#[wasm_bindgen_test]
async fn a_spent_link_offers_a_new_one_by_e_mail() {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer_by(410, &problem(410, "LinkUsed"));
    visit.back_end.hears(SESSION).await.answer_by(401, &problem(401, "SessionEnded"));
    visit.shows("This link has already been used").await;
    visit.tab.clicks("main button").await;
    assert_eq!(visit.tab.text(".notice"), "Asking for a new link…");
    let renewal = visit.back_end.hears("POST /internal/v1/autologin/renewal").await;
    assert_eq!(renewal.json(), json!({"UUID": LINK}));
    renewal.answer_by(202, &json!({}));
    visit.shows("Check your e-mail").await;
}

#[wasm_bindgen_test]
async fn a_live_session_makes_a_spent_link_simply_continue() {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer_by(410, &problem(410, "LinkUsed"));
    visit.back_end.hears(SESSION).await.answer(&session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
}

#[wasm_bindgen_test]
async fn without_a_connection_the_same_can_be_tried_again() {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.break_off();
    visit.shows("No connection").await;
    visit.tab.clicks("main button").await;
    visit.back_end.hears(SPENDING).await.answer(&session());
    visit.back_end.hears(JOURNEY).await;
}

#[wasm_bindgen_test]
async fn a_token_signs_the_calls_and_stays_out_of_the_page() {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer(&with(session(), json!({"Token": TOKEN})));
    let call = visit.back_end.hears(JOURNEY).await;
    assert_eq!(call.header("Authorization"), Some(format!("Bearer {TOKEN}")));
    call.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
    let page = visit.tab.find(".page").outer_html();
    let address = document().url().unwrap();
    for secret in [TOKEN, LINK] {
        assert!(![&page, &address, &document().title()].iter().any(|text| text.contains(secret)), "{secret}");
    }
    assert_eq!(tab_store().length().unwrap(), 0, "nothing is kept unless the configuration says so");
}

#[wasm_bindgen_test]
async fn where_the_configuration_says_so_the_tab_keeps_the_token() {
    let visit = Visit::open(Opening { configuration: r#"{"TokenStore": "tab"}"#, ..Opening::by_link() }).await;
    visit.spending().await.answer(&with(session(), json!({"Token": TOKEN})));
    visit.back_end.hears(JOURNEY).await;
    assert_eq!(tab_store().get_item(KEPT).unwrap().as_deref(), Some(TOKEN));
    tab_store().clear().unwrap();
}

#[wasm_bindgen_test]
async fn a_kept_token_that_does_not_work_any_more_is_dropped() {
    tab_store().set_item(KEPT, TOKEN).unwrap();
    let configuration = r#"{"TokenStore": "tab"}"#;
    let visit = Visit::open(Opening { configuration, token: Some(TOKEN), ..Opening::default() }).await;
    let call = visit.back_end.hears(SESSION).await;
    assert_eq!(call.header("Authorization"), Some(format!("Bearer {TOKEN}")));
    call.answer_by(401, &problem(401, "SessionEnded"));
    visit.shows("Your session has ended").await;
    assert_eq!(tab_store().get_item(KEPT).unwrap(), None);
}

#[wasm_bindgen_test]
async fn the_company_s_language_is_spoken_where_the_configuration_names_none() {
    let visit = Visit::open(Opening { configuration: "{}", ..Opening::by_link() }).await;
    let workspace = json!({"Name": "Banque Exemple", "Locale": "fr-CA"});
    visit.spending().await.answer(&with(session(), json!({"Workspace": workspace})));
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
    assert_eq!(document().document_element().unwrap().get_attribute("lang").as_deref(), Some("fr"));
    assert_eq!(visit.tab.text("main .back-link"), "Vos étapes");
    assert_eq!(visit.tab.text(".skip-link"), "Aller au contenu principal");
}
