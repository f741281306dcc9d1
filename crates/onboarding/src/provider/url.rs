//! `ProviderUrl`: an address that may be put into a frame or, on the lead's click, opened. Its rules are those of
//! [`RedirectUrl`], and its origin is known to the letter, since messages are told from forged ones by it.

use std::fmt;
use std::net::Ipv4Addr;

use crate::redirect::RedirectUrl;

/// A provider's address that was checked. It may open somebody's documents, so it never shows in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderUrl(RedirectUrl);

impl ProviderUrl {
    /// Accepts what [`RedirectUrl::parse`] accepts, if its origin can be told: the host must be written as browsers
    /// write it, in ASCII, and a number in its last part makes it an IPv4 address in four parts (URL standard, 3.5).
    pub fn parse(url: &str) -> Option<Self> {
        let url = RedirectUrl::parse(url)?;
        let host = url.host();
        let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
        let numeric = last.starts_with(|c: char| c.is_ascii_digit());
        let plain = host.is_ascii() && (!numeric || host.parse::<Ipv4Addr>().is_ok());
        plain.then_some(Self(url))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host alone, to tell people where they are going.
    pub fn host(&self) -> &str {
        self.0.host()
    }

    /// Scheme, host and port as browsers write a message's `origin`: lower case, without the scheme's own port.
    pub fn origin(&self) -> String {
        let url = self.as_str();
        let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let host = self.host().to_ascii_lowercase();
        let own_port = if scheme == "https" { 443 } else { 80 };
        match self.port() {
            Some(port) if port != own_port => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        }
    }

    /// The path, with its leading slash; empty where there is none.
    pub(crate) fn path(&self) -> &str {
        let rest = self.behind_origin();
        &rest[..rest.find(['?', '#']).unwrap_or(rest.len())]
    }

    /// The same address with another path.
    pub(crate) fn with_path(&self, path: &str) -> Self {
        let (url, rest) = (self.as_str(), self.behind_origin());
        let changed = format!("{}{path}{}", &url[..url.len() - rest.len()], &rest[self.path().len()..]);
        Self::parse(&changed).unwrap_or_else(|| self.clone())
    }

    /// The same address with further query parameters; one that it has already stays as the integrator wrote it.
    pub(crate) fn with_query(&self, parameters: &[(&str, &str)]) -> Self {
        let (front, fragment) = self.as_str().split_once('#').map_or((self.as_str(), None), |(a, b)| (a, Some(b)));
        let mut changed = front.to_owned();
        for (name, value) in parameters {
            let query = changed.split_once('?').map_or("", |(_, query)| query);
            if query.split('&').any(|pair| pair.split('=').next() == Some(name)) {
                continue;
            }
            changed.push(match changed.contains('?') {
                true => '&',
                false => '?',
            });
            changed.push_str(&format!("{name}={}", percent_encoded(value)));
        }
        if let Some(fragment) = fragment {
            changed.push_str(&format!("#{fragment}"));
        }
        Self::parse(&changed).unwrap_or_else(|| self.clone())
    }

    /// The same address with a fragment, unless it has one.
    pub(crate) fn with_fragment(&self, fragment: &str) -> Self {
        if self.as_str().contains('#') {
            return self.clone();
        }
        Self::parse(&format!("{}#{fragment}", self.as_str())).unwrap_or_else(|| self.clone())
    }

    fn port(&self) -> Option<u16> {
        let rest = &self.as_str()[self.host_end()..];
        let digits = rest.strip_prefix(':')?;
        digits[..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len())].parse().ok()
    }

    fn behind_origin(&self) -> &str {
        let rest = &self.as_str()[self.host_end()..];
        &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..]
    }

    /// Where the host ends: the host is the first thing behind `://`.
    fn host_end(&self) -> usize {
        self.as_str().find("://").map_or(0, |at| at + 3) + self.host().len()
    }
}

/// As JavaScript's `encodeURIComponent` writes it (ECMA-262, 19.2.6.4).
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&b) => encoded.push(char::from(b)),
            b => encoded.push_str(&format!("%{b:02X}")),
        }
    }
    encoded
}

impl fmt::Debug for ProviderUrl {
    /// The origin only: the rest may open somebody's documents.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProviderUrl({}…)", self.origin())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn url(text: &str) -> ProviderUrl {
        ProviderUrl::parse(text).unwrap()
    }

    #[test]
    fn the_origin_is_written_as_browsers_write_it() {
        for (address, origin) in [
            ("https://calendly.com/acme/intro?a=b", "https://calendly.com"),
            ("HTTPS://Calendly.COM:443/acme", "https://calendly.com"),
            ("https://sign.example.com:08443#x", "https://sign.example.com:8443"),
            ("http://127.0.0.1:8081/veriff/x", "http://127.0.0.1:8081"),
            ("http://localhost:80", "http://localhost"),
            ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443"),
            ("https://calendly.com?at=https://evil.test:9", "https://calendly.com"),
        ] {
            assert_eq!(url(address).origin(), origin, "{address}");
        }
    }

    #[test]
    fn an_address_whose_origin_browsers_write_otherwise_is_refused() {
        for address in [
            "https://bücher.example/",
            "https://127.1/",
            "https://0x7f.1/",
            "https://1.2.3.4.5/",
            "https://2130706433/",
            "http://calendly.com",
            "https://a@calendly.com",
            "javascript:alert(1)",
            "/acme",
            "",
        ] {
            assert!(ProviderUrl::parse(address).is_none(), "{address}");
        }
    }

    #[test]
    fn parameters_are_added_behind_those_that_are_there() {
        let more = [("email", "a+b@c.fr"), ("name", "Zoé & Co"), ("a", "2")];
        for (before, after) in [
            ("https://h/p", "https://h/p?email=a%2Bb%40c.fr&name=Zo%C3%A9%20%26%20Co&a=2"),
            ("https://h?a=1&b#f?x", "https://h?a=1&b&email=a%2Bb%40c.fr&name=Zo%C3%A9%20%26%20Co#f?x"),
        ] {
            assert_eq!(url(before).with_query(&more).as_str(), after);
        }
    }

    #[test]
    fn path_and_fragment_are_changed_alone() {
        assert_eq!(
            url("https://h:8/sign/x?a=/b#c").with_path("/embed/sign/x").as_str(),
            "https://h:8/embed/sign/x?a=/b#c"
        );
        assert_eq!(
            (url("https://h").path(), url("https://h?x/y").path(), url("https://h/a/#/b").path()),
            ("", "", "/a/")
        );
        assert_eq!(url("https://h/a?b").with_fragment("c=").as_str(), "https://h/a?b#c=");
        assert_eq!(url("https://h/a#b").with_fragment("c").as_str(), "https://h/a#b");
    }

    #[test]
    fn the_address_does_not_show() {
        assert_eq!(format!("{:?}", url("https://h/v/secret?t=secret")), "ProviderUrl(https://h…)");
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_the_origin_is_one(text in "(https?://)?[a-z0-9.:/?#@\\[\\]é]{0,40}", path in "/[ -~é]{0,12}") {
            if let Some(url) = ProviderUrl::parse(&text) {
                let origin = url.origin();
                proptest::prop_assert_eq!(ProviderUrl::parse(&origin).map(|again| again.origin()), Some(origin.clone()));
                for changed in [url.with_path(&path), url.with_query(&[("a", &path)]), url.with_fragment(&path)] {
                    proptest::prop_assert_eq!(changed.origin(), origin.clone(), "{:?} and {:?}", text, path);
                }
            }
        }
    }
}
