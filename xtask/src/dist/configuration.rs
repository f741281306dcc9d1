//! What one environment differs in from another: the configuration block of the page, and the hosts that go with it.

use super::hosts::Hosts;
use super::html;
use super::site::{INDEX, Site};
use crate::failure::{Failure, OrFail, Result};
use onboarding::config::Config;
use serde_json::{Map, Value};
use std::path::Path;

/// The id of the block.
const BLOCK: &str = "front-office-config";
/// What is meant for this command and not for the app.
const HOSTS: &str = "Hosts";

/// An integrator's file: the block, and `Hosts` beside its keys.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Configuration {
    /// The text of the block; `None` leaves what the page has.
    block: Option<String>,
    /// Whom the page may have to do with.
    pub(super) hosts: Hosts,
}

impl Configuration {
    /// Reads the file.
    pub(crate) fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).or_cannot(|| format!("read {}", file.display()))?;
        Self::parse(&text).map_err(|failure| Failure::new(format!("{}: {failure}", file.display())))
    }

    /// Understands the text of such a file, by the same rules as the app itself.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut map: Map<String, Value> = serde_json::from_str(text).or_cannot(|| "understand the JSON".to_owned())?;
        let named = map.remove(HOSTS).unwrap_or_else(|| Value::Object(Map::new()));
        let named = named.as_object().ok_or_else(|| Failure::new("`Hosts` must be an object."))?;
        let block = Value::Object(map).to_string();
        let config = Config::parse(&block).map_err(|problem| {
            Failure::new(format!(
                "`{}` must be {}.",
                problem.key.unwrap_or_else(|| "The configuration".to_owned()),
                problem.expected
            ))
        })?;
        Ok(Self { block: Some(safe(&block)), hosts: Hosts::of(&config, named)? })
    }

    /// Writes the block into the page.
    pub(super) fn write(&self, site: &mut Site) -> Result<()> {
        let Some(block) = &self.block else { return Ok(()) };
        let mut page = site.text(INDEX)?;
        let scripts = html::tags(&page, "script");
        let place =
            scripts.iter().find(|tag| tag.attribute("id") == Some(BLOCK)).and_then(|tag| html::content(&page, tag));
        let place =
            place.ok_or_else(|| Failure::new(format!("The page has no block “{BLOCK}”: restore index.html.")))?;
        page.replace_range(place, block);
        site.put(INDEX, page);
        Ok(())
    }
}

/// The same JSON without any sign that could end the block or begin a comment (HTML standard, section 4.12.1.3).
fn safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn page(text: &str) -> String {
        let mut site = Site::default();
        site.put(INDEX, "<script id=front-office-config type=application/json> {} </script><script>run()</script>");
        Configuration::parse(text).unwrap().write(&mut site).unwrap();
        site.text(INDEX).unwrap()
    }

    #[test]
    fn the_block_is_what_the_app_reads_and_hosts_stay_out_of_it() {
        let page = page(r#"{"Name": "Acme", "Hosts": {"Providers": {}}}"#);
        assert!(
            page.starts_with("<script id=front-office-config type=application/json>{\"Name\":\"Acme\"}</script>"),
            "{page}"
        );
    }

    #[test]
    fn no_value_gets_out_of_the_block() {
        let name = "</script><script>alert(1)</script><!--";
        let page = page(&serde_json::json!({ "Name": name }).to_string());
        assert_eq!(html::inline_scripts(&page), ["run()"]);
        let place = html::content(&page, &html::tags(&page, "script")[0]).unwrap();
        assert_eq!(Config::parse(&page[place]).unwrap().workspace.name.as_deref(), Some(name));
    }

    #[test]
    fn mistakes_are_named_before_anything_is_deployed() {
        let said = |text| Configuration::parse(text).unwrap_err().to_string();
        assert!(said(r#"{"ApiUrl": "https://a"}"#).starts_with("`ApiUrl` must be one of ApiURL, "));
        assert!(said("[]").starts_with("Cannot understand the JSON: "));
        assert_eq!(said(r#"{"Hosts": []}"#), "`Hosts` must be an object.");
    }
}
