//! Every kind of field: the spellings that people use, the canonical value that is sent, what cannot be read.

use super::*;
use crate::calendar::{Date, DateProblem};

/// Everything typed sends `{"StringValue": sent}`, whatever the language.
#[track_caller]
fn all_send_text(field: &Json, table: &[(&str, &str)]) {
    for (typed, sent) in table {
        sends(field, text(typed), &english(), json!({"StringValue": sent}));
        sends(field, text(typed), &french(), json!({"StringValue": sent}));
    }
}

#[track_caller]
fn all_refused(field: &Json, table: &[&str], fault: Fault) {
    for typed in table {
        refuses(field, text(typed), &english(), fault.clone());
    }
}

fn choices() -> Json {
    json!({"Choices": [{"Value": "SAS", "Label": "Joint-stock"}, {"Value": " B ", "Label": "Odd"}, {"Value": 3}]})
}

#[test]
fn text_is_sent_as_typed_without_the_space_around_it() {
    let field = field("Text", json!({}));
    all_send_text(
        &field,
        &[("Acme", "Acme"), ("  Acme & Sons ", "Acme & Sons"), ("Ångström 株式会社", "Ångström 株式会社")],
    );
}

#[test]
fn long_text_keeps_its_lines_with_one_kind_of_line_end() {
    let field = field("LongText", json!({}));
    all_send_text(&field, &[("Anvils.\r\n\r\nAnd rockets.\n", "Anvils.\n\nAnd rockets."), ("  a\n  b", "a\n  b")]);
}

#[test]
fn an_e_mail_address_has_a_name_and_a_host() {
    let field = field("Email", json!({}));
    all_send_text(
        &field,
        &[
            ("johndoe@gmail.com", "johndoe@gmail.com"),
            (" o'neil+a.b@mail.example.co.uk ", "o'neil+a.b@mail.example.co.uk"),
            ("jörg@bücher.example", "jörg@bücher.example"),
            ("root@localhost", "root@localhost"),
        ],
    );
    let wrong = ["john", "john@", "@gmail.com", "a b@c.fr", "a@b..fr", "a@-b.fr", "a@b-.fr", "a@b@c.fr", "J <j@c.fr>"];
    all_refused(&field, &wrong, Fault::Format);
}

#[test]
fn a_phone_number_keeps_the_marks_between_its_digits() {
    let field = field("Phone", json!({}));
    all_send_text(
        &field,
        &[
            ("+33612345678", "+33612345678"),
            (" +33 6 12 34 56 78 ", "+33 6 12 34 56 78"),
            ("06.12.34.56.78", "06.12.34.56.78"),
            ("(020) 7946-0958", "(020) 7946-0958"),
            ("112", "112"),
            // Pasted from elsewhere: spaces that do not break, digits of another script.
            ("06\u{a0}12\u{202f}34 56 78", "06 12 34 56 78"),
            ("٠٦١٢٣٤٥٦٧٨", "0612345678"),
        ],
    );
    let wrong = ["12", "+", "phone", "06 12 x", "++33612345678", "33+612345678", "½½½", "123456789012345678901"];
    all_refused(&field, &wrong, Fault::Format);
}

#[test]
fn a_web_address_may_be_typed_without_its_beginning() {
    let field = field("URL", json!({}));
    all_send_text(
        &field,
        &[
            ("https://acme.test/", "https://acme.test/"),
            ("http://acme.test/a?b=c#d", "http://acme.test/a?b=c#d"),
            ("www.acme.test", "https://www.acme.test"),
            ("acme.test:8443/a", "https://acme.test:8443/a"),
            ("acme.test/a:b", "https://acme.test/a:b"),
            ("acme.test?next=http://b.test", "https://acme.test?next=http://b.test"),
            ("bücher.example/é", "https://bücher.example/é"),
        ],
    );
    let wrong = [
        "acme",
        "https://",
        "https://acme",
        "javascript:alert(1)",
        "mailto:a@b.fr",
        "ftp://acme.test",
        "a b.fr",
        "https://u@acme.test",
        ".fr",
        "data:1.2,x",
    ];
    all_refused(&field, &wrong, Fault::Format);
}

#[test]
fn a_choice_is_one_of_the_offered_values() {
    let field = field("Choice", choices());
    all_send_text(&field, &[("SAS", "SAS"), (" B ", " B "), ("3", "3")]);
    all_unoffered(&field, &["sas", "Joint-stock", "SARL", "B"]);
}

