//! Colours and stylesheets: every colour is a token, and the page links every sheet in the order of the cascade.

use std::collections::BTreeSet;

use super::code::without_block_comments;
use super::files::{Source, file, files};
use super::rule::{Rule, accepts, names_any, no_line, refuses};

const TOKENS: &str = "style/tokens.css";

/// Names of colours (CSS Color 4) that somebody might reach for; `transparent` and `currentColor` are no colours.
const NAMED: [&str; 40] = [
    "aqua",
    "beige",
    "black",
    "blue",
    "brown",
    "coral",
    "crimson",
    "cyan",
    "darkblue",
    "darkgray",
    "darkgreen",
    "darkred",
    "dimgray",
    "fuchsia",
    "gainsboro",
    "gold",
    "gray",
    "green",
    "grey",
    "indigo",
    "ivory",
    "lightblue",
    "lightgray",
    "lightgreen",
    "lime",
    "magenta",
    "maroon",
    "navy",
    "olive",
    "orange",
    "pink",
    "purple",
    "red",
    "royalblue",
    "silver",
    "teal",
    "tomato",
    "white",
    "whitesmoke",
    "yellow",
];
/// The lead's own colours (CSS Color 4, "System Colors").
const SYSTEM: [&str; 10] = [
    "AccentColor",
    "ButtonFace",
    "ButtonText",
    "Canvas",
    "CanvasText",
    "GrayText",
    "Highlight",
    "HighlightText",
    "LinkText",
    "Mark",
];

struct Declaration {
    line: usize,
    property: String,
    value: String,
}

#[test]
fn every_colour_is_a_token() {
    for bad in ["#fff", "rgb(0 0 0)", "1px solid red", "CanvasText", "linear-gradient(#123456, transparent)"] {
        let sheet = sheet(&format!(".a:hover {{\n  margin: 0; color: {bad}\n}}"));
        assert_eq!(colours(&sheet), [format!("style/a.css:2: color: {bad}")]);
    }
    let fine =
        ".red { color: var(--red, currentColor); border: 1px solid transparent; white-space: nowrap; } /* red */";
    assert_eq!(colours(&sheet(fine)), Vec::<String>::new());
    let faults: Vec<String> = components().iter().flat_map(colours).collect();
    assert!(faults.is_empty(), "a colour that is no token:\n{}", faults.join("\n"));
}

#[test]
fn components_use_what_a_colour_is_for_and_not_the_palette() {
    let palette = palette(&sheet(":root {\n --blue-50: #eef4ff;\n --brand: var(--blue-50);\n --space: 1rem; }"));
    assert_eq!(palette, BTreeSet::from(["--blue-50".to_owned()]));
    let palette = self::palette(&file(TOKENS));
    assert!(palette.len() > 20, "only {} colours were found in the palette", palette.len());
    for sheet in components() {
        for Declaration { line, value, .. } in declarations(&sheet.text) {
            let used = used_tokens(&value).into_iter().find(|token| palette.contains(token));
            assert_eq!(used, None, "{}:{line}: the palette is for tokens.css", sheet.path);
        }
    }
}

#[test]
fn every_token_that_is_used_exists() {
    assert_eq!(used_tokens("var(--a) calc(var(--b-2) * 2) var(--c, 1px)"), ["--a", "--b-2"]);
    let sheets = files("style", ".css");
    let all = || sheets.iter().flat_map(|sheet| declarations(&sheet.text).into_iter().map(move |found| (sheet, found)));
    let known: BTreeSet<String> =
        all().map(|(_, found)| found.property).filter(|name| name.starts_with("--")).collect();
    for (sheet, Declaration { line, value, .. }) in all() {
        let missing = used_tokens(&value).into_iter().find(|token| !known.contains(token));
        assert_eq!(missing, None, "{}:{line}: no such token", sheet.path);
    }
}

