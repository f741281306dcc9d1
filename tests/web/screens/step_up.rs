//! A code before the lead goes on: `src/screens/step_up.rs`.

use onboarding::api::Channel;
use onboarding::failure::Failure;
use onboarding::form::FieldKind;
use onboarding::provider::Way;
use onboarding::screen::{CheckingScreen, StayScreen, VisitScreen};
use onboarding::screen::{Page, SendingState, StepUpProblem, StepUpScreen, StepUpState};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, asking_while, field, form};
use crate::support::providers::{at, step, veriff};
use crate::support::stub::Stub;
use crate::support::tab::{ENGLISH, Tab, show, show_within};

const FIELD: &str = "#step-up-code";
const TOLD: &str = "dialog > [role=status]";

fn asked(state: StepUpState) -> StepUpScreen {
    StepUpScreen { state, channel: Some(Channel::Sms), resend_at: None, problem: None }
}

fn within(step_up: StepUpScreen) -> Page {
    Page { step_up: Some(step_up), has_journey: true, ..Page::default() }
}

fn with(problem: StepUpProblem) -> StepUpScreen {
    StepUpScreen { problem: Some(problem), ..asked(StepUpState::Awaiting) }
}

async fn shown(step_up: StepUpScreen) -> Tab {
    show_within(within(step_up), ENGLISH, asking(form([field(FieldKind::Text)]))).await
}

/// The wall clock, standing still.
fn clock_at(seconds: i64) -> Stub {
    let date = js_sys::Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
    Stub::answering(&date.unchecked_into(), "now", (seconds * 1000) as f64)
}

#[wasm_bindgen_test]
async fn the_lead_chooses_how_the_code_is_sent() {
    let tab = shown(StepUpScreen { channel: None, ..asked(StepUpState::Choosing) }).await;
    assert!(tab.has("dialog:modal") && tab.has_focus("dialog h2"));
    assert_eq!(tab.text("dialog h2"), "Confirm that it’s you");
    assert_eq!(tab.texts("dialog button"), ["Send a code by SMS", "Send a code by e-mail", "Not now"]);
    assert!(!tab.has(FIELD));
}

#[wasm_bindgen_test]
async fn the_button_that_was_pressed_is_busy() {
    let tab = shown(StepUpScreen { channel: None, ..asked(StepUpState::Choosing) }).await;
    tab.clicks("dialog .button-group button:last-child").await;
    tab.change_page(within(asked(StepUpState::Sending))).await;
    assert_eq!(tab.texts("dialog button"), ["Send a code by SMS", "Sending the code…", "Not now"]);
    assert_eq!(tab.text(TOLD), "Sending the code…");
}

#[wasm_bindgen_test]
async fn one_field_takes_the_code_and_has_focus() {
    let tab = shown(StepUpScreen { channel: None, ..asked(StepUpState::Choosing) }).await;
    tab.change_page(within(asked(StepUpState::Awaiting))).await;
    assert!(tab.has_focus(FIELD));
    assert_eq!(tab.label(FIELD), "Security code");
    for (name, value) in
        [("type", "text"), ("inputmode", "numeric"), ("autocomplete", "one-time-code"), ("name", "code")]
    {
        assert_eq!(tab.attribute(FIELD, name).as_deref(), Some(value));
    }
    assert!(tab.attribute(FIELD, "maxlength").is_none(), "spaces are pasted, too");
    assert_eq!(tab.text("dialog .step-up__sent"), "The code is on its way by SMS.");
    assert_eq!(tab.text(TOLD), "The code is on its way by SMS.");
}

#[wasm_bindgen_test]
async fn what_is_no_code_is_told_at_the_field_and_goes_nowhere() {
    let tab = shown(asked(StepUpState::Awaiting)).await;
    for typed in ["", "12", "1234O"] {
        tab.types(FIELD, typed).await;
        assert!(!tab.has("dialog .field--error"), "not while it is typed");
        tab.presses_enter("dialog form").await;
        assert_eq!(tab.attribute(FIELD, "aria-invalid").as_deref(), Some("true"), "{typed:?}");
        assert_eq!(tab.descriptions(FIELD)[1], "Error: Type the digits of the code.");
        assert_eq!(tab.text("dialog [role=alert]"), "Type the digits of the code.");
    }
    tab.types(FIELD, " 123-45 ").await;
    tab.clicks("dialog form button[type=submit]").await;
    assert!(!tab.has("dialog .field--error"));
}

#[wasm_bindgen_test]
async fn a_wrong_code_is_told_at_the_field_until_it_is_typed_again() {
    let tab = shown(asked(StepUpState::Awaiting)).await;
    tab.types(FIELD, "12345").await;
    tab.clicks("dialog form button[type=submit]").await;
    tab.change_page(within(asked(StepUpState::Verifying))).await;
    assert_eq!(tab.text("dialog form button[type=submit]"), "Checking the code…");
    tab.change_page(within(with(StepUpProblem::Wrong))).await;
    let wrong = "That is not the code, or it is too old. Check the message and type it again.";
    assert_eq!(tab.descriptions(FIELD)[1], format!("Error: {wrong}"));
    assert_eq!(tab.text(TOLD), wrong);
    assert!(tab.has_focus(FIELD));
    assert_eq!(tab.value(FIELD), "12345", "it stays, selected, to be typed over");
    tab.types(FIELD, "2").await;
    assert!(!tab.has("dialog .field--error"));
}

