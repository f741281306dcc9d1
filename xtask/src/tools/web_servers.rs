//! nginx, with its brotli module, and Caddy: they serve the built app to the end-to-end tests as real hosts would.

use super::system_packages::{self, SystemPackage};
use crate::failure::{Failure, Result};
use crate::process;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs.
pub(crate) struct WebServers {
    /// nginx.
    pub(crate) nginx: PathBuf,
    /// Caddy.
    pub(crate) caddy: PathBuf,
}

/// Where servers stand that are not for everybody's PATH.
const ELSEWHERE: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];

/// Sends the `.br` files; a package of its own, so that an nginx may be there without it.
const BROTLI_MODULE: &str = "ngx_http_brotli_static_module.so";

/// Finds them; installs what is missing when root.
pub(crate) fn ensure() -> Result<WebServers> {
    match find() {
        // Not every package manager has the module, and the other stories do without.
        Some(servers)
            if sends_brotli(&servers.nginx) || !system_packages::offers(SystemPackage::WebServers, "brotli") =>
        {
            return Ok(servers);
        }
        Some(_) => system_packages::install(SystemPackage::WebServers, "nginx has no brotli module.")?,
        None => system_packages::install(SystemPackage::WebServers, "nginx or Caddy is missing.")?,
    }
    find().ok_or_else(|| Failure::new("nginx and Caddy were installed but are not found: put them on PATH."))
}

fn sends_brotli(nginx: &Path) -> bool {
    // It says how it was built on the stream for errors.
    let said = Command::new(nginx).arg("-V").output().map(|said| said.stderr).unwrap_or_default();
    has_brotli_module(&String::from_utf8_lossy(&said), |module| module.exists())
}

/// Whether an nginx that was built so has the module: as a file beside its others, or as a part of itself.
fn has_brotli_module(built_with: &str, exists: impl Fn(&Path) -> bool) -> bool {
    let mut arguments = built_with.split_whitespace();
    let within = arguments.clone().any(|argument| argument.starts_with("--add-module=") && argument.contains("brotli"));
    let folder = arguments.find_map(|argument| argument.strip_prefix("--modules-path="));
    within || folder.is_some_and(|folder| exists(&Path::new(folder).join(BROTLI_MODULE)))
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

    #[test]
    fn an_nginx_without_its_brotli_module_is_told_from_one_with_it() {
        let debian =
            "nginx version: nginx/1.22.1\nconfigure arguments: --with-compat --modules-path=/usr/lib/nginx/modules\n";
        let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
        assert!(has_brotli_module(debian, |file| file == module));
        assert!(!has_brotli_module(debian, |_| false));
        assert!(has_brotli_module("configure arguments: --add-module=../ngx_brotli --with-threads\n", |_| false));
        assert!(!has_brotli_module("", |_| true));
    }
}
