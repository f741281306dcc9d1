//! One line of text: `src/fields/line.rs`.

use onboarding::decimal::Decimal;
use onboarding::form::{Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, helped, show_field, show_field_in};
use crate::support::tab::{show, show_in};

#[wasm_bindgen_test]
async fn each_kind_asks_for_its_keyboard_and_its_autofill() {
    let attributes = ["type", "inputmode", "autocomplete", "autocapitalize", "spellcheck", "dir"];
    for (kind, expected) in [
        (FieldKind::Text, ["text", "", "", "", "", "auto"]),
        (FieldKind::Email, ["email", "email", "email", "none", "false", "auto"]),
        (FieldKind::Phone, ["tel", "tel", "tel", "", "", "ltr"]),
        (FieldKind::Url, ["url", "url", "url", "none", "false", "auto"]),
        (FieldKind::Integer, ["text", "numeric", "off", "", "", "ltr"]),
        (FieldKind::Decimal, ["text", "decimal", "off", "", "", "ltr"]),
        (FieldKind::Amount, ["text", "decimal", "off", "", "", "ltr"]),
    ] {
        let tab = show_field(field(kind)).await;
        let found = attributes.map(|name| tab.attribute(CONTROL, name).unwrap_or_default());
        assert_eq!(found, expected, "{kind:?}");
        assert_eq!(tab.find(CONTROL).tag_name(), "INPUT", "{kind:?}");
        assert_eq!(tab.label(CONTROL), "Question", "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn a_number_that_may_be_negative_gets_a_keyboard_with_a_minus() {
    for (kind, min, mode) in [
        (FieldKind::Integer, "-5", None),
        (FieldKind::Decimal, "-0.5", None),
        (FieldKind::Amount, "-1", None),
        (FieldKind::Integer, "5", Some("numeric")),
        (FieldKind::Amount, "0", Some("decimal")),
    ] {
        let tab = show_field(Field { min: Some(min.to_owned()), ..field(kind) }).await;
        assert_eq!(tab.attribute(CONTROL, "inputmode").as_deref(), mode, "{kind:?} from {min}");
    }
}

#[wasm_bindgen_test]
async fn the_autofill_token_of_the_integrator_comes_before_the_kind_s_own() {
    for (kind, token) in [(FieldKind::Text, "given-name"), (FieldKind::Email, "work email")] {
        let tab = show_field(Field { autocomplete: Some(token.to_owned()), ..field(kind) }).await;
        assert_eq!(tab.attribute(CONTROL, "autocomplete").as_deref(), Some(token));
    }
}

#[wasm_bindgen_test]
async fn what_is_known_stands_in_the_field_as_the_lead_writes_it() {
    let known = Form {
        known: [(data_point(10), Value::Decimal(Decimal::from_canonical("1234.50").unwrap()))].into(),
        ..form([field(FieldKind::Decimal)])
    };
    assert_eq!(show(asking(known.clone())).await.value(CONTROL), "1234.50");
    assert_eq!(show_in("fr-FR", asking(known)).await.value(CONTROL), "1234,50");
}

#[wasm_bindgen_test]
async fn numbers_are_read_the_way_the_lead_writes_them() {
    let tab = show_field_in("fr-FR", field(FieldKind::Decimal)).await;
    tab.types(CONTROL, "1\u{202f}234,5").await;
    tab.sends().await;
    assert!(!tab.has("[aria-invalid]"), "a French number is one in French");
    tab.types(CONTROL, "1,234.5").await;
    tab.sends().await;
    assert!(tab.has("[aria-invalid]"), "an English number is none in French");
}

#[wasm_bindgen_test]
async fn the_currency_of_an_amount_stands_beside_it_and_is_read_with_it() {
    let euros = Field { currency: Some("EUR".to_owned()), ..field(FieldKind::Amount) };
    let tab = show_field(helped("Before tax", euros)).await;
    assert_eq!(tab.text(".affix__item"), "€");
    assert!(tab.has(&format!(".affix > {CONTROL}")), "the field and its currency stand in one frame");
    assert_eq!(tab.descriptions(CONTROL), ["€", "Before tax"]);
    tab.sends().await;
    assert_eq!(tab.descriptions(CONTROL), ["€", "Before tax", "Error: Fill in “Question”."]);
}

#[wasm_bindgen_test]
async fn only_amounts_show_a_currency() {
    for kind in [FieldKind::Amount, FieldKind::Decimal] {
        let currency = (kind == FieldKind::Decimal).then(|| "EUR".to_owned());
        let tab = show_field(Field { currency, ..field(kind) }).await;
        assert!(!tab.has(".affix"), "{kind:?}");
        assert_eq!(tab.attribute(CONTROL, "aria-describedby"), None, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn the_width_hints_at_how_much_is_expected() {
    for (kind, max_length, width) in [
        (FieldKind::Text, None, "input "),
        (FieldKind::Text, Some(4), "input input--4"),
        (FieldKind::Text, Some(10), "input input--10"),
        (FieldKind::Text, Some(20), "input input--20"),
        (FieldKind::Text, Some(21), "input "),
        (FieldKind::Phone, None, "input input--20"),
        (FieldKind::Amount, None, "input input--10"),
    ] {
        let tab = show_field(Field { max_length, ..field(kind) }).await;
        assert_eq!(tab.attribute(CONTROL, "class").as_deref(), Some(width), "{kind:?} {max_length:?}");
        assert_eq!(tab.attribute(CONTROL, "maxlength"), None, "what is too long is told, not cut off");
    }
}
