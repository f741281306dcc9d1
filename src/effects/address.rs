//! How the page was opened, and how it is left.

use js_sys::Reflect;
use leptos::prelude::window;
use onboarding::machine::{Arrival, Event};
use onboarding::provider::ProviderUrl;
use onboarding::redirect::RedirectUrl;
use onboarding::route::Route;
use wasm_bindgen::JsValue;

use super::{boot, token, visibility, visit};

/// What the page was opened with. `src/boot.js` has taken the link out of the address already.
pub(crate) fn take() -> Event {
    Event::Started {
        route: current(),
        link: boot::take("link"),
        token: token::kept(),
        visible: visibility::is_visible(),
        arrival: arrival(),
        visit: visit::kept(),
    }
}

/// The route of the address bar.
fn current() -> Route {
    Route::from_path(&window().location().pathname().unwrap_or_default())
}

/// The path of the address bar, which is the gallery's own.
#[cfg(debug_assertions)]
pub(crate) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// What the address bar says for a name in its query.
#[cfg(debug_assertions)]
pub(crate) fn parameter(name: &str) -> Option<String> {
    let query = window().location().search().ok()?;
    let pair = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pair.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// The origin of this page.
pub(crate) fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Leaves for good, without an entry that Back would return to.
pub(crate) fn leave(url: &RedirectUrl) {
    // The address was judged by the core; a browser that refuses it leaves the link on the page to try.
    let _ = window().location().replace(url.as_str());
}

/// Goes to a provider on the lead's press; Back returns here.
pub(crate) fn visit(url: &ProviderUrl) {
    // As above; what remains on the page is the link.
    let _ = window().location().assign(url.as_str());
}

/// Loads the page anew.
pub(crate) fn reload() {
    let _ = window().location().reload();
}

/// How the browser came here (Navigation Timing, `PerformanceNavigationTiming.type`).
fn arrival() -> Arrival {
    let entry = window().performance().map(|performance| performance.get_entries_by_type("navigation").get(0));
    let kind = entry.and_then(|entry| Reflect::get(&entry, &JsValue::from_str("type")).ok()?.as_string());
    match kind.as_deref() {
        Some("reload") => Arrival::Reload,
        Some("back_forward") => Arrival::Back,
        _ => Arrival::Fresh,
    }
}
