//! The hosts that a page may have to do with, as the integrator's configuration names them.

use super::providers::{self, Provider};
use crate::failure::{Failure, Result};
use onboarding::config::Config;
use serde_json::{Map, Value};

/// Hosts besides the page's own, as source expressions of CSP.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hosts {
    /// The back-end, where it is elsewhere: calls and uploads.
    pub(super) api: Option<String>,
    /// Logos and icons.
    pub(super) pictures: Vec<String>,
    /// Films that are files, and their captions.
    pub(super) videos: Vec<String>,
    /// Documents to read or to sign.
    pub(super) documents: Vec<String>,
    /// Providers that are shown in frames, and where each is.
    pub(super) providers: Vec<(&'static Provider, Vec<String>)>,
}

/// The keys of `Hosts`.
const KEYS: [&str; 4] = ["Documents", "Pictures", "Providers", "Videos"];

impl Default for Hosts {
    fn default() -> Self {
        let providers = providers::ALL.iter().map(|provider| (provider, own(provider))).collect();
        Self { api: None, pictures: Vec::new(), videos: Vec::new(), documents: Vec::new(), providers }
    }
}

impl Hosts {
    /// Those of the configuration that the app gets, and those of `Hosts` beside it.
    pub(super) fn of(config: &Config, named: &Map<String, Value>) -> Result<Self> {
        if let Some(unknown) = named.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(Failure::new(format!("`Hosts` has no key `{unknown}`: it may have {}.", KEYS.join(", "))));
        }
        let mut hosts = Self { api: origin(&config.api_url), ..Self::default() };
        hosts.pictures = list(named, "Pictures")?;
        let workspace = &config.workspace;
        hosts
            .pictures
            .extend([&workspace.logo_url, &workspace.favicon_url].into_iter().flatten().filter_map(|url| origin(url)));
        hosts.videos = list(named, "Videos")?;
        hosts.documents = list(named, "Documents")?;
        if let Some(wanted) = named.get("Providers") {
            hosts.providers = chosen(wanted)?;
        }
        Ok(hosts)
    }
}

fn own(provider: &Provider) -> Vec<String> {
    provider.hosts.iter().map(|&host| host.to_owned()).collect()
}

/// `{"Calendly": true, "Documenso": ["https://sign.example.com"]}`
fn chosen(wanted: &Value) -> Result<Vec<(&'static Provider, Vec<String>)>> {
    let names = || providers::ALL.iter().map(|provider| provider.name).collect::<Vec<_>>().join(", ");
    let wanted = wanted.as_object().ok_or_else(|| {
        Failure::new("`Hosts.Providers` must be an object such as {\"Calendly\": true, \"Documenso\": [\"https://sign.example.com\"]}.")
    })?;
    if let Some(unknown) = wanted.keys().find(|name| providers::ALL.iter().all(|provider| provider.name != *name)) {
        return Err(Failure::new(format!(
            "`Hosts.Providers` has no provider `{unknown}`: those in frames are {}.",
            names()
        )));
    }
    let mut all = Vec::new();
    for provider in &providers::ALL {
        match wanted.get(provider.name) {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => all.push((provider, own(provider))),
            Some(_) => all.push((provider, list(wanted, provider.name)?)),
        }
    }
    Ok(all)
}

fn list(named: &Map<String, Value>, key: &str) -> Result<Vec<String>> {
    let Some(value) = named.get(key) else { return Ok(Vec::new()) };
    let hosts = value.as_array().map(|hosts| hosts.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    let all_fit = |hosts: &Vec<String>| {
        Some(hosts.len()) == value.as_array().map(Vec::len) && hosts.iter().all(|host| is_host(host))
    };
    hosts.filter(all_fit).ok_or_else(|| {
        Failure::new(format!(
            "`Hosts`: `{key}` must be a list of hosts such as \"https://files.example.com\" or \"https://*.example.com\"."
        ))
    })
}

/// `https://host[:port]`, with or without `*.` before it; `http:` on loopback alone. No path: whatever follows a
/// redirect is not held to one anyway (CSP Level 3, section 7.6).
fn is_host(text: &str) -> bool {
    let (scheme, authority) = text.split_once("://").unwrap_or_default();
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "*"));
    let name = host.strip_prefix("*.").unwrap_or(host);
    let is_name = !name.is_empty()
        && name
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    let is_port = port == "*" || (!port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_safe = scheme == "https" || (scheme == "http" && matches!(host, "127.0.0.1" | "localhost"));
    is_name && is_port && is_safe
}

/// `https://api.example.com/v1` → `https://api.example.com`; nothing for what is beside the page, or in the address.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    matches!(scheme, "http" | "https").then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    fn hosts(block: Value, named: Value) -> Result<Hosts> {
        Hosts::of(&Config::parse(&block.to_string()).unwrap(), named.as_object().unwrap())
    }

    #[test]
    fn what_the_app_is_configured_with_names_its_hosts() {
        let block = json!({
            "ApiURL": "https://api.example.com/v1/", "LogoURL": "https://cdn.example.com/logo.svg?x", "FaviconURL": "/icon.svg",
        });
        let hosts = hosts(block, json!({"Videos": ["https://*.films.test:8443"]})).unwrap();
        assert_eq!(hosts.api.as_deref(), Some("https://api.example.com"));
        assert_eq!(hosts.pictures, ["https://cdn.example.com"]);
        assert_eq!(hosts.videos, ["https://*.films.test:8443"]);
        assert_eq!(hosts.providers.len(), providers::ALL.len());
    }

    #[test]
    fn only_the_providers_that_are_named_are_let_in() {
        let named = json!({"Providers": {"Vimeo": false, "Calendly": true, "Documenso": ["https://sign.acme.test"]}});
        let found: Vec<_> = hosts(json!({}), named).unwrap().providers.into_iter().map(|(_, hosts)| hosts).collect();
        assert_eq!(found, [["https://calendly.com"], ["https://sign.acme.test"]]);
        assert_eq!(hosts(json!({}), json!({"Providers": {}})).unwrap().providers, []);
    }

    #[test]
    fn whatever_is_no_host_is_refused() {
        for host in [
            "",
            "*",
            "https://",
            "https://*",
            "https:",
            "https://a/b",
            "https://a b",
            "https://a;script-src",
            "http://a.test",
            "https://a'",
            "data:",
            "https://a:b",
            "https://.a",
        ] {
            assert!(!is_host(host), "{host}");
            assert!(hosts(json!({}), json!({"Videos": [host]})).is_err(), "{host}");
        }
        for host in ["https://a.test", "https://*.a-b.test:443", "http://127.0.0.1:*", "http://localhost:8080"] {
            assert!(is_host(host), "{host}");
        }
        for named in [
            json!({"Videos": "https://a.test"}),
            json!({"Videos": [7]}),
            json!({"Frames": []}),
            json!({"Providers": {"Zoom": true}}),
            json!({"Providers": []}),
        ] {
            assert!(hosts(json!({}), named.clone()).is_err(), "{named}");
        }
    }
}
