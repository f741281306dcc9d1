//! The app as it is deployed, which the end-to-end tests drive.

use crate::app;
use crate::failure::Result;
use crate::project::Project;
use crate::tools;
use std::path::PathBuf;

/// Installs what builds the app.
pub(super) fn prepare(project: &Project) -> Result<()> {
    tools::for_the_app(project, true).map(drop)
}

/// Builds the app with the release profile.
pub(super) fn run(project: &Project) -> Result<()> {
    let tools = tools::for_the_app(project, true)?;
    app::build(project, &tools, true, &dist(project))
}

/// Beside the `dist/` of `cargo xtask run`, so that tests do not change what that serves.
pub(super) fn dist(project: &Project) -> PathBuf {
    project.path("target/xtask/dist")
}
