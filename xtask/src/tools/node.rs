//! Node.js and the packages that lock files name.

use crate::failure::{Failure, OrFail, Result};
use crate::process;
use std::path::Path;
use std::process::Command;

/// Kept inside `node_modules`: the lock file that was installed from, so that it is done once per change.
const INSTALLED_FROM: &str = "node_modules/.installed-from";
/// What the browser tests' runner asks for.
const OLDEST_NODE: u32 = 18;

/// Fails with a sentence where Node.js or npm is missing or too old.
pub(crate) fn ensure() -> Result<()> {
    let version = process::capture(Command::new("node").arg("--version"));
    let major = version.as_deref().and_then(major_version);
    if process::find_on_path("npm").is_some() && major.is_some_and(|major| major >= OLDEST_NODE) {
        return Ok(());
    }
    let found =
        version.map_or_else(|| "is missing".to_owned(), |version| format!("is too old or lacks npm ({version})"));
    Err(Failure::new(format!(
        "Node.js {found}: install Node.js {OLDEST_NODE} or newer together with npm, then run the same command again."
    )))
}

/// Installs exactly what `package-lock.json` in `directory` names, unless that was done before.
pub(crate) fn install_packages(directory: &Path) -> Result<()> {
    ensure()?;
    let lock_file = directory.join("package-lock.json");
    let wanted = std::fs::read(&lock_file).or_cannot(|| format!("read {}", lock_file.display()))?;
    let installed_from = directory.join(INSTALLED_FROM);
    if std::fs::read(&installed_from).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut command = Command::new(process::find_on_path("npm").unwrap_or_else(|| "npm".into()));
    command.args(["ci", "--no-audit", "--no-fund"]).current_dir(directory);
    // Browsers come from the system's package manager, never from a package's own download.
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
    let failed = format!("`npm ci` in {} failed; the lines above say why.", directory.display());
    process::run(&mut command, &failed)?;
    std::fs::write(&installed_from, wanted).or_cannot(|| format!("write {}", installed_from.display()))
}

/// `v20.11.1` → 20
fn major_version(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major_version("v20.11.1"), Some(20));
        assert_eq!(major_version("20"), None);
        assert_eq!(major_version("v"), None);
    }
}
