//! The tab's store for the session token, used only where the configuration says `"TokenStore": "tab"`.

use leptos::prelude::window;
use onboarding::session::AccessToken;
use web_sys::Storage;

const NAME: &str = "front-office.token";

/// The token that the tab kept, if it did.
pub(crate) fn kept() -> Option<AccessToken> {
    AccessToken::new(&store()?.get_item(NAME).ok()??)
}

/// Keeps the token as long as the tab lives. A browser that refuses loses a reload, not the visit.
pub(crate) fn keep(token: &str) {
    if let Some(store) = store() {
        let _ = store.set_item(NAME, token);
    }
}

/// Drops the token.
pub(crate) fn forget() {
    if let Some(store) = store() {
        let _ = store.remove_item(NAME);
    }
}

fn store() -> Option<Storage> {
    window().session_storage().ok()?
}
