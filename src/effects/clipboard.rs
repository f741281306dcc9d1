//! Copying for the lead, on their press.

use js_sys::Reflect;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

/// Copies a text and reports whether that went well. Where it did not, the field that shows the text has it selected,
/// ready for the lead's own hands.
pub(crate) fn copy(text: String, field: NodeRef<Input>, report: impl FnOnce(bool) + 'static) {
    // Pages that came without encryption have no clipboard (Clipboard API, section 7: secure contexts).
    let clipboard = Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    let clipboard = clipboard.ok().filter(|clipboard| !clipboard.is_undefined());
    leptos::task::spawn_local(async move {
        let copied = match clipboard.map(JsCast::unchecked_into::<Clipboard>) {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        if !copied {
            select(field);
        }
        report(copied);
    });
}

/// Selects all that a field holds.
pub(crate) fn select(field: NodeRef<Input>) {
    if let Some(Some(input)) = field.try_get_untracked() {
        input.select();
    }
}
