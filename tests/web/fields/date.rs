//! Dates and times: `src/fields/date.rs`.

use onboarding::calendar::Date;
use onboarding::form::{Field, FieldKind, Form, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, data_point, field, form, helped, optional, show_field, show_field_in};
use crate::support::tab::{Tab, show};

const DAY: &str = "#field-10-day";
const MONTH: &str = "#field-10-month";
const YEAR: &str = "#field-10-year";
const TIME: &str = "#field-10-time";

fn date() -> Field {
    field(FieldKind::Date)
}

fn date_time() -> Field {
    field(FieldKind::DateTime)
}

/// Day, month and year, as they stand in the field.
fn parts(tab: &Tab) -> [String; 3] {
    [DAY, MONTH, YEAR].map(|part| tab.value(part))
}

#[wasm_bindgen_test]
async fn the_parts_stand_in_the_order_of_the_lead_s_country() {
    for (language, labels, example) in [
        ("en-GB", ["Day", "Month", "Year"], "For example, 27 3 2024"),
        ("en-US", ["Month", "Day", "Year"], "For example, 3 27 2024"),
        ("fr-FR", ["Jour", "Mois", "Année"], "Par exemple, 27 3 2024"),
        ("fr-CA", ["Année", "Mois", "Jour"], "Par exemple, 2024 3 27"),
    ] {
        let tab = show_field_in(language, date()).await;
        assert_eq!(tab.texts(".date__label"), labels, "{language}");
        assert_eq!(tab.descriptions("fieldset"), [example], "{language}");
    }
}

#[wasm_bindgen_test]
async fn the_parts_are_one_group_with_one_question() {
    let tab = show_field(helped("As on your passport", date())).await;
    assert_eq!(tab.text("legend"), "Question");
    assert_eq!(tab.attribute("fieldset", "role").as_deref(), Some("group"));
    assert_eq!(tab.descriptions("fieldset"), ["As on your passport"]);
    assert_eq!(tab.attributes("input", "type"), ["text"; 3]);
    // The month may be a name.
    assert_eq!(tab.attributes("input", "inputmode"), ["numeric", "", "numeric"]);
    assert_eq!(tab.attributes("input", "autocomplete"), ["off"; 3]);
    assert_eq!(tab.attributes("input", "aria-required"), ["true"; 3]);
    assert!(!show_field(optional(FieldKind::Date)).await.has("[aria-required]"));
}

#[wasm_bindgen_test]
async fn a_date_of_birth_is_filled_in_by_the_browser() {
    let tab = show_field(Field { autocomplete: Some("bday".to_owned()), ..date() }).await;
    assert_eq!(tab.attributes("input", "autocomplete"), ["bday-day", "bday-month", "bday-year"]);
}

#[wasm_bindgen_test]
async fn a_whole_date_pasted_into_any_part_is_spread() {
    for part in [DAY, MONTH, YEAR] {
        let tab = show_field(date()).await;
        tab.types(part, " 2024-03-05 ").await;
        assert_eq!(parts(&tab), ["5", "3", "2024"], "pasted into {part}");
        tab.sends().await;
        assert!(!tab.has("[aria-invalid]"), "pasted into {part}");
    }
}

#[wasm_bindgen_test]
async fn a_date_that_could_mean_two_days_is_not_spread() {
    let tab = show_field(date()).await;
    tab.types(DAY, "03/05/2024").await;
    assert_eq!(parts(&tab), ["03/05/2024", "", ""]);
}

#[wasm_bindgen_test]
async fn focus_stays_where_the_lead_types() {
    let tab = show_field(date()).await;
    tab.clicks(DAY).await;
    tab.types(DAY, "27").await;
    assert!(tab.has_focus(DAY), "no jumping from part to part");
}

#[wasm_bindgen_test]
async fn a_date_with_a_time_asks_for_both() {
    let tab = show_field(date_time()).await;
    assert_eq!(tab.texts(".date__label"), ["Day", "Month", "Year", "Time"]);
    assert_eq!(tab.attribute(TIME, "type").as_deref(), Some("time"));
    assert_eq!(tab.descriptions("fieldset"), ["For example, 27 3 2024 at 14:05, in your local time"]);
    tab.types(YEAR, "2024-03-05").await;
    tab.sends().await;
    assert_eq!(tab.text(".field__error"), "Error: “Question” needs a time of day, like 14:05.");
    assert_eq!(tab.attribute(".error-summary__link", "href").as_deref(), Some(TIME));
    tab.types(TIME, "14:05").await;
    assert!(!tab.has("[aria-invalid]"));
    assert_eq!(parts(&tab), ["5", "3", "2024"]);
}

#[wasm_bindgen_test]
async fn an_error_marks_the_parts_and_leads_to_the_one_at_fault() {
    for ([day, month, year], at_fault, sentence) in [
        (["", "", ""], DAY, "Fill in “Question”."),
        (["27", "", "2024"], MONTH, "“Question” needs a day, a month and a year."),
        (["27", "13", "2024"], MONTH, "“Question” must be a date that exists, like 27 3 2024."),
        (["32", "1", "2024"], DAY, "“Question” must be a date that exists, like 27 3 2024."),
        (["27", "3", "24"], YEAR, "The year in “Question” needs four digits, like 1984."),
    ] {
        let tab = show_field(date()).await;
        tab.types(DAY, day).await;
        tab.types(MONTH, month).await;
        tab.types(YEAR, year).await;
        tab.sends().await;
        let case = format!("{day} {month} {year}");
        assert_eq!(tab.attributes("input", "aria-invalid"), ["true"; 3], "{case}");
        assert_eq!(tab.descriptions("fieldset").last().unwrap(), &format!("Error: {sentence}"), "{case}");
        tab.clicks(".error-summary__link").await;
        assert!(tab.has_focus(at_fault), "{case}");
    }
}

#[wasm_bindgen_test]
async fn a_month_may_be_a_name_in_the_lead_s_language() {
    let tab = show_field_in("fr-FR", date()).await;
    tab.types("#field-10-day", "27").await;
    tab.types(MONTH, "août").await;
    tab.types(YEAR, "2024").await;
    tab.sends().await;
    assert!(!tab.has("[aria-invalid]"));
}

#[wasm_bindgen_test]
async fn a_known_date_stands_in_its_parts() {
    let known = [(data_point(10), Value::Date(Date::from_canonical("1984-11-02").unwrap()))].into();
    let tab = show(asking(Form { known, ..form([date()]) })).await;
    assert_eq!(parts(&tab), ["2", "11", "1984"]);
}
