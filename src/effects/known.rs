//! A mark beside the cookie of a session, which scripts do not see: somebody has come in here. Like that cookie it outlives
//! what pages store, and goes when the lead clears their cookies; it says nothing of the person.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// `src/early.js` looks for the same.
const MARK: &str = "front-office.known=1";

/// As long as browsers keep a cookie, in seconds: 400 days (RFC 6265bis, section 5.5). No session lasts longer.
const LASTS: u32 = 400 * 24 * 60 * 60;

/// Whether somebody has come in here.
pub(crate) fn is() -> bool {
    cookies()
        .and_then(|document| document.cookie().ok())
        .is_some_and(|cookies| cookies.split("; ").any(|one| one == MARK))
}

/// Somebody has.
pub(crate) fn remember() {
    set(LASTS);
}

/// They have logged out.
pub(crate) fn forget() {
    set(0);
}

/// A browser that takes no cookie has none of a session either.
fn set(lasts: u32) {
    if let Some(document) = cookies() {
        let _ = document.set_cookie(&format!("{MARK}; Path=/; Max-Age={lasts}; SameSite=Lax"));
    }
}

fn cookies() -> Option<HtmlDocument> {
    document().dyn_into().ok()
}
