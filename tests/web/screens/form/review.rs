//! Everything once more before it is sent.

use onboarding::failure::Failure;
use onboarding::form::{Fault, Field, FieldKind, Form, Problem};
use onboarding::screen::{Screen, SendingState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::is_hidden;
use crate::support::forms::{asking, asking_while, data_point, field, form, numbered, offering, optional, visible_if};
use crate::support::tab::{Tab, show};

const TITLE: &str = "#review-title";
/// The form under the review, which sends what was reviewed.
const SEND: &str = "form:not([novalidate]) button[type=submit]";
const BACK: &str = "form:not([novalidate]) button[type=button]";
/// What leads back to the second answer.
const CHANGE: &str = ".summary__row:nth-child(2) button";

fn reviewed() -> Form {
    let fields = [
        numbered(1, "Name", field(FieldKind::Text)),
        numbered(2, "Founded", field(FieldKind::Date)),
        numbered(3, "Nickname", optional(FieldKind::Text)),
        Field { read_only: true, ..numbered(4, "Reference", field(FieldKind::Text)) },
        visible_if(1, "Nobody", numbered(5, "Hidden", field(FieldKind::Text))),
        numbered(6, "Sector", offering(["Bank", "Broker"], field(FieldKind::Choice))),
    ];
    Form { review: true, ..form(fields) }
}

fn while_(sending: SendingState) -> Screen {
    asking_while(reviewed(), sending)
}

/// Filled in and sent, so that the review is shown.
async fn under_review() -> Tab {
    let tab = show(asking(reviewed())).await;
    tab.types("#field-1", "John").await;
    tab.types("#field-2-day", "2024-03-05").await;
    tab.clicks("#field-6-1").await;
    tab.sends_the_form().await;
    tab
}

impl Tab {
    async fn sends_the_form(&self) {
        self.clicks(".form-step button[type=submit]").await;
    }

    fn shows_the_form(&self) -> bool {
        !is_hidden(&self.find(".form-step form")) && !self.has(TITLE)
    }
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_told_before_the_review() {
    let tab = show(asking(reviewed())).await;
    tab.sends_the_form().await;
    assert!(tab.shows_the_form());
    assert!(tab.has_focus(".error-summary"));
}

#[wasm_bindgen_test]
async fn the_answers_are_shown_in_words_under_a_heading_that_takes_focus() {
    let tab = under_review().await;
    assert!(tab.has_focus(TITLE));
    assert_eq!(tab.text(TITLE), "Check your answers");
    assert!(is_hidden(&tab.find(".form-step form")), "the form is there, but not shown");
    assert_eq!(tab.texts("dt"), ["Name", "Founded", "Nickname", "Sector"], "only what was asked");
    assert_eq!(tab.texts("dd.summary__value"), ["John", "5 March 2024", "Not given", "Broker"]);
}

#[wasm_bindgen_test]
async fn an_answer_can_be_changed_and_the_rest_stays() {
    let tab = under_review().await;
    tab.clicks(CHANGE).await;
    assert!(tab.shows_the_form());
    assert!(tab.has_focus("#field-2-day"));
    assert_eq!(tab.value("#field-1"), "John");
    tab.types("#field-2-day", "6").await;
    tab.sends_the_form().await;
    assert_eq!(tab.texts("dd.summary__value")[1], "6 March 2024");
}

#[wasm_bindgen_test]
async fn the_way_back_leads_to_the_heading_of_the_form() {
    let tab = under_review().await;
    tab.clicks(BACK).await;
    assert!(tab.shows_the_form());
    assert!(tab.has_focus(".form-step h1"));
    assert!(tab.is_ticked("#field-6-1"));
}

#[wasm_bindgen_test]
async fn sending_is_told_on_the_review() {
    let tab = under_review().await;
    assert_eq!(tab.text(SEND), "Send and continue");
    tab.clicks(SEND).await;
    tab.change(while_(SendingState::UnderWay(None))).await;
    assert_eq!(tab.text(SEND), "Sending…");
    assert!(tab.has_focus(SEND));
    tab.change(while_(SendingState::Failed(Failure::Unreachable))).await;
    assert_eq!(tab.count(".form-step ~ .panel .notice[role=alert]"), 1, "on the page that the lead sees");
    assert!(!tab.shows_the_form(), "the review stays");
}

#[wasm_bindgen_test]
async fn a_refusal_leads_back_to_the_form() {
    let tab = under_review().await;
    let fault = Fault::Refused { code: "TooLong".to_owned(), message: None };
    let problems = vec![Problem { field: data_point(1), fault }];
    tab.change(while_(SendingState::UnderWay(None))).await;
    tab.change(while_(SendingState::Invalid(problems, Vec::new()))).await;
    assert!(tab.shows_the_form());
    assert!(tab.has_focus(".error-summary"));
    assert_eq!(tab.texts(".error-summary__link"), ["“Name” is too long."]);
}
