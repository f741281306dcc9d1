//! Pages that only ever look one way: waiting, confirming, settling, logged out, no such page.

use onboarding::screen::{Screen, Waiting};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::document;
use crate::support::tab::{show, show_in};

#[wasm_bindgen_test]
async fn while_something_is_on_its_way_it_is_told_in_words_and_drawn_as_bones() {
    for (waiting, words) in [(Waiting::Link, "Opening your link…"), (Waiting::Journey, "Loading your steps…")] {
        let tab = show(Screen::Waiting(waiting)).await;
        assert_eq!(tab.text("main [role=status]"), words);
        assert!(tab.has("main [aria-hidden=true] .skeleton"));
        assert!(!tab.has("h1"), "nothing is here yet that could take focus");
    }
}

#[wasm_bindgen_test]
async fn a_link_that_asks_for_a_click_has_one_button() {
    let tab = show(Screen::Confirm).await;
    assert_eq!(tab.text("h1"), "Welcome");
    assert!(tab.has_focus("h1"));
    assert_eq!(tab.texts("main button"), ["Continue"]);
}

#[wasm_bindgen_test]
async fn a_page_that_is_not_there_leads_back_to_the_steps() {
    let tab = show(Screen::NotFound).await;
    assert_eq!(tab.text("h1"), "There is no such page");
    assert_eq!(document().title(), "There is no such page");
    assert!(tab.has_focus("h1"));
    assert_eq!(tab.text("main a[href='/']"), "Back to your steps");
}

#[wasm_bindgen_test]
async fn whoever_has_logged_out_is_told_that_nothing_is_kept_and_may_log_in_again() {
    let tab = show(Screen::SignedOut).await;
    assert_eq!(tab.text("h1"), "You are logged out");
    assert!(tab.has_focus("h1"));
    assert!(tab.text("main .message__text").contains("Nothing of yours is kept on this device."));
    assert_eq!(tab.text("main .message__detail"), "If others use this device too, close this tab as well.");
    assert_eq!(tab.text("main a[href='/login']"), "Log in again");
}

#[wasm_bindgen_test]
async fn while_something_goes_on_by_itself_nothing_is_asked() {
    let tab = show(Screen::Settling).await;
    assert_eq!(tab.text("h1"), "Just a moment…");
    assert!(tab.has_focus("h1"));
    assert!(!tab.has("main button, main a"));
}

#[wasm_bindgen_test]
async fn each_new_page_takes_title_and_focus() {
    let tab = show(Screen::LogIn(Default::default())).await;
    tab.change(Screen::NotFound).await;
    assert_eq!(document().title(), "There is no such page");
    assert!(tab.has_focus("h1"));
}

#[wasm_bindgen_test]
async fn the_document_says_which_language_it_speaks() {
    let language = || document().document_element().unwrap().get_attribute("lang").unwrap();
    let tab = show_in("fr-FR", Screen::LogIn(Default::default())).await;
    assert_eq!(language(), "fr");
    assert_eq!(tab.text("h1"), "Se connecter");
    drop(tab);
    let _tab = show(Screen::LogIn(Default::default())).await;
    assert_eq!(language(), "en");
}
