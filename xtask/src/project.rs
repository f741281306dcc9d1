//! The checkout: where its files are, and how cargo is called in it.

use crate::failure::{Failure, OrFail, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout that these commands work on.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that this program was built from.
    pub(crate) fn here() -> Result<Self> {
        // `cargo xtask` sets it at run time, so that a checkout that was moved after the build is found too.
        let manifest_directory = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_directory.parent().map(Path::to_path_buf);
        root.filter(|root| root.join("Trunk.toml").is_file()).map(|root| Self { root }).ok_or_else(|| {
            Failure::new("The project's files are not where they were when this was built: call it as `cargo xtask`.")
        })
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Text of a file inside the checkout.
    pub(crate) fn read(&self, relative: &str) -> Result<String> {
        std::fs::read_to_string(self.path(relative)).or_cannot(|| format!("read {relative}"))
    }

    /// An empty directory for the passing needs of these commands, inside the ignored `target/`.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let directory = self.path("target/xtask").join(name);
        if directory.exists() {
            std::fs::remove_dir_all(&directory).or_cannot(|| format!("empty {}", directory.display()))?;
        }
        std::fs::create_dir_all(&directory).or_cannot(|| format!("create {}", directory.display()))?;
        Ok(directory)
    }

    /// The cargo that runs this program, called at the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root);
        command
    }

    /// The version that Cargo.lock gives `package`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        version_in_lock_file(&self.read("Cargo.lock")?, package).map(str::to_owned).ok_or_else(|| {
            Failure::new(format!("Cargo.lock names no package `{package}`: restore the file from version control."))
        })
    }
}

/// The cargo that runs this program, in no particular directory.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Cargo writes each package as `name = "…"` and, on the next line, `version = "…"`.
fn version_in_lock_file<'a>(lock_file: &'a str, package: &str) -> Option<&'a str> {
    let name_line = format!("name = \"{package}\"");
    let mut lines = lock_file.lines().skip_while(|line| *line != name_line);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const LOCK_FILE: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_version_is_that_of_the_package_of_exactly_that_name() {
        assert_eq!(version_in_lock_file(LOCK_FILE, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock_file(LOCK_FILE, "wasm"), None);
    }

    #[test]
    fn the_real_lock_file_is_understood() {
        let version = Project::here().unwrap().locked_version("wasm-bindgen").unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }

    #[test]
    fn a_scratch_directory_is_empty_again_each_time() {
        let project = Project::here().unwrap();
        let directory = project.scratch("test-of-scratch").unwrap();
        std::fs::write(directory.join("left over"), "").unwrap();
        assert_eq!(std::fs::read_dir(project.scratch("test-of-scratch").unwrap()).unwrap().count(), 0);
        std::fs::remove_dir_all(directory).unwrap();
    }
}
