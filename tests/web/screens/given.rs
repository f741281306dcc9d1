//! A completed activity: `src/screens/given.rs`.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::calendar::DateTime;
use onboarding::decimal::Decimal;
use onboarding::form::{Document, Field, FieldKind, Form, Value};
use onboarding::id::DocumentId;
use onboarding::screen::{Content, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{data_point, field, form, numbered, offering, visible_if};
use crate::support::providers::veriff;
use crate::support::screens::activity;
use crate::support::tab::{show, show_in};

fn read(body: Body) -> Screen {
    Screen::Activity(activity(Content::Given(body)))
}

fn given<const N: usize>(answers: [(Field, Option<Value>); N]) -> Screen {
    let (fields, values): (Vec<Field>, Vec<Option<Value>>) = answers.into_iter().unzip();
    let known = fields.iter().zip(values).filter_map(|(field, value)| Some((field.id, value?))).collect();
    read(Body::Form(Arc::new(Form { fields, known, ..Form::default() })))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

#[wasm_bindgen_test]
async fn it_says_that_it_is_done_and_asks_nothing() {
    let tab = show(given([(field(FieldKind::Text), text("John"))])).await;
    assert_eq!(tab.text(".notice[role=status]"), "You have completed this step.");
    assert_eq!(tab.texts("dd"), ["John"]);
    assert!(!tab.has("form, input, main select, textarea, main button"));
}

#[wasm_bindgen_test]
async fn answers_are_shown_the_way_the_lead_writes() {
    let euros = Field { currency: Some("EUR".to_owned()), ..numbered(1, "Sum", field(FieldKind::Amount)) };
    let sum = Value::Amount(Decimal::from_canonical("1234567.5").unwrap(), "EUR".to_owned());
    let files = ["a.pdf", "b.pdf"].map(|name| Document {
        id: DocumentId::new(name).unwrap(),
        name: name.to_owned(),
        size: None,
        content_type: None,
    });
    let choices = offering(["Shares", "Bonds"], numbered(4, "Products", field(FieldKind::MultipleChoice)));
    let screen = given([
        (euros, Some(sum)),
        (numbered(2, "Country", field(FieldKind::Country)), text("DE")),
        (numbered(3, "Resident", field(FieldKind::Boolean)), Some(Value::Boolean(false))),
        (choices, Some(Value::Texts(vec!["v1".to_owned(), "v2".to_owned()]))),
        (numbered(5, "Scans", field(FieldKind::Document)), Some(Value::Documents(files.into()))),
    ]);
    let english = show(screen.clone()).await.texts("dd");
    assert_eq!(english, ["€1,234,567.50", "Germany", "No", "Shares and Bonds", "a.pdf b.pdf"]);
    let french = show_in("fr-FR", screen).await.texts("dd");
    assert_eq!(french[..3], ["1 234 567,50 €", "Allemagne", "Non"]);
}

#[wasm_bindgen_test]
async fn a_time_is_shown_on_the_lead_s_own_clock() {
    let time = DateTime::from_canonical("2024-03-05T12:30:00.000Z").unwrap();
    let screen = given([(field(FieldKind::DateTime), Some(Value::DateTime(time)))]);
    let date = js_sys::Date::new(&"2024-03-05T12:30:00Z".into());
    let clock = format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    assert_eq!(show(screen).await.texts("dd"), [format!("{} March 2024 at {clock}", date.get_date())]);
}

#[wasm_bindgen_test]
async fn what_was_not_asked_is_not_shown() {
    let screen = given([
        (numbered(1, "Sector", field(FieldKind::Text)), text("Bank")),
        (visible_if(1, "Other", numbered(2, "Which?", field(FieldKind::Text))), None),
        (visible_if(1, "Bank", numbered(3, "Licence", field(FieldKind::Text))), None),
    ]);
    let tab = show(screen).await;
    assert_eq!(tab.texts("dt"), ["Sector", "Licence"]);
    assert_eq!(tab.texts("dd"), ["Bank", "Not given"]);
}

#[wasm_bindgen_test]
async fn of_a_step_at_a_provider_it_is_told_with_whom_it_was_done() {
    let tab = show(read(Body::Provider(veriff()))).await;
    assert_eq!((tab.text("dt"), tab.text("dd")), ("Done with".to_owned(), "Veriff".to_owned()));
    assert!(!tab.has("main button, iframe"));
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_here_is_done_all_the_same() {
    let tab = show(read(Body::Unsupported)).await;
    assert_eq!(tab.text(".notice"), "You have completed this step.");
    assert!(!tab.has("dl"));
}

#[wasm_bindgen_test]
async fn only_what_the_activity_asked_is_shown() {
    let known = [(data_point(10), Value::Text("John".to_owned())), (data_point(11), Value::Text("secret".to_owned()))];
    let form = Form { known: known.into(), ..form([field(FieldKind::Text)]) };
    assert_eq!(show(read(Body::Form(Arc::new(form)))).await.texts("dd"), ["John"]);
}
