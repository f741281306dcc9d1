//! One of some choices, and any of them: `src/fields/choices.rs`.

use onboarding::form::{Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, helped, offering, optional, show_field};
use crate::support::tab::{Tab, show};

const SECOND: &str = "#field-10-1";
const THIRD: &str = "#field-10-2";

fn some() -> Field {
    offering(["Bank", "Broker", "Other"], field(FieldKind::Choice))
}

fn several() -> Field {
    offering(["Shares", "Bonds", "Funds"], field(FieldKind::MultipleChoice))
}

fn many() -> Field {
    offering(["A", "B", "C", "D", "E", "F", "G", "H"], field(FieldKind::Choice))
}

async fn knowing(value: Value, field: Field) -> Tab {
    show(asking(Form { known: [(data_point(10), value)].into(), ..form([field]) })).await
}

/// What of three choices is ticked.
fn ticked(tab: &Tab) -> [bool; 3] {
    [CONTROL, SECOND, THIRD].map(|choice| tab.is_ticked(choice))
}

#[wasm_bindgen_test]
async fn a_few_choices_are_shown_all_at_once() {
    let tab = show_field(helped("Pick one", some())).await;
    assert_eq!(tab.text("legend"), "Question");
    assert_eq!(tab.attribute("fieldset", "role").as_deref(), Some("radiogroup"));
    assert_eq!(tab.attribute("fieldset", "aria-required").as_deref(), Some("true"));
    assert_eq!(tab.descriptions("fieldset"), ["Pick one"]);
    assert_eq!(tab.attributes("input", "type"), ["radio"; 3]);
    assert_eq!(tab.attributes("input", "name"), ["10"; 3], "they exclude one another");
    assert_eq!(tab.texts(".choice__label"), ["Bank", "Broker", "Other"]);
    assert_eq!(tab.label(CONTROL), "Bank", "a link to the field finds its first choice");
    assert_eq!(ticked(&tab), [false; 3]);
}

