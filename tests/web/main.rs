//! What the page shows and does, in a real browser: labels, help and errors, what is announced, where focus goes.
//!
//! The modules mirror `src`. Screens are values of the core, so most tests show one of their own making; `app` runs
//! the whole app against a back-end that answers when the test says.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod app;
mod components;
mod effects;
mod fields;
mod screens;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
