//! Phrases: there in every language, with the same gaps, and set as each language is.

use super::code::{end_of_text, without_comments};
use super::files::{Source, files};

/// The spaces of French that no line breaks at.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// The languages, as the fields of a phrase are called, in their order.
const LANGUAGES: [&str; 5] = ["en", "fr", "de", "es", "ar"];

#[derive(Debug, PartialEq)]
struct Phrase {
    line: usize,
    said: [String; 5],
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
    let found = |text: &str| phrases(text);
    let phrase = |line, said: [&str; 5]| vec![Phrase { line, said: said.map(str::to_owned) }];
    assert_eq!(
        found(r#"const A: Text = Text { en: "a {}", fr: "b {}", de: "c {}", es: "d {}", ar: "e {}" };"#),
        phrase(1, ["a {}", "b {}", "c {}", "d {}", "e {}"])
    );
    assert_eq!(
        found("\nText {\n    en: \"a\",\n    fr:\n        \"b \\\"c\\\"\",\nde: \"d\", es: \"e\", ar: \"f\" }"),
        phrase(2, ["a", r#"b \"c\""#, "d", "e", "f"])
    );
    assert_eq!(found("pub struct Text {\n    pub en: &'static str,\n}"), vec![]);
}

#[test]
fn a_phrase_that_is_badly_set_is_noticed() {
    let fault = |said: [&str; 5]| Phrase { line: 1, said: said.map(str::to_owned) }.fault();
    let good = [
        "Save “{}” now?",
        "Enregistrer «\u{a0}{}\u{a0}»\u{202f}?",
        "„{}“ jetzt speichern?",
        "¿Guardar «{}»?",
        "هل تحفظ «{}»؟",
    ];
    assert_eq!(fault(good), None);
    let with = |language: usize, words: &'static str| {
        let mut said = good;
        said[language] = words;
        said
    };
    for (language, name) in LANGUAGES.into_iter().enumerate() {
        for words in [
            " ",
            "“{}” and {}",
            "it's {}",
            "a \\\"{}\\\"",
            "{}...",
            "{} \u{2014} b",
            "{} - b",
            "{}  b",
            "A sentence: {}.",
        ] {
            assert!(fault(with(language, words)).is_some(), "{words:?} passes as {name}");
        }
    }
    for (language, words) in [
        (0, "“{}” ?"),
        (0, "“{}”\u{a0}?"),
        (1, "{} !"),
        (1, "{} : b"),
        (1, "« {} »"),
        (1, "{}?"),
        (2, "Save “{}” now?"),
        (2, "{} speichern\u{202f}?"),
        (3, "Save “{}” now?"),
        (3, "Guardar {}?"),
        (3, "Guardar {}!"),
        (4, "Save “{}” now?"),
        (4, "{} now"),
        (4, "هل تحفظ {}?"),
        (4, "هذا, {}"),
    ] {
        assert!(fault(with(language, words)).is_some(), "{words:?} passes as {}", LANGUAGES[language]);
    }
    for said in [
        ["Error: ", "Erreur\u{a0}: ", "Fehler: ", "Error: ", "خطأ: "],
        ["at 14:05.", "à 14:05.", "um 14:05.", "a las 14:05.", "الساعة 14:05."],
        ["{} of {}", "{} sur {}", "{} von {}", "{} de {}", "{1}، منها {0}"],
        ["{} min", "{} min", "{} Min.", "{} min", "{} د"],
        ["Document", "Document", "Dokument", "Documento", "مستند"],
    ] {
        assert_eq!(fault(said), None, "{said:?}");
    }
}

impl Phrase {
    fn fault(&self) -> Option<String> {
        let [en, fr, _, es, ar] = &self.said;
        if self.said.iter().any(|said| said.trim().is_empty()) {
            return Some(format!("an empty phrase: {en}"));
        }
        let others = || LANGUAGES.iter().zip(&self.said).skip(1);
        for (language, said) in others() {
            if gaps(en) != gaps(said) {
                return Some(format!("other gaps: {en} / {said}"));
            }
            // An abbreviation ends with a full stop, too, but not in a sentence of its own.
            if en.len() > 12 && en.ends_with('.') != said.ends_with('.') {
                return Some(format!("a full stop in one language only: {en} / {said}"));
            }
            if said == en && en.split_whitespace().filter(|word| is_word(word)).count() > 1 {
                return Some(format!("still English ({language}): {en}"));
            }
        }
        let badly_set = self
            .said
            .iter()
            .find(|said| has_makeshift(said))
            .or_else(|| en.contains(NO_BREAK).then_some(en))
            .or_else(|| self.said.iter().find(|said| *said != fr && stands_off(said)))
            .or_else(|| has_loose_mark(fr).then_some(fr))
            .or_else(|| {
                ((es.contains('?') && !es.contains('¿')) || (es.contains('!') && !es.contains('¡'))).then_some(es)
            })
            .or_else(|| is_hardly_arabic(ar, en).then_some(ar));
        badly_set.map(|phrase| format!("badly set: {phrase}"))
    }
}

/// How many gaps a phrase has: `{}` each for itself, `{0}` however often it is said.
fn gaps(phrase: &str) -> usize {
    let numbered = (0..10).filter(|number| phrase.contains(&format!("{{{number}}}"))).count();
    phrase.matches("{}").count() + numbered
}

fn is_word(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// A mark with a space before it, as only French has it.
fn stands_off(phrase: &str) -> bool {
    let chars: Vec<char> = phrase.chars().collect();
    chars.windows(2).any(|pair| pair[0].is_whitespace() && "?!:;؟؛".contains(pair[1]))
}

/// Arabic has its own letters, question marks, commas and semicolons.
fn is_hardly_arabic(arabic: &str, english: &str) -> bool {
    let is_letter = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    let spoken = english.split_whitespace().any(|word| is_word(word) && !word.contains('{'));
    (spoken && !arabic.contains(is_letter)) || arabic.contains(['?', ',', ';'])
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
        let mut rest = &code[behind..];
        let mut said = Vec::new();
        for language in LANGUAGES {
            let (words, after) = literal(rest, &format!("{language}:"))?;
            said.push(words.to_owned());
            rest = after.trim_start().trim_start_matches(',');
        }
        Some(Phrase { line: code[..at].matches('\n').count() + 1, said: said.try_into().ok()? })
    };
    starts.filter_map(phrase).collect()
}

/// The text behind a key, and what comes after it.
fn literal<'a>(code: &'a str, key: &str) -> Option<(&'a str, &'a str)> {
    let body = code.trim_start().strip_prefix(key)?.trim_start().strip_prefix('"')?;
    let end = end_of_text(body)?;
    Some((&body[..end], &body[end + 1..]))
}
