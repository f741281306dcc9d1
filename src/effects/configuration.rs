//! The configuration block of `index.html`.

use leptos::prelude::document;

/// Its text; empty where the block was taken out.
pub(crate) fn block() -> String {
    let element = document().get_element_by_id("front-office-config");
    element.and_then(|element| element.text_content()).unwrap_or_default()
}
