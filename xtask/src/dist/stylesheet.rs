//! One stylesheet in place of the many that the project is written in, and in the page itself: nothing has to be fetched
//! before the first paint, which a sheet of its own would hold up by a round trip.
//!
//! Trunk knows no way to join them. The order of the links is the cascade, and stays it.

use super::html;
use super::site::{INDEX, Site};
use crate::failure::{Failure, Result};

/// What would end the sheet in the middle.
const END: &str = "</style";

/// Puts the stylesheets of the page together, behind its links, which name what the browser may fetch meanwhile; changes
/// nothing where that is done.
pub(super) fn join(site: &mut Site) -> Result<()> {
    let page = site.text(INDEX)?;
    let links: Vec<_> =
        html::tags(&page, "link").into_iter().filter(|tag| tag.attribute("rel") == Some("stylesheet")).collect();
    if links.is_empty() && !html::inline_styles(&page).is_empty() {
        return Ok(());
    }
    if let Some(medium) = links.iter().find_map(|tag| tag.attribute("media")) {
        return Err(Failure::new(format!("A stylesheet for “{medium}” alone cannot be joined with the others.")));
    }
    let names: Vec<_> = links.iter().filter_map(|tag| tag.attribute("href")?.strip_prefix('/')).collect();
    if links.is_empty() || names.len() != links.len() {
        return Err(Failure::new("The page names no stylesheets, or not all by an address from the root."));
    }
    let sheets: Vec<String> = names.iter().map(|name| site.text(name)).collect::<Result<_>>()?;
    let joined = sheets.iter().map(|sheet| sheet.trim_end()).collect::<Vec<_>>().join("\n");
    if joined.to_lowercase().contains(END) {
        return Err(Failure::new(format!("A stylesheet that says “{END}” cannot stand in the page.")));
    }
    names.iter().for_each(|name| drop(site.take(name)));

    let mut rest = page.clone();
    let last = html::tags(&page, "link").last().map_or(0, |link| link.place.end);
    rest.insert_str(last, &format!("<style>{joined}{END}>"));
    for link in links.iter().rev() {
        rest.replace_range(link.place.clone(), "");
    }
    site.put(INDEX, rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn one_sheet_in_the_page_has_all_in_the_order_of_its_links() {
        let mut site = Site::default();
        site.put(
            INDEX,
            "<link href=/z-1.css rel=stylesheet><link href=/a-2.css rel=stylesheet><link href=/a.js rel=preload><p>",
        );
        site.put("z-1.css", "a{color:red}\n");
        site.put("a-2.css", "a{color:blue}");
        join(&mut site).unwrap();
        assert_eq!(site.names().collect::<Vec<_>>(), [INDEX]);
        let expected = "<link href=/a.js rel=preload><style>a{color:red}\na{color:blue}</style><p>";
        assert_eq!(site.text(INDEX).unwrap(), expected);
        let once = site.clone();
        join(&mut site).unwrap();
        assert_eq!(site, once, "joining again changes nothing");
    }

    #[test]
    fn what_cannot_stand_in_the_page_is_refused() {
        for (link, sheet) in [
            ("<link href=/a.css rel=stylesheet media=print>", ""),
            ("<link href=/a.css rel=stylesheet>", "a::after{content:'</STYLE>'}"),
            ("", ""),
        ] {
            let mut site = Site::default();
            site.put(INDEX, link);
            site.put("a.css", sheet);
            assert!(join(&mut site).is_err(), "{link} {sheet}");
        }
    }
}
