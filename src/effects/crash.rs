//! A panic ends in a readable page with a reload button, which `src/boot.js` shows.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

use super::log;

/// From now on a panic says so to the lead, and where it happened to the integrator.
pub(crate) fn show_page_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        // The place only: a message could hold what a lead typed.
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        log::complain(&format!("the app broke down at {place}"));
        show_page();
    }));
}

fn show_page() {
    let crash = Reflect::get(&window(), &JsValue::from_str("frontOffice"))
        .and_then(|holder| Reflect::get(&holder, &JsValue::from_str("crash")));
    if let Some(crash) = crash.ok().and_then(|crash| crash.dyn_into::<Function>().ok()) {
        let _ = crash.call0(&JsValue::NULL);
    }
}
