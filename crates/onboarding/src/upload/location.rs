//! Where an upload is. Sole judge of `Location`: what a request goes to is always behind the back-end's own address,
//! since the session's proof travels with it.

use crate::id::DocumentId;

/// Where files are sent to (contract, section 3, "Documents").
pub(super) const DOCUMENTS: &str = "/internal/v1/documents";

/// Longer ones would not fit into everybody's request line.
const LONGEST: usize = 2000;

/// The path of one upload behind the back-end's address, and the id in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    path: String,
    id: DocumentId,
}

/// The back-end's own address.
#[derive(Clone, Debug, Default)]
pub(super) struct BackEnd {
    authority: String,
    /// What every path begins with; empty where the back-end has its origin for itself.
    prefix: String,
}

impl BackEnd {
    /// Reads an absolute address, as configured: an origin, perhaps with a path.
    pub(super) fn at(api_url: &str) -> Self {
        let Some((authority, prefix)) = split_absolute(api_url) else { return Self::default() };
        Self { authority, prefix: prefix.trim_end_matches('/').to_owned() }
    }

    /// Where a `Location` leads (RFC 9110, section 10.2.2); `None` when that is not behind the back-end's address, or
    /// could be read in two ways.
    pub(super) fn resolve(&self, location: &str) -> Option<Address> {
        if location.len() > LONGEST {
            return None;
        }
        if let Some((authority, path)) = split_absolute(location) {
            // A proxy that ends TLS makes back-ends write `http:`; the request goes to the configured address anyway.
            return if authority == self.authority && !authority.is_empty() { self.behind(path) } else { None };
        }
        match location.strip_prefix('/') {
            Some(rest) if rest.starts_with('/') => None,
            Some(_) => self.behind(location),
            // Relative to where files are sent to.
            None => {
                let name = location.strip_prefix("./").unwrap_or(location);
                let folder = DOCUMENTS.rsplit_once('/').map_or("", |(folder, _)| folder);
                let has_scheme = name.split('/').next().is_some_and(|first| first.contains(':'));
                if has_scheme { None } else { Address::read(&format!("{folder}/{name}")) }
            }
        }
    }

    fn behind(&self, path: &str) -> Option<Address> {
        if let Some(rest) = path.strip_prefix(self.prefix.as_str()).filter(|rest| rest.starts_with('/')) {
            return Address::read(rest);
        }
        // A gateway that adds the prefix leaves the back-end without knowledge of it.
        let documents = path.strip_prefix(DOCUMENTS).is_some_and(|rest| rest.starts_with('/'));
        if documents { Address::read(path) } else { None }
    }
}

