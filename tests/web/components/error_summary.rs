//! All problems of a form in one place: `src/components/error_summary.rs`.

use onboarding::form::{Fault, FieldKind, Form, Problem};
use onboarding::screen::SendingState;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::document;
use crate::support::forms::{
    CONTROL, asking, asking_while, data_point, field, form, numbered, offering, show_field, show_field_in,
};
use crate::support::tab::show;

const SUMMARY: &str = ".error-summary";
const LINKS: &str = ".error-summary__link";

/// One field of each shape: a line, radios, boxes, a date, a list.
fn shapes() -> Form {
    form([
        numbered(1, "Name", field(FieldKind::Text)),
        numbered(2, "Sector", offering(["A", "B"], field(FieldKind::Choice))),
        numbered(3, "Products", offering(["A", "B"], field(FieldKind::MultipleChoice))),
        numbered(4, "Founded", field(FieldKind::Date)),
        numbered(5, "Seat", field(FieldKind::Country)),
        numbered(6, "Regulated", field(FieldKind::Boolean)),
    ])
}

#[wasm_bindgen_test]
async fn it_is_announced_and_takes_focus() {
    let tab = show_field(field(FieldKind::Text)).await;
    assert!(!tab.has(SUMMARY));
    tab.sends().await;
    assert!(tab.has_focus(SUMMARY));
    assert_eq!(tab.attribute(SUMMARY, "tabindex").as_deref(), Some("-1"));
    assert_eq!(tab.text(&format!("{SUMMARY} [role=alert] h2")), "There is a problem");
    assert_eq!(tab.texts(LINKS), ["Fill in “Question”."]);
}

#[wasm_bindgen_test]
async fn it_leads_to_each_field_in_their_order() {
    let tab = show(asking(shapes())).await;
    tab.sends().await;
    let controls = ["#field-1", "#field-2", "#field-3", "#field-4-day", "#field-5", "#field-6"];
    assert_eq!(tab.attributes(LINKS, "href"), controls);
    for control in controls {
        tab.clicks(&format!("{LINKS}[href='{control}']")).await;
        assert!(tab.has_focus(control), "{control}");
    }
}

#[wasm_bindgen_test]
async fn a_link_of_it_does_not_change_the_address() {
    let tab = show_field(field(FieldKind::Text)).await;
    tab.sends().await;
    let address = document().url().unwrap();
    tab.clicks(LINKS).await;
    assert_eq!(document().url().unwrap(), address);
}

#[wasm_bindgen_test]
async fn it_names_what_is_wrong_now_and_goes_when_nothing_is() {
    let fields = [numbered(1, "Name", field(FieldKind::Text)), numbered(2, "E-mail", field(FieldKind::Email))];
    let tab = show(asking(form(fields))).await;
    tab.sends().await;
    assert_eq!(tab.texts(LINKS), ["Fill in “Name”.", "Fill in “E-mail”."]);
    tab.types("#field-1", "John").await;
    tab.sends().await;
    assert_eq!(tab.texts(LINKS), ["Fill in “E-mail”."]);
    assert!(tab.has_focus(SUMMARY), "it takes focus again");
    tab.types("#field-2", "john@example.com").await;
    tab.sends().await;
    assert!(!tab.has(SUMMARY));
}

#[wasm_bindgen_test]
async fn the_title_says_that_there_are_errors() {
    let tab = show_field(field(FieldKind::Text)).await;
    let title = document().title();
    tab.sends().await;
    assert_eq!(document().title(), format!("Error: {title}"));
    tab.sends().await;
    assert_eq!(document().title(), format!("Error: {title}"), "once");
    tab.types(CONTROL, "John").await;
    tab.sends().await;
    assert_eq!(document().title(), title);
}

#[wasm_bindgen_test]
async fn it_speaks_the_lead_s_language() {
    let tab = show_field_in("fr", field(FieldKind::Text)).await;
    tab.sends().await;
    assert_eq!(tab.text(&format!("{SUMMARY} h2")), "Il y a un problème");
    assert_eq!(tab.texts(LINKS), ["Renseignez « Question »."]);
    assert!(document().title().starts_with("Erreur\u{a0}: "));
}

#[wasm_bindgen_test]
async fn a_refusal_that_is_about_no_field_stands_there_without_a_link() {
    let refused = |field: i64, message: Option<&str>| Problem {
        field: data_point(field),
        fault: Fault::Refused { code: "Range".to_owned(), message: message.map(str::to_owned) },
    };
    let problems = vec![refused(99, Some("The sum must be 100.")), refused(98, None), refused(1, None)];
    let fields = || form([numbered(1, "Share", field(FieldKind::Text))]);
    let tab = show(asking(fields())).await;
    tab.change(asking_while(fields(), SendingState::Invalid(problems, Vec::new()))).await;
    let sentences = tab.texts(&format!("{SUMMARY} li"));
    assert_eq!(sentences[0], "The sum must be 100.");
    assert!(sentences[1].starts_with("The service did not accept this."), "{sentences:?}");
    assert_eq!(sentences[2], "“Share” is outside what can be accepted.");
    assert_eq!(tab.attributes(LINKS, "href"), ["#field-1"]);
}
