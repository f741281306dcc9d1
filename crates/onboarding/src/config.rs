//! The configuration block of `index.html`: what makes one static build serve any back-end.

use serde_json::{Map, Value};

use crate::brand::Color;
use crate::workspace::{Workspace, is_email, is_name, is_own_file, is_picture, is_web_address};

/// How the app behaves, as the integrator set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where the back-end is: an origin, perhaps with a path, without a trailing slash. Empty: where the page itself is.
    pub api_url: String,
    /// Where a session token is kept.
    pub token_store: TokenStore,
    /// Whether a link is spent at once.
    pub autologin: Autologin,
    /// Seconds to wait for automatic activities before the journey counts as done (contract, section 3).
    pub settle_seconds: u32,
    /// The language to speak, as a BCP 47 tag; otherwise the workspace's or the browser's.
    pub locale: Option<String>,
    /// Whether the app opens without a network after its first visit.
    pub offline: bool,
    /// The company, before a session tells of it and where it does not. Its language stands in `locale`.
    pub workspace: Workspace,
}

/// Where a session token is kept, when the back-end sends one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenStore {
    /// In memory: gone with a reload.
    Memory,
    /// In `sessionStorage`: gone with the tab.
    Tab,
}

/// Whether a link is spent at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Autologin {
    /// As soon as the page is seen; `early` too, which `src/early.js` reads: by then it has begun.
    Automatic,
    /// After one click, for links that travel by e-mail, where scanners run scripts.
    Confirm,
}

/// The keys that the block may have.
pub const KEYS: [&str; 12] = [
    "ApiURL",
    "TokenStore",
    "Autologin",
    "Settle",
    "Locale",
    "Offline",
    "Name",
    "LogoURL",
    "FaviconURL",
    "PrimaryColor",
    "SupportEmail",
    "PrivacyURL",
];

/// A configuration that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The key at fault; `None` when the block as a whole is not a JSON object.
    pub key: Option<String>,
    /// What was expected, for the integrator.
    pub expected: &'static str,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_url: String::new(),
            token_store: TokenStore::Memory,
            autologin: Autologin::Automatic,
            settle_seconds: 15,
            locale: None,
            offline: true,
            workspace: Workspace::default(),
        }
    }
}

impl Config {
    /// Reads the block. An empty block means all defaults. Keys that are not known are refused,
    /// so that a misspelt `Autologin` never goes unnoticed.
    ///
    /// # Errors
    /// Names the first key whose value cannot be used.
    pub fn parse(block: &str) -> Result<Self, ConfigProblem> {
        if block.trim().is_empty() {
            return Ok(Self::default());
        }
        let whole = |_| ConfigProblem { key: None, expected: "a JSON object" };
        let map: Map<String, Value> = serde_json::from_str(block).map_err(whole)?;
        let mut config = Self::default();
        for (key, value) in &map {
            config.set(key, value).map_err(|expected| ConfigProblem { key: Some(key.clone()), expected })?;
        }
        Ok(config)
    }

    fn set(&mut self, key: &str, value: &Value) -> Result<(), &'static str> {
        match (key, value) {
            (key, Value::Null) if KEYS.contains(&key) => {}
            ("ApiURL", value) => {
                const EXPECTED: &str = "an address such as \"https://api.example.com\", or nothing for the same origin";
                self.api_url = value.as_str().and_then(api_url).ok_or(EXPECTED)?;
            }
            ("TokenStore", value) => {
                self.token_store = match value.as_str() {
                    Some("memory") => TokenStore::Memory,
                    Some("tab") => TokenStore::Tab,
                    _ => return Err("\"memory\" or \"tab\""),
                }
            }
            ("Autologin", value) => {
                self.autologin = match value.as_str() {
                    Some("automatic" | "early") => Autologin::Automatic,
                    Some("confirm") => Autologin::Confirm,
                    _ => return Err("\"automatic\", \"early\" or \"confirm\""),
                }
            }
            ("Settle", value) => {
                let seconds = value.as_u64().filter(|seconds| *seconds <= 600);
                self.settle_seconds = seconds.ok_or("whole seconds, from 0 to 600")? as u32;
            }
            ("Locale", value) => {
                const EXPECTED: &str = "a language tag such as \"en\" or \"fr-CA\"";
                self.locale = Some(value.as_str().filter(|tag| is_language_tag(tag)).ok_or(EXPECTED)?.to_owned());
            }
            ("Offline", value) => self.offline = value.as_bool().ok_or("true or false")?,
            (key, value) => self.set_workspace(key, value.as_str().unwrap_or_default())?,
        }
        Ok(())
    }

    fn set_workspace(&mut self, key: &str, text: &str) -> Result<(), &'static str> {
        const PICTURE: &str =
            "an address such as \"https://example.com/logo.svg\", or \"/logo.svg\" for a file beside the page";
        let picture = |text: &str| is_picture(text) || is_own_file(text);
        let Workspace { name, logo_url, favicon_url, primary_color, support_email, privacy_url, locale: _ } =
            &mut self.workspace;
        let (place, is_fit, expected) = match key {
            "Name" => (name, is_name(text), "the company's name"),
            "LogoURL" => (logo_url, picture(text), PICTURE),
            "FaviconURL" => (favicon_url, picture(text), PICTURE),
            "PrimaryColor" => (primary_color, Color::parse(text).is_some(), "a colour such as \"#0b5fff\" or \"#05f\""),
            "SupportEmail" => (support_email, is_email(text), "an e-mail address such as \"help@example.com\""),
            "PrivacyURL" => (privacy_url, is_web_address(text), "an address such as \"https://example.com/privacy\""),
            _ => {
                return Err(
                    "one of ApiURL, TokenStore, Autologin, Settle, Locale, Offline, Name, LogoURL, FaviconURL, \
                            PrimaryColor, SupportEmail, PrivacyURL",
                );
            }
        };
        *place = Some(is_fit.then(|| text.to_owned()).ok_or(expected)?);
        Ok(())
    }
}