/// What nobody could read is nothing to choose.
#[test]
fn a_choice_without_words_is_called_by_its_value_and_one_without_either_is_passed_over() {
    let offered = json!([{"Value": "a", "Label": "One"}, {"Value": "b", "Label": " "}, {"Value": "c"}, {"Value": "", "Label": ""}]);
    let form = form(json!([field("Choice", json!({"Choices": offered}))]), json!([]), json!([]));
    let shown: Vec<_> =
        form.fields[0].choices.iter().map(|choice| (choice.value.as_str(), choice.label.as_str())).collect();
    assert_eq!(shown, [("a", "One"), ("b", "b"), ("c", "c")]);
}

#[test]
fn a_country_is_one_of_the_world_or_of_the_choices() {
    all_send_text(&field("Country", json!({})), &[("FR", "FR"), (" DE", "DE")]);
    all_unoffered(&field("Country", json!({})), &["fr", "FRA", "France", "1A", "ZZ"]);
    let limited = field("Country", json!({"Choices": [{"Value": "BE"}]}));
    all_send_text(&limited, &[("BE", "BE")]);
    all_unoffered(&limited, &["FR"]);
}

fn all_unoffered(field: &Json, values: &[&str]) {
    for value in values {
        all_refused(field, &[value], Fault::NotOffered((*value).to_owned()));
    }
}

#[test]
fn numbers_are_typed_as_the_language_writes_them_and_sent_canonical() {
    let (whole, decimal) = (field("Integer", json!({})), field("Decimal", json!({})));
    for (field, context, typed, sent) in [
        (&whole, english(), "1,234", "1234"),
        (&whole, french(), "1 234", "1234"),
        (&whole, french(), "1\u{202f}234", "1234"),
        (&whole, english(), "-7", "-7"),
        (&whole, english(), "12.00", "12"),
        (&whole, english(), "007", "7"),
        (&whole, english(), "9007199254740993", "9007199254740993"),
        (&decimal, english(), "1,234.5", "1234.5"),
        (&decimal, french(), "1 234,5", "1234.5"),
        (&decimal, french(), "12.5", "12.5"),
        (&decimal, english(), "0.1", "0.1"),
        (&decimal, english(), "-0", "0"),
        (&decimal, english(), "0.30000000000000000004", "0.30000000000000000004"),
    ] {
        sends(field, text(typed), &context, json!({"DecimalValue": sent}));
    }
    for typed in ["a", "1,23", "1e5", "12.5.1", "--1", "∞"] {
        refuses(&whole, text(typed), &english(), Fault::Format);
        refuses(&decimal, text(typed), &english(), Fault::Format);
    }
    refuses(&whole, text("12.5"), &english(), Fault::FractionDigits(0));
    refuses(&whole, text("12,5"), &french(), Fault::FractionDigits(0));
}

#[test]
fn an_amount_has_the_digits_and_the_name_of_its_currency() {
    let in_euros = field("Amount", json!({"Currency": "EUR"}));
    let in_yen = field("Amount", json!({"Currency": "JPY"}));
    for (field, context, typed, sent, currency) in [
        (&in_euros, english(), "1,234.5", "1234.50", "EUR"),
        (&in_euros, french(), "1 234,50 €", "1234.50", "EUR"),
        (&in_euros, english(), "€1234", "1234.00", "EUR"),
        (&in_euros, english(), "EUR 12", "12.00", "EUR"),
        (&in_euros, english(), "12 EUR", "12.00", "EUR"),
        (&in_euros, english(), "12.500", "12.50", "EUR"),
        (&in_euros, english(), "-3", "-3.00", "EUR"),
        (&in_yen, english(), "1,000", "1000", "JPY"),
        (&in_yen, english(), "¥1000", "1000", "JPY"),
        (&field("Amount", json!({"Currency": "CAD"})), english(), "$5", "5.00", "CAD"),
        // As it stands beside the field.
        (&field("Amount", json!({"Currency": "CAD"})), french(), "5,00 $CA", "5.00", "CAD"),
        (&field("Amount", json!({"Currency": "TND"})), english(), "5", "5.000", "TND"),
    ] {
        sends(field, text(typed), &context, json!({"DecimalValue": sent, "Currency": currency}));
    }
    refuses(&in_euros, text("12.505"), &english(), Fault::FractionDigits(2));
    refuses(&in_yen, text("12.5"), &english(), Fault::FractionDigits(0));
    all_refused(&in_euros, &["a lot", "1,5", "12 CHF"], Fault::Format);
}

/// To take dollars for euros would change the sum.
#[test]
fn an_amount_in_another_currency_is_not_taken() {
    let in_euros = field("Amount", json!({"Currency": "EUR"}));
    all_refused(&in_euros, &["$100", "£100", "100 ¥", "100 USD"], Fault::Format);
    all_refused(&field("Amount", json!({"Currency": "USD"})), &["€100"], Fault::Format);
}

