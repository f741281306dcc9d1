//! The house's invariants (README, "Invariants"), checked over the source tree. Each rule is tried on a bad sample first,
//! so that none is a check that cannot fail.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project: its path from the root, and its text.
struct Source {
    path: String,
    text: String,
}

/// Says what is wrong with a line, if anything is.
type Rule = fn(&str) -> bool;

#[test]
fn the_core_does_no_io_and_names_no_browser_type() {
    let rule: Rule = |line| {
        [
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "std::time",
            "std::fs",
            "std::env",
            "std::thread",
            "std::process",
            "rand::",
        ]
        .iter()
        .any(|name| line.contains(name))
            || (line.contains("std::net::") && !line.contains("Ipv4Addr") && !line.contains("Ipv6Addr"))
    };
    refuses(rule, &["use std::fs;", "let now = std::time::Instant::now();", "use std::net::TcpStream;"]);
    accepts(rule, &["use std::net::Ipv4Addr;", "use std::sync::Arc;"]);
    no_line(&files("crates/onboarding/src", "rs"), rule, "the core does IO or names a browser type");
    let manifest = fs::read_to_string(root().join("crates/onboarding/Cargo.toml")).unwrap();
    let dependencies = section(&manifest, "[dependencies]");
    assert_eq!(dependencies, ["serde.workspace = true", "serde_json.workspace = true"]);
}

#[test]
fn the_core_computes_without_floats() {
    let rule: Rule = |line| ["f32", "f64"].iter().any(|name| has_word(line, name));
    refuses(rule, &["let x: f64 = 1.0;", "parse::<f32>()"]);
    accepts(rule, &["\"0x1f645\"", "let half64 = 1;"]);
    no_line(&files("crates/onboarding/src", "rs"), rule, "the core uses a float");
}

#[test]
fn the_interface_matches_on_screens_and_never_on_the_wire() {
    let rule: Rule = |line| {
        let kinds =
            ["\"Form\"", "\"Calendly\"", "\"Video\"", "\"Signature\"", "\"IdentityVerification\"", "\"Document\""];
        line.contains("serde_json") || line.contains(".status ==") || kinds.iter().any(|kind| line.contains(kind))
    };
    refuses(rule, &["use serde_json::Value;", "if response.status == 404 {", "if kind == \"Form\" {"]);
    accepts(rule, &["Body::Form(form) => form::view(form),"]);
    for folder in ["src/screens", "src/fields", "src/components"] {
        no_line(&files(folder, "rs"), rule, "the interface reads the wire");
    }
}

#[test]
fn browser_apis_are_named_under_effects_only() {
    let rule: Rule = |line| ["web_sys::", "js_sys::", "window()", "document()"].iter().any(|name| line.contains(name));
    refuses(rule, &["use web_sys::Window;", "document().set_title(\"x\");"]);
    accepts(rule, &["let typed = event_target_value(&event);"]);
    let mut sources = files("src", "rs");
    // The app takes the static shell out of the page; tests open what others do not see.
    sources.retain(|source| {
        !source.path.starts_with("src/effects/") && !["src/app.rs", "src/testing.rs"].contains(&source.path.as_str())
    });
    no_line(&sources, rule, "a browser API outside src/effects");
}

#[test]
fn secrets_have_no_debug_and_one_file_writes_to_the_console() {
    let session = fs::read_to_string(root().join("crates/onboarding/src/session.rs")).unwrap();
    for secret in ["AccessToken", "LinkId"] {
        let derives = derives_of(&session, secret);
        assert!(!derives.contains("Debug"), "{secret} shows itself: {derives}");
        assert!(session.contains(&format!("impl fmt::Debug for {secret}")), "{secret} has no masked Debug");
    }
    let rule: Rule = |line| ["console::", "log!(", "println!", "dbg!("].iter().any(|name| line.contains(name));
    refuses(rule, &["console::error_1(&x);", "leptos::logging::log!(\"{x}\");"]);
    let mut sources = files("src", "rs");
    sources.extend(files("crates/onboarding/src", "rs").into_iter().filter(|source| !source.path.contains("tests")));
    sources.retain(|source| source.path != "src/effects/log.rs");
    no_line(&sources, rule, "a log outside src/effects/log.rs");
}

