//! The wasm-bindgen command line, which must be of exactly the version of the library in Cargo.lock.

use super::cache::Cache;
use super::cargo_tool::{self, CargoTool};
use crate::failure::Result;
use crate::project::Project;
use std::path::PathBuf;

/// The program that cargo calls to run WebAssembly tests.
pub(crate) const TEST_RUNNER: &str = "wasm-bindgen-test-runner";

/// The directory that has `wasm-bindgen` and its test runner; `None` where PATH has them at that version.
pub(crate) fn ensure(project: &Project, cache: &Cache) -> Result<Option<PathBuf>> {
    let version = project.locked_version("wasm-bindgen")?;
    let wasm_bindgen = CargoTool {
        package: "wasm-bindgen-cli",
        version: &version,
        programs: &["wasm-bindgen", TEST_RUNNER],
        // The lock file in the package does not fit the package's own manifest.
        locked: false,
        length: "a minute on two cores",
    };
    cargo_tool::ensure(cache, &wasm_bindgen)
}
