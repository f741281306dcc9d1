//! What is known already: it prefills, in the field's own spelling; what was emptied is taken back; the rest is left alone.

use super::*;

/// A known value stands in the field as this entry, and sends itself again when nothing is changed.
#[track_caller]
fn prefills(field: &Json, known: Json, context: &Context, entry: Entry, sent: Json) {
    let form = form(json!([field]), json!([value(known.clone())]), json!([]));
    let draft = form.prefilled(context);
    assert_eq!(draft.get(id(7)), Some(&entry), "{known}");
    assert_eq!(form.check(&draft, context).map(journey_data), Ok(json!([value(sent)])), "{known}");
}

/// A known value that the field cannot show leaves it empty, and is neither sent nor taken back.
#[track_caller]
fn does_not_prefill(field: &Json, known: Json) {
    let form = form(json!([field]), json!([value(known.clone())]), json!([]));
    let draft = form.prefilled(&english());
    assert_eq!(draft.get(id(7)), None, "{known}");
    assert_eq!(form.check(&draft, &english()).map(journey_data), Ok(json!([])), "{known}");
}

fn choices() -> Json {
    json!({"Choices": [{"Value": "FR", "Label": "France"}, {"Value": "ES", "Label": "Spain"}]})
}

#[test]
fn values_of_every_type_come_back_as_they_were_given() {
    let text_value = json!({"StringValue": "x"});
    prefills(&field("Text", json!({})), text_value.clone(), &english(), text("x"), text_value);
    let lines = json!({"StringValue": "Anvils.\n\nAnd rockets."});
    prefills(&field("LongText", json!({})), lines.clone(), &english(), text("Anvils.\n\nAnd rockets."), lines);
    let number = json!({"DecimalValue": "1234.5"});
    prefills(&field("Decimal", json!({})), number.clone(), &english(), text("1234.5"), number.clone());
    prefills(&field("Decimal", json!({})), number.clone(), &french(), text("1234,5"), number);
    let whole = json!({"DecimalValue": "9007199254740993"});
    prefills(&field("Integer", json!({})), whole.clone(), &french(), text("9007199254740993"), whole);
    let amount = json!({"DecimalValue": "1234.50", "Currency": "EUR"});
    prefills(&field("Amount", json!({"Currency": "EUR"})), amount.clone(), &french(), text("1234,50"), amount);
    let date = json!({"DateValue": "2026-11-22"});
    prefills(&field("Date", json!({})), date.clone(), &english(), day("22", "11", "2026"), date);
    let time = json!({"DateTimeValue": "2026-11-22T23:30:00.000Z"});
    prefills(&field("DateTime", json!({})), time.clone(), &french(), moment("23", "11", "2026", "00:30"), time);
    let no = json!({"BooleanValue": false});
    prefills(&field("Boolean", json!({"Required": true})), no.clone(), &english(), text("false"), no);
    let markets = json!({"StringValues": ["ES", "FR"]});
    prefills(&field("MultipleChoice", choices()), markets.clone(), &english(), chosen(&["ES", "FR"]), markets);
    let country = json!({"StringValue": "FR"});
    prefills(&field("Country", json!({})), country.clone(), &english(), text("FR"), country.clone());
    prefills(&field("Choice", choices()), country.clone(), &english(), text("FR"), country);
}

/// Integrators register values as text only (contract, section 1: `JourneyData` of a registration).
#[test]
fn text_prefills_a_field_of_any_type() {
    for (kind, registered, entry, sent) in [
        ("Integer", "42", text("42"), json!({"DecimalValue": "42"})),
        ("Decimal", "12.5", text("12,5"), json!({"DecimalValue": "12.5"})),
        ("Amount", "1234.5", text("1234,50"), json!({"DecimalValue": "1234.50", "Currency": "EUR"})),
        ("Date", "2026-11-22", day("22", "11", "2026"), json!({"DateValue": "2026-11-22"})),
        ("Date", "2026-11-22T10:00:00.000Z", day("22", "11", "2026"), json!({"DateValue": "2026-11-22"})),
        (
            "DateTime",
            "2026-11-22T09:30:00Z",
            moment("22", "11", "2026", "10:30"),
            json!({"DateTimeValue": "2026-11-22T09:30:00.000Z"}),
        ),
        ("Boolean", "True", text("true"), json!({"BooleanValue": true})),
        ("Boolean", "false", text("false"), json!({"BooleanValue": false})),
        ("MultipleChoice", "FR", chosen(&["FR"]), json!({"StringValues": ["FR"]})),
        ("Email", "a@b.fr", text("a@b.fr"), json!({"StringValue": "a@b.fr"})),
    ] {
        let mut attributes = choices();
        attributes["Currency"] = json!("EUR");
        prefills(&field(kind, attributes), json!({"StringValue": registered}), &french(), entry, sent);
    }
}

#[test]
fn a_value_that_the_field_cannot_show_stays_where_it_is() {
    does_not_prefill(&field("Integer", json!({})), json!({"StringValue": "about fifty"}));
    does_not_prefill(&field("Date", json!({})), json!({"StringValue": "last year"}));
    does_not_prefill(&field("DateTime", json!({})), json!({"DateValue": "2026-11-22"}));
    does_not_prefill(&field("Choice", choices()), json!({"StringValue": "PT"}));
    does_not_prefill(&field("Country", json!({})), json!({"StringValue": "France"}));
    does_not_prefill(&field("MultipleChoice", choices()), json!({"StringValues": ["PT"]}));
    // Dollars are not euros.
    does_not_prefill(&field("Amount", json!({"Currency": "EUR"})), json!({"DecimalValue": "5.00", "Currency": "USD"}));
}

