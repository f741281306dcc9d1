//! Fields that come and go with the answer to another.

use onboarding::form::{Field, FieldKind, Form};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::document;
use crate::support::forms::{asking, field, form, numbered, offering, optional, visible_if};
use crate::support::tab::show;

const ASKED: &str = "#field-1";
const NO: &str = "#field-1-1";
const DEPENDENT: &str = "#field-2";

fn question() -> Field {
    numbered(1, "Do you have a company?", field(FieldKind::Boolean))
}

/// A field that is asked only of those who say yes.
fn of_yes(id: i64, label: &str, field: Field) -> Field {
    visible_if(1, "true", numbered(id, label, field))
}

fn company_name() -> Form {
    form([question(), of_yes(2, "Name", field(FieldKind::Text))])
}

#[wasm_bindgen_test]
async fn a_field_appears_with_the_answer_that_it_depends_on() {
    let tab = show(asking(company_name())).await;
    assert!(!tab.has(DEPENDENT), "nothing is answered yet");
    tab.clicks(ASKED).await;
    assert_eq!(tab.label(DEPENDENT), "Name");
    assert!(tab.has_focus(ASKED), "focus stays where the lead is");
    tab.clicks(NO).await;
    assert!(!tab.has(DEPENDENT));
}

#[wasm_bindgen_test]
async fn what_was_typed_is_kept_while_the_field_is_away() {
    let fields = [
        question(),
        of_yes(2, "Name", field(FieldKind::Text)),
        of_yes(3, "Sector", offering(["A", "B"], field(FieldKind::Choice))),
        of_yes(4, "Founded", field(FieldKind::Date)),
    ];
    let tab = show(asking(form(fields))).await;
    tab.clicks(ASKED).await;
    tab.types(DEPENDENT, "Example Ltd").await;
    tab.clicks("#field-3-1").await;
    tab.types("#field-4-day", "2024-03-05").await;
    tab.clicks(NO).await;
    assert_eq!(tab.count("form input"), 2, "only the question is left");
    tab.clicks(ASKED).await;
    assert_eq!(tab.value(DEPENDENT), "Example Ltd");
    assert!(tab.is_ticked("#field-3-1"));
    assert_eq!(tab.value("#field-4-month"), "3");
}

#[wasm_bindgen_test]
async fn a_hidden_field_is_not_asked_for() {
    let tab = show(asking(company_name())).await;
    tab.clicks(NO).await;
    tab.sends().await;
    assert!(!tab.has(".error-summary"));
    tab.clicks(ASKED).await;
    tab.sends().await;
    assert_eq!(tab.texts(".error-summary__link"), ["Fill in “Name”."]);
}

#[wasm_bindgen_test]
async fn an_error_goes_and_comes_with_its_field() {
    let tab = show(asking(company_name())).await;
    tab.clicks(ASKED).await;
    tab.sends().await;
    assert_eq!(tab.attribute(DEPENDENT, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(tab.texts(".error-summary__link"), ["Fill in “Name”."]);
    tab.clicks(NO).await;
    assert!(!tab.has(".error-summary"), "what is not asked is not wrong");
    tab.clicks(ASKED).await;
    assert_eq!(tab.attribute(DEPENDENT, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(tab.texts(".error-summary__link"), ["Fill in “Name”."]);
    tab.clicks(NO).await;
    tab.sends().await;
    tab.clicks(ASKED).await;
    assert_eq!(tab.attribute(DEPENDENT, "aria-invalid"), None, "it was right to leave it out");
}

#[wasm_bindgen_test]
async fn an_unticked_box_is_a_no() {
    let fields = [
        numbered(1, "I act for a company", optional(FieldKind::Boolean)),
        visible_if(1, "false", numbered(2, "Profession", field(FieldKind::Text))),
    ];
    let tab = show(asking(form(fields))).await;
    assert!(tab.has(DEPENDENT));
    tab.clicks(ASKED).await;
    assert!(!tab.has(DEPENDENT));
}

#[wasm_bindgen_test]
async fn fields_that_depend_on_one_another_come_and_go_together() {
    let fields = [
        question(),
        of_yes(2, "Name", field(FieldKind::Text)),
        visible_if(2, "Example Ltd", numbered(3, "Seat", field(FieldKind::Text))),
    ];
    let tab = show(asking(form(fields))).await;
    tab.clicks(ASKED).await;
    tab.types(DEPENDENT, "Example Ltd").await;
    assert!(tab.has("#field-3"));
    tab.clicks(NO).await;
    assert!(!tab.has(DEPENDENT) && !tab.has("#field-3"));
}

#[wasm_bindgen_test]
async fn a_choice_and_a_read_only_field_come_and_go_too() {
    let known = Field { read_only: true, ..numbered(3, "Reference", field(FieldKind::Text)) };
    let fields = [
        numbered(1, "Sector", offering(["A", "B"], field(FieldKind::Choice))),
        visible_if(1, "v2", numbered(2, "Which?", field(FieldKind::Text))),
        visible_if(1, "v2", known),
    ];
    let tab = show(asking(form(fields))).await;
    assert!(!tab.has("#field-3"));
    tab.clicks("#field-1-1").await;
    assert!(tab.has(DEPENDENT) && tab.has("#field-3"));
    tab.clicks(ASKED).await;
    assert!(!tab.has(DEPENDENT) && !tab.has("#field-3"));
}

#[wasm_bindgen_test]
async fn the_title_speaks_of_an_error_only_while_there_is_one_to_see() {
    let tab = show(asking(company_name())).await;
    tab.clicks(ASKED).await;
    tab.sends().await;
    assert!(document().title().starts_with("Error: "));
    tab.clicks(NO).await;
    assert!(!document().title().starts_with("Error: "), "{}", document().title());
    tab.clicks(ASKED).await;
    assert!(document().title().starts_with("Error: "));
}
