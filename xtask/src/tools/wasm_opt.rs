//! wasm-opt, which makes release builds of the app small. From npm, since the native program cannot be
//! had from a package registry; Trunk would download it otherwise.

use super::cache::Cache;
use super::node;
use crate::failure::{Failure, OrFail, Result};
use crate::process;
use crate::project::Project;
use crate::say;
use std::path::PathBuf;
use std::process::Command;

/// Where package.json pins the npm package.
const PACKAGE_DIRECTORY: &str = "xtask/npm";

/// The directory that has `wasm-opt`; `None` where PATH has it at that version.
pub(crate) fn ensure(project: &Project, cache: &Cache) -> Result<Option<PathBuf>> {
    let package = project.read(&format!("{PACKAGE_DIRECTORY}/package.json"))?;
    let version = pinned_version(&package)
        .ok_or_else(|| Failure::new(format!("{PACKAGE_DIRECTORY}/package.json does not pin binaryen: restore it.")))?;
    if is_on_path(&version) {
        return Ok(None);
    }
    // It runs on Node.js, each time and not only while it is installed.
    node::ensure()?;
    let directory = cache.install(&format!("binaryen-{version}"), |directory| {
        say::doing(format!("Installing wasm-opt {version} (once for this machine; a few seconds)"));
        for file in ["package.json", "package-lock.json"] {
            let source = project.path(PACKAGE_DIRECTORY).join(file);
            std::fs::copy(source, directory.join(file)).or_cannot(|| format!("copy {PACKAGE_DIRECTORY}/{file}"))?;
        }
        node::install_packages(directory)
    })?;
    Ok(Some(directory.join("node_modules").join(".bin")))
}

/// The exact version in package.json, for example `132.0.0`.
fn pinned_version(package: &str) -> Option<String> {
    let package: serde_json::Value = serde_json::from_str(package).ok()?;
    let version = package.get("dependencies")?.get("binaryen")?.as_str()?;
    version.starts_with(|first: char| first.is_ascii_digit()).then(|| version.to_owned())
}

/// wasm-opt itself counts releases by one number: 132.0.0 says `wasm-opt version 132`.
fn release(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

fn is_on_path(version: &str) -> bool {
    process::find_on_path("wasm-opt")
        .and_then(|program| process::capture(Command::new(program).arg("--version")))
        .is_some_and(|output| output.split_whitespace().nth(2) == Some(release(version)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_an_exact_version_counts_as_pinned() {
        let package = |version| format!("{{\"dependencies\":{{\"binaryen\":\"{version}\"}}}}");
        assert_eq!(pinned_version(&package("132.0.0")).as_deref(), Some("132.0.0"));
        assert_eq!(pinned_version(&package("^132.0.0")), None);
        assert_eq!(pinned_version("{}"), None);
    }

    #[test]
    fn trunk_asks_for_the_release_that_is_installed() {
        let project = Project::here().unwrap();
        let version = pinned_version(&project.read("xtask/npm/package.json").unwrap()).unwrap();
        let line = format!("wasm_opt = \"version_{}\"", release(&version));
        assert!(project.read("Trunk.toml").unwrap().lines().any(|known| known == line), "{line}");
    }
}
