//! The app as it is deployed, which the end-to-end tests drive.

use crate::budget;
use crate::dist::{self, Configuration};
use crate::failure::Result;
use crate::project::Project;
use crate::tools;
use std::path::PathBuf;

/// Installs what builds the app.
pub(super) fn prepare(project: &Project) -> Result<()> {
    tools::for_the_app(project, true).map(drop)
}

/// The hosts that the tests' pages have to do with: this machine's.
const CONFIGURATION: &str = "tests/e2e/support/dist.json";

/// Builds the app as `cargo xtask dist` does, and weighs it.
pub(super) fn run(project: &Project) -> Result<()> {
    dist::build(project, &Configuration::read(&project.path(CONFIGURATION))?, &out(project))?;
    budget::check(&dist::public(&out(project)))
}

/// Beside the builds of the other commands, so that tests do not change what those serve.
pub(super) fn out(project: &Project) -> PathBuf {
    project.path("target/xtask/dist")
}
