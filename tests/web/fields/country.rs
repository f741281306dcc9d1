//! A country: `src/fields/country.rs`.

use onboarding::form::{Choice, Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form, show_field, show_field_in};
use crate::support::tab::show;

fn country() -> Field {
    field(FieldKind::Country)
}

#[wasm_bindgen_test]
async fn all_countries_are_offered_by_name_and_sent_by_code() {
    let tab = show_field(country()).await;
    assert_eq!(tab.label(CONTROL), "Question");
    assert_eq!(tab.count("main option"), 1 + onboarding::form::countries().count());
    assert_eq!(tab.text("main option[value=DE]"), "Germany");
    assert_eq!(tab.attribute(CONTROL, "autocomplete").as_deref(), Some("country"), "whose value is the code");
    tab.chooses(CONTROL, "DE").await;
    tab.sends().await;
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn names_and_their_order_are_those_of_the_lead_s_language() {
    let tab = show_field_in("fr", country()).await;
    assert_eq!(tab.text("main option[value=DE]"), "Allemagne");
    let names = tab.texts("main option");
    let place =
        |name: &str| names.iter().position(|other| other == name).unwrap_or_else(|| panic!("{name} is offered"));
    // Their codes, AT and DE, EE and EG, are in the other order.
    assert!(place("Allemagne") < place("Autriche"));
    assert!(place("Égypte") < place("Estonie"), "an accent does not send a name to the end");
}

#[wasm_bindgen_test]
async fn the_integrator_may_offer_a_few_only() {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let choices = vec![choice("DE", "Germany"), choice("AT", "Austria")];
    let tab = show_field(Field { choices, ..country() }).await;
    assert_eq!(tab.texts("main option"), ["Choose…", "Germany", "Austria"]);
}

#[wasm_bindgen_test]
async fn a_known_country_is_chosen_and_the_token_of_the_integrator_is_kept() {
    let asked = Field { autocomplete: Some("billing country".to_owned()), ..country() };
    let known = [(data_point(10), Value::Text("FR".to_owned()))].into();
    let tab = show(asking(Form { known, ..form([asked]) })).await;
    assert_eq!(tab.value(CONTROL), "FR");
    assert_eq!(tab.attribute(CONTROL, "autocomplete").as_deref(), Some("billing country"));
}

#[wasm_bindgen_test]
async fn a_known_country_that_is_not_in_the_list_is_seen_and_not_sent() {
    for (known, shown) in [("France", "France (no longer offered)"), ("ZZ", "Unknown Region (no longer offered)")] {
        let known = [(data_point(10), Value::Text(known.to_owned()))].into();
        let tab = show(asking(Form { known, ..form([country()]) })).await;
        assert_eq!(tab.text("main option:checked"), shown);
        tab.sends().await;
        assert!(tab.has("[aria-invalid]"), "{shown}");
    }
}
