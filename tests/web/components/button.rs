//! The button that sends: `src/components/button.rs`.

use onboarding::failure::Failure;
use onboarding::form::{FieldKind, Form};
use onboarding::screen::{Screen, SendingState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, asking_while, field, form, optional};
use crate::support::tab::{show, show_in};

const BUTTON: &str = "button[type=submit]";

fn one_question() -> Form {
    form([optional(FieldKind::Text)])
}

fn sending(state: SendingState) -> Screen {
    asking_while(one_question(), state)
}

#[wasm_bindgen_test]
async fn it_says_what_it_does() {
    let tab = show(asking(one_question())).await;
    assert_eq!(tab.text(BUTTON), "Send and continue");
    assert_eq!(tab.attribute(BUTTON, "aria-disabled"), None);
    let tab = show(asking(Form { review: true, ..one_question() })).await;
    assert_eq!(tab.text(BUTTON), "Continue", "what is reviewed is not sent yet");
    let tab = show_in("fr", asking(one_question())).await;
    assert_eq!(tab.text(BUTTON), "Envoyer et continuer");
}

#[wasm_bindgen_test]
async fn while_busy_it_says_so_and_keeps_focus() {
    let tab = show(asking(one_question())).await;
    tab.sends().await;
    let pressed = tab.find(BUTTON);
    for busy in [SendingState::UnderWay(None), SendingState::UnderWay(Some(Failure::Busy(Some(3))))] {
        tab.change(sending(busy)).await;
        assert_eq!(tab.text(BUTTON), "Sending…");
        assert_eq!(tab.attribute(BUTTON, "aria-disabled").as_deref(), Some("true"));
        assert_eq!(tab.attribute(BUTTON, "disabled"), None, "a disabled button would lose focus");
        assert_eq!(tab.attribute(".button__spinner", "aria-hidden").as_deref(), Some("true"));
        assert!(tab.find(BUTTON) == pressed && tab.has_focus(BUTTON), "the same button has focus");
    }
    tab.change(sending(SendingState::Failed(Failure::Unreachable))).await;
    assert_eq!(tab.text(BUTTON), "Send and continue");
    assert_eq!(tab.attribute(BUTTON, "aria-disabled"), None);
    assert!(!tab.has(".button__spinner"));
    assert!(tab.find(BUTTON) == pressed && tab.has_focus(BUTTON), "sending again is one key away");
}

#[wasm_bindgen_test]
async fn the_form_is_checked_by_us_and_not_by_the_browser() {
    let tab = show(asking(form([field(FieldKind::Email)]))).await;
    assert!(tab.has("form[novalidate]"));
}
