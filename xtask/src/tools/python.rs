//! A Python environment with the packages that a requirements file names, kept in the cache.

use super::SearchPath;
use super::cache::Cache;
use super::system_packages::{self, SystemPackage};
use crate::failure::{Failure, OrFail, Result};
use crate::process;
use crate::say;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Python that the required packages run on.
const OLDEST: (u32, u32) = (3, 11);
/// The usual names first, then those of a newer Python beside an old one.
const PROGRAMS: [&str; 6] = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];

/// An environment that has the required packages.
pub(crate) struct Python {
    directory: PathBuf,
}

impl Python {
    /// A program of the environment, with the others of it ahead on PATH.
    pub(crate) fn command(&self, program: &str) -> Result<Command> {
        let programs = programs(&self.directory);
        let mut command = Command::new(programs.join(program));
        let mut path = SearchPath::default();
        path.add(Some(programs));
        path.apply(&mut command)?;
        // Bytecode of the project's scripts would land in the checkout.
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUNBUFFERED", "1");
        Ok(command)
    }
}

/// The environment for `requirements`; another content or another Python gets an environment of its own.
pub(crate) fn ensure(requirements: &Path) -> Result<Python> {
    let wanted = std::fs::read_to_string(requirements).or_cannot(|| format!("read {}", requirements.display()))?;
    let (interpreter, version) = interpreter()?;
    let cache = Cache::open()?;
    let name = format!("python-{:016x}", fingerprint(&format!("{version}\n{wanted}")));
    let directory = cache.install(&name, |directory| {
        say::doing("Installing the Python packages of the contract check (once per change of them; about a minute)");
        create_environment(&interpreter, directory)?;
        let mut pip = Command::new(programs(directory).join("python"));
        pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--requirement"]).arg(requirements);
        process::run(&mut pip, "The Python packages could not be installed; the lines above say why.")
    })?;
    Ok(Python { directory })
}

/// A Python that is new enough, and its version.
fn interpreter() -> Result<(PathBuf, String)> {
    if let Some(found) = find_interpreter() {
        return Ok(found);
    }
    let missing = format!("Python {}.{} or newer is missing.", OLDEST.0, OLDEST.1);
    system_packages::install(SystemPackage::Python, &missing)?;
    find_interpreter().ok_or_else(|| {
        Failure::new(format!(
            "{missing} The system's own is older: install a newer one, then run the same command again."
        ))
    })
}

fn find_interpreter() -> Option<(PathBuf, String)> {
    PROGRAMS.into_iter().filter_map(process::find_on_path).find_map(|path| {
        let version = process::capture(Command::new(&path).arg("--version"))?;
        is_new_enough(&version).then_some((path, version))
    })
}

/// `Python 3.11.7` → whether that will do.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches("Python ").split('.').map(|number| number.parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) >= OLDEST,
        _ => false,
    }
}

fn create_environment(interpreter: &Path, directory: &Path) -> Result<()> {
    // Debian ships Python without the part that puts pip into an environment; said on standard output.
    let create = |quietly: bool| {
        let mut command = Command::new(interpreter);
        command.args(["-m", "venv", "--clear"]).arg(directory);
        if quietly {
            return process::capture(&mut command).map(drop);
        }
        process::run(&mut command, "").ok()
    };
    if create(true).is_some() {
        return Ok(());
    }
    system_packages::install(SystemPackage::Python, "Python's `venv` module is missing or incomplete.")?;
    create(false).ok_or_else(|| Failure::new("No Python environment could be created; the lines above say why."))
}

fn programs(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) { "Scripts" } else { "bin" })
}

/// FNV-1a: names a content, the same in every build of this program.
fn fingerprint(content: &str) -> u64 {
    content.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_pythons_and_other_programs_will_not_do() {
        assert!(is_new_enough("Python 3.11.7"));
        assert!(is_new_enough("Python 3.14.0rc1"));
        assert!(!is_new_enough("Python 3.9.2"));
        assert!(!is_new_enough("Python 2.7.18"));
        assert!(!is_new_enough("was not found"));
    }

    #[test]
    fn the_fingerprint_follows_the_published_function() {
        // Test vectors of FNV-1a, 64 bits.
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint("foobar"), 0x8594_4171_f739_67e8);
    }
}
