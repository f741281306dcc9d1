//! The programs that building and testing need: found, or installed at exactly the version asked for.

mod cache;
mod cargo_tool;
pub(crate) mod chromium;
pub(crate) mod cpp;
pub(crate) mod node;
pub(crate) mod python;
mod system_packages;
pub(crate) mod toolchain;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
pub(crate) mod web_servers;

pub(crate) use wasm_bindgen::TEST_RUNNER;

use crate::failure::{OrFail, Result};
use crate::project::Project;
use cache::Cache;
use std::path::PathBuf;
use std::process::Command;

/// Directories that go ahead of PATH, so that a program called by name is the version asked for.
#[derive(Default)]
pub(crate) struct SearchPath(Vec<PathBuf>);

impl SearchPath {
    /// Adds the directory of a tool; `None` stands for a tool that PATH has already.
    pub(crate) fn add(&mut self, directory: Option<PathBuf>) {
        self.0.extend(directory);
    }

    /// Lets `command` and what it calls find these directories first.
    pub(crate) fn apply(&self, command: &mut Command) -> Result<()> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let directories = self.0.iter().cloned().chain(std::env::split_paths(&inherited));
        let path = std::env::join_paths(directories).or_cannot(|| "extend PATH".to_owned())?;
        command.env("PATH", path);
        Ok(())
    }
}

/// What Trunk needs to build the app; wasm-opt only where `release` asks for small code.
pub(crate) fn for_the_app(project: &Project, release: bool) -> Result<SearchPath> {
    toolchain::ensure_wasm_target()?;
    let cache = Cache::open()?;
    let mut path = SearchPath::default();
    path.add(trunk::ensure(&cache)?);
    path.add(wasm_bindgen::ensure(project, &cache)?);
    if release {
        path.add(wasm_opt::ensure(project, &cache)?);
    }
    Ok(path)
}

/// What wasm-bindgen tests need besides the browser.
pub(crate) fn for_web_tests(project: &Project) -> Result<SearchPath> {
    toolchain::ensure_wasm_target()?;
    let mut path = SearchPath::default();
    path.add(wasm_bindgen::ensure(project, &Cache::open()?)?);
    Ok(path)
}