#[test]
fn an_amount_without_a_currency_names_none() {
    let field = field("Amount", json!({}));
    sends(&field, text("12.5"), &english(), json!({"DecimalValue": "12.50"}));
    refuses(&field, text("€12"), &english(), Fault::Format);
}

#[test]
fn the_first_of_a_month_is_an_ordinal_in_french() {
    let first = Date::from_canonical("2024-03-01").unwrap();
    let eleventh = Date::from_canonical("2024-03-11").unwrap();
    assert_eq!(french().show_date(first), "1er mars 2024");
    assert_eq!(french().show_date(eleventh), "11 mars 2024");
    assert_eq!(english().show_date(first), "1 March 2024");
    let context = Context { moment: |_, _, _| "1 mars 2024 à 14:05".to_owned(), ..french() };
    assert_eq!(context.show_time(DateTime::from_minutes(0).unwrap()), "1er mars 2024 à 14:05");
}

#[test]
fn a_date_is_typed_in_parts_and_its_month_perhaps_by_name() {
    let field = field("Date", json!({}));
    for (entry, context, sent) in [
        (day("22", "11", "2026"), english(), "2026-11-22"),
        (day(" 1 ", "03", "1999"), english(), "1999-03-01"),
        (day("1", "Feb", "2024"), english(), "2024-02-01"),
        (day("1", "fevrier", "2024"), french(), "2024-02-01"),
        (day("29", "2", "2024"), french(), "2024-02-29"),
    ] {
        sends(&field, entry, &context, json!({"DateValue": sent}));
    }
    for (entry, problem) in [
        (day("22", "", "2026"), DateProblem::Incomplete),
        (day("", "", "2026"), DateProblem::Incomplete),
        (day("22", "11", "26"), DateProblem::YearDigits),
        (day("31", "11", "2026"), DateProblem::NotReal),
        (day("29", "2", "2023"), DateProblem::NotReal),
        (day("1", "13", "2026"), DateProblem::NotReal),
    ] {
        refuses(&field, entry, &english(), Fault::Date(problem));
    }
    refuses(&field, text("2026-11-22"), &english(), Fault::Format);
}

#[test]
fn a_time_is_typed_on_the_wall_clock_and_sent_in_utc() {
    let field = field("DateTime", json!({}));
    let sent = |sent: &str| json!({"DateTimeValue": sent});
    sends(&field, moment("22", "11", "2026", "9:30"), &english(), sent("2026-11-22T09:30:00.000Z"));
    sends(&field, moment("22", "11", "2026", "9h30"), &french(), sent("2026-11-22T08:30:00.000Z"));
    sends(&field, moment("1", "1", "2027", "0:15"), &french(), sent("2026-12-31T23:15:00.000Z"));
    sends(&field, moment("22", "11", "2026", "2:05 pm"), &english(), sent("2026-11-22T14:05:00.000Z"));
    refuses(&field, day("22", "11", "2026"), &english(), Fault::Time);
    refuses(&field, moment("22", "11", "2026", "25:00"), &english(), Fault::Time);
    refuses(&field, moment("", "", "", "9:30"), &english(), Fault::Date(DateProblem::Incomplete));
    refuses(&field, moment("31", "11", "2026", "9:30"), &english(), Fault::Date(DateProblem::NotReal));
}

#[test]
fn a_boolean_is_yes_or_no() {
    let field = field("Boolean", json!({}));
    sends(&field, text("true"), &english(), json!({"BooleanValue": true}));
    sends(&field, text("false"), &english(), json!({"BooleanValue": false}));
    // Nothing that only looks like an answer counts as a no.
    all_refused(&field, &["yes", "1"], Fault::Choice);
}

#[test]
fn several_choices_are_sent_in_the_order_in_which_they_were_made() {
    let field = field("MultipleChoice", choices());
    sends(&field, chosen(&["SAS"]), &english(), json!({"StringValues": ["SAS"]}));
    sends(&field, chosen(&["3", "SAS", " B "]), &english(), json!({"StringValues": ["3", "SAS", " B "]}));
    refuses(&field, chosen(&["SAS", "SARL"]), &english(), Fault::NotOffered("SARL".to_owned()));
    refuses(&field, text("SAS"), &english(), Fault::Choice);
}

#[test]
fn what_cannot_be_filled_in_here_is_neither_checked_nor_sent() {
    for kind in ["GeoPoint", ""] {
        let field = field(kind, json!({"Required": true}));
        sends_nothing(&field, text("anything"));
    }
    let untyped = json!({"DataPoint": {"Id": 7}, "Required": true});
    sends_nothing(&untyped, text("anything"));
}