#[test]
fn a_required_yes_or_no_is_never_answered_by_a_text_that_says_neither() {
    let form = form(
        json!([field("Boolean", json!({"Required": true}))]),
        json!([value(json!({"StringValue": "perhaps"}))]),
        json!([]),
    );
    let draft = form.prefilled(&english());
    assert_eq!(form.check(&draft, &english()).unwrap_err()[0].fault, Fault::Required);
}

#[test]
fn of_several_known_choices_those_that_are_offered_are_shown() {
    let field = field("MultipleChoice", choices());
    prefills(
        &field,
        json!({"StringValues": ["PT", "ES"]}),
        &english(),
        chosen(&["ES"]),
        json!({"StringValues": ["ES"]}),
    );
}

#[test]
fn an_amount_without_a_currency_keeps_the_one_it_has() {
    let amount = json!({"DecimalValue": "5.000", "Currency": "TND"});
    prefills(&field("Amount", json!({})), amount.clone(), &english(), text("5.000"), amount);
}

#[test]
fn the_draft_of_an_earlier_visit_comes_before_what_is_known() {
    let fields = json!([field("Text", json!({})), {"DataPoint": {"Id": 8, "Type": "Text"}}]);
    let known = json!([value(json!({"StringValue": "known"})), {"DataPoint": {"Id": 8}, "StringValue": "also known"}]);
    let drafted = json!([value(json!({"StringValue": "drafted"}))]);
    let draft = form(fields, known, drafted).prefilled(&english());
    assert_eq!(draft.get(id(7)), Some(&text("drafted")));
    assert_eq!(draft.get(id(8)), Some(&text("also known")));
}

#[test]
fn the_older_name_of_a_data_point_is_read_too() {
    let fields = json!([{"DataKey": {"Id": "7", "Name": "Seven", "Type": "Text"}}]);
    let known = json!([{"DataKey": {"Id": "7"}, "StringValue": "x"}]);
    let form = form(fields, known, json!([]));
    assert_eq!(form.fields[0].label, "Seven");
    assert_eq!(form.prefilled(&english()).get(id(7)), Some(&text("x")));
}

/// A back-end on its way from one name to the other may write both.
#[test]
fn both_names_of_a_data_point_at_once_are_read() {
    let both = json!({"DataPoint": {"Id": 7, "Type": "Text"}, "DataKey": {"Id": 7, "Type": "Text"}});
    let known = json!([{"DataPoint": {"Id": 7}, "DataKey": {"Id": 7}, "StringValue": "x"}]);
    let form = form(json!([both]), known, json!([]));
    assert_eq!(form.prefilled(&english()).get(id(7)), Some(&text("x")));
}

#[test]
fn a_known_value_that_is_emptied_is_taken_back() {
    for (kind, known, emptied) in [
        ("Text", json!({"StringValue": "x"}), text("")),
        ("Integer", json!({"StringValue": "5"}), text(" ")),
        ("Date", json!({"DateValue": "2026-11-22"}), day("", "", "")),
        ("MultipleChoice", json!({"StringValues": ["FR"]}), chosen(&[])),
    ] {
        let form = form(json!([field(kind, choices())]), json!([value(known)]), json!([]));
        let sent = check(&form, &[(7, emptied)], &english());
        assert_eq!(sent, Ok(json!([value(json!({"StringValue": null}))])), "{kind}");
    }
}

#[test]
fn a_drafted_value_that_is_emptied_was_never_given() {
    let form = form(json!([field("Text", json!({}))]), json!([]), json!([value(json!({"StringValue": "x"}))]));
    assert_eq!(check(&form, &[(7, text(""))], &english()), Ok(json!([])));
}

#[test]
fn a_read_only_field_is_neither_checked_nor_sent() {
    let read_only = field("Email", json!({"ReadOnly": true, "Required": true}));
    let form = form(json!([read_only]), json!([value(json!({"StringValue": "not an address"}))]), json!([]));
    assert_eq!(form.prefilled(&english()).get(id(7)), Some(&text("not an address")));
    assert_eq!(form.check(&form.prefilled(&english()), &english()).map(journey_data), Ok(json!([])));
    assert_eq!(check(&form, &[(7, text("changed"))], &english()), Ok(json!([])));
}

#[test]
fn ids_keep_every_digit_from_the_answer_to_the_request() {
    for spelt in [json!(9_007_199_254_740_993_i64), json!("9007199254740993")] {
        let fields = json!([{"DataPoint": {"Id": spelt, "Type": "Text"}}]);
        let known = json!([{"DataPoint": {"Id": spelt}, "StringValue": "x"}]);
        let form = form(fields, known, json!([]));
        let answer = form.check(&form.prefilled(&english()), &english()).unwrap().into_answer();
        let expected = r#"{"JourneyData":[{"DataPoint":{"Id":9007199254740993},"StringValue":"x"}],"TimeSpent":0}"#;
        assert_eq!(answer.to_body(0), expected);
    }
}
