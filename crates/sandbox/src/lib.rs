//! The reference back-end: speaks the contract over SQLite, for trying and testing the front-office. It keeps
//! activities as JSON documents, knows no activity kind and shares no types with the core, so that it is an
//! independent witness of the contract.

mod access;
mod addresses;
mod answer;
mod app;
mod attributes;
mod clock;
mod database;
mod decimal;
mod documents;
mod engine;
mod fields;
mod frontoffice;
mod funnel;
mod handover;
mod id;
mod integrator;
mod journey;
mod journey_data;
mod link;
mod origins;
mod outbox;
mod pages;
mod part;
mod password;
mod people;
mod problem;
mod request;
mod seed;
mod server;
mod session;
mod session_mode;
mod stand_ins;
mod steering;
mod throttle;
mod timestamp;
mod values;

pub use app::{App, Options, app};
pub use clock::Clock;
pub use database::Database;
pub use id::FIRST_ID;
pub use seed::Seeds;
pub use server::serve;
pub use session_mode::SessionMode;
pub use timestamp::Milliseconds;
