//! Just enough of HTML: tags of one name, their attributes, and what stands in scripts. For pages that Trunk wrote,
//! with or without quotation marks, which have no such tag in a comment or in a script.

use std::ops::Range;

/// A start tag.
pub(super) struct Tag<'a> {
    /// Where it stands, brackets included.
    pub(super) place: Range<usize>,
    text: &'a str,
}

/// The start tags of that name, in order.
pub(super) fn tags<'a>(html: &'a str, name: &str) -> Vec<Tag<'a>> {
    let beginning = format!("<{name}");
    let starts = html.match_indices(&beginning).map(|(start, _)| start);
    let is_whole = |start: &usize| {
        html[start + beginning.len()..].starts_with(|next: char| next == '>' || next.is_ascii_whitespace())
    };
    starts
        .filter(is_whole)
        .filter_map(|start| {
            let end = start + end_of_tag(&html[start..])?;
            Some(Tag { place: start..end, text: &html[start..end] })
        })
        .collect()
}

/// What stands in each script of this page; data that no browser runs is left out.
pub(super) fn inline_scripts(html: &str) -> Vec<&str> {
    let runs = |tag: &Tag| tag.attribute("src").is_none() && matches!(tag.attribute("type"), None | Some("module"));
    tags(html, "script").into_iter().filter(runs).filter_map(|tag| Some(&html[content(html, &tag)?])).collect()
}

/// What stands in each stylesheet of this page.
pub(super) fn inline_styles(html: &str) -> Vec<&str> {
    tags(html, "style").into_iter().filter_map(|tag| Some(&html[content(html, &tag)?])).collect()
}

/// Where the content of a script or a stylesheet stands, which has no tags in it.
pub(super) fn content(html: &str, tag: &Tag) -> Option<Range<usize>> {
    let start = tag.place.end;
    Some(start..start + html[start..].find(&format!("</{}", tag.element()))?)
}

impl Tag<'_> {
    /// The name of the element.
    fn element(&self) -> &str {
        self.text[1..].split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or_default()
    }

    /// The value of an attribute, without its quotation marks; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The same tag with another value of an attribute.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let others = self.attributes().into_iter().filter(|(known, _)| *known != name);
        let all = others.chain([(name, value)]).map(|(name, value)| match value {
            "" => format!(" {name}"),
            value => format!(" {name}=\"{value}\""),
        });
        format!("<{}{}>", self.element(), all.collect::<String>())
    }

    fn attributes(&self) -> Vec<(&str, &str)> {
        let inside = self.text.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let mut rest = inside.trim_start_matches(|c: char| !c.is_ascii_whitespace()).trim_start();
        let mut found = Vec::new();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let Some(value) = after.strip_prefix('=') else {
                found.push((name, ""));
                rest = after.trim_start();
                continue;
            };
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            found.push((name, value));
            rest = after.trim_start();
        }
        found
    }
}

fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<link href=/a.css rel=stylesheet><linker><link rel=\"icon\" href='data:,>' crossorigin />\
        <script id=x type=application/json>{}</script><script>one()</script><script type=module>two()</script><script src=/a.js></script>";

    #[test]
    fn tags_and_attributes_are_found_however_they_are_quoted() {
        let links = tags(PAGE, "link");
        let found: Vec<_> = links.iter().map(|tag| (tag.attribute("rel"), tag.attribute("href"))).collect();
        assert_eq!(found, [(Some("stylesheet"), Some("/a.css")), (Some("icon"), Some("data:,>"))]);
        assert_eq!((links[1].attribute("crossorigin"), links[0].attribute("crossorigin")), (Some(""), None));
    }

    #[test]
    fn an_attribute_is_set_once() {
        let tag = &tags("<link a=1 crossorigin integrity='x'>", "link")[0];
        assert_eq!(tag.with("integrity", "y/+="), "<link a=\"1\" crossorigin integrity=\"y/+=\">");
    }

    #[test]
    fn scripts_that_run_are_told_from_data_and_files() {
        assert_eq!(inline_scripts(PAGE), ["one()", "two()"]);
    }

    #[test]
    fn a_stylesheet_ends_where_its_element_does() {
        assert_eq!(inline_styles("<style>a>b{}</style><p><style media=print>c{}</style>"), ["a>b{}", "c{}"]);
    }
}
