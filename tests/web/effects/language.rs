//! The lead's language and habits of writing: `src/effects/language.rs`.

use front_office::testing::context;
use js_sys::{Object, Reflect};
use onboarding::calendar::{Date, DateOrder, DateTime};
use onboarding::decimal::{Decimal, NumberStyle};
use onboarding::text::{Category, Locale};
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
    let _browser = speaking(&["sv-SE", "fr-CA", "en-US"]);
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
        (["ar-SA", "en-US"], None, DateOrder::DayMonthYear, '.'),
        (["sv-SE", "en-US"], None, DateOrder::YearMonthDay, ','),
    ] {
        let _browser = speaking(&languages);
        let context = context(asked);
        assert_eq!((context.date_order, context.numbers.decimal), (order, decimal), "{languages:?}, {asked:?} asked");
    }
}

#[wasm_bindgen_test]
fn nobody_is_left_without_a_language() {
    let _browser = speaking(&["sv-SE", "ja"]);
    assert_eq!(context(None).locale, Locale::English);
    assert_eq!(context(Some("nl-BE")).locale, Locale::English);
    assert_eq!(context(Some("de-CH")).locale, Locale::German);
}

#[wasm_bindgen_test]
fn numbers_are_shown_and_read_alike() {
    for asked in
        ["en-GB", "en-IN", "fr-FR", "fr-CA", "fr-CH", "en-ZA", "de-DE", "de-CH", "es-ES", "es-MX", "ar-EG", "ar-SA"]
    {
        let context = context(Some(asked));
        let number = Decimal::from_canonical("1234567.89").unwrap();
        let shown = context.show_number(&number);
        assert_eq!(Decimal::from_typed(&shown, &context.numbers), Some(number), "{asked}: {shown}");
    }
}

#[wasm_bindgen_test]
fn dates_are_written_as_each_language_does_with_western_digits_and_gregorian_months() {
    for (asked, shown) in [
        ("en-GB", "27 March 2024"),
        ("en-US", "March 27, 2024"),
        ("fr-FR", "27 mars 2024"),
        ("de-DE", "27. März 2024"),
        ("es-ES", "27 de marzo de 2024"),
        ("ar-EG", "27 مارس 2024"),
        ("ar-SA", "27 مارس 2024"),
    ] {
        let context = context(Some(asked));
        let shown_now = context.show_date(Date::from_canonical("2024-03-27").unwrap());
        let plain: String = shown_now.chars().filter(|c| !('\u{200e}'..='\u{200f}').contains(c)).collect();
        assert_eq!(plain, shown, "{asked}");
    }
}

#[wasm_bindgen_test]
fn times_are_written_as_each_country_does() {
    let _clock = ahead_of_utc(60);
    let time = DateTime::from_canonical("2024-03-27T13:05:00Z").unwrap();
    for (asked, with_day, alone) in [
        ("en-GB", "27 March 2024 at 14:05", "14:05"),
        ("en-US", "March 27, 2024 at 2:05 PM", "2:05 PM"),
        ("fr-FR", "27 mars 2024 à 14:05", "14:05"),
        ("de-DE", "27. März 2024 um 14:05", "14:05"),
        ("es-ES", "27 de marzo de 2024, 14:05", "14:05"),
        ("ar-EG", "27 مارس 2024 في 2:05 م", "2:05 م"),
    ] {
        let context = context(Some(asked));
        // Which space, and what joins a day and its time in Spanish, browsers do not agree on.
        let shown = plain(&context.show_time(time)).replace(" a las ", ", ");
        assert_eq!((shown.as_str(), plain(&context.show_time_of_day(time)).as_str()), (with_day, alone), "{asked}");
    }
    assert!(!context(Some("ar-EG")).show_time_of_day(time).contains(' '), "“م” stays beside the time");
}

#[wasm_bindgen_test]
fn amounts_and_lists_are_written_as_each_language_does() {
    let sum = Decimal::from_canonical("-9007199254740993.50").unwrap();
    for (asked, euros, dollar, list, any) in [
        ("en-GB", "-€9,007,199,254,740,993.50", ("US$", true), "a, b and c", "a, b or c"),
        ("en-US", "-€9,007,199,254,740,993.50", ("$", true), "a, b, and c", "a, b, or c"),
        ("fr-FR", "-9 007 199 254 740 993,50 €", ("$US", false), "a, b et c", "a, b ou c"),
        ("de-DE", "-9.007.199.254.740.993,50 €", ("$", false), "a, b und c", "a, b oder c"),
        ("es-ES", "-9.007.199.254.740.993,50 €", ("US$", false), "a, b y c", "a, b o c"),
        ("ar-EG", "-9,007,199,254,740,993.50 €", ("US$", false), "a وb وc", "a أو b أو c"),
    ] {
        let context = context(Some(asked));
        assert_eq!(plain(&context.show_money(&sum, "EUR")), euros, "{asked}");
        assert_eq!(context.show_money(&sum, "€"), format!("{}\u{a0}€", context.show_number(&sum)), "{asked}");
        assert_eq!(context.currency_sign("USD"), (dollar.0.to_owned(), dollar.1), "{asked}");
        assert_eq!(plain(&context.show_list(&["a", "b", "c"])), list, "{asked}");
        assert_eq!(plain(&context.show_any(&["a", "b", "c"])), any, "{asked}");
        assert_eq!(context.show_list(&["a"]), "a", "{asked}");
    }
}

/// Without marks of direction, and with every space as the one of the keyboard.
fn plain(text: &str) -> String {
    let shows = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2068}' | '\u{2069}');
    text.chars().filter(shows).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

#[wasm_bindgen_test]
fn counts_have_the_plural_category_that_the_browser_gives_them() {
    for locale in Locale::ALL {
        let rules = js_sys::Intl::PluralRules::new(&js_sys::Array::of1(&locale.tag().into()), &Object::new());
        let select: js_sys::Function = Reflect::get(&rules, &"select".into()).unwrap().unchecked_into();
        for count in (0_u32..=220).chain([999, 1000, 1002, 1003, 1011, 1100]) {
            let category = select.call1(&rules, &JsValue::from_f64(f64::from(count))).unwrap().as_string().unwrap();
            let ours = format!("{:?}", Category::of(locale, u64::from(count))).to_lowercase();
            assert_eq!(ours, category, "{count} in {locale:?}");
        }
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