#[wasm_bindgen_test]
async fn too_many_tries_count_down() {
    let _clock = clock_at(1000);
    let tab = shown(with(StepUpProblem::TooMany(Some(1065)))).await;
    assert_eq!(tab.text("dialog .notice[role=alert]"), "Too many tries. Please wait a little.");
    assert_eq!(tab.text("dialog form > .step-up__wait"), "You can go on in 1:05.");
    let problem = Some(StepUpProblem::TooMany(Some(1065)));
    let tab = shown(StepUpScreen { problem, ..asked(StepUpState::Choosing) }).await;
    assert_eq!(tab.attributes("dialog .button-group button", "aria-disabled"), ["true", "true"]);
    let tab = shown(with(StepUpProblem::TooMany(None))).await;
    assert_eq!(tab.text("dialog .notice[role=alert]"), "Too many tries. Please try again later.");
}

#[wasm_bindgen_test]
async fn any_other_failure_is_told_where_it_happens() {
    for state in [StepUpState::Choosing, StepUpState::Awaiting] {
        let problem = Some(StepUpProblem::Failed(Failure::Unreachable));
        let tab = shown(StepUpScreen { problem, ..asked(state) }).await;
        assert_eq!(tab.text("dialog .notice[role=alert] .notice__title"), "No connection");
    }
}

#[wasm_bindgen_test]
async fn another_code_can_be_sent_after_a_while_and_the_other_way_at_once() {
    let _clock = clock_at(1000);
    let again = ".step-up__again button";
    let tab = shown(StepUpScreen { resend_at: Some(1023), ..asked(StepUpState::Awaiting) }).await;
    assert_eq!(tab.text(".step-up__again"), "Send it again possible in 0:23");
    assert_eq!(tab.attribute(again, "aria-disabled").as_deref(), Some("true"));
    assert_eq!(tab.text(".step-up__others [role=status]"), "");
    assert_eq!(tab.texts(".step-up__others button"), ["Send it again", "Send a code by e-mail"]);
    tab.change_page(within(StepUpScreen { resend_at: Some(1000), ..asked(StepUpState::Awaiting) })).await;
    assert_eq!(tab.text(".step-up__again"), "Send it again");
    assert!(tab.attribute(again, "aria-disabled").is_none());
    assert_eq!(tab.text(".step-up__others [role=status]"), "You can ask for the code again.");
    let by_email = StepUpScreen { channel: Some(Channel::Email), ..asked(StepUpState::Awaiting) };
    let tab = shown(by_email).await;
    assert_eq!(tab.texts(".step-up__others button"), ["Send it again", "Send a code by SMS"]);
    assert_eq!(tab.text(".step-up__others [role=status]"), "", "it was possible from the start");
}

#[wasm_bindgen_test]
async fn while_another_code_is_sent_what_is_typed_stays() {
    let tab = shown(asked(StepUpState::Awaiting)).await;
    tab.types(FIELD, "123").await;
    tab.change_page(within(asked(StepUpState::Sending))).await;
    assert_eq!(tab.value(FIELD), "123");
    tab.change_page(within(asked(StepUpState::Awaiting))).await;
    assert_eq!(tab.value(FIELD), "123");
}

#[wasm_bindgen_test]
async fn what_is_on_the_page_stays_under_the_dialog() {
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    tab.types(CONTROL, "Typed").await;
    tab.focuses("main form button[type=submit]");
    tab.change_page(within(asked(StepUpState::Awaiting))).await;
    assert!(tab.has("dialog:modal"));
    tab.change_page(Page::default()).await;
    assert!(!tab.has("dialog") && tab.has_focus("main form button[type=submit]"));
    assert_eq!(tab.value(CONTROL), "Typed");
}

#[wasm_bindgen_test]
async fn what_waits_for_a_code_has_a_way_back_to_it() {
    let tab = show(asking_while(form([field(FieldKind::Text)]), SendingState::Failed(Failure::CodeNeeded))).await;
    assert_eq!(tab.text("form [role=alert] .notice__title"), "This step needs a security code");
    assert!(tab.text("form .notice__text").ends_with("Everything is still here."));
    assert_eq!(tab.text("form .button--secondary"), "Enter the code");
}

#[wasm_bindgen_test]
async fn a_step_at_a_provider_that_waits_for_a_code_has_a_way_back_to_it_too() {
    let refused = at(StayScreen::Refused(Failure::CodeNeeded));
    let asked = VisitScreen { checking: CheckingScreen::Failed(Failure::CodeNeeded), ..VisitScreen::default() };
    for visit in [refused, asked] {
        let tab = show(step(&veriff(), [Way::Frame], visit)).await;
        assert_eq!(tab.text(".visit [role=alert] .notice__title"), "This step needs a security code");
        assert_eq!(tab.text(".visit [aria-haspopup=dialog]"), "Enter the code");
    }
    let tab = show(step(&veriff(), [Way::Frame], at(StayScreen::Refused(Failure::Unreachable)))).await;
    assert!(!tab.has(".visit [aria-haspopup=dialog]"), "a code helps against nothing else");
}

#[wasm_bindgen_test]
async fn the_dialog_speaks_french() {
    let tab = show_within(within(asked(StepUpState::Awaiting)), "fr-FR", asking(form([]))).await;
    assert_eq!(tab.text("dialog h2"), "Confirmez que c’est bien vous");
    assert_eq!(tab.label(FIELD), "Code de sécurité");
}