/// The address without trailing slashes, if requests can be put behind it.
fn api_url(text: &str) -> Option<String> {
    let trimmed = text.trim_end_matches('/');
    let absolute = trimmed.starts_with("https://") || trimmed.starts_with("http://");
    let rest = trimmed.split_once("://").map_or("", |(_, rest)| rest);
    let clean =
        !trimmed.contains(['?', '#', '@', '\\']) && !trimmed.chars().any(|c| c.is_whitespace() || c.is_control());
    let usable = trimmed.is_empty() || (clean && absolute && !rest.is_empty() && !rest.starts_with('/'));
    usable.then(|| trimmed.to_owned())
}

/// A well-formed tag by its alphabet (RFC 5646, section 2.1), which is what browsers insist on.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refused(block: &str) -> Option<String> {
        Config::parse(block).unwrap_err().key
    }

    #[test]
    fn nothing_means_defaults() {
        for block in ["", "  \n", "{}", r#"{"ApiURL":null,"Locale":null}"#] {
            assert_eq!(Config::parse(block), Ok(Config::default()), "{block}");
        }
        assert_eq!(Config::default().settle_seconds, 15);
    }

    #[test]
    fn every_key_is_read() {
        let block = r##"{"ApiURL":"https://api.example.com/onboarding/","TokenStore":"tab","Autologin":"confirm","Settle":0,"Locale":"fr-CA","Offline":false,
            "Name":"Acme","LogoURL":"/logo.svg","FaviconURL":"https://acme.test/i.png","PrimaryColor":"#05f",
            "SupportEmail":"help@acme.test","PrivacyURL":"https://acme.test/privacy"}"##;
        let config = Config {
            api_url: "https://api.example.com/onboarding".to_owned(),
            token_store: TokenStore::Tab,
            autologin: Autologin::Confirm,
            settle_seconds: 0,
            locale: Some("fr-CA".to_owned()),
            offline: false,
            workspace: Workspace {
                name: Some("Acme".to_owned()),
                logo_url: Some("/logo.svg".to_owned()),
                favicon_url: Some("https://acme.test/i.png".to_owned()),
                primary_color: Some("#05f".to_owned()),
                locale: None,
                support_email: Some("help@acme.test".to_owned()),
                privacy_url: Some("https://acme.test/privacy".to_owned()),
            },
        };
        assert_eq!(Config::parse(block), Ok(config));
    }

    #[test]
    fn a_link_that_is_spent_early_is_spent_without_a_click() {
        assert_eq!(Config::parse(r#"{"Autologin":"early"}"#), Ok(Config::default()));
    }

    #[test]
    fn a_bad_value_names_its_key() {
        for (block, key) in [
            (r#"{"ApiURL":"ftp://a"}"#, "ApiURL"),
            (r#"{"ApiURL":"https://"}"#, "ApiURL"),
            (r#"{"ApiURL":"https://a?b"}"#, "ApiURL"),
            (r#"{"ApiURL":"api.example.com"}"#, "ApiURL"),
            (r#"{"ApiURL":7}"#, "ApiURL"),
            (r#"{"TokenStore":"local"}"#, "TokenStore"),
            (r#"{"Autologin":true}"#, "Autologin"),
            (r#"{"Autologin":"Early"}"#, "Autologin"),
            (r#"{"Settle":"15"}"#, "Settle"),
            (r#"{"Settle":-1}"#, "Settle"),
            (r#"{"Settle":601}"#, "Settle"),
            (r#"{"Locale":"français"}"#, "Locale"),
            (r#"{"Offline":"no"}"#, "Offline"),
            (r#"{"Name":" "}"#, "Name"),
            (r#"{"Name":7}"#, "Name"),
            (r#"{"LogoURL":"logo.svg"}"#, "LogoURL"),
            (r#"{"LogoURL":"http://acme.test/logo.svg"}"#, "LogoURL"),
            (r#"{"FaviconURL":"javascript:alert(1)"}"#, "FaviconURL"),
            (r#"{"PrimaryColor":"red"}"#, "PrimaryColor"),
            (r#"{"PrimaryColor":255}"#, "PrimaryColor"),
            (r#"{"SupportEmail":"help"}"#, "SupportEmail"),
            (r#"{"PrivacyURL":"/privacy"}"#, "PrivacyURL"),
            (r#"{"ApiUrl":"https://a"}"#, "ApiUrl"),
            (r#"{"ApiUrl":null}"#, "ApiUrl"),
        ] {
            assert_eq!(refused(block).as_deref(), Some(key), "{block}");
        }
    }

    #[test]
    fn a_block_that_is_no_object_is_named_as_a_whole() {
        for block in ["{", "[]", "null", "\"x\"", "{} {}"] {
            assert_eq!(refused(block), None, "{block}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_block_panics(block in ".{0,80}") {
            let _ = Config::parse(&block);
        }
    }
}