#[test]
fn only_a_redirect_url_leaves_the_page() {
    let rule: Rule = |line| {
        ["location().replace(", "location().assign(", ".set_href(", "window().open", "open_with_url"]
            .iter()
            .any(|name| line.contains(name))
    };
    refuses(rule, &["let _ = window().location().replace(url);", "location.set_href(x)"]);
    let mut sources = files("src", "rs");
    let leaving = sources.iter().position(|source| source.path == "src/effects/address.rs").unwrap();
    let address = sources.remove(leaving);
    assert!(address.text.contains("fn leave(url: &RedirectUrl)"));
    assert_eq!(address.text.lines().filter(|line| rule(line)).count(), 1, "one way out of the page");
    no_line(&sources, rule, "the page is left elsewhere than in effects/address.rs");
}

#[test]
fn the_sandbox_knows_no_activity_kind_and_no_type_of_the_core() {
    let rule: Rule = |line| {
        let kinds = ["\"Form\"", "\"Calendly\"", "\"Video\"", "\"Signature\"", "\"IdentityVerification\""];
        line.contains("onboarding::") || kinds.iter().any(|kind| line.contains(kind))
    };
    refuses(rule, &["use onboarding::form::Form;", "if activity[\"Type\"] == \"Form\" {"]);
    let mut sources = files("crates/sandbox/src", "rs");
    sources.retain(|source| !source.path.contains("tests"));
    for source in &mut sources {
        // Tests plant activities of some kind.
        source.text = source.text.split("#[cfg(test)]").next().unwrap().to_owned();
    }
    no_line(&sources, rule, "the sandbox is no independent witness");
    let manifest = fs::read_to_string(root().join("crates/sandbox/Cargo.toml")).unwrap();
    assert!(!manifest.contains("onboarding"), "the sandbox depends on the core");
}

#[test]
fn every_colour_is_a_token() {
    let rule: Rule = |line| {
        let Some((property, value)) = line.split_once(':') else { return false };
        let named = ["white", "black", "red", "blue", "green", "gray", "grey", "yellow", "orange"];
        let literal = ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|name| value.contains(name));
        let hex = value.split('#').skip(1).any(|rest| rest.chars().take(3).all(|c| c.is_ascii_hexdigit()));
        !property.trim_start().starts_with(['*', '.', '/', '@', '&'])
            && (literal || hex || named.iter().any(|name| has_word(value, name)))
    };
    refuses(rule, &["  color: #fff;", "  background: rgb(0 0 0);", "  border: 1px solid red;"]);
    accepts(rule, &["  color: var(--text);", "  border: 1px solid transparent;", "  fill: currentColor;"]);
    let mut sheets = files("style", "css");
    sheets.retain(|sheet| sheet.path != "style/tokens.css");
    no_line(&sheets, rule, "a colour that is no token");
}

#[test]
fn the_page_links_every_stylesheet_in_order_and_has_no_inline_style() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let linked: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let linked: Vec<&str> = linked.into_iter().filter(|path| path.ends_with(".css")).collect();
    let mut expected = vec!["style/tokens.css".to_owned(), "style/base.css".to_owned()];
    expected.extend(files("style/components", "css").into_iter().map(|sheet| sheet.path));
    assert_eq!(linked, expected);
    let rule: Rule = |line| line.contains("style=\"") || line.contains("inner_html");
    refuses(rule, &["<p style=\"color:red\">", "<p inner_html=text>"]);
    let mut sources = files("src", "rs");
    sources.push(Source { path: "index.html".to_owned(), text: page });
    no_line(&sources, rule, "an inline style or raw markup");
}

