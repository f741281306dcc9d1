//! Lints with warnings denied, for the two targets that code here is compiled for.

use crate::failure::Result;
use crate::process;
use crate::project::Project;
use crate::tools::toolchain::WASM_TARGET;

/// Denied by an argument to clippy itself: RUSTFLAGS would recompile every dependency.
const DENY_WARNINGS: [&str; 3] = ["--", "--deny", "warnings"];

/// Runs clippy natively over everything but the app, and over the app for WebAssembly.
pub(super) fn run(project: &Project) -> Result<()> {
    let failed = "clippy has objections; the lines above name them.";
    let mut native = project.cargo();
    native.args(["clippy", "--workspace", "--exclude", "front-office", "--all-targets"]).args(DENY_WARNINGS);
    process::run(&mut native, failed)?;
    let mut wasm = project.cargo();
    wasm.args(["clippy", "--package", "front-office", "--all-targets", "--target", WASM_TARGET]).args(DENY_WARNINGS);
    process::run(&mut wasm, failed)
}