#[test]
fn the_page_links_every_stylesheet_in_the_order_of_the_cascade() {
    assert_eq!(linked(r#"<link rel="css" href="style/a.css"><a href="/x">"#), ["style/a.css"]);
    let mut expected = vec![TOKENS.to_owned(), "style/base.css".to_owned()];
    expected.extend(files("style/components", ".css").into_iter().map(|sheet| sheet.path));
    assert_eq!(linked(&file("index.html").text), expected, "tokens, base, then components by name");
    assert_eq!(files("style", ".css").len(), expected.len(), "a sheet that is no component");
}

#[test]
fn nothing_is_styled_in_place() {
    let rule: Rule = |line| names_any(line, &[" style=", " style:", "<style", "set_css_text", ".style."]);
    refuses(rule, &["<p style=\"margin:0\">", "<p style:margin=\"0\">", "element.style.color = 'red'"]);
    accepts(rule, &["href=\"style/base.css\"", "let style = number_style(&tags);"]);
    let mut sources = files("src", ".rs");
    sources.extend([file("index.html"), file("src/boot.js")]);
    // How high a provider's page is only that page knows.
    let frame = sources.iter().position(|source| source.path == "src/screens/provider/framed.rs").unwrap();
    let Source { text, .. } = sources.remove(frame);
    let styled: Vec<&str> = text.lines().filter(|line| rule(line)).map(str::trim).collect();
    assert!(styled.iter().all(|line| line.starts_with("style:height=")) && styled.len() == 1, "{styled:?}");
    // The company's colour is in the configuration, before any stylesheet could know it.
    let boot = sources.iter_mut().find(|source| source.path == "src/boot.js").unwrap();
    let worn = "document.documentElement.style.setProperty('--brand-mark', color)";
    assert_eq!(boot.text.matches(worn).count(), 1);
    boot.text = boot.text.replace(worn, "");
    no_line(&sources, rule, "style outside the stylesheets");
}

fn components() -> Vec<Source> {
    files("style", ".css").into_iter().filter(|sheet| sheet.path != TOKENS).collect()
}

fn sheet(text: &str) -> Source {
    Source { path: "style/a.css".to_owned(), text: text.to_owned() }
}

fn colours(sheet: &Source) -> Vec<String> {
    let bad = declarations(&sheet.text).into_iter().filter(|declaration| has_colour(&declaration.value));
    bad.map(|Declaration { line, property, value }| format!("{}:{line}: {property}: {value}", sheet.path)).collect()
}

/// The custom properties that hold a colour as such.
fn palette(sheet: &Source) -> BTreeSet<String> {
    let literal = declarations(&sheet.text).into_iter().filter(|declaration| has_literal(&declaration.value));
    literal.map(|declaration| declaration.property).collect()
}

fn has_colour(value: &str) -> bool {
    let words = || value.split(|c: char| !c.is_alphanumeric() && c != '-');
    has_literal(value) || words().any(|word| NAMED.contains(&word.to_lowercase().as_str()) || SYSTEM.contains(&word))
}

fn has_literal(value: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
    let hex = value.split('#').skip(1).any(|rest| rest.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
    hex || names_any(value, &functions)
}

/// The custom properties that a value needs; one with a fallback it can do without.
fn used_tokens(value: &str) -> Vec<String> {
    let tokens = value.split("var(").skip(1).filter_map(|rest| {
        let end = rest.find([',', ')'])?;
        rest[end..].starts_with(')').then(|| rest[..end].trim().to_owned())
    });
    tokens.collect()
}

/// Everything between braces that has a value; selectors have none.
fn declarations(text: &str) -> Vec<Declaration> {
    let code = without_block_comments(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in code.char_indices().filter(|(_, c)| ['{', ';', '}'].contains(c)) {
        if let Some((property, value)) = code[start..at].split_once(':').filter(|_| c != '{') {
            let begin = at - code[start..at].trim_start().len();
            let line = code[..begin].matches('\n').count() + 1;
            found.push(Declaration { line, property: property.trim().to_owned(), value: value.trim().to_owned() });
        }
        start = at + 1;
    }
    found
}

fn linked(page: &str) -> Vec<&str> {
    let addresses = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    addresses.filter(|address| address.ends_with(".css")).collect()
}
