//! The built app in headless Chromium, served by the sandbox with the headers of its build, driven by Playwright.

use super::build;
use crate::dist;
use crate::failure::Result;
use crate::playwright;
use crate::process;
use crate::project::Project;
use crate::tools::web_servers;

/// Installs the browser and the npm packages, and what builds the app.
pub(super) fn prepare(project: &Project) -> Result<()> {
    build::prepare(project)?;
    web_servers::ensure()?;
    playwright::prepare(project)
}

/// Runs the tests in `tests/e2e` against the release build of the app, which has to be current.
pub(super) fn run(project: &Project) -> Result<()> {
    let out = build::out(project);
    let mut playwright = playwright::command(project, &dist::public(&out))?;
    playwright.env("FRONT_OFFICE_HOSTING", dist::hosting(&out));
    let servers = web_servers::ensure()?;
    playwright.env("FRONT_OFFICE_NGINX", servers.nginx).env("FRONT_OFFICE_CADDY", servers.caddy);
    process::run(&mut playwright, "An end-to-end test failed; the lines above name it.")
}
