//! Fields that cannot be filled in: `src/fields/shown.rs`.

use onboarding::calendar::Date;
use onboarding::form::{Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, data_point, field, form, helped, numbered, show_field};
use crate::support::screens::{company, helpful_company};
use crate::support::tab::{show, show_at};

fn read_only(kind: FieldKind) -> Field {
    Field { read_only: true, ..field(kind) }
}

#[wasm_bindgen_test]
async fn a_read_only_field_shows_what_is_known_and_asks_nothing() {
    let known = [(data_point(10), Value::Date(Date::from_canonical("1984-11-02").unwrap()))].into();
    let asked = form([helped("From your application", read_only(FieldKind::Date))]);
    let tab = show(asking(Form { known, ..asked })).await;
    assert_eq!(tab.text("p.field__label"), "Question");
    assert_eq!(tab.text(".field__help"), "From your application");
    assert_eq!(tab.text(".field__value"), "2 November 1984");
    assert!(!tab.has("main input, main select, main textarea"));
}

#[wasm_bindgen_test]
async fn a_read_only_field_of_which_nothing_is_known_says_so_and_blocks_nothing() {
    let tab = show_field(read_only(FieldKind::Text)).await;
    assert_eq!(tab.text(".field__value"), "Not given");
    tab.sends().await;
    assert!(!tab.has(".error-summary"));
}

#[wasm_bindgen_test]
async fn a_question_that_cannot_be_answered_here_says_whom_to_ask() {
    let asked = || asking(form([helped("A scan", field(FieldKind::Unsupported))]));
    let tab = show_at(company("Example Bank"), asked()).await;
    assert_eq!(tab.text("legend"), "Question");
    assert_eq!(tab.descriptions("fieldset"), ["A scan"]);
    assert_eq!(tab.text(".notice__text"), "This question cannot be answered on this page. Please contact the company.");
    let tab = show_at(helpful_company(), asked()).await;
    let sentence = "This question cannot be answered on this page. Please write to help@example.com.";
    assert_eq!(tab.text(".notice__text"), sentence);
}

#[wasm_bindgen_test]
async fn the_rest_of_the_form_can_be_sent_without_it() {
    let fields = [field(FieldKind::Unsupported), numbered(11, "Other", field(FieldKind::Text))];
    let tab = show(asking(form(fields))).await;
    tab.sends().await;
    assert_eq!(tab.attributes(".error-summary__link", "href"), ["#field-11"], "only the other field is at fault");
}
