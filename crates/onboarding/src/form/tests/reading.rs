//! Values in words, for completed activities and for the review before sending.

use super::*;

#[track_caller]
fn shows(kind: &str, known: Json, context: &Context, shown: &str) {
    let attributes =
        json!({"Currency": "EUR", "Choices": [{"Value": "FR", "Label": "France"}, {"Value": "ES", "Label": "Spain"}]});
    let form = form(json!([field(kind, attributes)]), json!([value(known.clone())]), json!([]));
    assert_eq!(form.fields[0].show(&form.known[&id(7)], context), shown, "{kind} {known}");
}

#[test]
fn values_are_shown_as_the_reader_writes_them() {
    shows("Text", json!({"StringValue": "Acme"}), &english(), "Acme");
    shows("Integer", json!({"DecimalValue": "1234567"}), &english(), "1,234,567");
    shows("Decimal", json!({"DecimalValue": "-1234.5"}), &french(), "-1\u{202f}234,5");
    shows("Amount", json!({"DecimalValue": "1234.5", "Currency": "EUR"}), &french(), "1\u{202f}234,50\u{a0}€");
    shows("Amount", json!({"DecimalValue": "1234", "Currency": "JPY"}), &english(), "JPY1,234");
    shows(
        "Amount",
        json!({"DecimalValue": "-9007199254740993.1", "Currency": "EUR"}),
        &english(),
        "-€9,007,199,254,740,993.10",
    );
    shows("Amount", json!({"DecimalValue": "5", "Currency": "gold"}), &english(), "5.00\u{a0}gold");
    shows("Date", json!({"DateValue": "2026-11-22"}), &french(), "22 novembre 2026");
    shows("DateTime", json!({"DateTimeValue": "2026-11-22T23:30:00.000Z"}), &french(), "2026-11-23 00:30");
    shows("Country", json!({"StringValue": "FR"}), &english(), "the country FR");
    shows("Choice", json!({"StringValue": "FR"}), &english(), "France");
    shows("Choice", json!({"StringValue": "PT"}), &english(), "PT");
    shows("MultipleChoice", json!({"StringValues": ["ES", "FR"]}), &english(), "Spain and France");
    shows("Boolean", json!({"BooleanValue": true}), &french(), "Oui");
    shows("Boolean", json!({"BooleanValue": false}), &english(), "No");
    shows(
        "Document",
        json!({"Documents": [{"Id": 1, "Name": "kbis.pdf", "Size": 5}, {"Id": 2, "Name": "b.pdf"}]}),
        &english(),
        "kbis.pdf (5\u{a0}bytes)\nb.pdf",
    );
    shows("GeoPoint", json!({"StringValue": "48.85, 2.35"}), &english(), "48.85, 2.35");
}

#[test]
fn registered_text_is_shown_by_the_fields_kind_or_as_it_is() {
    shows("Integer", json!({"StringValue": "1234"}), &english(), "1,234");
    shows("Amount", json!({"StringValue": "1234.5"}), &english(), "€1,234.50");
    shows("Date", json!({"StringValue": "2026-11-22"}), &english(), "22 November 2026");
    shows("Boolean", json!({"StringValue": "True"}), &english(), "Yes");
    for kind in ["Integer", "Amount", "Date", "DateTime", "Boolean"] {
        shows(kind, json!({"StringValue": "perhaps"}), &english(), "perhaps");
    }
}

#[test]
fn given_answers_can_be_read_back_before_they_are_sent() {
    let form = form(json!([field("Amount", json!({"Currency": "EUR"}))]), json!([]), json!([]));
    let answers = form.check(&draft_of(&[(7, text("5"))]), &english()).unwrap();
    let shown = answers.get(id(7)).map(|value| form.fields[0].show(value, &english()));
    assert_eq!(shown.as_deref(), Some("€5.00"));
    assert_eq!(answers.get(id(8)), None);
}