#[test]
fn every_module_says_what_it_is_for() {
    let lines_of_head = |text: &str| text.lines().take_while(|line| line.starts_with("//!")).count();
    assert_eq!(lines_of_head("fn main() {}"), 0);
    assert_eq!(lines_of_head("//! Starts the app.\nfn main() {}"), 1);
    for folder in ["src", "crates/onboarding/src", "crates/sandbox/src", "xtask/src"] {
        for source in files(folder, "rs") {
            let lines = lines_of_head(&source.text);
            let is_test = source.path.contains("tests");
            assert!(is_test || (1..=6).contains(&lines), "{}: {lines} lines of `//!`, not 1 to 6", source.path);
        }
    }
}

#[test]
fn every_phrase_is_there_in_every_language_with_the_same_gaps() {
    let gaps = |phrase: &str| phrase.matches("{}").count();
    let mut phrases = 0;
    for folder in ["src", "crates/onboarding/src"] {
        for source in files(folder, "rs").into_iter().filter(|source| !source.path.ends_with("text.rs")) {
            for part in source.text.split("Text {").skip(1) {
                let part = part.split('}').collect::<Vec<_>>().join("}");
                let (Some(en), Some(fr)) = (phrase(&part, "en:"), phrase(&part, "fr:")) else { continue };
                phrases += 1;
                assert!(!en.trim().is_empty() && !fr.trim().is_empty(), "{}: an empty phrase", source.path);
                assert_eq!(gaps(&en), gaps(&fr), "{}: gaps differ: {en} / {fr}", source.path);
                assert!(!fr.contains("« ") && !fr.contains(" »"), "{}: a breakable space in {fr}", source.path);
            }
        }
    }
    assert!(phrases > 100, "only {phrases} phrases were found");
}

#[test]
fn nothing_is_left_to_do_and_no_machine_is_named() {
    // Put together here, so that this file does not find itself.
    let words: Vec<String> =
        [["TO", "DO:"], ["FIX", "ME"], ["/ro", "ot/"], ["/wo", "rk/main"]].iter().map(|parts| parts.concat()).collect();
    let mut sources = files("style", "css");
    for folder in ["src", "crates", "xtask", "tests"] {
        sources.extend(files(folder, "rs"));
    }
    for source in sources {
        for word in &words {
            assert!(!source.text.contains(word.as_str()), "{}: {word}", source.path);
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files with an ending below a folder, by path.
fn files(folder: &str, ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "no .{ending} file in {folder}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let generated = ["node_modules", "target", "test-results"].iter().any(|name| path.ends_with(name));
            if !generated {
                collect(&path, ending, found);
            }
        } else if path.extension().is_some_and(|extension| extension == ending) {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

/// No line of code breaks the rule; comments may say what they like.
fn no_line(sources: &[Source], rule: Rule, what: &str) {
    for source in sources {
        for (index, line) in source.text.lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            assert!(is_comment || !rule(line), "{}:{}: {what}: {}", source.path, index + 1, line.trim());
        }
    }
}

fn refuses(rule: Rule, samples: &[&str]) {
    for sample in samples {
        assert!(rule(sample), "the rule does not notice {sample}");
    }
}

fn accepts(rule: Rule, samples: &[&str]) {
    for sample in samples {
        assert!(!rule(sample), "the rule refuses {sample}");
    }
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

fn section<'a>(manifest: &'a str, head: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.is_empty()).collect()
}

fn derives_of(source: &str, name: &str) -> String {
    let before = source.split(&format!("pub struct {name}(")).next().unwrap();
    before.rsplit("#[derive(").next().unwrap().lines().next().unwrap().to_owned()
}

/// The string literal behind a key, before the next one.
fn phrase(part: &str, key: &str) -> Option<String> {
    let rest = part.split_once(key)?.1.trim_start().strip_prefix('"')?;
    Some(rest.split('"').next()?.to_owned())
}
