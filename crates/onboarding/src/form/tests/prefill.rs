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

/// A date-time names its day first, whatever its type.
#[test]
fn a_known_time_prefills_a_date_with_its_day() {
    let known = json!({"DateTimeValue": "2024-03-31T01:30:00.123Z"});
    let sent = json!({"DateValue": "2024-03-31"});
    prefills(&field("Date", json!({})), known, &english(), day("31", "3", "2024"), sent);
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

/// What is not offered any more is shown, is not sent while nobody changes it, and never lost unseen.
#[test]
fn a_known_choice_that_is_not_offered_any_more_is_shown_and_stays_as_it_is() {
    for (kind, known, entry, label) in [
        ("Choice", json!({"StringValue": "PT"}), text("PT"), "PT (no longer offered)"),
        ("Country", json!({"StringValue": "France"}), text("France"), "the country France (no longer offered)"),
        ("Country", json!({"StringValue": "ZZ"}), text("ZZ"), "the country ZZ (no longer offered)"),
        ("MultipleChoice", json!({"StringValues": ["PT", "ES"]}), chosen(&["PT", "ES"]), "PT (no longer offered)"),
    ] {
        let attributes = if kind == "Country" { json!({}) } else { choices() };
        let form = form(json!([field(kind, attributes)]), json!([value(known)]), json!([]));
        let draft = form.prefilled(&english());
        assert_eq!(draft.get(form.fields[0].id), Some(&entry), "{kind}");
        let shown: Vec<_> =
            form.fields[0].unoffered(Some(&entry), &english()).into_iter().map(|choice| choice.label).collect();
        assert_eq!(shown, [label], "{kind}");
        let answers = form.check(&draft, &english()).expect("an optional field may stay as it is");
        assert!(answers.get(form.fields[0].id).is_some(), "{kind}: the review shows it");
        assert_eq!(sent_by(answers), json!([]), "{kind}: nothing is sent and nothing taken back");
    }
}

#[test]
fn what_is_not_offered_any_more_is_never_sent() {
    let id = |form: &Form| form.fields[0].id;
    let unoffered = |label: &str| Fault::NotOffered(label.to_owned());
    let mut required = choices();
    required["Required"] = json!(true);
    let must_choose = form(json!([field("Choice", required)]), json!([value(json!({"StringValue": "PT"}))]), json!([]));
    let draft = must_choose.prefilled(&english());
    assert_eq!(must_choose.check(&draft, &english()).unwrap_err()[0].fault, unoffered("PT"));

    // Once something else of it is changed, the whole answer is a new one.
    let known = json!([value(json!({"StringValues": ["PT", "ES"]}))]);
    let several = form(json!([field("MultipleChoice", choices())]), known, json!([]));
    let mut draft = several.prefilled(&english());
    draft.set(id(&several), chosen(&["PT", "ES", "FR"]));
    assert_eq!(several.check(&draft, &english()).unwrap_err()[0].fault, unoffered("PT"));
    draft.set(id(&several), chosen(&["ES", "FR"]));
    let answers = several.check(&draft, &english()).unwrap();
    assert_eq!(sent_by(answers), json!([{"DataPoint": {"Id": 7}, "StringValues": ["ES", "FR"]}]));

    // Emptied on purpose, it is taken back.
    let once = form(json!([field("Choice", choices())]), json!([value(json!({"StringValue": "PT"}))]), json!([]));
    let mut draft = once.prefilled(&english());
    draft.set(id(&once), text(""));
    let answers = once.check(&draft, &english()).unwrap();
    assert_eq!(sent_by(answers), json!([{"DataPoint": {"Id": 7}, "StringValue": null}]));

    // Drafted only, nothing would be kept by leaving it.
    let drafted = form(json!([field("Choice", choices())]), json!([]), json!([value(json!({"StringValue": "PT"}))]));
    let draft = drafted.prefilled(&english());
    assert_eq!(drafted.check(&draft, &english()).unwrap_err()[0].fault, unoffered("PT"));
}

#[test]
fn a_time_that_nobody_changes_goes_back_to_the_millisecond() {
    let known = json!({"DateTimeValue": "2026-11-22T09:30:41.614Z"});
    let entry = moment("22", "11", "2026", "10:30");
    prefills(&field("DateTime", json!({})), known.clone(), &french(), entry, known);
    let form = form(
        json!([field("DateTime", json!({}))]),
        json!([value(json!({"DateTimeValue": "2026-11-22T09:30:41.614Z"}))]),
        json!([]),
    );
    let mut draft = form.prefilled(&french());
    draft.set(form.fields[0].id, moment("22", "11", "2026", "10:31"));
    let answers = form.check(&draft, &french()).unwrap();
    assert_eq!(sent_by(answers), json!([{"DataPoint": {"Id": 7}, "DateTimeValue": "2026-11-22T09:31:00.000Z"}]));
}

/// A wall clock that is put forward by an hour at 2026-03-29T01:00Z and back at 2026-10-25T01:00Z.
fn paris() -> Context {
    const HOUR: i64 = 60;
    const MARCH: i64 = 492_985 * HOUR;
    const OCTOBER: i64 = 498_025 * HOUR;
    Context { offset_at: |utc| if (MARCH..OCTOBER).contains(&utc) { 2 * HOUR } else { HOUR }, ..french() }
}

#[test]
fn a_time_that_the_clocks_skip_is_refused() {
    let form = form(json!([field("DateTime", json!({}))]), json!([]), json!([]));
    let mut draft = Draft::default();
    draft.set(form.fields[0].id, moment("29", "3", "2026", "02:30"));
    assert_eq!(form.check(&draft, &paris()).unwrap_err()[0].fault, Fault::SkippedTime);
    draft.set(form.fields[0].id, moment("29", "3", "2026", "03:30"));
    let answers = form.check(&draft, &paris()).unwrap();
    assert_eq!(sent_by(answers), json!([{"DataPoint": {"Id": 7}, "DateTimeValue": "2026-03-29T01:30:00.000Z"}]));
}

#[test]
fn an_hour_that_comes_twice_is_not_moved_to_the_other_one() {
    for twice in ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"] {
        let known = json!({"DateTimeValue": twice});
        prefills(&field("DateTime", json!({})), known.clone(), &paris(), moment("25", "10", "2026", "02:30"), known);
    }
}

fn sent_by(answers: Answers) -> Json {
    let body: Json = serde_json::from_str(&answers.into_answer().to_body(0)).unwrap();
    body["JourneyData"].clone()
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
