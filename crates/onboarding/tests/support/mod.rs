//! What the core's tests share: a back-end's messages, the driver of a visit, and screens and effects in words.
//!
//! Each test program uses its own part of it.
#![allow(dead_code)]

pub(crate) mod back_end;
pub(crate) mod draft_server;
pub(crate) mod keeper;
pub(crate) mod sender;
pub(crate) mod tus_server;
pub(crate) mod visit;
pub(crate) mod words;
