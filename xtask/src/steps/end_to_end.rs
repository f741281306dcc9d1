//! The built app in headless Chromium, served by the sandbox, driven by Playwright.

use super::build;
use crate::failure::Result;
use crate::process;
use crate::project::Project;
use crate::sandbox;
use crate::session;
use crate::tools::{chromium, node};
use std::process::Command;

const DIRECTORY: &str = "tests/e2e";

/// Installs the browser and the npm packages, and what builds the app.
pub(super) fn prepare(project: &Project) -> Result<()> {
    build::prepare(project)?;
    chromium::ensure()?;
    node::install_packages(&project.path(DIRECTORY))
}

/// Runs the tests in `tests/e2e` against the release build of the app, which has to be current.
pub(super) fn run(project: &Project) -> Result<()> {
    let program = sandbox::build(project)?;
    let directory = project.path(DIRECTORY);
    let mut playwright = Command::new("node");
    playwright.arg(directory.join("node_modules/@playwright/test/cli.js")).arg("test").current_dir(&directory);
    playwright.env("FRONT_OFFICE_DIST", build::dist(project));
    playwright.env("FRONT_OFFICE_SANDBOX", program);
    playwright.env("FRONT_OFFICE_CHROMIUM", chromium::ensure()?.browser);
    playwright.env("FRONT_OFFICE_KEY", session::workspace_key(project)?);
    process::run(&mut playwright, "An end-to-end test failed; the lines above name it.")
}
