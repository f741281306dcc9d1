//! Every rule of a form's fields, each with the value that just passes and the one that just does not.
#![allow(clippy::unwrap_used)]

use super::*;

fn check(fields: &[Value], given: &[Value], known: &[Value]) -> Result<Changes, Refusal> {
    super::check(fields, given, known, &uploads())
}

/// A finished upload of 1000 bytes, an unfinished and an empty one.
fn uploads() -> BTreeMap<i64, Document> {
    let upload = |id, size, received| Document {
        id,
        name: format!("{id}.png"),
        content_type: "image/png".to_owned(),
        size,
        received,
    };
    let uploads = [upload(1, 1000, 1000), upload(2, 1000, 999), upload(3, 0, 0)];
    uploads.into_iter().map(|upload| (upload.id, upload)).collect()
}

fn field(data_type: &str, rules: Value) -> Value {
    let mut field = json!({"DataPoint": {"Id": 7, "Name": "Seven", "Type": data_type}});
    for (name, rule) in rules.as_object().unwrap() {
        field[name] = rule.clone();
    }
    field
}

/// The code with which a single value is refused, or "" when it is kept.
fn verdict(data_type: &str, rules: Value, value: Value) -> String {
    let mut entry = value;
    entry["DataPoint"] = json!({"Id": 7});
    match check(&[field(data_type, rules)], &[entry], &[]) {
        Ok(_) => String::new(),
        Err(Refusal::Values(errors)) => errors[0]["Code"].as_str().unwrap().to_owned(),
        Err(Refusal::UnknownDataPoint(_)) => "unknown".to_owned(),
    }
}

fn text_verdict(data_type: &str, rules: Value, text: &str) -> String {
    verdict(data_type, rules, json!({"StringValue": text}))
}

fn number_verdict(data_type: &str, rules: Value, text: &str) -> String {
    verdict(data_type, rules, json!({"DecimalValue": text, "Currency": "EUR"}))
}

#[test]
fn a_required_value_must_be_there_and_not_blank() {
    let required = json!({"Required": true});
    assert_eq!(text_verdict("Text", required.clone(), " "), "Required");
    assert_eq!(text_verdict("Text", required.clone(), "x"), "");
    assert_eq!(verdict("Boolean", required.clone(), json!({"BooleanValue": false})), "");
    assert_eq!(verdict("MultipleChoice", required.clone(), json!({"StringValues": []})), "Required");
    let nothing = check(&[field("Text", required)], &[], &[]);
    let errors = vec![json!({"DataPoint": {"Id": 7}, "Code": "Required"})];
    assert_eq!(nothing, Err(Refusal::Values(errors)));
}

#[test]
fn texts_keep_length_and_pattern() {
    let rules = json!({"MinLength": 2, "MaxLength": 3, "Pattern": "[a-zé]+"});
    assert_eq!(text_verdict("Text", rules.clone(), "éé"), "");
    assert_eq!(text_verdict("Text", rules.clone(), "é"), "Format");
    assert_eq!(text_verdict("Text", rules.clone(), "abcd"), "TooLong");
    assert_eq!(text_verdict("LongText", rules, "ab1"), "Format");
}

#[test]
fn each_kind_of_text_has_its_format() {
    for (data_type, good, bad) in [
        ("Email", "john@acme.test", "john@"),
        ("Email", "a@b", "a b@c"),
        ("Phone", "+33 (0)6 12-34.56", "call me"),
        ("Phone", "112", "1"),
        ("URL", "https://acme.test/x?y", "acme.test"),
        ("URL", "http://localhost", "javascript:alert(1)"),
        ("Country", "FR", "France"),
    ] {
        assert_eq!(text_verdict(data_type, json!({}), good), "", "{good}");
        assert_eq!(text_verdict(data_type, json!({}), bad), "Format", "{bad}");
    }
}

