//! What happens beside a part of the page.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

/// Acts when something outside the element is pressed or takes focus, as long as whoever asks is mounted.
pub(crate) fn on_turn_to(element: NodeRef<Div>, act: impl Fn() + Copy + 'static) {
    for name in ["pointerdown", "focusin"] {
        let listener = window_event_listener_untyped(name, move |event| {
            let Some(Some(element)) = element.try_get_untracked() else { return };
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            if !element.contains(target.as_ref()) {
                act();
            }
        });
        on_cleanup(move || listener.remove());
    }
}
