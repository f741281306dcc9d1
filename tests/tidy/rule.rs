//! A rule about lines of code, and how it is tried.

use super::files::Source;

/// Whether a line breaks the rule.
pub(crate) type Rule = fn(&str) -> bool;

/// No line of code breaks the rule; comments and tests may say what they like.
#[track_caller]
pub(crate) fn no_line(sources: &[Source], rule: Rule, what: &str) {
    let breaches = breaches(sources, rule);
    assert!(breaches.is_empty(), "{what}:\n{}", breaches.join("\n"));
}

/// The rule notices each sample.
#[track_caller]
pub(crate) fn refuses(rule: Rule, samples: &[&str]) {
    for sample in samples {
        assert!(rule(sample), "the rule does not notice {sample}");
    }
}

/// The rule lets each sample pass.
#[track_caller]
pub(crate) fn accepts(rule: Rule, samples: &[&str]) {
    for sample in samples {
        assert!(!rule(sample), "the rule refuses {sample}");
    }
}

pub(crate) fn names_any(line: &str, names: &[&str]) -> bool {
    names.iter().any(|name| line.contains(name))
}

/// Whether a name stands there as a whole.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

fn breaches(sources: &[Source], rule: Rule) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        let lines = source.code().into_iter().filter(|(_, line)| rule(line));
        breaches.extend(lines.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())));
    }
    breaches
}

#[test]
fn a_breach_is_named_by_file_and_line_and_comments_are_free() {
    let text = "//! f64\nlet a = 1; // f64\nlet b: f64 = 1.0;\n#[cfg(test)]\nmod tests {\n f64\n";
    let source = Source { path: "src/a.rs".to_owned(), text: text.to_owned() };
    assert_eq!(breaches(&[source], |line| has_word(line, "f64")), ["src/a.rs:3: let b: f64 = 1.0;"]);
}
