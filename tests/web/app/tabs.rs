//! Several tabs of one browser: `src/effects/other_tabs.rs`.

use front_office::testing::{self, Mounted};
use onboarding::config::Config;
use onboarding::machine::{Arrival, Event};
use onboarding::route::Route;
use serde_json::{Value as Json, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use super::messages::{JOURNEY, SESSION, done, form, journey, session, with};
use super::visit::{Opening, Visit};
use crate::support::dom::{self, document};
use crate::support::other_tab::OtherTab;
use crate::support::stub::Stub;
use crate::support::wait::eventually;

const SIGNED_OUT: &str = "You are logged out";

/// A session that can be managed.
fn account_session() -> Json {
    with(session(), json!({"Account": {"Id": "5a67007d"}}))
}

/// A second app in the same page, for want of a second page.
struct SecondApp {
    place: HtmlElement,
    _mounted: Mounted,
}

impl SecondApp {
    fn new() -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        // So that a test that fails leaves nothing behind.
        place.set_class_name("tab");
        document().body().unwrap().append_child(&place).unwrap();
        let (route, arrival) = (Route::Journey, Arrival::Reload);
        let opened = Event::Started { route, link: None, token: None, visible: true, arrival, visit: None };
        let config = Config::parse(r#"{"Locale": "en-GB"}"#).unwrap();
        Self { place: place.clone(), _mounted: testing::run(place, config, opened) }
    }

    async fn shows(&self, heading: &str) {
        let headings = || dom::all(&self.place, "main h1").iter().map(dom::text).collect::<Vec<_>>();
        eventually(&format!("the second app shows {heading}"), || headings() == [heading]).await;
    }
}

impl Drop for SecondApp {
    fn drop(&mut self) {
        Element::remove(&self.place);
    }
}

#[wasm_bindgen_test]
async fn who_logs_out_in_one_is_gone_from_the_other() {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer(&account_session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1), form(2)]));
    visit.shows("Opening").await;
    let second = SecondApp::new();
    visit.back_end.hears(SESSION).await.answer(&account_session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1), form(2)]));
    second.shows("Opening").await;
    visit.tab.clicks(".account__toggle").await;
    visit.tab.clicks(".account__actions li:last-child button").await;
    visit.back_end.hears("DELETE /internal/v1/sessions/5a67007d").await.answer(&json!({}));
    visit.shows(SIGNED_OUT).await;
    second.shows(SIGNED_OUT).await;
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn what_was_completed_in_another_tab_is_seen_at_once() {
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    let other = OtherTab::new();
    other.tells("journey-changed", "70");
    visit.back_end.hears(JOURNEY).await.answer(&journey([done(form(1)), form(2)]));
    visit.tells("main", "1 of 2").await;
    assert_eq!(other.heard(), [] as [Json; 0], "what was heard is not told on");
}

#[wasm_bindgen_test]
async fn what_is_completed_here_is_told() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    let other = OtherTab::new();
    visit.tab.types("#field-10", "Anvils").await;
    visit.tab.sends().await;
    visit.back_end.hears("POST /internal/v1/activities/1/completion").await.answer(&journey([done(form(1))]));
    eventually("the other tab hears of it", || !other.heard().is_empty()).await;
    assert_eq!(other.heard(), [json!({"word": "journey-changed", "about": "70"})]);
}

#[wasm_bindgen_test]
async fn somebody_else_who_comes_in_elsewhere_takes_this_one_s_place() {
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    OtherTab::new().tells("signed-in", "6");
    visit.shows("Somebody else has logged in").await;
    assert!(!visit.tab.text(".page").contains("John"));
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn what_is_no_word_is_not_heard() {
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    let other = OtherTab::new();
    for text in ["", "hello", "{}", r#"{"word":"signed-out","about":"6"}"#] {
        other.says(text);
    }
    visit.back_end.hears_nothing().await;
    assert_eq!(visit.tab.text("main h1"), "Opening");
}

/// Back and Forward can bring the page back as it was, and an open channel would prevent that.
#[wasm_bindgen_test]
async fn a_page_that_is_left_does_not_listen_until_it_comes_back() {
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    let other = OtherTab::new();
    let happens = |name: &str| {
        web_sys::window().unwrap().dispatch_event(&web_sys::Event::new(name).unwrap()).unwrap();
    };
    happens("pagehide");
    other.tells("journey-changed", "70");
    visit.back_end.hears_nothing().await;
    happens("pageshow");
    other.tells("journey-changed", "70");
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1), form(2)]));
}

#[wasm_bindgen_test]
async fn a_browser_without_channels_does_all_the_rest() {
    let _without = Stub::new(&web_sys::window().unwrap(), "BroadcastChannel", &JsValue::UNDEFINED);
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    visit.shows("Opening").await;
}
