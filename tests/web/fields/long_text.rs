//! Several lines of text: `src/fields/long_text.rs`.

use onboarding::form::{Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, helped, optional, show_field};
use crate::support::tab::show;

#[wasm_bindgen_test]
async fn it_is_a_labelled_area_of_several_lines() {
    let asked = Field { autocomplete: Some("street-address".to_owned()), ..field(FieldKind::LongText) };
    let tab = show_field(helped("With the postcode", asked)).await;
    assert_eq!(tab.find(CONTROL).tag_name(), "TEXTAREA");
    assert_eq!(tab.label(CONTROL), "Question");
    assert_eq!(tab.descriptions(CONTROL), ["With the postcode"]);
    assert_eq!(tab.attribute(CONTROL, "rows").as_deref(), Some("5"));
    assert_eq!(tab.attribute(CONTROL, "autocomplete").as_deref(), Some("street-address"));
    assert_eq!(tab.attribute(CONTROL, "aria-required").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn an_error_is_tied_to_it() {
    let tab = show_field(field(FieldKind::LongText)).await;
    tab.sends().await;
    assert_eq!(tab.attribute(CONTROL, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(tab.descriptions(CONTROL), ["Error: Fill in “Question”."]);
}

#[wasm_bindgen_test]
async fn known_lines_stay_lines() {
    let known = [(data_point(10), Value::Text("1 High Street\nLondon".to_owned()))].into();
    let tab = show(asking(Form { known, ..form([optional(FieldKind::LongText)]) })).await;
    assert_eq!(tab.value(CONTROL), "1 High Street\nLondon");
}
