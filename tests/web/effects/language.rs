//! The lead's language and habits of writing: `src/effects/language.rs`.

use front_office::testing::context;
use js_sys::{Object, Reflect};
use onboarding::calendar::{Date, DateOrder, DateTime};
use onboarding::decimal::{Decimal, NumberStyle};
use onboarding::text::Locale;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::document;
use crate::support::stub::Stub;

/// What browsers put between groups of digits in French: a narrow no-break space.
const NARROW_SPACE: char = '\u{202f}';

/// A browser whose lead prefers these languages.
fn speaking(languages: &[&str]) -> Stub {
    let languages: js_sys::Array = languages.iter().map(|language| JsValue::from_str(language)).collect();
    Stub::new(&web_sys::window().unwrap().navigator(), "languages", &languages)
}

/// A browser whose clock is so many minutes ahead of UTC.
fn ahead_of_utc(minutes: i32) -> Stub {
    let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
    let prototype: Object = Reflect::get(&date, &"prototype".into()).unwrap().unchecked_into();
    // ECMA-262: what has to be added to local time to come to UTC.
    Stub::answering(&prototype, "getTimezoneOffset", f64::from(-minutes))
}

#[wasm_bindgen_test]
fn numbers_and_dates_follow_the_region_that_is_asked_for() {
    for (asked, locale, decimal, group, order) in [
        ("en-GB", Locale::English, '.', ',', DateOrder::DayMonthYear),
        ("en-US", Locale::English, '.', ',', DateOrder::MonthDayYear),
        ("fr-FR", Locale::French, ',', NARROW_SPACE, DateOrder::DayMonthYear),
        ("fr-CH", Locale::French, ',', NARROW_SPACE, DateOrder::DayMonthYear),
        ("fr-CA", Locale::French, ',', '\u{a0}', DateOrder::YearMonthDay),
        ("en-ZA", Locale::English, ',', '\u{a0}', DateOrder::YearMonthDay),
    ] {
        let context = context(Some(asked));
        assert_eq!(context.locale, locale, "{asked}");
        assert_eq!(context.numbers, NumberStyle { decimal, group }, "{asked}");
        assert_eq!(context.date_order, order, "{asked}");
    }
}

#[wasm_bindgen_test]
fn without_a_wish_the_first_language_of_the_browser_that_is_spoken_here_counts() {
    let _browser = speaking(&["de-DE", "fr-CA", "en-US"]);
    let context = context(None);
    assert_eq!(context.locale, Locale::French);
    assert_eq!(context.months[7], "août");
}

#[wasm_bindgen_test]
fn the_habits_are_those_of_the_lead_s_country_unless_a_region_is_asked_for() {
    for (languages, asked, order, decimal) in [
        (["fr-CA", "en-US"], Some("fr"), DateOrder::YearMonthDay, ','),
        (["en-US", "fr-CA"], Some("en"), DateOrder::MonthDayYear, '.'),
        (["en-US", "fr-CA"], Some("en-GB"), DateOrder::DayMonthYear, '.'),
        (["de-DE", "fr-CA"], None, DateOrder::DayMonthYear, ','),
        (["sv-SE", "en-US"], None, DateOrder::YearMonthDay, ','),
    ] {
        let _browser = speaking(&languages);
        let context = context(asked);
        assert_eq!((context.date_order, context.numbers.decimal), (order, decimal), "{languages:?}, {asked:?} asked");
    }
}

#[wasm_bindgen_test]
fn nobody_is_left_without_a_language() {
    let _browser = speaking(&["de-DE", "ja"]);
    assert_eq!(context(None).locale, Locale::English);
    assert_eq!(context(Some("de-CH")).locale, Locale::English);
}

#[wasm_bindgen_test]
fn numbers_are_shown_and_read_alike() {
    for asked in ["en-GB", "en-IN", "fr-FR", "fr-CA", "fr-CH", "en-ZA"] {
        let context = context(Some(asked));
        let number = Decimal::from_canonical("1234567.89").unwrap();
        let shown = context.show_number(&number);
        assert_eq!(Decimal::from_typed(&shown, &context.numbers), Some(number), "{asked}: {shown}");
    }
}

#[wasm_bindgen_test]
fn times_are_those_of_the_lead_s_clock() {
    for (minutes, utc) in [(120, "12:05"), (-300, "19:05"), (330, "08:35"), (0, "14:05")] {
        let _browser = ahead_of_utc(minutes);
        let offset_at = context(None).offset_at;
        let typed = DateTime::from_typed(Date::from_canonical("2024-07-05").unwrap(), "14:05").unwrap();
        let sent = typed.to_utc(offset_at).unwrap();
        assert_eq!(sent.canonical(), format!("2024-07-05T{utc}:00.000Z"), "{minutes} minutes ahead");
        assert_eq!(sent.to_local(offset_at).time_typed(), "14:05", "{minutes} minutes ahead");
    }
}

#[wasm_bindgen_test]
fn the_offset_is_the_one_of_that_time_not_of_today() {
    let offset_at = context(None).offset_at;
    for year in [1990, 2024, 2040] {
        for month in [0, 6] {
            let date = js_sys::Date::new_with_year_month(year, month);
            let minutes = (date.get_time() / 60_000.0) as i64;
            assert_eq!(offset_at(minutes), -(date.get_timezone_offset() as i64), "{year}, month {month}");
        }
    }
}

#[wasm_bindgen_test]
fn a_pattern_must_match_the_whole_text_and_one_that_is_none_matches() {
    let matches = context(None).matches;
    assert!(matches("[A-Z]{2}\\d+", "AB12"));
    for text in ["AB12x", "xAB12", "ab12"] {
        assert!(!matches("[A-Z]{2}\\d+", text), "{text}");
    }
    assert!(matches("\\p{L}+", "Éloïse"));
    for no_pattern in ["[", "a)|(b"] {
        assert!(matches(no_pattern, "anything"), "HTML standard: {no_pattern} does not compile and is passed over");
    }
    // An input of the browser's would take the line breaks out first.
    assert!(matches("one\\ntwo", "one\ntwo"));
    assert!(!matches("onetwo", "one\ntwo"));
    assert!(!matches("one", "one\n"));
}

#[wasm_bindgen_test]
fn countries_have_names_and_what_is_none_keeps_its_code() {
    let context = context(Some("en-GB"));
    document().document_element().unwrap().set_attribute("lang", "en").unwrap();
    assert_eq!((context.country_name)("DE"), "Germany");
    assert_eq!((context.country_name)("not a code"), "not a code");
}
