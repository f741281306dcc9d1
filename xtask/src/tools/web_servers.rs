//! nginx and Caddy of the system, which serve the built app to the end-to-end tests as they would on a real host.

use super::system_packages::{self, SystemPackage};
use crate::failure::{Failure, Result};
use crate::process;
use std::path::PathBuf;

/// The programs.
pub(crate) struct WebServers {
    /// nginx.
    pub(crate) nginx: PathBuf,
    /// Caddy.
    pub(crate) caddy: PathBuf,
}

/// Where servers stand that are not for everybody's PATH.
const ELSEWHERE: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];

/// Finds both; installs them when root.
pub(crate) fn ensure() -> Result<WebServers> {
    if let Some(servers) = find() {
        return Ok(servers);
    }
    system_packages::install(SystemPackage::WebServers, "nginx or Caddy is missing.")?;
    find().ok_or_else(|| Failure::new("nginx and Caddy were installed but are not found: put them on PATH."))
}

fn find() -> Option<WebServers> {
    Some(WebServers { nginx: program("nginx")?, caddy: program("caddy")? })
}

fn program(name: &str) -> Option<PathBuf> {
    let elsewhere =
        || ELSEWHERE.iter().map(|folder| PathBuf::from(folder).join(name)).find(|path| process::is_program(path));
    process::find_on_path(name).or_else(elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_or_it_is_not() {
        assert!(program("sh").is_some());
        assert_eq!(program("no-such-server"), None);
    }
}
