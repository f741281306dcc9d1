//! The scripts that run before anything else, as the project writes them but for comments and indents.
//!
//! Trunk makes them shorter still, under names that differ from one build to the next, and so would the page, its
//! digests and every header be.

use super::html;
use super::site::{INDEX, Site};
use crate::failure::{Failure, Result};

/// Where they are written, in the order of the page.
pub(super) const SOURCES: [&str; 2] = ["src/boot.js", "src/early.js"];

/// Puts them in place of what Trunk has made of them, the first scripts of the page.
pub(super) fn put(site: &mut Site, sources: &[String]) -> Result<()> {
    let mut page = site.text(INDEX)?;
    for (position, source) in sources.iter().enumerate() {
        let tags = html::tags(&page, "script");
        let script = tags.iter().filter(|tag| tag.attribute("type").is_none()).nth(position);
        let place = script.and_then(|tag| html::content(&page, tag)).ok_or_else(|| {
            Failure::new(format!(
                "The page does not have {} before all other scripts: restore index.html.",
                SOURCES.join(" and ")
            ))
        })?;
        page.replace_range(place, &without_remarks(source));
    }
    site.put(INDEX, page);
    Ok(())
}

/// Line by line, each of which stays one, so that no statement runs into the next.
fn without_remarks(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::project::Project;

    #[test]
    fn the_first_scripts_are_as_they_were_written_but_for_remarks() {
        let mut site = Site::default();
        site.put(INDEX, "<script>let a=1</script><script id=b type=application/json>{}</script><script>c</script><script type=module>start()</script>");
        put(&mut site, &["// Why.\n(() => {\n  // Here.\n  run()\n\n})()\n".to_owned(), "d()\n".to_owned()]).unwrap();
        assert_eq!(
            site.text(INDEX).unwrap(),
            "<script>(() => {\nrun()\n})()</script><script id=b type=application/json>{}</script><script>d()</script><script type=module>start()</script>"
        );
        site.put(INDEX, "<script>a()</script><script type=module>start()</script>");
        assert!(put(&mut site, &[String::new(), String::new()]).is_err());
    }

    #[test]
    fn no_text_of_the_real_ones_spans_lines_and_none_ends_the_script() {
        for source in SOURCES {
            let source = Project::here().unwrap().read(source).unwrap();
            assert!(source.lines().all(|line| line.matches('`').count() % 2 == 0));
            assert!(!source.contains("/*") && !source.to_lowercase().contains("</script"));
        }
    }
}
