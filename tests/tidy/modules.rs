//! Every module says what it is for.

use super::files::{Source, everything};

#[test]
fn every_module_opens_with_one_to_six_lines_on_what_it_is_for() {
    let bad = |text: &str| fault(&Source { path: "src/a.rs".to_owned(), text: text.to_owned() });
    assert_eq!(bad("fn main() {}").as_deref(), Some("src/a.rs: 0 lines of `//!`"));
    assert_eq!(bad(&"//! a\n".repeat(7)).as_deref(), Some("src/a.rs: 7 lines of `//!`"));
    assert_eq!(bad("//!\n").as_deref(), Some("src/a.rs: an empty `//!`"));
    assert_eq!(bad("//! Starts the app.\nfn main() {}"), None);
    let modules = everything().into_iter().filter(|source| source.path.ends_with(".rs"));
    let faults: Vec<String> = modules.filter_map(|source| fault(&source)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn fault(Source { path, text }: &Source) -> Option<String> {
    let lines = text.lines().take_while(|line| line.starts_with("//!")).count();
    if !(1..=6).contains(&lines) {
        return Some(format!("{path}: {lines} lines of `//!`"));
    }
    text.starts_with("//!\n").then(|| format!("{path}: an empty `//!`"))
}
