//! The pure core of the front-office: what a session, a journey, an activity and a form are, and what happens next.
//!
//! Nothing here performs IO, reads a clock, draws a random number or names a browser type. The shell feeds
//! [`machine::step`] with events, carries out the effects it answers, and shows the [`screen::Screen`].

pub mod activity;
pub mod api;
pub mod brand;
pub mod calendar;
pub mod config;
pub mod credentials;
pub mod decimal;
pub mod document;
pub mod failure;
pub mod form;
pub mod id;
pub mod journey;
pub mod machine;
pub mod outbox;
pub mod provider;
pub mod reading;
pub mod redirect;
pub mod route;
pub mod screen;
pub mod session;
pub mod signing;
pub mod snapshot;
pub mod stopwatch;
pub mod tabs;
pub mod text;
pub mod upload;
pub mod watching;
pub mod work;
pub mod workspace;

mod device;
mod fingerprint;
mod wire;
