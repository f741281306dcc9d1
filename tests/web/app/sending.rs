//! From typed text to a completed activity.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{done, form, form_of, journey, problem, with};
use super::visit::Visit;
use crate::support::back_end::Call;

const COMPLETION: &str = "POST /internal/v1/activities/1/completion";
const SECTOR: &str = "#field-10";

fn key(call: &Call) -> String {
    call.header("Idempotency-Key").expect("every completion has a key")
}

#[wasm_bindgen_test]
async fn every_kind_is_sent_in_its_canonical_form() {
    let choices = json!([{"Value": "a", "Label": "A"}, {"Value": "b", "Label": "B"}]);
    let field = |id: i64, kind: &str| json!({"DataPoint": {"Id": id, "Name": kind, "Type": kind}, "Required": true});
    let fields = [
        field(1, "Text"),
        field(2, "LongText"),
        field(3, "Email"),
        field(4, "Phone"),
        field(5, "URL"),
        with(field(6, "Choice"), json!({"Choices": choices})),
        field(7, "Country"),
        field(8, "Integer"),
        field(9, "Decimal"),
        with(field(10, "Amount"), json!({"Currency": "EUR"})),
        field(11, "Date"),
        field(12, "DateTime"),
        field(13, "Boolean"),
        with(field(14, "MultipleChoice"), json!({"Choices": choices})),
        field(9_007_199_254_740_993, "Text"),
        with(field(15, "Boolean"), json!({"Required": false})),
        with(field(16, "Text"), json!({"Required": false})),
    ];
    let visit = Visit::configured(r#"{"Locale": "fr-FR"}"#, journey([form_of(1, fields)])).await;
    let tab = &visit.tab;
    for (control, text) in [
        ("#field-1", " Zoë "),
        ("#field-2", "one\ntwo"),
        ("#field-3", "zoe@example.com"),
        ("#field-4", "+33 1 99 00 12 34"),
        ("#field-5", "www.example.com"),
        ("#field-8", "1 234"),
        ("#field-9", "-1 234,50"),
        ("#field-10", "1 234,5 €"),
        ("#field-11-day", "5"),
        ("#field-11-month", "août"),
        ("#field-11-year", "2024"),
        ("#field-12-year", "2024-03-05"),
        ("#field-12-time", "14:05"),
        ("#field-9007199254740993", "big"),
    ] {
        tab.types(control, text).await;
    }
    tab.clicks("#field-6-1").await;
    tab.chooses("#field-7", "FR").await;
    tab.clicks("#field-13-1").await;
    tab.clicks("#field-14-1").await;
    tab.clicks("#field-14").await;
    tab.sends().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let time = js_sys::Date::new(&"2024-03-05T14:05:00".into()).to_iso_string().as_string().unwrap();
    let value = |id: i64, value: serde_json::Value| with(value, json!({"DataPoint": {"Id": id}}));
    let expected = json!([
        value(1, json!({"StringValue": "Zoë"})),
        value(2, json!({"StringValue": "one\ntwo"})),
        value(3, json!({"StringValue": "zoe@example.com"})),
        value(4, json!({"StringValue": "+33 1 99 00 12 34"})),
        value(5, json!({"StringValue": "https://www.example.com"})),
        value(6, json!({"StringValue": "b"})),
        value(7, json!({"StringValue": "FR"})),
        value(8, json!({"DecimalValue": "1234"})),
        value(9, json!({"DecimalValue": "-1234.50"})),
        value(10, json!({"DecimalValue": "1234.50", "Currency": "EUR"})),
        value(11, json!({"DateValue": "2024-08-05"})),
        value(12, json!({"DateTimeValue": time})),
        value(13, json!({"BooleanValue": false})),
        value(14, json!({"StringValues": ["a", "b"]})),
        value(9_007_199_254_740_993, json!({"StringValue": "big"})),
        value(15, json!({"BooleanValue": false})),
    ]);
    assert_eq!(call.json()["JourneyData"], expected);
    assert!(call.body.contains("9007199254740993"), "every digit of the id is on the wire");
    assert!(call.json()["TimeSpent"].is_u64());
}

#[wasm_bindgen_test]
async fn a_completion_opens_the_next_activity_and_says_so() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(SECTOR, "Bank").await;
    visit.tab.sends().await;
    visit.back_end.hears(COMPLETION).await.answer(&journey([done(form(1)), form(2)]));
    visit.shows("Form 2").await;
    assert_eq!(visit.path(), "/activities/2");
    assert!(visit.tab.has_focus("h1"));
    assert_eq!(visit.tab.text("main .notice[role=status]"), "“Form 1” is completed.");
    assert_eq!(visit.tab.value(SECTOR), "", "each activity has its own text");
}

