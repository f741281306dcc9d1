//! What the app learns from the browser.

mod language;
