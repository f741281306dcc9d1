//! Yes or no: `src/fields/boolean.rs`.

use onboarding::form::{Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, helped, optional, show_field, show_field_in};
use crate::support::tab::{Tab, show};

const NO: &str = "#field-10-1";

fn question() -> Field {
    field(FieldKind::Boolean)
}

fn box_to_tick() -> Field {
    optional(FieldKind::Boolean)
}

async fn knowing(value: bool, field: Field) -> Tab {
    show(asking(Form { known: [(data_point(10), Value::Boolean(value))].into(), ..form([field]) })).await
}

#[wasm_bindgen_test]
async fn a_question_that_must_be_answered_offers_both_answers() {
    let tab = show_field(helped("As of today", question())).await;
    assert_eq!(tab.text("legend"), "Question");
    assert_eq!(tab.attribute("fieldset", "role").as_deref(), Some("radiogroup"));
    assert_eq!(tab.attribute("fieldset", "aria-required").as_deref(), Some("true"));
    assert_eq!(tab.descriptions("fieldset"), ["As of today"]);
    assert_eq!(tab.attributes("input", "type"), ["radio", "radio"]);
    assert_eq!((tab.label(CONTROL), tab.label(NO)), ("Yes".to_owned(), "No".to_owned()));
    assert!(!tab.is_ticked(CONTROL) && !tab.is_ticked(NO), "no answer is given for the lead");
}

#[wasm_bindgen_test]
async fn no_is_an_answer() {
    let tab = show_field(question()).await;
    tab.sends().await;
    assert_eq!(tab.descriptions("fieldset"), ["Error: Choose an answer for “Question”."]);
    tab.clicks(NO).await;
    assert!(!tab.has("[aria-invalid]"));
    assert_eq!(tab.attribute("fieldset", "aria-describedby"), None);
}

#[wasm_bindgen_test]
async fn a_question_that_may_be_left_is_a_box_to_tick() {
    let tab = show_field(helped("You can change this later", box_to_tick())).await;
    assert_eq!(tab.attributes("input", "type"), ["checkbox"]);
    assert_eq!(tab.label(CONTROL), "Question (optional)");
    assert_eq!(tab.descriptions(CONTROL), ["You can change this later"]);
    assert!(!tab.has("fieldset"));
    assert!(!tab.is_ticked(CONTROL));
    tab.sends().await;
    assert!(!tab.has("[aria-invalid]"), "an unticked box is an answer");
}

#[wasm_bindgen_test]
async fn what_is_known_is_ticked() {
    assert!(knowing(true, box_to_tick()).await.is_ticked(CONTROL));
    assert!(!knowing(false, box_to_tick()).await.is_ticked(CONTROL));
    let tab = knowing(false, question()).await;
    assert_eq!((tab.is_ticked(CONTROL), tab.is_ticked(NO)), (false, true));
}

#[wasm_bindgen_test]
async fn the_answers_speak_the_lead_s_language() {
    let tab = show_field_in("fr", question()).await;
    assert_eq!(tab.texts(".choice__label"), ["Oui", "Non"]);
}