#[wasm_bindgen_test]
async fn when_nothing_is_left_the_closing_page_is_shown() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.sends().await;
    visit.back_end.hears(COMPLETION).await.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
    assert_eq!(visit.path(), "/done");
}

#[wasm_bindgen_test]
async fn the_key_is_a_random_uuid_and_two_presses_send_once() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.sends().await;
    visit.tab.sends().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let key = key(&call);
    let digits: Vec<&str> = key.split('-').collect();
    assert!(digits.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]), "{key}");
    assert!(digits[2].starts_with('4') && digits[3].starts_with(['8', '9', 'a', 'b']), "RFC 9562, version 4: {key}");
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn the_same_answers_keep_their_key_and_others_get_their_own() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(SECTOR, "Bank").await;
    visit.tab.sends().await;
    let first = visit.back_end.hears(COMPLETION).await;
    let (first_key, first_body) = (key(&first), first.body.clone());
    first.break_off();
    visit.tells(".notice[role=status]", "No connection").await;
    assert_eq!(visit.tab.value(SECTOR), "Bank");
    // By itself.
    let again = visit.back_end.hears(COMPLETION).await;
    assert_eq!((key(&again), again.body.clone()), (first_key.clone(), first_body.clone()));
    again.break_off();
    visit.tells(".notice + .button-group", "Try now").await;
    visit.tab.clicks(".notice + .button-group button").await;
    let asked_for = visit.back_end.hears(COMPLETION).await;
    assert_eq!((key(&asked_for), asked_for.body.clone()), (first_key.clone(), first_body));
    asked_for.break_off();
    visit.tells(".notice[role=status]", "No connection").await;
    visit.tab.types(SECTOR, "Broker").await;
    visit.tab.sends().await;
    assert_ne!(key(&visit.back_end.hears(COMPLETION).await), first_key);
}

#[wasm_bindgen_test]
async fn a_refusal_lands_on_the_field_with_the_text_in_place() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(SECTOR, "Bank").await;
    let field = visit.tab.find(SECTOR);
    visit.tab.sends().await;
    assert_eq!(visit.tab.text("form button"), "Sending…");
    let errors = json!([{"DataPoint": {"Id": 10}, "Code": "Format", "Message": "We do not know this sector."}]);
    let refusal = with(problem(422, "Invalid"), json!({"Errors": errors}));
    visit.back_end.hears(COMPLETION).await.answer_by(422, &refusal);
    visit.tells(".error-summary__link", "We do not know this sector.").await;
    assert!(visit.tab.has_focus(".error-summary"));
    assert_eq!(visit.tab.descriptions(SECTOR), ["Error: We do not know this sector."]);
    assert!(visit.tab.find(SECTOR) == field);
    assert_eq!(visit.tab.value(SECTOR), "Bank");
    assert_eq!(visit.tab.text("form button"), "Send and continue");
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_told_without_asking_the_back_end() {
    let required = json!({"DataPoint": {"Id": 10, "Name": "Sector", "Type": "Text"}, "Required": true});
    let visit = Visit::in_journey(journey([form_of(1, [required])])).await;
    visit.tab.sends().await;
    assert_eq!(visit.tab.texts(".error-summary__link"), ["Fill in “Sector”."]);
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn what_was_reviewed_is_what_is_sent() {
    let reviewed = with(form(1), json!({"Settings": with(form(1)["Settings"].clone(), json!({"Review": true}))}));
    let visit = Visit::in_journey(journey([reviewed])).await;
    visit.tab.types(SECTOR, "Bank").await;
    visit.tab.clicks(".form-step button[type=submit]").await;
    visit.shows("Check your answers").await;
    visit.back_end.hears_nothing().await;
    visit.tab.clicks("form:not([novalidate]) button[type=submit]").await;
    let call = visit.back_end.hears(COMPLETION).await;
    assert_eq!(call.json()["JourneyData"], json!([{"DataPoint": {"Id": 10}, "StringValue": "Bank"}]));
}
