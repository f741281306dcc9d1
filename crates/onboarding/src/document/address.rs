//! Where a document may be fetched from. A relative address is behind the back-end's; an absolute one is judged by
//! the rules of `redirect`; anything else is no address.

use crate::api::{self, Request};
use crate::redirect::RedirectUrl;
use crate::session::AccessToken;

/// The address of a document, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A path behind `ApiURL`; starts with a slash.
    BackEnd(String),
    Absolute(RedirectUrl),
}

/// How a document is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the back-end, as whoever is signed in. The request's path is the whole address.
    BackEnd(Request),
    /// From another site, as nobody.
    Elsewhere(RedirectUrl),
}

impl Address {
    /// Accepts an absolute `https:` address (or `http:` on loopback) and a path behind the back-end's address.
    pub fn parse(url: &str) -> Option<Self> {
        let url = url.trim();
        if let Some(absolute) = RedirectUrl::parse(url) {
            return Some(Self(Kind::Absolute(absolute)));
        }
        let path = url.strip_prefix('/').unwrap_or(url);
        is_plain_path(path).then(|| Self(Kind::BackEnd(format!("/{path}"))))
    }

    /// Where it is fetched, given where the back-end is and where the page is. Only the back-end's own origin gets to
    /// see who is signed in.
    pub(crate) fn source(&self, api_url: &str, page_origin: &str, token: Option<&AccessToken>) -> Source {
        match &self.0 {
            Kind::BackEnd(path) => Source::BackEnd(api::read_document(format!("{api_url}{path}"), token)),
            Kind::Absolute(url) => {
                let back_end = RedirectUrl::parse(if api_url.is_empty() { page_origin } else { api_url });
                match back_end.is_some_and(|back_end| origin(&back_end) == origin(url)) {
                    true => Source::BackEnd(api::read_document(url.as_str().to_owned(), token)),
                    false => Source::Elsewhere(url.clone()),
                }
            }
        }
    }
}

/// A path, perhaps with a query, that every browser resolves to just what is written there: no scheme, no other host,
/// no way up.
fn is_plain_path(path: &str) -> bool {
    let segments = path.split(['?', '#']).next().unwrap_or_default().split('/');
    let is_dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    !path.is_empty()
        && !path.starts_with(['/', '?', '#'])
        && !path.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\')
        && segments.clone().next().is_some_and(|first| !first.contains(':'))
        && !segments.clone().any(is_dots)
}

/// Scheme, host and port (RFC 6454, section 4), with the port that a scheme means by itself.
fn origin(url: &RedirectUrl) -> (String, String, String) {
    let (scheme, rest) = url.as_str().split_once("://").unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let usual = if scheme == "https" { "443" } else { "80" };
    let port = authority[url.host().len()..].trim_start_matches([':', '0']);
    let port = if port.is_empty() { usual } else { port };
    (scheme, url.host().to_ascii_lowercase(), port.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const PAGE: &str = "https://www.acme.test";

    /// What is fetched, and whether it is told who is signed in.
    fn fetched(url: &str, api_url: &str) -> Option<(String, bool)> {
        let token = AccessToken::new("s3cret");
        Some(match Address::parse(url)?.source(api_url, PAGE, token.as_ref()) {
            Source::BackEnd(request) => {
                (request.path.clone(), request.headers.contains(&("Authorization", "Bearer s3cret".to_owned())))
            }
            Source::Elsewhere(url) => (url.as_str().to_owned(), false),
        })
    }

    #[test]
    fn relative_addresses_are_behind_the_back_end_s() {
        let api = "https://api.acme.test/v2";
        for (url, whole) in [
            ("/files/a.pdf", "https://api.acme.test/v2/files/a.pdf"),
            ("files/a.pdf?x=1:2/../y", "https://api.acme.test/v2/files/a.pdf?x=1:2/../y"),
            (" /files/%C3%A9..pdf ", "https://api.acme.test/v2/files/%C3%A9..pdf"),
        ] {
            assert_eq!(fetched(url, api), Some((whole.to_owned(), true)), "{url}");
        }
        assert_eq!(fetched("/files/a.pdf", ""), Some(("/files/a.pdf".to_owned(), true)));
    }

    #[test]
    fn only_the_back_end_s_own_origin_learns_who_is_signed_in() {
        for (url, api_url, told) in [
            ("https://api.acme.test/files/a", "https://api.acme.test/v2", true),
            ("https://API.acme.test:443/a", "https://api.acme.test", true),
            ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080", true),
            ("https://www.acme.test/a", "", true),
            ("https://api.acme.test:8443/a", "https://api.acme.test", false),
            ("https://api.acme.test.evil.test/a", "https://api.acme.test", false),
            ("https://www.acme.test/a", "https://api.acme.test", false),
            ("http://127.0.0.1:8081/a", "http://127.0.0.1:8080", false),
            ("http://localhost:8080/a", "http://127.0.0.1:8080", false),
        ] {
            assert_eq!(fetched(url, api_url), Some((url.to_owned(), told)), "{url} behind {api_url}");
        }
    }

    #[test]
    fn anything_else_is_no_address() {
        for url in [
            "",
            "/",
            "//evil.test/a",
            "///evil.test",
            "/\\evil.test",
            "\\\\evil.test",
            "javascript:alert(1)",
            "data:text/html,x",
            "blob:https://a/b",
            "http://acme.test/a",
            "https://user@acme.test/a",
            "../a",
            "/files/../../a",
            "/files/%2E%2e/a",
            "/fi les",
            "/fi\tles",
            "?a",
            "#a",
        ] {
            assert_eq!(Address::parse(url), None, "{url:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_address_leads_to_another_origin_as_somebody(url in r"[a-z0-9:/\\.@%?# ]{0,30}|.{0,30}") {
            let Some(address) = Address::parse(&url) else { return Ok(()) };
            if let Source::BackEnd(request) = address.source("https://api.acme.test", PAGE, None) {
                let rest = request.path.to_ascii_lowercase();
                let rest = rest.strip_prefix("https://api.acme.test").unwrap();
                proptest::prop_assert!(rest.is_empty() || rest.starts_with(['/', ':', '?', '#']), "{rest}");
                proptest::prop_assert!(!rest.starts_with("//"));
            }
        }
    }
}