#[test]
fn only_offered_choices_are_kept() {
    let rules = json!({"Choices": [{"Value": "a", "Label": "A"}, {"Value": "b", "Label": "B"}]});
    assert_eq!(text_verdict("Choice", rules.clone(), "a"), "");
    assert_eq!(text_verdict("Choice", rules.clone(), "A"), "Format");
    let several = |values: Value| verdict("MultipleChoice", rules.clone(), json!({ "StringValues": values }));
    assert_eq!(several(json!(["a", "b"])), "");
    assert_eq!(several(json!(["a", "c"])), "Format");
    assert_eq!(several(json!(["a", 1])), "Type");
}

#[test]
fn numbers_are_texts_within_their_range() {
    let rules = json!({"Min": 1, "Max": "10.50"});
    assert_eq!(number_verdict("Decimal", rules.clone(), "10.50"), "");
    assert_eq!(number_verdict("Decimal", rules.clone(), "10.51"), "Range");
    assert_eq!(number_verdict("Integer", rules.clone(), "0"), "Range");
    assert_eq!(number_verdict("Integer", rules.clone(), "2.5"), "Format");
    assert_eq!(number_verdict("Decimal", rules.clone(), "1e1"), "Format");
    assert_eq!(verdict("Decimal", rules, json!({"DecimalValue": 2})), "Type");
}

#[test]
fn an_amount_is_in_the_currency_of_its_field() {
    assert_eq!(number_verdict("Amount", json!({"Currency": "EUR"}), "1.50"), "");
    assert_eq!(number_verdict("Amount", json!({"Currency": "USD"}), "1.50"), "Format");
    assert_eq!(verdict("Amount", json!({}), json!({"DecimalValue": "1.50"})), "Format");
}

#[test]
fn dates_exist_and_keep_their_range() {
    let day = |rules, text: &str| verdict("Date", rules, json!({"DateValue": text}));
    assert_eq!(day(json!({"Min": "2026-01-01"}), "2026-01-01"), "");
    assert_eq!(day(json!({"Min": "2026-01-01"}), "2025-12-31"), "Range");
    assert_eq!(day(json!({}), "2026-02-30"), "Format");
    let moment = |rules, text: &str| verdict("DateTime", rules, json!({"DateTimeValue": text}));
    let most = json!({"Max": "2026-01-01T00:00:00.000Z"});
    assert_eq!(moment(most.clone(), "2026-01-01T01:00:00.000+01:00"), "");
    assert_eq!(moment(most, "2026-01-01T00:00:00.001Z"), "Range");
}

#[test]
fn a_value_in_the_attribute_of_another_type_is_refused() {
    assert_eq!(text_verdict("Integer", json!({}), "5"), "Type");
    assert_eq!(verdict("Text", json!({}), json!({"DecimalValue": "5"})), "Type");
    assert_eq!(text_verdict("Boolean", json!({}), "true"), "Type");
}

#[test]
fn a_field_of_an_unknown_type_asks_for_nothing() {
    let required = json!({"Required": true});
    let hologram = field("Hologram", required);
    assert_eq!(check(&[hologram], &[], &[]), Ok(Changes::new()));
}

#[test]
fn a_value_that_is_left_out_or_emptied_is_forgotten() {
    let known = [json!({"DataPoint": {"Id": 7}, "StringValue": "known"})];
    let emptied = [json!({"DataPoint": {"Id": 7}, "StringValue": null})];
    let optional = [field("Text", json!({}))];
    let forgotten = Ok(Changes::from([(7, None)]));
    assert_eq!(check(&optional, &[], &known), forgotten);
    assert_eq!(check(&optional, &emptied, &known), forgotten);
    assert_eq!(check(&optional, &[], &[]), Ok(Changes::new()));
    let required = [field("Text", json!({"Required": true}))];
    assert!(check(&required, &[], &known).is_err());
}

#[test]
fn a_read_only_field_keeps_its_value_whatever_is_sent() {
    let rules = json!({"ReadOnly": true, "Required": true});
    let given = [json!({"DataPoint": {"Id": 7}, "StringValue": "changed"})];
    assert_eq!(check(&[field("Text", rules)], &given, &[]), Ok(Changes::new()));
}

