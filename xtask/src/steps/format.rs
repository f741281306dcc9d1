//! Formatting, checked only.

use crate::failure::Result;
use crate::process;
use crate::project::Project;

/// Runs `cargo fmt` over the workspace.
pub(super) fn run(project: &Project) -> Result<()> {
    let failed = "The code is not formatted: run `cargo fmt --all`.";
    process::run(project.cargo().args(["fmt", "--all", "--check"]), failed)
}
