//! Questions and answers, to be read: `src/components/summary.rs`.

use onboarding::activity::Body;
use onboarding::form::{FieldKind, Form, Value};
use onboarding::screen::{Content, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, numbered, optional};
use crate::support::screens::activity;
use crate::support::tab::show;

#[wasm_bindgen_test]
async fn each_answer_stands_with_its_question() {
    let fields = [numbered(1, "Name", field(FieldKind::Text)), numbered(2, "Nickname", optional(FieldKind::Text))];
    let known = [(data_point(1), Value::Text("John".to_owned()))].into();
    let body = Body::Form(Form { known, ..form(fields) }.into());
    let tab = show(Screen::Activity(activity(Content::Given(body)))).await;
    assert_eq!(tab.texts("dl dt"), ["Name", "Nickname"]);
    assert_eq!(tab.texts("dl dd"), ["John", "Not given"]);
    assert!(tab.has("dd:not(.summary__value--empty) > bdi"), "an answer keeps its direction to itself");
    assert!(!tab.has("dl button"), "nothing can be changed any more");
}

#[wasm_bindgen_test]
async fn what_changes_an_answer_says_which_one() {
    let tab = show(asking(Form { review: true, ..form([field(FieldKind::Text)]) })).await;
    tab.types(CONTROL, "John").await;
    tab.sends().await;
    assert_eq!(tab.texts("dl button"), ["Change “Question”"]);
    assert_eq!(tab.attribute("dl button", "type").as_deref(), Some("button"), "it does not send the form");
}
