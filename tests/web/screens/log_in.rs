//! The log-in page: `src/screens/log_in.rs`. The dialog over a page has the same form (`sign_in`).

use js_sys::Object;
use onboarding::failure::Failure;
use onboarding::screen::{LogInRefusal, LogInScreen, LogInState, Page, Screen};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::support::dom::document;
use crate::support::stub::Stub;
use crate::support::tab::{ENGLISH, Tab, happens, show, show_in, show_within};
use crate::support::wait::eventually;

const EMAIL: &str = "#log-in-email";
const PASSWORD: &str = "#log-in-password";
const REVEAL: &str = ".log-in__reveal";
const SUBMIT: &str = "form button[type=submit]";
const ALERT: &str = "form [role=alert]";

fn log_in(state: LogInState) -> Screen {
    Screen::LogIn(LogInScreen { state })
}

fn refused(refusal: LogInRefusal) -> Screen {
    log_in(LogInState::Refused(refusal))
}

fn input(tab: &Tab, selector: &str) -> HtmlInputElement {
    tab.find(selector).unchecked_into()
}

async fn filled_in() -> Tab {
    let tab = show(log_in(LogInState::Ready)).await;
    tab.types(EMAIL, "john@example.com").await;
    tab.types(PASSWORD, "s3cret word").await;
    tab
}

/// A clock that stands still at so many seconds since 1970.
fn at(seconds: u32) -> Stub {
    let date = js_sys::Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
    Stub::answering(date.unchecked_ref::<Object>(), "now", f64::from(seconds) * 1000.0)
}

#[wasm_bindgen_test]
async fn it_is_a_form_that_password_managers_know() {
    let tab = show(log_in(LogInState::Ready)).await;
    assert_eq!(tab.text("h1"), "Log in");
    assert_eq!(document().title(), "Log in");
    assert!(tab.has_focus("h1"));
    assert_eq!((tab.label(EMAIL), tab.label(PASSWORD)), ("E-mail address".to_owned(), "Password".to_owned()));
    for (control, attributes) in [
        (EMAIL, [("type", "email"), ("autocomplete", "username"), ("name", "email"), ("inputmode", "email")]),
        (
            PASSWORD,
            [("type", "password"), ("autocomplete", "current-password"), ("name", "password"), ("spellcheck", "false")],
        ),
    ] {
        for (name, value) in attributes {
            assert_eq!(tab.attribute(control, name).as_deref(), Some(value), "{control}");
        }
        assert_eq!(tab.attribute(control, "autocapitalize").as_deref(), Some("none"), "{control}");
        assert_eq!(tab.attribute(control, "maxlength"), None, "{control}");
        assert!(tab.has(&format!("form[novalidate]:not([action]) {control}")));
    }
    assert_eq!(tab.texts(SUBMIT), ["Log in"]);
    assert!(tab.text("main .message__detail").starts_with("No password? Open the personal link"));
}

#[wasm_bindgen_test]
async fn what_is_missing_is_told_at_its_field_which_takes_focus() {
    let tab = show(log_in(LogInState::Ready)).await;
    tab.presses_enter("form").await;
    assert!(tab.has_focus(EMAIL));
    assert_eq!(tab.descriptions(EMAIL), ["Error: Fill in your e-mail address."]);
    assert_eq!(tab.descriptions(PASSWORD), ["Error: Fill in your password."]);
    tab.types(EMAIL, "john@example.com").await;
    assert!(tab.descriptions(EMAIL).is_empty(), "what is mended is wrong no more");
    tab.presses_enter("form").await;
    assert!(tab.has_focus(PASSWORD));
    assert_eq!(tab.attribute(PASSWORD, "aria-invalid").as_deref(), Some("true"));
    tab.types(PASSWORD, " ").await;
    tab.presses_enter("form").await;
    assert!(!tab.has(".field__error"), "a password may be anything");
}

#[wasm_bindgen_test]
async fn the_password_can_be_read_and_keeps_the_caret_until_it_is_sent() {
    let tab = filled_in().await;
    assert_eq!(tab.attribute(REVEAL, "aria-label").as_deref(), Some("Show password"));
    assert_eq!(tab.attribute(REVEAL, "aria-controls").as_deref(), Some("log-in-password"));
    tab.focuses(PASSWORD);
    input(&tab, PASSWORD).set_selection_range(2, 4).unwrap();
    // As a mouse does: the field keeps focus.
    let pressed = happens(&tab.find(REVEAL), "mousedown");
    assert!(!pressed, "the press is kept from taking focus");
    happens(&tab.find(REVEAL), "click");
    tab.settled().await;
    let caret = |tab: &Tab| {
        let field = input(tab, PASSWORD);
        (field.selection_start().unwrap(), field.selection_end().unwrap())
    };
    assert_eq!((input(&tab, PASSWORD).type_(), caret(&tab)), ("text".to_owned(), (Some(2), Some(4))));
    assert_eq!(tab.attribute(REVEAL, "aria-label").as_deref(), Some("Hide password"));
    assert_eq!(tab.text(REVEAL), "Hide");
    assert_eq!(tab.value(PASSWORD), "s3cret word");
    tab.presses_enter("form").await;
    assert_eq!(input(&tab, PASSWORD).type_(), "password", "sent as a password");
    assert_eq!(tab.text(REVEAL), "Show");
}

