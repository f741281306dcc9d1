//! The last page, and the one before leaving: `src/screens/closing.rs`, `src/screens/leaving.rs`.

use std::sync::Arc;

use onboarding::journey::Role;
use onboarding::redirect::RedirectUrl;
use onboarding::screen::{ClosingScreen, Rest, Row, RowState, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::screens::{row, stages};
use crate::support::tab::show;

const ADDRESS: &str = "https://www.example.com/thanks?lead=5";

fn address() -> RedirectUrl {
    RedirectUrl::parse(ADDRESS).unwrap()
}

fn closing() -> ClosingScreen {
    ClosingScreen { redirect: None, rest: Rest::Nothing, stages: Arc::default() }
}

#[wasm_bindgen_test]
async fn when_everything_is_complete_the_page_can_be_closed() {
    let tab = show(Screen::Closing(closing())).await;
    assert_eq!(tab.text("h1"), "You are all done");
    assert!(tab.has_focus("h1"));
    assert_eq!(tab.text(".message__text"), "Thank you. Everything is complete, and you can close this page.");
    assert_eq!(tab.text("main a[href='/']"), "Look at your steps");
}

#[wasm_bindgen_test]
async fn when_others_are_still_at_it_the_page_says_who() {
    let waiting = Row { actor: Some(Role::Stakeholder), opens: false, ..row(2, RowState::WaitingForOthers) };
    let rows = [row(1, RowState::Completed), waiting, row(3, RowState::BeingChecked), row(4, RowState::NotYet)];
    let tab = show(Screen::Closing(ClosingScreen { rest: Rest::Others, stages: stages(rows), ..closing() })).await;
    assert_eq!(tab.text("h1"), "You are all done");
    let sentence = "Thank you. Nothing more is needed from you right now, and you can close this page.";
    assert_eq!(tab.text(".message__text"), sentence);
    assert_eq!(tab.text("main h2.visually-hidden"), "What goes on without you");
    assert_eq!(tab.texts(".task__name"), ["Task 2", "Task 3"], "only what goes on");
    assert_eq!(tab.texts(".task__status"), ["Waiting for another person", "Being checked"]);
}

#[wasm_bindgen_test]
async fn when_the_lead_s_own_part_is_not_over_the_page_does_not_say_so() {
    let rest = stages([row(1, RowState::Completed), Row { opens: false, ..row(2, RowState::NotYet) }]);
    let tab = show(Screen::Closing(ClosingScreen { rest: Rest::Lead, stages: rest, ..closing() })).await;
    assert_eq!(tab.text("h1"), "Nothing to do right now");
    assert!(tab.text(".message__text").contains("tell you when it is your turn again"));
    assert!(!tab.has(".task-list"), "what has not begun does not go on");
}

#[wasm_bindgen_test]
async fn where_there_is_an_address_the_lead_can_go_on_to_it() {
    let tab = show(Screen::Closing(ClosingScreen { redirect: Some(address()), ..closing() })).await;
    assert_eq!(tab.attribute("main a", "href").as_deref(), Some(ADDRESS));
    assert_eq!(tab.text("main a"), "Continue to www.example.com");
}

#[wasm_bindgen_test]
async fn on_the_way_out_the_page_says_where_to_and_offers_a_link() {
    let tab = show(Screen::Leaving(address())).await;
    assert_eq!(tab.text("h1"), "All done");
    assert!(tab.has_focus("h1"));
    assert_eq!(tab.text(".message__host"), "www.example.com");
    let link = "main a";
    assert_eq!(tab.attribute(link, "href").as_deref(), Some(ADDRESS));
    assert_eq!(tab.text(link), "Continue to www.example.com");
    // "external" keeps the router's hands off; "noreferrer" keeps our address from the other site.
    assert_eq!(tab.attribute(link, "rel").as_deref(), Some("external noreferrer"));
    assert!(tab.has("progress[aria-label]"));
}
