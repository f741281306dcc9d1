//! The static pages of `index.html`, which the app takes the place of.

use leptos::prelude::document;

/// Removes the static shell, and the page of `src/boot.js` should that have given up too early.
pub(crate) fn remove() {
    while let Ok(Some(page)) = document().query_selector("body > .page") {
        page.remove();
    }
}
