//! A program from crates.io at one exact version: the one on PATH, or compiled once into the cache.

use super::SearchPath;
use super::cache::Cache;
use crate::failure::{Failure, OrFail, Result};
use crate::process;
use crate::project::cargo;
use crate::say;
use std::path::PathBuf;
use std::process::Command;

/// A program to be had by `cargo install`.
pub(crate) struct CargoTool<'a> {
    /// The package, and what it is called in messages.
    pub(crate) package: &'a str,
    /// The exact version.
    pub(crate) version: &'a str,
    /// The programs that are needed of it.
    pub(crate) programs: &'a [&'a str],
    /// Whether its own lock file can be used.
    pub(crate) locked: bool,
    /// How long compiling takes on two cores, in words.
    pub(crate) length: &'a str,
}

/// The directory that has the tool's programs; `None` where PATH has them at that version.
pub(crate) fn ensure(cache: &Cache, tool: &CargoTool) -> Result<Option<PathBuf>> {
    if tool.programs.iter().all(|program| is_on_path(program, tool.version)) {
        return Ok(None);
    }
    let name = format!("{}-{}", tool.package, tool.version);
    let directory = cache.install(&name, |directory| {
        say::doing(format!(
            "Installing {} {} (once for this machine; about {})",
            tool.package, tool.version, tool.length
        ));
        // Kept when interrupted, so that the next try goes on where this one stopped.
        let build_directory = cache.directory(".build").join(&name);
        let mut command = cargo();
        command.args(["install", tool.package, "--version", tool.version]);
        // Optimising these tools takes far longer than they ever save.
        command.arg("--debug").env("CARGO_PROFILE_DEV_DEBUG", "0");
        if tool.locked {
            command.arg("--locked");
        }
        command.arg("--root").arg(directory).arg("--target-dir").arg(&build_directory);
        // Where the programs will be, so that cargo does not advise to add it.
        let mut path = SearchPath::default();
        path.add(Some(directory.join("bin")));
        path.apply(&mut command)?;
        // Away from the checkout, whose cargo configuration is not meant for other people's programs.
        command.current_dir(directory);
        process::run(&mut command, &format!(
            "{name} could not be installed; the lines above say why. Run the same command again: what was compiled is kept.",
        ))?;
        let version = has_version(&mut Command::new(directory.join("bin").join(tool.programs[0])), tool.version);
        if !version {
            return Err(Failure::new(format!("{name} was installed but does not start; the cache is {}.", directory.display())));
        }
        std::fs::remove_dir_all(&build_directory).or_cannot(|| format!("remove {}", build_directory.display()))
    })?;
    Ok(Some(directory.join("bin")))
}

fn is_on_path(program: &str, version: &str) -> bool {
    process::find_on_path(program).is_some_and(|path| has_version(&mut Command::new(path), version))
}

/// Whether the program says `NAME VERSION …` when asked for its version.
fn has_version(command: &mut Command, version: &str) -> bool {
    process::capture(command.arg("--version")).is_some_and(|output| says_version(&output, version))
}

fn says_version(output: &str, version: &str) -> bool {
    output.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_will_do() {
        assert!(says_version("trunk 0.21.14", "0.21.14"));
        assert!(says_version("wasm-bindgen 0.2.130 (27c7a4d06)", "0.2.130"));
        assert!(!says_version("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!says_version("", "0.2.130"));
    }

    #[test]
    fn a_tool_on_the_path_is_used_as_it_is() {
        // cargo itself stands in for a tool: PATH has it, and it says `cargo VERSION`.
        let output = process::capture(cargo().arg("--version")).unwrap_or_default();
        let version = output.split_whitespace().nth(1).unwrap_or_default();
        assert!(is_on_path("cargo", version));
        assert!(!is_on_path("cargo", "0.0.0"));
    }
}
