//! What the app learns from the browser.

mod brand;
mod frames;
mod http;
mod language;
mod locks;
mod sealed_files;
mod storage;
mod vault;
