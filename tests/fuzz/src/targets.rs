//! The registry of targets: one file, one `mod` line and one line of [`TARGETS`] each.

mod account;
mod address;
mod configuration;
mod handover;
mod journey;
mod outbox;
pub(crate) mod planted;
mod player;
mod problem;
mod provider;
mod session;
mod snapshot;
mod tabs;
mod tus;
mod upload_note;
mod visit;
mod watched;
mod work;

use crate::Target;
use crate::golden::Golden;

/// Every target, by name.
pub const TARGETS: [Target; 17] = [
    Target { name: "account", seed: account::seed, run: account::run },
    Target { name: "address", seed: none, run: address::run },
    Target { name: "configuration", seed: none, run: configuration::run },
    Target { name: "handover", seed: handover::seed, run: handover::run },
    Target { name: "journey", seed: journey::seed, run: journey::run },
    Target { name: "outbox", seed: outbox::seed, run: outbox::run },
    Target { name: "player", seed: none, run: player::run },
    Target { name: "problem", seed: problem::seed, run: problem::run },
    Target { name: "provider", seed: none, run: provider::run },
    Target { name: "session", seed: session::seed, run: session::run },
    Target { name: "snapshot", seed: snapshot::seed, run: snapshot::run },
    Target { name: "tabs", seed: none, run: tabs::run },
    Target { name: "tus", seed: tus::seed, run: tus::run },
    Target { name: "upload-note", seed: none, run: upload_note::run },
    Target { name: "visit", seed: none, run: visit::run },
    Target { name: "watched", seed: none, run: watched::run },
    Target { name: "work", seed: none, run: work::run },
];

/// No golden message is of the target's form.
fn none(_: &Golden) -> Option<String> {
    None
}
