//! The same headers, in the words of each host.

mod caddy;
mod edge;
mod json;
mod nginx;

use super::headers::Headers;
use super::site::Site;

/// The headers for a host that reads them as data.
const JSON: &str = "headers.json";

/// A file by its content: the letters and digits before its ending. The same in the words of PCRE and of RE2.
const HASHED: &str = r"-[0-9a-f]{16}(_bg)?\.(css|js|wasm)$";
/// Whatever has an ending is a file, and missing where it is not there; any other address is the page's.
const FILE: &str = r"\.\w+$";

/// Adds what Cloudflare Pages and Netlify look for among the public files.
pub(super) fn add_public(site: &mut Site, headers: &Headers) {
    site.put("_headers", edge::headers(headers));
    site.put("_redirects", edge::redirects());
}

/// What belongs into the configuration of other hosts.
pub(super) fn snippets(headers: &Headers) -> Site {
    let mut site = Site::default();
    site.put("nginx.conf", nginx::snippet(headers));
    site.put("Caddyfile", caddy::site(headers));
    site.put(JSON, json::headers(headers));
    site
}
