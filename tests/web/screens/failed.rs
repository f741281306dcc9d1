//! Something stands in the way: `src/screens/failed.rs`.

use onboarding::failure::{Failure, NextStep};
use onboarding::screen::{FailedScreen, RenewalState, Screen};
use onboarding::session::Workspace;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::screens::helpful_company;
use crate::support::tab::{Tab, show, show_at, show_in};

/// Every failure, with its heading.
const FAILURES: [(Failure, &str); 19] = [
    (Failure::LinkMissing, "This link is not complete"),
    (Failure::LinkMalformed, "This link is damaged"),
    (Failure::LinkUnknown, "We do not know this link"),
    (Failure::LinkUsed, "This link has already been used"),
    (Failure::LinkExpired, "This link has expired"),
    (Failure::SignedOut, "Open your link to begin"),
    (Failure::SessionEnded, "Your session has ended"),
    (Failure::Replaced, "Somebody else has logged in"),
    (Failure::CodeNeeded, "This step needs a security code"),
    (Failure::NothingToDo, "There is nothing to do"),
    (Failure::Cancelled, "This journey was stopped"),
    (Failure::NotFound, "We cannot find this"),
    (Failure::NotAllowed, "This is not open to you"),
    (Failure::NotAccepted, "This could not be accepted"),
    (Failure::Busy(None), "Just a moment, please"),
    (Failure::Unreachable, "No connection"),
    (Failure::TimedOut, "The answer takes too long"),
    (Failure::Broken, "The service has a problem"),
    (Failure::Unreadable, "We could not read the service’s answer"),
];

fn failed(failure: Failure) -> FailedScreen {
    FailedScreen { failure, next: failure.next_step(), renewal: RenewalState::NotOffered, retries: false }
}

/// The words of every button and link that the page offers.
fn offers(tab: &Tab) -> Vec<String> {
    tab.texts("main button, main a")
}

#[wasm_bindgen_test]
async fn every_failure_has_a_heading_that_takes_focus_one_sentence_and_one_next_step() {
    for (failure, title) in FAILURES {
        let tab = show(Screen::Failed(failed(failure))).await;
        assert_eq!(tab.text("h1"), title);
        assert!(tab.has_focus("h1"), "{failure:?}");
        assert_eq!(tab.count("main p"), 1, "{failure:?}");
        assert!(tab.text("main p").ends_with('.'), "{failure:?}");
        let offered: &[&str] = match failure.next_step() {
            NextStep::Retry => &["Try again"],
            NextStep::NewLink => &["Send me a new link", "Log in"],
            NextStep::LogIn => &["Log in"],
            NextStep::Journey => &["Back to your steps"],
            NextStep::Contact => &[],
        };
        assert_eq!(offers(&tab), offered, "{failure:?}");
    }
}

#[wasm_bindgen_test]
async fn every_failure_speaks_french() {
    for (failure, english) in FAILURES {
        let tab = show_in("fr", Screen::Failed(failed(failure))).await;
        assert_eq!(tab.text("h1"), failure.title(onboarding::text::Locale::French).replace('\u{a0}', " "));
        assert_ne!(tab.text("h1"), english);
    }
}

#[wasm_bindgen_test]
async fn the_links_lead_where_they_say() {
    let tab = show(Screen::Failed(failed(Failure::SignedOut))).await;
    assert_eq!(tab.attribute("main a", "href").as_deref(), Some("/login"));
    let tab = show(Screen::Failed(failed(Failure::NotFound))).await;
    assert_eq!(tab.attribute("main a", "href").as_deref(), Some("/"));
}

#[wasm_bindgen_test]
async fn where_the_company_helps_it_can_be_written_to() {
    let tab = show_at(helpful_company(), Screen::Failed(failed(Failure::Cancelled))).await;
    assert_eq!(tab.text("main a[href='mailto:help@example.com']"), "Contact us");
    let tab = show_at(Workspace::default(), Screen::Failed(failed(Failure::Cancelled))).await;
    assert!(!tab.has("a[href^=mailto]"));
}

#[wasm_bindgen_test]
async fn what_is_tried_again_by_itself_needs_no_button() {
    let waiting = FailedScreen { retries: true, ..failed(Failure::Busy(Some(9))) };
    let tab = show(Screen::Failed(waiting)).await;
    assert!(tab.text("main p").contains("We try again in 9 seconds"), "{}", tab.text("main p"));
    assert_eq!(tab.attribute("main progress", "aria-label").as_deref(), Some("Waiting to try again"));
    assert!(offers(&tab).is_empty());
}

#[wasm_bindgen_test]
async fn what_is_tried_again_after_a_while_of_our_own_choosing_need_not_be_waited_for() {
    let waiting = FailedScreen { retries: true, ..failed(Failure::Unreachable) };
    let tab = show(Screen::Failed(waiting)).await;
    assert_eq!(tab.attribute("main progress", "aria-label").as_deref(), Some("Waiting to try again"));
    assert_eq!(offers(&tab), ["Try now"]);
}

#[wasm_bindgen_test]
async fn asking_for_a_new_link_is_told() {
    let used = |renewal| Screen::Failed(FailedScreen { renewal, ..failed(Failure::LinkUsed) });
    let tab = show(used(RenewalState::Offered)).await;
    assert!(!tab.has(".notice"));
    tab.change(used(RenewalState::Asking)).await;
    assert_eq!(tab.text(".notice[role=status]"), "Asking for a new link…");
    tab.change(used(RenewalState::Failed(Failure::Unreachable))).await;
    assert_eq!(tab.text(".notice[role=alert] .notice__title"), "No connection");
    assert_eq!(offers(&tab), ["Send me a new link", "Log in"], "it can be asked for again");
    tab.change(used(RenewalState::Sent)).await;
    assert_eq!(tab.text("h1"), "Check your e-mail");
    assert!(tab.has_focus("h1"));
    assert!(tab.text("main p").contains("Open it on this device"));
    assert_eq!(offers(&tab), ["Log in with a password instead"]);
    assert_eq!(tab.attribute("main a", "href").as_deref(), Some("/login"));
}