fn conditional() -> Vec<Value> {
    vec![
        json!({"DataPoint": {"Id": 1, "Name": "Sole", "Type": "Boolean"}}),
        json!({"DataPoint": {"Id": 2, "Name": "Share", "Type": "Decimal"}, "Required": true,
               "VisibleIf": {"DataPoint": {"Id": 1}, "Equals": ["false"]}}),
        json!({"DataPoint": {"Id": 3, "Name": "Why", "Type": "Text"}, "Required": true,
               "VisibleIf": {"DataPoint": {"Id": 2}, "Equals": ["10"]}}),
    ]
}

#[test]
fn a_hidden_field_is_neither_required_nor_kept() {
    let given = [
        json!({"DataPoint": {"Id": 1}, "BooleanValue": true}),
        json!({"DataPoint": {"Id": 2}, "DecimalValue": "10"}),
        json!({"DataPoint": {"Id": 3}, "StringValue": "left over"}),
    ];
    let changes = check(&conditional(), &given, &[]).unwrap();
    assert_eq!(changes.keys().copied().collect::<Vec<_>>(), [1]);
}

#[test]
fn a_shown_field_is_required_and_may_show_the_next() {
    let not_sole = json!({"DataPoint": {"Id": 1}, "BooleanValue": false});
    let ten = json!({"DataPoint": {"Id": 2}, "DecimalValue": "10"});
    let missing = |given: &[Value]| match check(&conditional(), given, &[]) {
        Err(Refusal::Values(errors)) => errors[0]["DataPoint"]["Id"].as_i64(),
        _ => None,
    };
    assert_eq!(missing(std::slice::from_ref(&not_sole)), Some(2));
    assert_eq!(missing(&[not_sole, ten]), Some(3));
}

#[test]
fn conditions_in_a_circle_show_nothing_and_end() {
    let circle = |id: i64, other: i64| {
        json!({"DataPoint": {"Id": id, "Name": "C", "Type": "Text"}, "Required": true,
               "VisibleIf": {"DataPoint": {"Id": other}, "Equals": ["x"]}})
    };
    let given =
        [json!({"DataPoint": {"Id": 1}, "StringValue": "x"}), json!({"DataPoint": {"Id": 2}, "StringValue": "x"})];
    assert_eq!(check(&[circle(1, 2), circle(2, 1)], &given, &[]), Ok(Changes::new()));
}

#[test]
fn a_value_for_no_field_of_the_form_is_the_callers_mistake() {
    let given = [json!({"DataPoint": {"Id": 8}, "StringValue": "x"})];
    let refusal = check(&[field("Text", json!({}))], &given, &[]).unwrap_err();
    assert!(matches!(refusal, Refusal::UnknownDataPoint(_)));
}

#[test]
fn documents_are_whole_wanted_and_the_callers_own() {
    let uploads = |rules, ids: &[i64]| {
        let named: Vec<Value> = ids.iter().map(|id| json!({ "Id": id })).collect();
        verdict("Document", rules, json!({ "Documents": named }))
    };
    let image = json!({"Accept": ["application/pdf", "image/*"], "MaxBytes": 1000});
    assert_eq!(uploads(image, &[1]), "");
    assert_eq!(uploads(json!({"Accept": [".png"]}), &[1]), "");
    assert_eq!(uploads(json!({"Accept": ["application/pdf"]}), &[1]), "Type");
    assert_eq!(uploads(json!({"MaxBytes": 999}), &[1]), "Size");
    assert_eq!(uploads(json!({}), &[3]), "Size");
    assert_eq!(uploads(json!({}), &[2]), "Format");
    assert_eq!(uploads(json!({}), &[4]), "Format");
    assert_eq!(uploads(json!({}), &[1, 1]), "Range");
    assert_eq!(uploads(json!({"Multiple": true}), &[1, 1]), "");
}

#[test]
fn a_kept_document_is_described_by_what_was_uploaded() {
    let given = [json!({"DataPoint": {"Id": 7}, "Documents": [{"Id": "1", "Name": "other.exe"}]})];
    let changes = check(&[field("Document", json!({}))], &given, &[]).unwrap();
    let kept = changes[&7].as_ref().unwrap();
    let uploaded = json!([{"Id": 1, "Name": "1.png", "Size": 1000, "ContentType": "image/png"}]);
    assert_eq!(kept["Documents"], uploaded);
}
