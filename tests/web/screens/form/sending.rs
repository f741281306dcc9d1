//! How sending stands, and what a refusal leaves in place.

use onboarding::failure::Failure;
use onboarding::form::{Fault, Field, FieldKind, Form, Problem};
use onboarding::screen::{LogInState, Page, Screen, SendingState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, asking_while, data_point, field, form, numbered, optional, visible_if};
use crate::support::tab::{Tab, show};

const NAME: &str = "#field-1";
const EMAIL: &str = "#field-2";

fn asked() -> Form {
    form([numbered(1, "Name", field(FieldKind::Text)), numbered(2, "E-mail", optional(FieldKind::Email))])
}

fn while_(sending: SendingState) -> Screen {
    asking_while(asked(), sending)
}

fn refused(id: i64, code: &str, message: Option<&str>) -> Problem {
    let fault = Fault::Refused { code: code.to_owned(), message: message.map(str::to_owned) };
    Problem { field: data_point(id), fault }
}

async fn filled_in() -> Tab {
    let tab = show(asking(asked())).await;
    tab.types(NAME, "John").await;
    tab.types(EMAIL, "john@example.com").await;
    tab.sends().await;
    tab
}

#[wasm_bindgen_test]
async fn what_was_typed_stays_in_the_same_fields_whatever_becomes_of_sending() {
    let tab = filled_in().await;
    let name = tab.find(NAME);
    for sending in [
        SendingState::UnderWay(None),
        SendingState::UnderWay(Some(Failure::Busy(Some(3)))),
        SendingState::Failed(Failure::Unreachable),
        SendingState::Invalid(vec![refused(1, "TooLong", None)], Vec::new()),
        SendingState::Ready,
    ] {
        let case = format!("{sending:?}");
        tab.change(while_(sending)).await;
        assert!(tab.find(NAME) == name, "{case}");
        assert_eq!((tab.value(NAME), tab.value(EMAIL)), ("John".to_owned(), "john@example.com".to_owned()), "{case}");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_lands_on_its_fields() {
    let tab = filled_in().await;
    tab.change(while_(SendingState::UnderWay(None))).await;
    let problems = vec![refused(2, "Format", Some("This address bounced.")), refused(1, "TooLong", None)];
    tab.change(while_(SendingState::Invalid(problems, Vec::new()))).await;
    assert_eq!(tab.texts(".error-summary__link"), ["This address bounced.", "“Name” is too long."]);
    assert!(tab.has_focus(".error-summary"));
    assert_eq!(tab.descriptions(NAME), ["Error: “Name” is too long."]);
    assert_eq!(tab.descriptions(EMAIL), ["Error: This address bounced."]);
    assert_eq!(tab.count("[aria-invalid=true]"), 2);
}

#[wasm_bindgen_test]
async fn a_refused_answer_that_is_changed_is_not_wrong_any_more() {
    let tab = filled_in().await;
    tab.change(while_(SendingState::Invalid(vec![refused(1, "TooLong", None)], Vec::new()))).await;
    tab.types(NAME, "Jo").await;
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn the_same_refusal_twice_is_told_twice() {
    let tab = filled_in().await;
    let refusal = || while_(SendingState::Invalid(vec![refused(1, "TooLong", None)], Vec::new()));
    tab.change(refusal()).await;
    tab.types(NAME, "Johnny").await;
    tab.sends().await;
    assert!(!tab.has(".error-summary"), "the new attempt starts clean");
    tab.change(while_(SendingState::UnderWay(None))).await;
    tab.change(refusal()).await;
    assert_eq!(tab.texts(".error-summary__link"), ["“Name” is too long."]);
    assert!(tab.has_focus(".error-summary"));
}

#[wasm_bindgen_test]
async fn a_refused_field_that_is_hidden_is_not_linked_to() {
    let hidden = visible_if(1, "Example Ltd", numbered(2, "Seat", field(FieldKind::Text)));
    let asked = || form([numbered(1, "Name", field(FieldKind::Text)), hidden.clone()]);
    let tab = show(asking(asked())).await;
    tab.types(NAME, "John").await;
    tab.sends().await;
    let problems = vec![refused(2, "Required", Some("The seat is missing."))];
    tab.change(asking_while(asked(), SendingState::Invalid(problems, Vec::new()))).await;
    assert_eq!(tab.texts(".error-summary li"), ["The seat is missing."]);
    assert!(!tab.has(".error-summary__link"), "there is nothing to go to");
}

#[wasm_bindgen_test]
async fn a_refusal_of_what_cannot_be_filled_in_here_leads_there_all_the_same() {
    let shown = Field { read_only: true, ..numbered(1, "Reference", field(FieldKind::Text)) };
    let asked = || form([shown.clone(), numbered(2, "Scan", field(FieldKind::Unsupported))]);
    let tab = show(asking(asked())).await;
    let problems = vec![refused(1, "Format", None), refused(2, "Required", None)];
    tab.change(asking_while(asked(), SendingState::Invalid(problems, Vec::new()))).await;
    assert_eq!(tab.texts(".error-summary__link"), ["“Reference” is not in the right format.", "Fill in “Scan”."]);
    assert_eq!(tab.text("#field-1 .field__error"), "Error: “Reference” is not in the right format.");
    for place in ["#field-1", "#field-2"] {
        tab.clicks(&format!(".error-summary__link[href='{place}']")).await;
        assert!(tab.has_focus(place), "{place}");
    }
}

#[wasm_bindgen_test]
async fn a_failure_is_told_beside_the_button_that_was_pressed() {
    let tab = filled_in().await;
    tab.change(while_(SendingState::Failed(Failure::Unreachable))).await;
    assert!(tab.has("form .notice[role=alert] + .button-group button[type=submit]"));
}

#[wasm_bindgen_test]
async fn each_failure_says_that_the_answers_are_still_there() {
    for failure in [
        Failure::Unreachable,
        Failure::TimedOut,
        Failure::Broken,
        Failure::Unreadable,
        Failure::NotAccepted,
        Failure::CodeNeeded,
        Failure::SessionEnded,
        Failure::NotAllowed,
    ] {
        let tab = filled_in().await;
        tab.change(while_(SendingState::Failed(failure))).await;
        assert!(tab.text(".notice__text").contains("Everything is still here"), "{failure:?}");
        assert_eq!(tab.value(NAME), "John", "{failure:?}");
    }
}

#[wasm_bindgen_test]
async fn where_the_session_has_ended_there_is_a_way_back_in() {
    let tab = filled_in().await;
    tab.change_page(Page { sign_in: Some(LogInState::Ready), ..Page::default() }).await;
    tab.change(while_(SendingState::Failed(Failure::SessionEnded))).await;
    assert_eq!(tab.texts("main form button"), ["Log in", "Send and continue"]);
    tab.change(while_(SendingState::Failed(Failure::Broken))).await;
    assert_eq!(tab.texts("main form button"), ["Send and continue"]);
}
