//! A provider's page in a tab of its own. Browsers open tabs on a press only, and the address is made after it: so
//! the tab comes first, empty, and gets its address when that is there.

use std::cell::RefCell;

use leptos::prelude::window;
use onboarding::provider::ProviderUrl;
use wasm_bindgen::JsValue;
use web_sys::Window;

thread_local! {
    /// The tab that waits for an address.
    static WAITING: RefCell<Option<Window>> = const { RefCell::new(None) };
}

/// Opens an empty tab that says what it waits for, if the browser lets one open.
pub(crate) fn prepare(words: &str) {
    discard();
    let Ok(Some(tab)) = window().open_with_url_and_target("", "_blank") else { return };
    // Without an opener nothing that is shown there can reach back to this page.
    let _ = tab.set_opener(&JsValue::NULL);
    if let Some(document) = tab.document() {
        document.set_title(words);
        if let Some(body) = document.body() {
            body.set_text_content(Some(words));
        }
    }
    WAITING.set(Some(tab));
}

/// Shows an address in the tab that waits for it. Where the browser let none open, or the lead has closed it, the
/// link on the page is the way.
pub(crate) fn show(url: &ProviderUrl) {
    if let Some(tab) = WAITING.take() {
        let _ = tab.location().replace(url.as_str());
    }
}

/// Closes the tab that waits, since no address comes.
pub(crate) fn discard() {
    if let Some(tab) = WAITING.take() {
        let _ = tab.close();
    }
}
