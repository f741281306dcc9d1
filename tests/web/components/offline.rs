//! There is no network: `src/components/offline.rs`.

use onboarding::form::FieldKind;
use onboarding::screen::Page;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, field, form};
use crate::support::tab::{ENGLISH, Tab, show_within};

const STRIP: &str = ".offline";
const TOLD: &str = ".guards > div:not([class='']) [role=status], .guards > div [role=status]";

fn page(offline: bool, unsent: usize) -> Page {
    Page { offline, unsent, has_journey: true, ..Page::default() }
}

async fn shown(language: &str, page: Page) -> Tab {
    show_within(page, language, asking(form([field(FieldKind::Text)]))).await
}

#[wasm_bindgen_test]
async fn a_strip_says_what_being_offline_means_and_how_much_waits() {
    for (language, unsent, words) in [
        (ENGLISH, 0, "You are offline. What you do is kept on this device."),
        (ENGLISH, 1, "You are offline. What you do is kept on this device. One step waits to be sent."),
        (ENGLISH, 2, "You are offline. What you do is kept on this device. 2 steps wait to be sent."),
        (
            "fr",
            2,
            "Vous êtes hors ligne. Ce que vous faites est conservé sur cet appareil. 2 étapes sont en attente d’envoi.",
        ),
    ] {
        let tab = shown(language, page(true, unsent)).await;
        assert_eq!(tab.text(STRIP), words);
    }
}

#[wasm_bindgen_test]
async fn it_comes_and_goes_without_focus_and_is_read_out_once_for_each_change() {
    let tab = shown(ENGLISH, page(false, 0)).await;
    let region = tab.find(TOLD);
    assert!(!tab.has(STRIP));
    assert_eq!(tab.text(TOLD), "", "nothing to read out where nothing changed");
    let focused = tab.focused();
    tab.change_page(page(true, 0)).await;
    assert!(tab.has(&format!("{STRIP} [role=status]")));
    let said = tab.find(".offline p");
    tab.change_page(Page { person: Some("John".to_owned()), ..page(true, 0) }).await;
    assert!(tab.find(".offline p") == said, "nothing is said again when something else changes");
    tab.change_page(page(false, 0)).await;
    assert!(!tab.has(STRIP));
    assert_eq!(tab.text(TOLD), "You are online again.");
    assert!(tab.find(TOLD) == region, "a region that speaks is there before its words");
    assert!(tab.focused() == focused);
}