#[wasm_bindgen_test]
async fn one_choice_excludes_the_others() {
    let tab = show_field(some()).await;
    tab.sends().await;
    assert_eq!(tab.attributes("input", "aria-invalid"), ["true"; 3]);
    assert_eq!(tab.descriptions("fieldset"), ["Error: Choose an answer for “Question”."]);
    tab.clicks(SECOND).await;
    tab.clicks(THIRD).await;
    assert_eq!(ticked(&tab), [false, false, true]);
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn seven_choices_are_radios_and_eight_are_a_list() {
    let mut field = many();
    assert_eq!(show_field(field.clone()).await.count("input[type=radio]"), 0);
    field.choices.pop();
    assert_eq!(show_field(field).await.count("input[type=radio]"), 7);
}

#[wasm_bindgen_test]
async fn many_choices_are_a_labelled_list_that_starts_with_none() {
    let asked = Field { autocomplete: Some("sex".to_owned()), ..many() };
    let tab = show_field(helped("Pick one", asked)).await;
    assert_eq!(tab.find(CONTROL).tag_name(), "SELECT");
    assert_eq!(tab.label(CONTROL), "Question");
    assert_eq!(tab.descriptions(CONTROL), ["Pick one"]);
    assert_eq!(tab.attribute(CONTROL, "aria-required").as_deref(), Some("true"));
    assert_eq!(tab.attribute(CONTROL, "autocomplete").as_deref(), Some("sex"));
    assert_eq!(tab.texts("main option"), ["Choose…", "A", "B", "C", "D", "E", "F", "G", "H"]);
    assert_eq!(tab.value(CONTROL), "");
    tab.sends().await;
    assert_eq!(tab.descriptions(CONTROL), ["Pick one", "Error: Choose an answer for “Question”."]);
    tab.chooses(CONTROL, "v3").await;
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn a_known_choice_is_chosen() {
    let third = || Value::Text("v3".to_owned());
    assert_eq!(ticked(&knowing(third(), some()).await), [false, false, true]);
    assert_eq!(knowing(third(), many()).await.value(CONTROL), "v3");
    let gone = Value::Text("not offered any more".to_owned());
    let tab = knowing(gone, many()).await;
    assert_eq!(tab.value(CONTROL), "not offered any more", "what is not offered any more is seen all the same");
    assert!(tab.texts("main option").last().unwrap().ends_with(" (no longer offered)"));
    tab.sends().await;
    assert_eq!(tab.count(".error-summary__link"), 1, "and never sent");
}

#[wasm_bindgen_test]
async fn any_of_some_choices_are_boxes_to_tick() {
    let tab = show_field(several()).await;
    assert_eq!(tab.text("legend"), "Question (required)", "boxes have no attribute for it");
    assert_eq!(tab.attributes("input", "type"), ["checkbox"; 3]);
    assert_eq!(tab.descriptions("fieldset"), ["Choose all that apply."]);
    // A group cannot be required (WAI-ARIA 1.2, "group"), and no single box is.
    assert!(!tab.has("[aria-required]"));
    tab.sends().await;
    assert_eq!(tab.descriptions("fieldset"), ["Choose all that apply.", "Error: Choose an answer for “Question”."]);
    tab.clicks(THIRD).await;
    tab.clicks(CONTROL).await;
    assert_eq!(ticked(&tab), [true, false, true]);
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn the_help_of_the_integrator_takes_the_place_of_ours() {
    assert_eq!(show_field(helped("Up to two", several())).await.descriptions("fieldset"), ["Up to two"]);
}

#[wasm_bindgen_test]
async fn a_box_that_is_cleared_again_is_no_answer() {
    let tab = knowing(Value::Texts(vec!["v2".to_owned()]), several()).await;
    assert_eq!(ticked(&tab), [false, true, false]);
    tab.clicks(SECOND).await;
    tab.sends().await;
    assert_eq!(tab.attributes("input", "aria-invalid"), ["true"; 3]);
}

#[wasm_bindgen_test]
async fn ticked_boxes_are_answered_in_the_order_in_which_they_are_offered() {
    let tab = show(asking(Form { review: true, ..form([several()]) })).await;
    tab.clicks(THIRD).await;
    tab.clicks(CONTROL).await;
    tab.sends().await;
    assert_eq!(tab.texts(".summary__value"), ["Shares and Funds"]);
}

#[wasm_bindgen_test]
async fn a_list_that_may_be_left_can_be_emptied_again() {
    let asked = Field { choices: many().choices, ..optional(FieldKind::Choice) };
    let tab = knowing(Value::Text("v1".to_owned()), asked).await;
    tab.chooses(CONTROL, "").await;
    tab.sends().await;
    assert_eq!(tab.attribute(CONTROL, "aria-required"), None);
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn a_known_choice_that_is_not_offered_any_more_is_shown_among_the_others() {
    let gone = || Value::Text("Notary".to_owned());
    let tab = knowing(gone(), Field { required: false, ..some() }).await;
    assert_eq!(tab.texts(".choice__label"), ["Bank", "Broker", "Other", "Notary (no longer offered)"]);
    assert!(tab.is_ticked("#field-10-3"));
    let tab = knowing(gone(), some()).await;
    tab.sends().await;
    assert_eq!(
        tab.descriptions("fieldset"),
        ["Error: “Question”: “Notary” is no longer offered. Choose another answer."]
    );
    tab.clicks(SECOND).await;
    assert!(!tab.has("[aria-invalid]"));

    let tab = knowing(Value::Texts(vec!["Gold".to_owned(), "v2".to_owned()]), several()).await;
    assert_eq!(tab.texts(".choice__label"), ["Shares", "Bonds", "Funds", "Gold (no longer offered)"]);
    assert!(tab.is_ticked(SECOND) && tab.is_ticked("#field-10-3"));
    tab.sends().await;
    assert_eq!(tab.texts(".error-summary__link"), ["“Question”: “Gold” is no longer offered. Untick it."]);
    tab.clicks("#field-10-3").await;
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn boxes_that_need_not_be_ticked_say_so() {
    let tab = show_field(offering(["A"], optional(FieldKind::MultipleChoice))).await;
    assert_eq!(tab.text("legend"), "Question (optional)");
}