#[wasm_bindgen_test]
async fn while_it_is_under_way_the_button_says_so_and_keeps_focus() {
    let tab = filled_in().await;
    tab.focuses(SUBMIT);
    tab.change(log_in(LogInState::UnderWay)).await;
    assert_eq!(tab.text(SUBMIT), "Logging in…");
    assert_eq!(tab.attribute(SUBMIT, "aria-disabled").as_deref(), Some("true"));
    assert!(tab.has_focus(SUBMIT));
}

#[wasm_bindgen_test]
async fn wrong_credentials_are_told_in_one_sentence_and_the_password_is_ready_to_be_typed_over() {
    let tab = filled_in().await;
    tab.change(log_in(LogInState::UnderWay)).await;
    tab.change(refused(LogInRefusal::Credentials)).await;
    assert_eq!(tab.text(ALERT), "The e-mail address or password is not right.");
    assert!(!tab.has("[aria-invalid]"), "nobody says which");
    assert_eq!((tab.value(EMAIL), tab.value(PASSWORD)), ("john@example.com".to_owned(), "s3cret word".to_owned()));
    assert!(tab.has_focus(PASSWORD));
    let field = input(&tab, PASSWORD);
    assert_eq!((field.selection_start().unwrap(), field.selection_end().unwrap()), (Some(0), Some(11)));
    tab.change(log_in(LogInState::UnderWay)).await;
    assert!(!tab.has(ALERT), "it is old news");
}

#[wasm_bindgen_test]
async fn every_other_refusal_is_told_and_takes_no_focus() {
    for (refusal, told) in [
        (LogInRefusal::Closed, "This account is closed"),
        (LogInRefusal::Failed(Failure::Unreachable), "No connection"),
        (LogInRefusal::Failed(Failure::NothingToDo), "There is nothing to do"),
        (LogInRefusal::Failed(Failure::Busy(Some(9))), "Just a moment, please"),
    ] {
        let tab = filled_in().await;
        tab.focuses(SUBMIT);
        tab.change(log_in(LogInState::UnderWay)).await;
        tab.change(refused(refusal)).await;
        assert_eq!(tab.text(&format!("{ALERT} .notice__title")), told);
        assert!(!tab.text(ALERT).contains("We try again"), "nothing is tried again by itself");
        assert!(tab.has_focus(SUBMIT), "{told}");
        assert_eq!(tab.attribute(SUBMIT, "aria-disabled"), None, "{told}");
    }
}

#[wasm_bindgen_test]
async fn after_too_many_tries_the_wait_counts_down_and_only_its_ends_are_read_out() {
    let clock = at(1000);
    let tab = filled_in().await;
    tab.focuses(SUBMIT);
    tab.change(refused(LogInRefusal::Throttled(1150))).await;
    let alert = "To protect your account, please wait 3 minutes before the next one.";
    let told = format!("{ALERT} .notice__text");
    assert_eq!(tab.text(&told), alert);
    assert_eq!(tab.text(".log-in__wait"), "You can try again in 2:30.");
    assert!(!tab.has("[role] .log-in__wait, .log-in__wait[role]"), "nobody has to listen to every second");
    assert_eq!(tab.attribute(SUBMIT, "aria-disabled").as_deref(), Some("true"));
    assert!(tab.has_focus(SUBMIT));
    drop(clock);
    let clock = at(1149);
    eventually("a second less is shown", || tab.text(".log-in__wait") == "You can try again in 0:01.").await;
    assert_eq!(tab.text(&told), alert);
    assert_eq!(tab.text("form [role=status]"), "");
    drop(clock);
    let _clock = at(1150);
    eventually("the wait is over", || !tab.has(".log-in__wait")).await;
    assert_eq!(tab.text("form [role=status]"), "You can try again now.");
    assert!(!tab.has(ALERT));
    assert_eq!(tab.attribute(SUBMIT, "aria-disabled"), None);
}

#[wasm_bindgen_test]
async fn a_short_wait_is_told_in_seconds() {
    let _clock = at(1000);
    let tab = show(refused(LogInRefusal::Throttled(1045))).await;
    assert!(tab.text(ALERT).contains("please wait 45 seconds"), "{}", tab.text(ALERT));
}

#[wasm_bindgen_test]
async fn nobody_logs_in_over_a_session_that_lives() {
    let at_home = Page { has_journey: true, ..Page::default() };
    let tab = show_within(at_home.clone(), ENGLISH, log_in(LogInState::Ready)).await;
    assert_eq!(tab.text("h1"), "You are logged in");
    assert_eq!(tab.text("main a[href='/']"), "Back to your steps");
    assert!(!tab.has("form"));
    let over = Page { sign_in: Some(LogInState::Ready), ..at_home };
    let tab = show_within(over, ENGLISH, log_in(LogInState::Ready)).await;
    assert!(tab.has("main form") && !tab.has("dialog"), "one form is enough");
}

#[wasm_bindgen_test]
async fn it_speaks_french() {
    let tab = show_in("fr-FR", refused(LogInRefusal::Credentials)).await;
    assert_eq!(tab.text("h1"), "Se connecter");
    assert_eq!(tab.text(ALERT), "L’adresse e-mail ou le mot de passe est incorrect.");
    assert_eq!(tab.attribute(REVEAL, "aria-label").as_deref(), Some("Afficher le mot de passe"));
}
