//! Fuzz targets: what each makes of bytes that somebody else wrote, and what must hold whatever they are.
//!
//! Each target is one file, one `mod` line and one line of [`TARGETS`], with a folder of inputs under `corpus/`. They
//! call the core as the shell does. `cargo xtask fuzz` looks for inputs that reach new code; `cargo test` replays.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod golden;
pub mod mutation;
mod targets;
mod visit;

pub use golden::seeds;
pub use targets::TARGETS;

use golden::Golden;

/// A parser, and everything that goes on with what it reads.
pub struct Target {
    /// What the command line and the folder of inputs call it.
    pub name: &'static str,
    /// The input that a golden message makes, where it makes one.
    seed: fn(&Golden) -> Option<String>,
    run: fn(&str),
}

impl Target {
    /// Does with the bytes whatever a page would. Like a browser, it reads text as UTF-8 with replacement characters.
    ///
    /// # Panics
    /// Where the core does, or where something does not hold that must.
    pub fn run(&self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        visit::reads(&text);
        (self.run)(&text);
    }
}

/// The target of a name; `planted` is one too, where harm is to be found.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().chain([&targets::planted::PLANTED]).find(|target| target.name == name)
}
