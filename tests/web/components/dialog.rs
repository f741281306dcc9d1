//! A dialog over the page: `src/components/dialog.rs`.

use leptos::prelude::{ArcRwSignal, GetUntracked, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

use crate::support::dom::document;
use crate::support::tab::{Tab, happens, show_dialog};
use crate::support::wait::eventually;

const TITLE: &str = "dialog h2";

/// A page on whose button focus was when the dialog opened.
async fn opened() -> (Tab, ArcRwSignal<bool>) {
    let open = ArcRwSignal::new(false);
    let tab = show_dialog(open.clone(), None).await;
    tab.focuses("#ask");
    open.set(true);
    tab.settled().await;
    assert!(tab.has("dialog:modal"));
    (tab, open)
}

#[wasm_bindgen_test]
async fn its_title_names_it_and_takes_focus() {
    let (tab, _) = opened().await;
    assert!(tab.has_focus(TITLE));
    assert_eq!(tab.text(TITLE), "A question");
    assert_eq!(tab.attribute("dialog", "aria-labelledby"), tab.attribute(TITLE, "id"));
    assert_eq!(tab.attribute("dialog", "aria-describedby"), None);
    let tab = show_dialog(ArcRwSignal::new(true), Some("Think of it.")).await;
    assert_eq!(tab.descriptions("dialog"), ["Think of it."]);
}

#[wasm_bindgen_test]
async fn the_page_behind_cannot_be_reached() {
    let (tab, _) = opened().await;
    for behind in ["#ask", "main h1"] {
        tab.focuses(behind);
        assert!(tab.has_focus(TITLE), "{behind}");
    }
    tab.focuses("#answer");
    assert!(tab.has_focus("#answer"));
}

#[wasm_bindgen_test]
async fn it_is_left_by_escape_by_its_button_and_by_whatever_else_the_browser_closes_it() {
    for way in ["cancel", "button", "close"] {
        let (tab, open) = opened().await;
        match way {
            "button" => tab.clicks("dialog .dialog__leave").await,
            "close" => tab.find("dialog").unchecked_into::<HtmlDialogElement>().close(),
            _ => assert!(!happens(&tab.find("dialog"), way), "the core decides"),
        }
        eventually("the dialog is left", || !open.get_untracked()).await;
        tab.settled().await;
        assert!(!tab.has("dialog"), "{way}");
        assert!(tab.has_focus("#ask"), "{way}: focus is where it was");
    }
}

#[wasm_bindgen_test]
async fn when_it_goes_by_itself_focus_goes_back_and_nobody_is_told_that_it_was_left() {
    let (tab, open) = opened().await;
    tab.focuses("#answer");
    open.set(false);
    tab.settled().await;
    assert!(tab.has_focus("#ask"));
    // Open again at once: the event that tells of the first closing comes late, and is not about this one.
    open.set(true);
    tab.settled().await;
    open.set(false);
    open.set(true);
    tab.settled().await;
    assert!(open.get_untracked() && tab.has("dialog:modal"));
}

#[wasm_bindgen_test]
async fn focus_whose_place_is_gone_goes_to_the_heading_of_the_page() {
    let (tab, open) = opened().await;
    tab.find("#ask").remove();
    open.set(false);
    tab.settled().await;
    assert!(tab.has_focus("main h1"));
}

#[wasm_bindgen_test]
async fn the_title_of_the_document_stays() {
    document().set_title("A page");
    let _opened = opened().await;
    assert_eq!(document().title(), "A page");
}
