//! The sandbox's calls, answered by its router without a socket.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod authorization;
mod choice;
mod completion;
mod documents;
mod engine;
mod integrator;
mod journey;
mod links;
mod origins;
mod pages;
mod provider;
mod securing;
mod sessions;
mod stand_ins;
mod steering;
mod support;
