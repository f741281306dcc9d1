//! Label, mark, help and error of a field, and the ARIA that ties them together: `src/components/field_frame.rs`.

use onboarding::form::{Field, FieldKind};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, field, helped, offering, optional, show_field, show_field_in};

/// Every kind that can be filled in, with enough choices where it has some.
fn kinds() -> Vec<Field> {
    let kinds = [
        FieldKind::Text,
        FieldKind::LongText,
        FieldKind::Email,
        FieldKind::Phone,
        FieldKind::Url,
        FieldKind::Choice,
        FieldKind::Country,
        FieldKind::Integer,
        FieldKind::Decimal,
        FieldKind::Amount,
        FieldKind::Date,
        FieldKind::DateTime,
        FieldKind::Boolean,
        FieldKind::MultipleChoice,
    ];
    kinds.map(field).into_iter().map(with_choices).collect()
}

fn with_choices(field: Field) -> Field {
    match field.kind {
        FieldKind::Choice | FieldKind::MultipleChoice => offering(["A", "B"], field),
        _ => field,
    }
}

/// What carries the description: the control itself, or the group of several.
fn described(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Choice | FieldKind::Boolean if field.required => "fieldset",
        FieldKind::Choice | FieldKind::MultipleChoice | FieldKind::Date | FieldKind::DateTime => "fieldset",
        _ => CONTROL,
    }
}

#[wasm_bindgen_test]
async fn help_and_then_the_error_describe_each_kind() {
    for field in kinds() {
        let kind = field.kind;
        let described = described(&field);
        let tab = show_field(helped("Some help", field)).await;
        assert_eq!(tab.descriptions(described), ["Some help"], "{kind:?}");
        tab.sends().await;
        let descriptions = tab.descriptions(described);
        assert_eq!(descriptions.len(), 2, "{kind:?}: {descriptions:?}");
        assert_eq!(descriptions[0], "Some help", "{kind:?}");
        assert!(descriptions[1].starts_with("Error: "), "{kind:?}: {descriptions:?}");
        assert!(tab.has(".field--error"), "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn a_field_is_invalid_only_with_an_error() {
    for field in kinds() {
        let kind = field.kind;
        let tab = show_field(field).await;
        assert!(!tab.has("[aria-invalid]") && !tab.has(".field--error"), "{kind:?}");
        tab.sends().await;
        let controls = tab.count("main input, main select, main textarea");
        assert_eq!(tab.count("[aria-invalid=true]"), controls, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn without_help_and_error_nothing_describes_a_field() {
    let tab = show_field(field(FieldKind::Text)).await;
    assert_eq!(tab.attribute(CONTROL, "aria-describedby"), None);
}

#[wasm_bindgen_test]
async fn a_single_control_that_must_be_filled_in_says_so_and_an_optional_one_is_marked() {
    for kind in [FieldKind::Text, FieldKind::LongText, FieldKind::Email, FieldKind::Amount, FieldKind::Country] {
        let tab = show_field(field(kind)).await;
        assert_eq!(tab.attribute(CONTROL, "aria-required").as_deref(), Some("true"), "{kind:?}");
        assert_eq!(tab.label(CONTROL), "Question", "{kind:?}");
        let tab = show_field(optional(kind)).await;
        assert_eq!(tab.attribute(CONTROL, "aria-required"), None, "{kind:?}");
        assert_eq!(tab.label(CONTROL), "Question (optional)", "{kind:?}");
        // The browser's own bubbles would speak first, and in its language.
        assert_eq!(tab.attribute(CONTROL, "required"), None, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn an_optional_group_is_marked_too() {
    for kind in [FieldKind::Date, FieldKind::DateTime, FieldKind::Choice, FieldKind::MultipleChoice] {
        let tab = show_field(with_choices(optional(kind))).await;
        assert_eq!(tab.text("legend"), "Question (optional)", "{kind:?}");
        assert!(!tab.has("[aria-required]"), "{kind:?}");
    }
    assert_eq!(show_field_in("fr", optional(FieldKind::Date)).await.text("legend"), "Question (facultatif)");
}

#[wasm_bindgen_test]
async fn nothing_is_wrong_while_the_lead_still_types() {
    let tab = show_field(field(FieldKind::Email)).await;
    tab.types(CONTROL, "jo").await;
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn a_field_with_an_error_is_checked_again_with_every_change() {
    let tab = show_field(field(FieldKind::Email)).await;
    tab.sends().await;
    assert_eq!(tab.text(".field__error"), "Error: Fill in “Question”.");
    tab.types(CONTROL, "jo").await;
    assert_eq!(tab.text(".field__error"), "Error: “Question” must be an e-mail address, like name@example.com.");
    tab.types(CONTROL, "jo@example.com").await;
    assert!(!tab.has(".field__error") && !tab.has("[aria-invalid]") && !tab.has(".field--error"));
    assert_eq!(tab.attribute(CONTROL, "aria-describedby"), None);
}

#[wasm_bindgen_test]
async fn the_words_of_the_integrator_keep_their_direction_to_themselves() {
    let tab = show_field(helped("مساعدة", field(FieldKind::Text))).await;
    assert_eq!(tab.texts("label > bdi"), ["Question"]);
    assert_eq!(tab.texts(".field__help > bdi"), ["مساعدة"]);
}

#[wasm_bindgen_test]
async fn words_of_the_integrator_are_words_not_markup() {
    let tab =
        show_field(Field { label: "<b>Bold</b>".to_owned(), ..helped("<img src=x>", field(FieldKind::Text)) }).await;
    assert_eq!(tab.label(CONTROL), "<b>Bold</b>");
    assert_eq!(tab.text(".field__help"), "<img src=x>");
    assert!(!tab.has("label b") && !tab.has("img"));
}
