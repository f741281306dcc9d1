//! Every component, field and screen in every state: the gallery of a build for development, in headless Chromium.

use crate::app;
use crate::failure::Result;
use crate::playwright;
use crate::process;
use crate::project::Project;
use crate::tools;

/// Installs what builds the app, and what looks at it.
pub(super) fn prepare(project: &Project) -> Result<()> {
    tools::for_the_app(project, false)?;
    playwright::prepare(project)
}

/// Builds the app for development, which alone has a gallery, and runs the tests of the gallery on it.
pub(super) fn run(project: &Project) -> Result<()> {
    let dist = project.path("target/xtask/gallery");
    app::build(project, &tools::for_the_app(project, false)?, false, &dist)?;
    let mut playwright = playwright::command(project, &dist)?;
    playwright.arg("gallery.spec.ts");
    process::run(&mut playwright, "A test of the gallery failed; the lines above name it.")
}
