//! Parts of the Rust toolchain itself: the WebAssembly target, rustfmt and clippy.

use crate::failure::{Failure, Result};
use crate::process;
use crate::project::cargo;
use crate::say;
use std::path::Path;
use std::process::Command;

/// The target that the app is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler has a standard library for [`WASM_TARGET`].
pub(crate) fn ensure_wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    say::doing(format!("Adding the Rust target {WASM_TARGET} (a few seconds)"));
    rustup(&["target", "add", WASM_TARGET])
}

/// Makes sure that `cargo fmt` works.
pub(crate) fn ensure_rustfmt() -> Result<()> {
    ensure_component("fmt", "rustfmt")
}

/// Makes sure that `cargo clippy` works.
pub(crate) fn ensure_clippy() -> Result<()> {
    ensure_component("clippy", "clippy")
}

fn ensure_component(subcommand: &str, component: &str) -> Result<()> {
    if process::capture(cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say::doing(format!("Adding {component} to the Rust toolchain (a few seconds)"));
    rustup(&["component", "add", component])
}

fn has_wasm_target() -> bool {
    let mut rustc = Command::new("rustc");
    process::capture(rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]))
        .is_some_and(|directory| has_standard_library(Path::new(&directory)))
}

fn has_standard_library(directory: &Path) -> bool {
    std::fs::read_dir(directory)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let spoken = format!("rustup {}", arguments.join(" "));
    if process::find_on_path("rustup").is_none() {
        return Err(Failure::new(format!(
            "This Rust toolchain lacks a part that `{spoken}` would add, and rustup is not installed: \
             install Rust by rustup, then run the same command again."
        )));
    }
    let failed = format!("`{spoken}` failed; the lines above say why. Run the same command again once it works.");
    process::run(Command::new("rustup").args(arguments), &failed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::project::Project;

    #[test]
    fn a_target_is_there_when_its_standard_library_is() {
        let directory = Project::here().unwrap().scratch("target-libdir").unwrap();
        assert!(!has_standard_library(&directory.join("missing")));
        assert!(!has_standard_library(&directory));
        std::fs::write(directory.join("libstd-0123.rlib"), "").unwrap();
        assert!(has_standard_library(&directory));
    }
}
