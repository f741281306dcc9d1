//! Names by content, made anew after all else has changed, and the digests by which a browser checks what it gets.

use super::digest;
use super::html;
use super::site::{INDEX, Site};
use crate::failure::{Failure, Result};

/// What a name by content ends in, its ending aside.
const AFTER_HASH: &str = "_bg";
const ENDINGS: [&str; 3] = ["css", "js", "wasm"];

/// Gives each hashed file the name of what it holds now, in the page and in every file that names it.
pub(super) fn by_content(site: &mut Site) -> Result<()> {
    let mut left: Vec<String> = site.names().filter(|name| is_hashed(name)).map(str::to_owned).collect();
    while !left.is_empty() {
        // A file that names others has its own name only after theirs are final.
        let mut position = None;
        for (at, name) in left.iter().enumerate() {
            let mut others = left.iter().filter(|other| *other != name);
            let bytes = site.bytes(name)?;
            if name.ends_with(".wasm") || !others.any(|other| mentions(bytes, other)) {
                position = Some(at);
                break;
            }
        }
        let Some(position) = position else {
            return Err(Failure::new(format!("These files name each other, so none can be named first: {left:?}.")));
        };
        rename(site, &left.remove(position))?;
    }
    Ok(())
}

/// Lets the browser check scripts (Subresource Integrity). WebAssembly has none: a browser would have to have all of it
/// before it compiled the first byte.
pub(super) fn add_integrity(site: &mut Site) -> Result<()> {
    let page = site.text(INDEX)?;
    let mut changed = page.clone();
    let checked = |tag: &html::Tag| tag.attribute("rel") == Some("modulepreload");
    for tag in html::tags(&page, "link").iter().filter(|tag| checked(tag)).rev() {
        let address = tag.attribute("href").unwrap_or_default();
        let digest = digest::integrity(site.bytes(address.trim_start_matches('/'))?);
        changed.replace_range(tag.place.clone(), &tag.with("integrity", &digest));
    }
    site.put(INDEX, changed);
    Ok(())
}

/// Whether a file has a name by its content: `front-office-1a2b3c4d5e6f7a8b_bg.wasm`.
pub(super) fn is_hashed(name: &str) -> bool {
    parts(name).is_some()
}

/// What stands before and after the hash.
fn parts(name: &str) -> Option<(&str, &str)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let stem = stem.strip_suffix(AFTER_HASH).unwrap_or(stem);
    let (before, hash) = stem.rsplit_once('-')?;
    let is_hash = (12..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && ENDINGS.contains(&ending)).then(|| (before, &name[stem.len()..]))
}

fn mentions(bytes: &[u8], name: &str) -> bool {
    bytes.windows(name.len()).any(|window| window == name.as_bytes())
}

fn rename(site: &mut Site, old: &str) -> Result<()> {
    let bytes = site.take(old).unwrap_or_default();
    let (before, after) = parts(old).unwrap_or((old, ""));
    let new = format!("{before}-{}{after}", digest::for_name(&bytes));
    site.put(new.clone(), bytes);
    if new == old {
        return Ok(());
    }
    let texts: Vec<String> = site.names().filter(|name| !name.ends_with(".wasm")).map(str::to_owned).collect();
    for name in texts.iter().filter(|name| **name != new) {
        if mentions(site.bytes(name)?, old) {
            let changed = site.text(name)?.replace(old, &new);
            site.put(name.clone(), changed);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn site() -> Site {
        let mut site = Site::default();
        site.put(INDEX, "<link rel=modulepreload href=/app-00000000000000aa.js crossorigin><script type=module>import '/app-00000000000000aa.js'</script>");
        site.put("app-00000000000000aa.js", "fetch('/app-00000000000000aa_bg.wasm')");
        site.put("app-00000000000000aa_bg.wasm", "\0asm");
        site.put("service-worker.js", "worker");
        site
    }

    #[test]
    fn names_are_those_of_what_the_files_hold_wherever_they_stand() {
        let mut site = site();
        by_content(&mut site).unwrap();
        let wasm = format!("app-{}_bg.wasm", digest::for_name(b"\0asm"));
        let script = format!("fetch('/{wasm}')");
        let name = format!("app-{}.js", digest::for_name(script.as_bytes()));
        assert_eq!(site.text(&name).unwrap(), script);
        assert_eq!(site.text(INDEX).unwrap().matches(&name).count(), 2);
        assert!(site.names().any(|name| name == wasm) && site.names().any(|name| name == "service-worker.js"));
        let once = site.clone();
        by_content(&mut site).unwrap();
        assert_eq!(site, once, "naming again changes nothing");
    }

    #[test]
    fn files_that_name_each_other_are_refused() {
        let mut site = Site::default();
        site.put("a-00000000000000aa.js", "b-00000000000000bb.js");
        site.put("b-00000000000000bb.js", "a-00000000000000aa.js");
        assert!(by_content(&mut site).is_err());
    }

    #[test]
    fn the_browser_checks_what_it_loads_for_the_page() {
        let mut site = site();
        add_integrity(&mut site).unwrap();
        let page = site.text(INDEX).unwrap();
        let digest = digest::integrity(site.bytes("app-00000000000000aa.js").unwrap());
        assert!(page.contains(&format!("crossorigin integrity=\"{digest}\">")), "{page}");
    }

    #[test]
    fn a_hash_is_known_by_its_length_and_its_digits() {
        for name in ["a-0123456789abcdef.css", "a-b-0123456789abc_bg.wasm", "snippets/a-0123456789abcdef.js"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["service-worker.js", "a-0123456789abcdef.html", "a-0123.js", "a-0123456789abcdeg.js", "index.html"]
        {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
