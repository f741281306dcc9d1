//! What the app learns from the browser.

mod frames;
mod language;
mod storage;
