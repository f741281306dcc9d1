//! From what Trunk leaves to what is deployed: pure, and the same for the same files.

use super::compression;
use super::configuration::Configuration;
use super::headers::Headers;
use super::hosting;
use super::names;
use super::site::{INDEX, NOT_FOUND, Site};
use super::stylesheet;
use crate::failure::Result;

/// The two parts of a build.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Assembly {
    /// The files for the CDN.
    pub(super) public: Site,
    /// Configuration for other hosts.
    pub(super) hosting: Site,
}

/// Content first, then names and digests of it, then what is made of the whole: each step needs the one before.
pub(super) fn assemble(mut site: Site, configuration: &Configuration) -> Result<Assembly> {
    stylesheet::join(&mut site)?;
    configuration.write(&mut site)?;
    names::by_content(&mut site)?;
    names::add_integrity(&mut site)?;
    let page = site.text(INDEX)?;
    site.put(NOT_FOUND, page);
    let headers = Headers::of(&site, &configuration.hosts)?;
    compression::add(&mut site)?;
    hosting::add_public(&mut site, &headers);
    Ok(Assembly { public: site, hosting: hosting::snippets(&headers) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn raw() -> Site {
        let mut site = Site::default();
        site.put(
            INDEX,
            "<!doctype html><script>boot()</script><link href=/a-00000000000000a1.css rel=stylesheet>\
             <link href=/b-00000000000000b1.css rel=stylesheet><link crossorigin href=/app-00000000000000c1.js rel=modulepreload>\
             <script id=front-office-config type=application/json>{}</script>\
             <script type=module>import '/app-00000000000000c1.js'</script>",
        );
        site.put("a-00000000000000a1.css", "a{}");
        site.put("b-00000000000000b1.css", "b{}");
        site.put("app-00000000000000c1.js", "run()");
        site.put("app-00000000000000c1_bg.wasm", "\0asm");
        site.put("service-worker.js", "keep()");
        site
    }

    fn assembled(site: Site, text: &str) -> Assembly {
        assemble(site, &Configuration::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn the_same_files_make_the_same_build() {
        assert_eq!(assembled(raw(), "{}"), assembled(raw(), "{}"));
    }

    #[test]
    fn one_build_serves_every_environment() {
        let other = r#"{"ApiURL": "https://api.acme.test", "Hosts": {"Providers": {}}}"#;
        let (first, direct) = (assembled(raw(), "{}"), assembled(raw(), other));
        assert_ne!(first, direct);
        assert_eq!(assembled(first.public.without_generated(), other), direct);
    }

    #[test]
    fn a_build_has_its_sheets_in_its_page_and_everything_compressed_beside_it() {
        let Assembly { public, hosting } = assembled(raw(), "{}");
        let names: Vec<_> = public.names().filter(|name| !name.ends_with(".br") && !name.ends_with(".gz")).collect();
        let plain = names.iter().filter(|name| !name.starts_with('_'));
        assert!(plain.clone().all(|name| public.bytes(&format!("{name}.br")).is_ok()), "{names:?}");
        assert!(public.text(INDEX).unwrap().contains("<style>a{}\nb{}</style>"));
        assert_eq!(public.bytes(INDEX).unwrap(), public.bytes(NOT_FOUND).unwrap());
        assert_eq!(hosting.names().collect::<Vec<_>>(), ["Caddyfile", "headers.json", "nginx.conf"]);
        let headers = public.text("_headers").unwrap();
        assert!(
            names.iter().filter(|name| names::is_hashed(name)).all(|name| headers.contains(&format!("\n/{name}\n")))
        );
    }
}
