//! Pages of other providers in this one: what they may say, and what it means.

mod message;

pub use message::Message;
