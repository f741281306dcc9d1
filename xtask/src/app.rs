//! Builds the app: index.html and the root package, through Trunk, into a directory of static files.

use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use crate::say;
use crate::tools::SearchPath;
use std::path::Path;
use std::process::Command;

/// Builds into `dist`, for deployment when `release`.
pub(crate) fn build(project: &Project, tools: &SearchPath, release: bool, dist: &Path) -> Result<()> {
    build_with(project, tools, release, dist, None)
}

/// The same with other flags for the compiler than the project's own, separated as cargo wants them.
pub(crate) fn build_with(
    project: &Project,
    tools: &SearchPath,
    release: bool,
    dist: &Path,
    flags: Option<&str>,
) -> Result<()> {
    fetch_dependencies(project)?;
    let length = if release { "two minutes" } else { "three minutes the first time, seconds afterwards" };
    say::doing(format!("Building the app (about {length})"));
    let mut trunk = Command::new("trunk");
    tools.apply(&mut trunk)?;
    // Offline, so that a tool of another version is an error and not a download.
    trunk.args(["build", "--skip-version-check", "--offline"]);
    if release {
        trunk.arg("--release");
    }
    trunk.arg("--dist").arg(dist).current_dir(project.path(""));
    if let Some(flags) = flags {
        trunk.env("CARGO_ENCODED_RUSTFLAGS", flags);
    }
    if std::env::var_os("NO_COLOR").is_some() {
        // Trunk reads the variable as a boolean and refuses the customary `1`.
        trunk.env("NO_COLOR", "true");
    }
    process::run(&mut trunk, "The app could not be built; the lines above say why.")?;
    if dist.join("index.html").is_file() {
        return Ok(());
    }
    Err(Failure::new(format!("Trunk left no index.html in {}: see the lines above.", dist.display())))
}

/// Trunk passes its own `--offline` on to cargo, so everything has to be here before.
fn fetch_dependencies(project: &Project) -> Result<()> {
    let failed = "The dependencies could not be fetched; the lines above say why. Check the network and run the same command again.";
    process::run(project.cargo().arg("fetch"), failed)
}
