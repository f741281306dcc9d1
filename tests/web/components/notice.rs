//! Notices, which are announced without moving focus: `src/components/notice.rs`.

use onboarding::failure::Failure;
use onboarding::form::FieldKind;
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, Screen, SendingState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, asking_while, form, optional};
use crate::support::tab::{Tab, show};

const NOTICE: &str = ".notice";

fn told(notice: Notice) -> Screen {
    match asking(form([optional(FieldKind::Text)])) {
        Screen::Activity(activity) => Screen::Activity(ActivityScreen { notice: Some(notice), ..activity }),
        _ => unreachable!(),
    }
}

fn sending(state: SendingState) -> Screen {
    asking_while(form([optional(FieldKind::Text)]), state)
}

fn role(tab: &Tab) -> String {
    tab.attribute(NOTICE, "role").unwrap_or_default()
}

#[wasm_bindgen_test]
async fn what_was_done_is_told_politely() {
    for (notice, class, words) in [
        (Notice::Completed("Contact".to_owned()), "notice--success", "“Contact” is completed."),
        (Notice::Completed(String::new()), "notice--success", "“Step” is completed."),
        (
            Notice::AlreadyDone("Contact".to_owned()),
            "notice--info",
            "“Contact” does not need to be done any more. Here is what comes next.",
        ),
    ] {
        let tab = show(told(notice)).await;
        assert_eq!(tab.text(NOTICE), words);
        assert_eq!(role(&tab), "status");
        assert!(tab.has(&format!("{NOTICE}.{class}")), "{words}");
        assert!(tab.has_focus("h1"), "focus is on the new page, not on the notice");
    }
}

#[wasm_bindgen_test]
async fn a_failure_interrupts() {
    let tab = show(sending(SendingState::Ready)).await;
    tab.sends().await;
    tab.change(sending(SendingState::Failed(Failure::Unreachable))).await;
    assert_eq!(role(&tab), "alert");
    assert_eq!(tab.text(".notice__title"), "No connection");
    let text = tab.text(".notice__text");
    assert!(text.starts_with("We could not reach the service."), "{text}");
    assert!(text.ends_with("Everything is still here; you can send it again."), "{text}");
}

#[wasm_bindgen_test]
async fn a_failure_that_sending_again_does_not_mend_does_not_ask_for_it() {
    for failure in [Failure::SessionEnded, Failure::LinkExpired] {
        let tab = show(sending(SendingState::Failed(failure))).await;
        assert!(tab.text(".notice__text").ends_with("Everything is still here."), "{failure:?}");
    }
}

#[wasm_bindgen_test]
async fn waiting_to_send_again_is_told_politely() {
    let tab = show(sending(SendingState::UnderWay(Some(Failure::Busy(Some(7)))))).await;
    assert_eq!(role(&tab), "status");
    assert_eq!(tab.text(".notice__text"), "Many people are using the service right now. We try again in 7 seconds.");
}

#[wasm_bindgen_test]
async fn sentences_about_the_whole_form_interrupt() {
    let messages = vec!["Too young.".to_owned(), "Too far.".to_owned()];
    let tab = show(sending(SendingState::Invalid(Vec::new(), messages))).await;
    assert_eq!(role(&tab), "alert");
    assert_eq!(tab.text(".notice__text"), "Too young. Too far.");
}

#[wasm_bindgen_test]
async fn nothing_to_tell_is_no_notice() {
    for state in [SendingState::Ready, SendingState::UnderWay(None)] {
        assert!(!show(sending(state)).await.has(NOTICE));
    }
}
