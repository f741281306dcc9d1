//! What no file of the project says: what is left to do, whose machine it was made on, where that machine gets packages.

use super::files::{Source, everything, file};

/// Put together here, so that this file does not find itself.
const FORBIDDEN: [(&str, &str); 8] = [
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/t", "mp/"),
    ("/Use", "rs/"),
];

const CARGO_SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn nothing_is_left_to_do_and_no_machine_is_named() {
    for (start, end) in FORBIDDEN {
        let text = format!("a\n// {start}{end}");
        let source = Source { path: "a.rs".to_owned(), text };
        assert_eq!(forbidden(&source), [format!("a.rs:2: {start}{end}")]);
    }
    let fine = Source { path: "a.rs".to_owned(), text: "a to-do list at https://example.com/homepage".to_owned() };
    assert_eq!(forbidden(&fine), Vec::<String>::new());
    let faults: Vec<String> = everything().iter().flat_map(forbidden).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn packages_come_from_wherever_whoever_builds_gets_theirs() {
    let cargo =
        |lock: &str| lock.lines().filter(|line| line.starts_with("source = ") && !line.contains(CARGO_SOURCE)).count();
    assert_eq!(cargo(&format!("source = \"{CARGO_SOURCE}\"\nsource = \"registry+https://mirror.example/index\"")), 1);
    assert_eq!(cargo(&file("Cargo.lock").text), 0, "Cargo.lock names a registry of its own");

    let names_registry = |Source { path, text }: &Source| {
        let keys: &[&str] = match path.rsplit('/').next().unwrap_or_default() {
            "package-lock.json" => &["\"resolved\""],
            ".npmrc" => &["registry"],
            "requirements.txt" => &["--index-url", "--extra-index-url", "--find-links", "://"],
            "config.toml" => &["[source", "[registr"],
            _ => &[],
        };
        keys.iter().find(|key| text.contains(**key)).map(|key| format!("{path}: {key}"))
    };
    for (path, text) in [
        ("a/package-lock.json", "\"resolved\": \"https://mirror.example/a.tgz\""),
        ("a/.npmrc", "registry=https://mirror.example"),
        ("a/requirements.txt", "--index-url https://mirror.example"),
        (".cargo/config.toml", "[source.crates-io]"),
    ] {
        assert!(names_registry(&Source { path: path.to_owned(), text: text.to_owned() }).is_some(), "{path}");
    }
    let faults: Vec<String> = everything().iter().filter_map(names_registry).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn forbidden(Source { path, text }: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let found =
            FORBIDDEN.iter().map(|(start, end)| format!("{start}{end}")).find(|word| line.contains(word.as_str()));
        faults.extend(found.map(|word| format!("{path}:{number}: {word}")));
    }
    faults
}