impl Address {
    /// Reads a path behind the back-end's address, as it was found or kept.
    pub(super) fn read(path: &str) -> Option<Self> {
        let plain = path.starts_with('/')
            && path.len() <= LONGEST
            && path.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#' | b'"' | b'<' | b'>'));
        let (segments, _) = path.split_once('?').unwrap_or((path, ""));
        let segments = segments.get(1..)?;
        let is_odd = |segment: &str| {
            segment.is_empty() || matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
        };
        if !plain || segments.split('/').any(is_odd) {
            return None;
        }
        let id = segments.rsplit('/').next().and_then(DocumentId::new)?;
        Some(Self { path: path.to_owned(), id })
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The id in the path (contract, section 3: "the id in `Location` is the document's `Id`").
    pub(super) fn id(&self) -> &DocumentId {
        &self.id
    }
}

/// The authority in lower case without a default port, and the path, of `http(s)://…` or `//…`.
fn split_absolute(url: &str) -> Option<(String, &str)> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let (start, default_port) = match lower.as_str() {
        text if text.starts_with("https://") => (8, ":443"),
        text if text.starts_with("http://") => (7, ":80"),
        text if text.starts_with("//") => (2, ""),
        _ => return None,
    };
    let rest = &url[start..];
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest[..end].to_ascii_lowercase();
    let authority = authority.strip_suffix(default_port).map_or(authority.clone(), str::to_owned);
    Some((authority, &rest[end..]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(api_url: &str, location: &str, path: Option<&str>) {
        let address = BackEnd::at(api_url).resolve(location);
        assert_eq!(address.as_ref().map(Address::path), path, "{location:?} behind {api_url}");
    }

    #[test]
    fn a_location_is_absolute_or_relative() {
        for location in [
            "/internal/v1/documents/9",
            "https://api.example.com/internal/v1/documents/9",
            "HTTPS://API.example.com:443/internal/v1/documents/9",
            "http://api.example.com/internal/v1/documents/9",
            "//api.example.com/internal/v1/documents/9",
            "documents/9",
            "./documents/9",
        ] {
            check("https://api.example.com", location, Some("/internal/v1/documents/9"));
        }
        check("http://127.0.0.1:8080", "http://127.0.0.1:8080/files/a?b=c", Some("/files/a?b=c"));
        check("https://api.example.com", "9", Some("/internal/v1/9"));
    }

    #[test]
    fn a_back_end_may_stand_behind_a_path() {
        let api = "https://example.com/front/";
        check(api, "https://example.com/front/internal/v1/documents/9", Some("/internal/v1/documents/9"));
        check(api, "/front/internal/v1/documents/9", Some("/internal/v1/documents/9"));
        check(api, "/internal/v1/documents/9", Some("/internal/v1/documents/9"));
        check(api, "documents/9", Some("/internal/v1/documents/9"));
        check(api, "/frontier/documents/9", None);
        check(api, "/back/internal/v1/documents/9", None);
        check(api, "/internal/v1/documents", None);
    }

    #[test]
    fn a_location_that_leads_elsewhere_or_two_ways_is_refused() {
        for location in [
            "",
            "/",
            "https://evil.test/internal/v1/documents/9",
            "https://api.example.com.evil.test/internal/v1/documents/9",
            "https://api.example.com@evil.test/internal/v1/documents/9",
            "https://user@api.example.com/internal/v1/documents/9",
            "https://api.example.com:8443/internal/v1/documents/9",
            "https://api.example.com",
            "https://api.example.com/",
            "//evil.test/9",
            "///evil.test/9",
            "/\\evil.test/9",
            "\\\\evil.test\\9",
            "javascript:alert(1)",
            "data:text/html,x",
            "/internal/v1/documents/",
            "/internal/v1/documents//9",
            "/internal/v1/documents/../sessions/9",
            "/internal/v1/documents/%2E%2e/sessions",
            "../sessions/9",
            "/internal/v1/documents/9#a",
            "/internal/v1/documents/9 ",
            "/internal/v1/documents/9\n",
            "/internal/v1/documents/é",
        ] {
            check("https://api.example.com", location, None);
        }
        check("https://api.example.com", &format!("/{}", "a".repeat(2000)), None);
        // Nobody knows where the back-end is.
        check("", "https://evil.test/internal/v1/documents/9", None);
        check("", "//evil.test/internal/v1/documents/9", None);
        check("", "https:///internal/v1/documents/9", None);
    }

    #[test]
    fn the_id_is_the_last_part_of_the_path() {
        for (path, id) in [("/internal/v1/documents/74590868830731401", "74590868830731401"), ("/a/b-c?d=/e", "b-c")] {
            assert_eq!(Address::read(path).unwrap().id().to_string(), id);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_location_panics_or_leaves_the_back_end(location in ".{0,60}", prefix in "(/[a-z]{1,5}){0,2}") {
            for api_url in ["https://api.example.com", "", "//", "https://", location.as_str()] {
                if let Some(address) = BackEnd::at(&format!("{api_url}{prefix}")).resolve(&location) {
                    let path = address.path();
                    proptest::prop_assert!(path.starts_with('/') && !path.starts_with("//"));
                    proptest::prop_assert!(!path.contains("/../") && !path.contains('\\') && path.is_ascii());
                    proptest::prop_assert_eq!(Address::read(path), Some(address));
                }
            }
        }

        #[test]
        fn another_host_is_never_spoken_to(host in "[a-z.:@0-9]{1,20}", path in "(/[a-z0-9]{1,5}){1,3}") {
            proptest::prop_assume!(host != "api.example.com" && host != "api.example.com:443");
            let location = format!("https://{host}{path}");
            proptest::prop_assert_eq!(BackEnd::at("https://api.example.com").resolve(&location), None);
        }
    }
}
