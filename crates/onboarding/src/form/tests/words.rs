//! The sentence of each fault, in each language: it names the field and leaves no gap.

use super::*;
use crate::calendar::DateProblem;

const KINDS: [&str; 15] = [
    "Text",
    "LongText",
    "Email",
    "Phone",
    "URL",
    "Choice",
    "Country",
    "Integer",
    "Decimal",
    "Amount",
    "Date",
    "DateTime",
    "Boolean",
    "MultipleChoice",
    "Document",
];

fn refused(code: &str) -> Fault {
    Fault::Refused { code: code.to_owned(), message: None }
}

fn every_fault() -> Vec<Fault> {
    vec![
        Fault::Required,
        Fault::Format,
        Fault::Choice,
        Fault::TooLong { most: 10, length: 12 },
        Fault::TooShort { fewest: 3, length: 2 },
        Fault::BelowMin("5".to_owned()),
        Fault::AboveMax("9".to_owned()),
        Fault::FractionDigits(0),
        Fault::FractionDigits(2),
        Fault::Date(DateProblem::Incomplete),
        Fault::Date(DateProblem::YearDigits),
        Fault::Date(DateProblem::NotReal),
        Fault::Time,
        Fault::StillSending,
        Fault::NotSent,
        Fault::TooManyFiles,
        refused("Required"),
        refused("TooLong"),
        refused("Format"),
        refused("Range"),
        refused("Type"),
        refused("Size"),
        refused("SomethingNew"),
        refused(""),
    ]
}

#[test]
fn every_sentence_names_its_field_and_has_no_gap() {
    for context in [english(), french()] {
        for kind in KINDS {
            let form = form(
                json!([field(kind, json!({"Label": "Chiffre d’affaires", "Currency": "EUR"}))]),
                json!([]),
                json!([]),
            );
            for fault in every_fault() {
                let sentence = fault.sentence(&form.fields[0], &context);
                assert!(sentence.contains("Chiffre d’affaires"), "{kind} {fault:?}: {sentence}");
                assert!(!sentence.contains(['{', '}']), "{kind} {fault:?}: {sentence}");
                assert!(sentence.ends_with('.'), "{kind} {fault:?}: {sentence}");
            }
        }
    }
}

#[test]
fn the_languages_differ_and_the_numbers_are_in_place() {
    let form = form(json!([field("Text", json!({"Label": "Name {}"}))]), json!([]), json!([]));
    let sentence = |fault: Fault, context: Context| fault.sentence(&form.fields[0], &context);
    let too_long = || Fault::TooLong { most: 10, length: 12 };
    assert_eq!(sentence(too_long(), english()), "“Name {}” can have 10 characters at most; it has 12 now.");
    assert_eq!(
        sentence(too_long(), french()),
        "«\u{a0}Name {}\u{a0}» peut compter 10 caractères au plus\u{202f}; il y en a 12 pour l’instant."
    );
    for fault in every_fault() {
        assert_ne!(sentence(fault.clone(), english()), sentence(fault, french()));
    }
}

#[test]
fn the_back_ends_own_words_are_passed_on() {
    let form = form(json!([field("Text", json!({}))]), json!([]), json!([]));
    let fault = Fault::Refused { code: "TooLong".to_owned(), message: Some("At most 10 characters.".to_owned()) };
    assert_eq!(fault.sentence(&form.fields[0], &french()), "At most 10 characters.");
}

#[test]
fn examples_are_written_the_way_the_reader_writes() {
    let money = form(json!([field("Amount", json!({"Currency": "EUR"}))]), json!([]), json!([]));
    let date = form(json!([field("Date", json!({}))]), json!([]), json!([]));
    assert!(Fault::Format.sentence(&money.fields[0], &french()).contains("1\u{202f}234,50"));
    assert!(Fault::Format.sentence(&money.fields[0], &english()).contains("1,234.50"));
    let american = Context { date_order: DateOrder::MonthDayYear, ..english() };
    let not_real = Fault::Date(DateProblem::NotReal);
    assert!(not_real.sentence(&date.fields[0], &american).contains("3 27 2024"));
    assert!(not_real.sentence(&date.fields[0], &english()).contains("27 3 2024"));
    let ordered = Context { date_order: DateOrder::YearMonthDay, ..english() };
    assert!(not_real.sentence(&date.fields[0], &ordered).contains("2024 3 27"));
}

#[test]
fn a_field_without_a_name_has_a_number() {
    let fields =
        json!([{"DataPoint": {"Id": 1, "Type": "Text"}, "Label": " "}, {"DataPoint": {"Id": 2, "Type": "Text"}}]);
    let labels: Vec<String> = form(fields, json!([]), json!([])).fields.into_iter().map(|field| field.label).collect();
    assert_eq!(labels, ["№ 1", "№ 2"]);
}
