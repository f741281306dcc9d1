//! A form activity: `src/screens/form.rs`.

mod review;
mod sending;
mod visibility;

use onboarding::form::{Drafted, Field, FieldKind, Form, Value};
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, RowState, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, numbered, optional};
use crate::support::screens::{activity_id, row, stages};
use crate::support::tab::show;

#[wasm_bindgen_test]
async fn the_fields_are_asked_in_their_order_and_one_button_sends_them() {
    let fields = [numbered(2, "First", field(FieldKind::Text)), numbered(1, "Second", field(FieldKind::Text))];
    let tab = show(asking(form(fields))).await;
    assert_eq!(tab.texts("form label"), ["First", "Second"]);
    assert_eq!(tab.count("form button"), 1);
    assert!(tab.has("form button[type=submit]"));
}

/// Put one by one into a form that is in place, a thousand controls take seconds: each is counted among all before it.
#[wasm_bindgen_test]
async fn the_fields_come_into_the_form_together() {
    let tab =
        show(asking(form([numbered(1, "One", field(FieldKind::Text)), numbered(2, "Two", field(FieldKind::Date))])))
            .await;
    assert_eq!(tab.count("form > :has(input)"), 1);
}

#[wasm_bindgen_test]
async fn every_digit_of_a_data_point_s_id_is_kept() {
    let tab = show(asking(form([numbered(9_007_199_254_740_993, "Big", field(FieldKind::Text))]))).await;
    assert_eq!(tab.label("#field-9007199254740993"), "Big");
    assert_eq!(tab.attribute("input", "name").as_deref(), Some("9007199254740993"));
}

#[wasm_bindgen_test]
async fn what_an_earlier_visit_typed_comes_before_what_is_known() {
    let value = |text: &str| Value::Text(text.to_owned());
    let drafted = Drafted { value: Some(value("drafted")), ..Drafted::default() };
    let known = [(data_point(10), value("known"))].into();
    let asked = Form { known, drafted: [(data_point(10), drafted)].into(), ..form([field(FieldKind::Text)]) };
    assert_eq!(show(asking(asked)).await.value(CONTROL), "drafted");
}

#[wasm_bindgen_test]
async fn a_form_without_questions_can_be_sent() {
    let tab = show(asking(form([]))).await;
    tab.sends().await;
    assert!(!tab.has(".error-summary") && !tab.has(".notice"));
    assert!(tab.has("form button[type=submit]"));
}

#[wasm_bindgen_test]
async fn enter_in_a_field_sends_the_form() {
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    tab.presses_enter("form").await;
    assert!(tab.has(".error-summary"));
}

#[wasm_bindgen_test]
async fn typed_text_survives_when_the_rest_of_the_page_changes() {
    let asked =
        || form([numbered(10, "Name", optional(FieldKind::Text)), numbered(11, "Born", optional(FieldKind::Date))]);
    let tab = show(asking(asked())).await;
    tab.clicks(CONTROL).await;
    tab.types(CONTROL, "John").await;
    tab.types("#field-11-month", "May").await;
    let typed_into = tab.find(CONTROL);
    let Screen::Activity(activity) = asking(asked()) else { unreachable!() };
    tab.change(Screen::Activity(ActivityScreen {
        notice: Some(Notice::Completed("Other".to_owned())),
        stages: stages([row(1, RowState::Next), row(2, RowState::Completed)]),
        ..activity
    }))
    .await;
    assert!(tab.find(CONTROL) == typed_into && tab.has_focus(CONTROL), "the same field, still in use");
    assert_eq!((tab.value(CONTROL), tab.value("#field-11-month")), ("John".to_owned(), "May".to_owned()));
    assert_eq!(tab.text(".notice"), "“Other” is completed.");
}

#[wasm_bindgen_test]
async fn typed_text_is_found_again_when_the_lead_comes_back() {
    let asked = || asking(form([numbered(10, "Name", optional(FieldKind::Text))]));
    let tab = show(asked()).await;
    tab.types(CONTROL, "John").await;
    tab.change(Screen::NotFound).await;
    assert!(!tab.has(CONTROL));
    tab.change(asked()).await;
    assert_eq!(tab.value(CONTROL), "John");
}

#[wasm_bindgen_test]
async fn two_activities_that_ask_for_the_same_do_not_share_what_is_typed() {
    let asked = || asking(form([optional(FieldKind::Text)]));
    let Screen::Activity(activity) = asked() else { unreachable!() };
    let other = ActivityScreen { id: activity_id(2), ..activity };
    let tab = show(asked()).await;
    tab.types(CONTROL, "John").await;
    tab.change(Screen::Activity(other)).await;
    assert_eq!(tab.value(CONTROL), "");
}

#[wasm_bindgen_test]
async fn limits_are_told_and_never_cut_anything_off() {
    let short = Field { max_length: Some(3), ..field(FieldKind::Text) };
    let tab = show(asking(form([short]))).await;
    tab.types(CONTROL, "Johnny").await;
    tab.sends().await;
    assert_eq!(tab.value(CONTROL), "Johnny");
    assert_eq!(tab.text(".field__error"), "Error: “Question” can have 3 characters at most; it has 6 now.");
}

#[wasm_bindgen_test]
async fn a_pattern_is_the_browser_s_to_judge() {
    let coded = Field { pattern: Some("[A-Z]{2}\\d+".to_owned()), ..field(FieldKind::Text) };
    let tab = show(asking(form([coded]))).await;
    tab.types(CONTROL, "AB12x").await;
    tab.sends().await;
    assert_eq!(tab.text(".field__error"), "Error: “Question” is not in the right format.");
    tab.types(CONTROL, "AB12").await;
    assert!(!tab.has(".field__error"));
}
