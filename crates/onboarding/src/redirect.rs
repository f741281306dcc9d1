//! `RedirectURL`: the sole judge of an address that this page may leave for.
//!
//! The check is stricter than a browser's URL parser on purpose: an address that the two could read
//! differently (backslashes, tabs, a percent-encoded or missing host) is refused.

use std::net::Ipv4Addr;

/// An address that was checked and may be left for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUrl {
    url: String,
    host_end: usize,
    host_start: usize,
}

impl RedirectUrl {
    /// Accepts an absolute `https:` address (or `http:` on loopback) without user-info, control characters
    /// or anything that browsers read differently; `None` otherwise.
    pub fn parse(url: &str) -> Option<Self> {
        if url.chars().any(|c| c.is_control() || c == '\\' || is_invisible(c)) {
            return None;
        }
        let scheme_end = url.find("://")?;
        let host_start = scheme_end + 3;
        let authority_length = url[host_start..].find(['/', '?', '#']).unwrap_or(url.len() - host_start);
        let authority = &url[host_start..host_start + authority_length];
        let host = host_of(authority)?;
        let allowed = match url[..scheme_end].to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => is_loopback(host),
            _ => false,
        };
        allowed.then(|| Self { url: url.to_owned(), host_start, host_end: host_start + host.len() })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The host alone, to tell people where they are going.
    pub fn host(&self) -> &str {
        &self.url[self.host_start..self.host_end]
    }
}

/// The host of an authority, if it is one and the port is a number; user-info is refused by its `@`.
fn host_of(authority: &str) -> Option<&str> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let host = &authority[..address.len() + 2];
        return (address.parse::<std::net::Ipv6Addr>().is_ok() && is_port(port)).then_some(host);
    }
    let (host, port) = authority.find(':').map_or((authority, ""), |at| authority.split_at(at));
    let well_formed = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    (well_formed && !host.starts_with('.') && is_port(port)).then_some(host)
}

fn is_port(port: &str) -> bool {
    match port.strip_prefix(':') {
        Some(digits) => {
            !digits.is_empty() && digits.parse::<u16>().is_ok() && digits.bytes().all(|b| b.is_ascii_digit())
        }
        None => port.is_empty(),
    }
}

/// Loopback by RFC 6761 (`localhost`), RFC 1122 (127.0.0.0/8) and RFC 4291 (`::1`).
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

/// Characters that show nothing or turn the reading direction, so that a shown host could lie.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(url: &str, host: Option<&str>) {
        assert_eq!(RedirectUrl::parse(url).as_ref().map(RedirectUrl::host), host, "{url:?}");
    }

    #[test]
    fn absolute_https_is_accepted() {
        check("https://www.myapp.com", Some("www.myapp.com"));
        check("HTTPS://www.myapp.com:8443/a?b=c#d", Some("www.myapp.com"));
        check("https://bücher.example/é x", Some("bücher.example"));
        check("https://[2001:db8::1]:443/", Some("[2001:db8::1]"));
        check("https://my_app.example?next=http://a@b", Some("my_app.example"));
    }

    #[test]
    fn http_is_for_loopback_only() {
        check("http://127.0.0.1:3000/thanks", Some("127.0.0.1"));
        check("http://localhost/", Some("localhost"));
        check("http://app.localhost/", Some("app.localhost"));
        check("http://[::1]:80/", Some("[::1]"));
        for url in ["http://www.myapp.com", "http://127.0.0.1.evil.test", "http://localhost.evil.test", "http://[::2]/"]
        {
            check(url, None);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for url in [
            "",
            "/done",
            "//evil.test",
            "www.myapp.com",
            "https:evil.test",
            "https:/evil.test",
            "https:///evil.test",
            "https://",
            "https://?a",
            "https://:443",
            "https://user@evil.test",
            "https://a:b@evil.test",
            "https://a:b",
            "https://a:",
            "https://a:99999",
            "https://a:+1",
            "https://e%76il.test",
            "https://evil.test\\@good.test",
            "https://ev\til.test",
            "https://evil.test/\n",
            " https://evil.test",
            "https://ev il.test",
            "javascript:alert(1)",
            "javascript://x/%0aalert(1)",
            "data:text/html,x",
            "ftp://a",
            "blob:https://a",
            "https://\u{202e}moc.live",
            "https://good.test\u{200b}.evil.test",
            "https://[::1",
            "https://[x]/",
            "https://.",
        ] {
            check(url, None);
        }
    }

    #[test]
    fn the_address_is_kept_to_the_letter() {
        let url = "https://www.myapp.com/a%20b?x=1&y=é#z";
        assert_eq!(RedirectUrl::parse(url).unwrap().as_str(), url);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_what_passes_is_https_or_loopback(url in ".{0,40}") {
            if let Some(accepted) = RedirectUrl::parse(&url) {
                let lower = accepted.as_str().to_lowercase();
                proptest::prop_assert!(lower.starts_with("https://") || is_loopback(accepted.host()));
            }
        }

        #[test]
        fn user_info_never_passes(user in "[a-z:]{0,5}", host in "[a-z.]{1,10}") {
            let url = format!("https://{user}@{host}/");
            proptest::prop_assert!(RedirectUrl::parse(&url).is_none());
        }
    }
}
