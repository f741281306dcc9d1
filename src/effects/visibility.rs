//! Whether somebody sees the page, and whether they are doing something on it.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Event, VisibilityState};

/// Whether the page is neither hidden nor prerendered (Page Visibility, and `document.prerendering`).
pub(crate) fn is_visible() -> bool {
    let prerendering = Reflect::get(&document(), &JsValue::from_str("prerendering"));
    document().visibility_state() == VisibilityState::Visible && !prerendering.is_ok_and(|value| value.is_truthy())
}

/// Reports whenever the page comes into view or goes out of it.
pub(crate) fn on_change(report: impl Fn(bool) + Copy + 'static) {
    for name in ["visibilitychange", "prerenderingchange"] {
        listen(name, move |_| report(is_visible()));
    }
}

/// Reports when the page comes back from the browser's cache (HTML standard, `pageshow`), as Back may do.
pub(crate) fn on_restored(report: impl Fn() + 'static) {
    listen("pageshow", move |event| {
        let persisted = Reflect::get(event, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|value| value.is_truthy()) {
            report();
        }
    });
}

/// Reports whenever the lead types, touches or scrolls.
pub(crate) fn on_use(report: impl Fn() + Copy + 'static) {
    for name in ["keydown", "pointerdown", "scroll"] {
        listen(name, move |_| report());
    }
}

/// As long as whoever listens is mounted; events of the document bubble up to the window.
fn listen(name: &'static str, report: impl Fn(&Event) + 'static) {
    let listener = window_event_listener_untyped(name, move |event| report(&event));
    on_cleanup(move || listener.remove());
}
