//! How sending stands, and what a refusal leaves in place.

use onboarding::failure::Failure;
use onboarding::form::{Fault, Field, FieldKind, Form, Problem};
use onboarding::screen::{ActivityScreen, LogInState, Page, Row, RowState, Screen, SendingState};
use onboarding::text::Locale;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, asking_while, data_point, field, form, numbered, optional, visible_if};
use crate::support::screens::{row, stages};
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
async fn what_is_tried_again_by_itself_says_so_without_alarm_and_need_not_be_waited_for() {
    for failure in [Failure::Unreachable, Failure::TimedOut, Failure::Broken, Failure::Unreadable] {
        let tab = filled_in().await;
        tab.change(while_(SendingState::UnderWay(Some(failure)))).await;
        assert_eq!(tab.text(".notice__title"), failure.title(Locale::English));
        assert_eq!(tab.text(".notice__text"), "We keep trying by ourselves. Everything is still here.");
        assert!(tab.has("form .notice[role=status]") && !tab.has("[role=alert]:not(:empty)"), "{failure:?}");
        assert_eq!(tab.texts("main form button"), ["Try now", "Sending…"], "{failure:?}");
        assert_eq!(tab.value(NAME), "John");
    }
}

#[wasm_bindgen_test]
async fn the_button_that_tries_now_keeps_focus_and_gives_it_back_when_it_goes() {
    let tab = filled_in().await;
    tab.change(while_(SendingState::UnderWay(Some(Failure::Broken)))).await;
    tab.focuses("form button[type=submit]");
    tab.clicks("form .notice + .button-group button").await;
    tab.change(while_(SendingState::UnderWay(Some(Failure::Broken)))).await;
    assert!(tab.has_focus("form .notice + .button-group button"));
    tab.change(while_(SendingState::Failed(Failure::Broken))).await;
    assert!(tab.has_focus("form button[type=submit]"));
}

#[wasm_bindgen_test]
async fn a_pause_that_the_back_end_asks_for_is_not_hurried() {
    let tab = filled_in().await;
    tab.change(while_(SendingState::UnderWay(Some(Failure::Busy(Some(7)))))).await;
    assert!(tab.text(".notice[role=status]").contains("7 seconds"));
    assert_eq!(tab.texts("main form button"), ["Sending…"]);
}

#[wasm_bindgen_test]
async fn without_a_network_it_waits_and_the_lead_may_go_on_elsewhere_or_change_their_mind() {
    let waiting = |rows: [Row; 2]| match while_(SendingState::UnderWay(Some(Failure::Offline))) {
        Screen::Activity(activity) => Screen::Activity(ActivityScreen { stages: stages(rows), ..activity }),
        other => other,
    };
    let tab = filled_in().await;
    tab.change(waiting([row(1, RowState::Unsent), row(2, RowState::Next)])).await;
    assert_eq!(tab.text(".notice[role=status] .notice__title"), "You are offline");
    assert!(tab.text(".notice__text").contains("kept on this device"));
    assert_eq!(tab.texts("main form button, main form a"), ["Do another step meanwhile", "Send and continue"]);
    assert_eq!(tab.attribute("main form a", "href").as_deref(), Some("/"));
    assert_eq!(tab.attribute("form button[type=submit]", "aria-disabled"), None);

    let tab = filled_in().await;
    tab.change(waiting([row(1, RowState::Unsent), row(2, RowState::NotYet)])).await;
    assert_eq!(tab.texts("main form button, main form a"), ["Send and continue"], "there is no other step");
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
