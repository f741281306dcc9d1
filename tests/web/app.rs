//! The whole app in a real browser, against a back-end that answers when the test says: `src/app.rs`, `src/store.rs`.

mod addresses;
mod documents;
mod forgetting;
mod guards;
mod languages;
mod link;
mod log_in;
mod messages;
mod outbox;
mod rest;
mod sending;
mod tabs;
mod time;
mod unplugged;
mod uploads;
mod visit;
