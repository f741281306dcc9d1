//! Trunk, which builds the app.

use super::cache::Cache;
use super::cargo_tool::{self, CargoTool};
use crate::failure::Result;
use std::path::PathBuf;

/// The version that Trunk.toml asks for too (a test compares them).
const VERSION: &str = "0.21.14";

/// The directory that has `trunk`; `None` where PATH has it at that version.
pub(crate) fn ensure(cache: &Cache) -> Result<Option<PathBuf>> {
    let trunk = CargoTool {
        package: "trunk",
        version: VERSION,
        programs: &["trunk"],
        locked: true,
        length: "3 minutes on two cores",
    };
    cargo_tool::ensure(cache, &trunk)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::project::Project;

    #[test]
    fn the_configuration_asks_for_the_version_that_is_installed() {
        let configuration = Project::here().unwrap().read("Trunk.toml").unwrap();
        assert!(configuration.lines().any(|line| line == format!("trunk-version = \"={VERSION}\"")));
    }
}
