//! Playwright in `tests/e2e`: a browser, the sandbox and a build of the app, handed over by name.

use crate::failure::Result;
use crate::project::Project;
use crate::sandbox;
use crate::session;
use crate::tools::{chromium, node};
use std::path::Path;
use std::process::Command;

const DIRECTORY: &str = "tests/e2e";

/// Installs the browser and the npm packages.
pub(crate) fn prepare(project: &Project) -> Result<()> {
    chromium::ensure()?;
    node::install_packages(&project.path(DIRECTORY))
}

/// `playwright test` on the app in `dist`; the sandbox is built where that is needed.
pub(crate) fn command(project: &Project, dist: &Path) -> Result<Command> {
    let program = sandbox::build(project)?;
    let directory = project.path(DIRECTORY);
    let mut playwright = Command::new("node");
    playwright.arg(directory.join("node_modules/@playwright/test/cli.js")).arg("test").current_dir(&directory);
    playwright.env("FRONT_OFFICE_DIST", dist);
    playwright.env("FRONT_OFFICE_SANDBOX", program);
    playwright.env("FRONT_OFFICE_CHROMIUM", chromium::ensure()?.browser);
    playwright.env("FRONT_OFFICE_KEY", session::workspace_key(project)?);
    Ok(playwright)
}
