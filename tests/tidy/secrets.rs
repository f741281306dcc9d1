//! Tokens, link ids and answers reach no log, no markup and no address; only a `RedirectUrl` leaves the page.

use super::files::{Source, file, files};
use super::rule::{Rule, accepts, names_any, no_line, refuses};

/// What holds a secret or what somebody typed, by the file that defines it.
const SECRETS: [(&str, &[&str]); 4] = [
    ("crates/onboarding/src/session.rs", &["AccessToken", "AccountId", "LinkId"]),
    ("crates/onboarding/src/credentials.rs", &["Code", "Password"]),
    ("crates/onboarding/src/api.rs", &["Request", "Response"]),
    ("crates/onboarding/src/machine.rs", &["Event"]),
];

#[test]
fn secrets_do_not_show_themselves() {
    let shows = |source: &str, name: &str| {
        derives_of(source, name).contains("Debug") || source.contains(&format!("Display for {name} "))
    };
    let masked = |source: &str, name: &str| source.contains(&format!("Debug for {name} "));
    assert!(shows("#[derive(Clone, Debug)]\npub struct Key(String);", "Key"));
    assert!(shows("#[derive(Debug)]\n#[must_use]\npub enum Key {", "Key"));
    assert!(shows("pub struct Key(String);\nimpl fmt::Display for Key {", "Key"));
    assert!(!shows("#[derive(Debug)]\npub struct Other;\n#[derive(Clone)]\npub struct Key(String);", "Key"));
    for (path, names) in SECRETS {
        let source = file(path).text;
        for name in names {
            assert!(
                source.contains(&format!("pub struct {name}")) || source.contains(&format!("pub enum {name} ")),
                "{path} defines {name}"
            );
            assert!(!shows(&source, name) && masked(&source, name), "{path}: {name} shows itself");
        }
    }
}

/// What runs in the browser besides the app itself.
const SCRIPTS: [&str; 3] = ["src/boot.js", "src/early.js", "src/service-worker.js"];

/// Where requests are made.
const REQUESTS: [&str; 2] = ["crates/onboarding/src/api.rs", "crates/onboarding/src/api/accounts.rs"];

#[test]
fn secrets_are_revealed_to_requests_only() {
    let rule: Rule = |line| names_any(line, &[".reveal()", ".authorization()"]);
    refuses(rule, &["format!(\"{}\", link.reveal())"]);
    let mut sources = files("crates/onboarding/src", ".rs");
    sources.extend(files("src", ".rs"));
    sources.retain(|source| !REQUESTS.contains(&source.path.as_str()));
    no_line(&sources, rule, "a secret is revealed outside api.rs");
}

#[test]
fn one_file_writes_to_the_console() {
    let rule: Rule = |line| names_any(line, &["console", "log!(", "warn!(", "error!(", "println!", "print!(", "dbg!("]);
    refuses(rule, &["console::error_1(&x);", "leptos::logging::log!(\"{x}\");", "console.log(x)", "dbg!(token)"]);
    accepts(rule, &["log::complain(&detail);", "state.error(field.id)"]);
    let mut sources = files("src", ".rs");
    sources.extend(files("crates/onboarding/src", ".rs"));
    sources.extend(SCRIPTS.map(file));
    sources.retain(|source| source.path != "src/effects/log.rs");
    no_line(&sources, rule, "a log outside src/effects/log.rs");
}

#[test]
fn nothing_is_put_in_as_markup() {
    let rule: Rule =
        |line| names_any(line, &["inner_html", "innerHTML", "outer_html", "insert_adjacent", "document.write"]);
    refuses(rule, &["<p inner_html=text>", "element.innerHTML = text"]);
    accepts(rule, &["heading.text_content()"]);
    let mut sources = files("src", ".rs");
    sources.extend(SCRIPTS.map(file));
    no_line(&sources, rule, "text could become markup");
}

/// Who takes the lead to other pages, and by what: the `RedirectURL` at the end, a provider on a press.
const LEAVING: [(&str, &[&str]); 2] = [
    ("src/effects/address.rs", &["fn leave(url: &RedirectUrl) {", "fn visit(url: &ProviderUrl) {"]),
    ("src/effects/tabs.rs", &["fn prepare(words: &str) {", "fn show(url: &ProviderUrl) {"]),
];

#[test]
fn only_a_redirect_url_or_a_provider_url_leaves_the_page() {
    let rule: Rule = |line| {
        let ways = ["location().replace(", "location().assign(", ".set_href(", "window().open", "open_with_url"];
        let in_script =
            ["location.replace(", "location.assign(", "location.href =", "window.location =", "window.open("];
        names_any(line, &ways) || names_any(line, &in_script) || line.trim_start().starts_with("location =")
    };
    refuses(rule, &["let _ = window().location().replace(url);", "location.set_href(x)", "location.href = url"]);
    refuses(rule, &["window().open_with_url_and_target(url, \"_blank\")", "tab.location().replace(url.as_str())"]);
    accepts(
        rule,
        &["location.reload()", "new URL(location.href)", "text.replace(a, b)", "let location = use_location();"],
    );
    let mut sources = files("src", ".rs");
    sources.extend(SCRIPTS.map(file));
    for (path, functions) in LEAVING {
        let leaving = sources.iter().position(|source| source.path == path).unwrap();
        let Source { text, .. } = sources.remove(leaving);
        let count = |text: &str| text.lines().filter(|line| rule(line)).count();
        let bodies = functions.iter().map(|function| text.split(function).nth(1).unwrap());
        let each: Vec<usize> = bodies.map(|rest| count(rest.split("\n}").next().unwrap())).collect();
        assert_eq!((each, count(&text)), (vec![1; functions.len()], functions.len()), "{path}");
    }
    assert!(file("src/effects/tabs.rs").text.contains(r#"open_with_url_and_target("", "_blank")"#), "opened empty");
    no_line(&sources, rule, "the page is left elsewhere than in effects/address.rs and effects/tabs.rs");
}

/// What the type derives: the attributes that stand right before it.
fn derives_of(source: &str, name: &str) -> String {
    let defines = |line: &str| {
        let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
        rest.and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let lines: Vec<&str> = source.lines().collect();
    let Some(at) = lines.iter().position(|line| defines(line)) else { return String::new() };
    let attributes = lines[..at].iter().rev().take_while(|line| line.starts_with("#[") || line.starts_with("///"));
    attributes.copied().collect::<Vec<_>>().join("\n")
}
