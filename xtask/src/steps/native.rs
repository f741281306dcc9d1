//! Every test that needs no browser: units, stories, the contract's samples, tidiness.

use super::new_kind;
use crate::failure::Result;
use crate::process;
use crate::project::Project;

/// Runs `cargo test` over everything but the app, which has no test outside a browser, and adds a kind of activity to a
/// copy of the workspace.
pub(super) fn run(project: &Project) -> Result<()> {
    let failed = "A native test failed; the lines above name it.";
    process::run(project.cargo().args(["test", "--workspace", "--exclude", "front-office", "--no-fail-fast"]), failed)?;
    new_kind::run(project)
}
