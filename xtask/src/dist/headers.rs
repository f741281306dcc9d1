//! What a host has to say about the files: the one description that every host's own configuration is written from.

use super::hosts::Hosts;
use super::names;
use super::policy;
use super::site::{INDEX, Site};
use crate::failure::Result;

/// For files whose name changes with their content.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";
/// For the page and the service worker: kept, and asked for again each time.
pub(super) const ASKED: &str = "no-cache";

/// The addresses of pages (`crates/onboarding/src/route.rs`), `*` standing for one part.
pub(super) const PAGES: [&str; 7] =
    ["/", "/internal/v1/autologin", "/activities/*", "/login", "/journeys", "/sessions", "/done"];

/// Media types of what a build can hold, by their endings.
pub(super) const TYPES: [(&str, &str); 12] = [
    ("css", "text/css"),
    ("gif", "image/gif"),
    ("html", "text/html"),
    ("ico", "image/x-icon"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
    ("webp", "image/webp"),
];

/// What every answer carries, and which files never change.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Headers {
    /// Names and values for every answer.
    pub(super) everywhere: Vec<(&'static str, String)>,
    /// The files that are named by their content, as addresses.
    pub(super) hashed: Vec<String>,
}

impl Headers {
    /// Those of this build for these hosts.
    pub(super) fn of(site: &Site, hosts: &Hosts) -> Result<Self> {
        let fixed = [
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            // What the policy's `frame-ancestors` says, for browsers that do not know it.
            ("X-Frame-Options", "DENY"),
            // Providers' tabs are opened from here and may tell so; nobody who opens this page gets hold of it.
            ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            // For this host alone: what else lives below it is not this build's to decide.
            ("Strict-Transport-Security", "max-age=63072000"),
        ];
        let policies = [
            ("Content-Security-Policy", policy::content_security(&site.text(INDEX)?, hosts)),
            ("Permissions-Policy", policy::permissions(hosts)),
        ];
        let everywhere = policies.into_iter().chain(fixed.map(|(name, value)| (name, value.to_owned()))).collect();
        let hashed = site.names().filter(|name| names::is_hashed(name)).map(|name| format!("/{name}")).collect();
        Ok(Self { everywhere, hashed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onboarding::route::Route;

    #[test]
    fn every_address_of_the_app_is_a_page() {
        for page in PAGES {
            assert_ne!(Route::from_path(&page.replace('*', "7")), Route::Unknown, "{page}");
        }
        let routes = [Route::Autologin, Route::Journey, Route::LogIn, Route::Journeys, Route::Sessions, Route::Done];
        for route in routes {
            assert!(PAGES.contains(&route.path().as_str()), "{route:?}");
        }
    }
}
