//! Phrases: there in every language, with the same gaps, and set as each language is.

use super::code::{end_of_text, without_comments};
use super::files::{Source, files};

/// The spaces of French that no line breaks at.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

#[derive(Debug, PartialEq)]
struct Phrase {
    line: usize,
    en: String,
    fr: String,
}

#[test]
fn every_phrase_is_well_set_in_every_language() {
    let mut count = 0;
    let mut faults = Vec::new();
    for Source { path, text } in files("src", ".rs").into_iter().chain(files("crates/onboarding/src", ".rs")) {
        for phrase in phrases(&text) {
            count += 1;
            let line = phrase.line;
            faults.extend(phrase.fault().map(|fault| format!("{path}:{line}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 100, "only {count} phrases were found");
}

#[test]
fn phrases_are_found_however_they_are_written() {
    let found =
        |text: &str| phrases(text).into_iter().map(|phrase| (phrase.line, phrase.en, phrase.fr)).collect::<Vec<_>>();
    let phrase = |line, en: &str, fr: &str| vec![(line, en.to_owned(), fr.to_owned())];
    assert_eq!(found(r#"const A: Text = Text { en: "a {}", fr: "b {}" };"#), phrase(1, "a {}", "b {}"));
    assert_eq!(found("\nText {\n    en: \"a\",\n    fr:\n        \"b \\\"c\\\"\",\n}"), phrase(2, "a", r#"b \"c\""#));
    assert_eq!(found("pub struct Text {\n    pub en: &'static str,\n}"), vec![]);
}

#[test]
fn a_phrase_that_is_badly_set_is_noticed() {
    let fault = |en: &str, fr: &str| Phrase { line: 1, en: en.to_owned(), fr: fr.to_owned() }.fault();
    for (en, fr) in [
        ("", "a"),
        ("a", " "),
        ("{} of {}", "{}"),
        ("it's", "c’est"),
        ("a \\\"b\\\"", "a"),
        ("a...", "a…"),
        ("a \u{2014} b", "a"),
        ("a - b", "a"),
        ("a  b", "a"),
        ("a", "a !"),
        ("a", "a : b"),
        ("a", "« a »"),
        ("a", "a?"),
        ("a ?", "a\u{a0}?"),
        ("A sentence.", "Une phrase"),
    ] {
        assert!(fault(en, fr).is_some(), "{en:?} and {fr:?} pass");
    }
    for (en, fr) in [
        ("Error: ", "Erreur\u{a0}: "),
        ("“{}”?", "«\u{a0}{}\u{a0}»\u{202f}?"),
        ("like https://a.b, at 14:05.", "comme https://a.b, à 14:05."),
        ("e-mail", "courriel"),
    ] {
        assert_eq!(fault(en, fr), None, "{en:?} and {fr:?}");
    }
}

impl Phrase {
    fn fault(&self) -> Option<String> {
        let Self { en, fr, .. } = self;
        let gaps = |phrase: &str| phrase.matches("{}").count();
        if en.trim().is_empty() || fr.trim().is_empty() {
            return Some("an empty phrase".to_owned());
        }
        if gaps(en) != gaps(fr) {
            return Some(format!("other gaps: {en} / {fr}"));
        }
        if en.ends_with('.') != fr.ends_with('.') {
            return Some(format!("a full stop in one language only: {en} / {fr}"));
        }
        let badly_set = [en, fr].into_iter().find(|phrase| has_makeshift(phrase)).or_else(|| {
            let english = en.contains(NO_BREAK) || [" ?", " !", " :", " ;"].iter().any(|mark| en.contains(mark));
            english.then_some(en).or_else(|| has_loose_mark(fr).then_some(fr))
        });
        badly_set.map(|phrase| format!("badly set: {phrase}"))
    }
}

/// What typewriters had for quotation marks, apostrophes, ellipses and dashes.
fn has_makeshift(phrase: &str) -> bool {
    ["'", "\"", "...", "\u{2014}", " - ", "--", "  "].iter().any(|sign| phrase.contains(sign))
}

/// French marks that could stand alone at the start or the end of a line.
fn has_loose_mark(french: &str) -> bool {
    let chars: Vec<char> = french.chars().collect();
    let is_bound = |at: usize| match chars[at] {
        '«' => chars.get(at + 1).is_some_and(|next| NO_BREAK.contains(next)),
        // Not the colon of an address or of a time.
        ':' if chars.get(at + 1).is_some_and(|next| !next.is_whitespace()) => true,
        ':' | ';' | '?' | '!' | '»' => at > 0 && NO_BREAK.contains(&chars[at - 1]),
        _ => true,
    };
    !(0..chars.len()).all(is_bound)
}

fn phrases(text: &str) -> Vec<Phrase> {
    let code = without_comments(text);
    let starts = code.match_indices("Text {").map(|(at, found)| (at, at + found.len()));
    let phrase = |(at, behind): (usize, usize)| {
        let (en, rest) = literal(&code[behind..], "en:")?;
        let (fr, _) = literal(rest.trim_start().strip_prefix(',')?, "fr:")?;
        Some(Phrase { line: code[..at].matches('\n').count() + 1, en: en.to_owned(), fr: fr.to_owned() })
    };
    starts.filter_map(phrase).collect()
}

/// The text behind a key, and what comes after it.
fn literal<'a>(code: &'a str, key: &str) -> Option<(&'a str, &'a str)> {
    let body = code.trim_start().strip_prefix(key)?.trim_start().strip_prefix('"')?;
    let end = end_of_text(body)?;
    Some((&body[..end], &body[end + 1..]))
}
