//! Required and optional, the shortest and the longest, the least and the most.

use super::*;

const EMPTY_ENTRIES: [&str; 3] = ["", " ", "\u{a0}\n"];
const EVERY_KIND: [&str; 14] = [
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
];

/// Every way of leaving a field empty.
fn empties() -> Vec<Entry> {
    let texts = EMPTY_ENTRIES.map(text);
    texts.into_iter().chain([chosen(&[]), day("", " ", "")]).collect()
}

#[test]
fn a_required_field_must_not_be_empty() {
    for kind in EVERY_KIND {
        let required = field(kind, json!({"Required": true}));
        for empty in empties() {
            refuses(&required, empty, &english(), Fault::Required);
        }
        let untouched = form(json!([required]), json!([]), json!([]));
        assert_eq!(check(&untouched, &[], &english()), Err(vec![(7, Fault::Required)]), "{kind}");
    }
}

#[test]
fn an_optional_field_left_empty_is_left_out() {
    for kind in EVERY_KIND.into_iter().filter(|kind| *kind != "Boolean") {
        for empty in empties() {
            sends_nothing(&field(kind, json!({"Min": "5", "MinLength": 3, "Pattern": "[0-9]{9}"})), empty);
        }
    }
}

#[test]
fn an_optional_box_that_is_not_ticked_says_no() {
    let field = field("Boolean", json!({}));
    let untouched = form(json!([field]), json!([]), json!([]));
    assert_eq!(check(&untouched, &[], &english()), Ok(json!([value(json!({"BooleanValue": false}))])));
}

#[test]
fn lengths_are_counted_in_characters() {
    let field = field("Text", json!({"MinLength": 2, "MaxLength": 4}));
    for fits in ["ab", "abcd", "éàüß", "日本"] {
        sends(&field, text(fits), &english(), json!({"StringValue": fits}));
    }
    sends(&field, text(" abcd "), &english(), json!({"StringValue": "abcd"}));
    refuses(&field, text("a"), &english(), Fault::TooShort { fewest: 2, length: 1 });
    refuses(&field, text("abcde"), &english(), Fault::TooLong { most: 4, length: 5 });
}

#[test]
fn a_pattern_holds_for_the_whole_text() {
    let field = field("Text", json!({"Pattern": "[0-9]{9}"}));
    sends(&field, text("552100554"), &english(), json!({"StringValue": "552100554"}));
    refuses(&field, text("55210055"), &english(), Fault::Format);
}

#[test]
fn numbers_have_a_least_and_a_greatest_value() {
    for (min, max) in [(json!("0"), json!("100.5")), (json!(0), json!(100.5))] {
        let field = field("Decimal", json!({"Min": min, "Max": max}));
        for fits in ["0", "-0", "100.5", "100.50", "99.99"] {
            assert!(
                check(&form(json!([field]), json!([]), json!([])), &[(7, text(fits))], &english()).is_ok(),
                "{fits}"
            );
        }
        refuses(&field, text("-0.01"), &english(), Fault::BelowMin("0".to_owned()));
        refuses(&field, text("100.51"), &english(), Fault::AboveMax("100.5".to_owned()));
        refuses(&field, text("100,51"), &french(), Fault::AboveMax("100,5".to_owned()));
    }
    // Far beyond what a float could tell apart.
    let precise = field("Integer", json!({"Max": "9007199254740992"}));
    refuses(&precise, text("9007199254740993"), &english(), Fault::AboveMax("9,007,199,254,740,992".to_owned()));
}

#[test]
fn amounts_dates_and_times_have_limits_too() {
    let capital = field("Amount", json!({"Currency": "EUR", "Min": "1", "Max": "10000"}));
    refuses(&capital, text("0.99"), &english(), Fault::BelowMin("€1".to_owned()));
    refuses(&capital, text("10 000,01"), &french(), Fault::AboveMax("10\u{202f}000\u{a0}€".to_owned()));

    let founded = field("Date", json!({"Min": "1900-01-01", "Max": "2026-12-31"}));
    sends(&founded, day("1", "1", "1900"), &english(), json!({"DateValue": "1900-01-01"}));
    sends(&founded, day("31", "12", "2026"), &english(), json!({"DateValue": "2026-12-31"}));
    refuses(&founded, day("31", "12", "1899"), &english(), Fault::BelowMin("1 January 1900".to_owned()));
    refuses(&founded, day("1", "1", "2027"), &french(), Fault::AboveMax("31 décembre 2026".to_owned()));

    let call_at = field("DateTime", json!({"Min": "2026-11-22T08:00:00.000Z", "Max": "2026-11-22T17:00:00.000Z"}));
    sends(
        &call_at,
        moment("22", "11", "2026", "9:00"),
        &french(),
        json!({"DateTimeValue": "2026-11-22T08:00:00.000Z"}),
    );
    refuses(&call_at, moment("22", "11", "2026", "8:59"), &french(), Fault::BelowMin("2026-11-22 09:00".to_owned()));
    refuses(&call_at, moment("22", "11", "2026", "17:01"), &english(), Fault::AboveMax("2026-11-22 17:00".to_owned()));
}

#[test]
fn a_limit_that_cannot_be_read_limits_nothing() {
    let field = field("Integer", json!({"Min": "lots", "Max": ""}));
    sends(&field, text("5"), &english(), json!({"DecimalValue": "5"}));
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_the_fields() {
    let fields = json!([
        {"DataPoint": {"Id": 9, "Type": "Text"}, "Required": true},
        {"DataPoint": {"Id": 8, "Type": "Text"}},
        {"DataPoint": {"Id": 7, "Type": "Email"}},
    ]);
    let entries = [(7, text("nobody")), (8, text("fine"))];
    assert_eq!(
        check(&form(fields, json!([]), json!([])), &entries, &english()),
        Err(vec![(9, Fault::Required), (7, Fault::Format)])
    );
}
