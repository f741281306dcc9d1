//! The lead's language and habits of writing, learnt from the browser's Intl (ECMA-402).

use js_sys::{Array, Function, Intl, Object, Reflect, RegExp};
use leptos::prelude::{document, window};
use onboarding::calendar::{DateOrder, month_names};
use onboarding::decimal::NumberStyle;
use onboarding::form::Context;
use onboarding::text::Locale;
use wasm_bindgen::{JsCast, JsValue};

use super::clock;

/// Everything a form must know of its surroundings, for the language that is asked for, if one is.
pub(crate) fn context(asked: Option<&str>) -> Context {
    let spoken = browser_languages();
    let locale = Locale::choose(asked.into_iter().chain(spoken.iter().map(String::as_str)));
    let tags = Array::of1(&regional_tag(locale, asked, &spoken).into());
    Context {
        locale,
        numbers: number_style(&tags),
        date_order: date_order(&tags),
        months: month_names(locale),
        offset_at: clock::offset_at,
        matches,
        country_name,
    }
}

fn browser_languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// The page's language with a region, which decides on dates and numbers: the region that is asked for, otherwise
/// the browser's own, since people keep the habits of their country in every language.
fn regional_tag(locale: Locale, asked: Option<&str>, spoken: &[String]) -> String {
    let same_language = |tag: &&str| Locale::choose([*tag]) == locale && tag.starts_with(locale.tag());
    let first = spoken.first().map(String::as_str);
    let whole = asked.filter(|tag| tag.contains('-')).or(first).filter(same_language);
    match (whole, first.and_then(region)) {
        (Some(tag), _) => tag.to_owned(),
        (None, Some(region)) => format!("{}-{region}", locale.tag()),
        (None, None) => locale.tag().to_owned(),
    }
}

/// The region of a tag (RFC 5646, section 2.2.4).
fn region(tag: &str) -> Option<&str> {
    tag.split('-').skip(1).find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()))
}

fn number_style(tags: &Array) -> NumberStyle {
    let parts = Intl::NumberFormat::new(tags, &Object::new()).format_to_parts(12_345.5);
    let part = |kind: &str| part_value(&parts, kind).and_then(|text| text.chars().next());
    let plain = NumberStyle::default();
    NumberStyle { decimal: part("decimal").unwrap_or(plain.decimal), group: part("group").unwrap_or(plain.group) }
}

fn date_order(tags: &Array) -> DateOrder {
    let parts = Intl::DateTimeFormat::new(tags, &Object::new()).format_to_parts(&js_sys::Date::new_0());
    let first = parts.iter().find_map(|part| field(&part, "type").filter(|kind| kind != "literal"));
    match first.as_deref() {
        Some("month") => DateOrder::MonthDayYear,
        Some("year") => DateOrder::YearMonthDay,
        _ => DateOrder::DayMonthYear,
    }
}

fn part_value(parts: &Array, kind: &str) -> Option<String> {
    let part = parts.iter().find(|part| field(part, "type").as_deref() == Some(kind))?;
    field(&part, "value")
}

fn field(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.as_string()
}

/// A `pattern` as the HTML standard judges it: flag `v`, anchored at both ends, ignored where it is none. An input of
/// the browser's would do the same for one line, and take the line breaks out of several.
fn matches(pattern: &str, text: &str) -> bool {
    let whole = format!("^(?:{pattern})$");
    let expression = ["v", "u"].into_iter().find_map(|flags| {
        // By itself first: "a)|(b" would be a pattern between the anchors only.
        expression(pattern, flags).and_then(|_| expression(&whole, flags))
    });
    expression.is_none_or(|expression| expression.test(text))
}

/// A regular expression, unless the browser refuses it; `RegExp::new` of js-sys would throw.
fn expression(source: &str, flags: &str) -> Option<RegExp> {
    let constructor: Function = Reflect::get(&js_sys::global(), &"RegExp".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&constructor, &Array::of2(&source.into(), &flags.into())).ok()?.dyn_into().ok()
}

/// `Intl.DisplayNames`, which js-sys does not have.
fn country_name(code: &str) -> String {
    names_of_regions().and_then(|name_of| name_of(code)).unwrap_or_else(|| code.to_owned())
}

/// All countries with their names in the language of the page, in its alphabetical order.
pub(crate) fn countries() -> Vec<(String, String)> {
    let Some(name_of) = names_of_regions() else {
        return onboarding::form::countries().map(|code| (code.to_owned(), code.to_owned())).collect();
    };
    let named = |code: &str| (code.to_owned(), name_of(code).unwrap_or_else(|| code.to_owned()));
    let mut countries: Vec<_> = onboarding::form::countries().map(named).collect();
    let key = |name: &str| js_sys::JsString::from(name);
    countries.sort_by(|(_, a), (_, b)| key(a).locale_compare(b, &Array::new(), &Object::new()).cmp(&0));
    countries
}

/// A language by the name that it has in itself, such as “français”.
pub(crate) fn language_name(tag: &str) -> String {
    names_of("language", tag).and_then(|name_of| name_of(tag)).unwrap_or_else(|| tag.to_owned())
}

fn names_of_regions() -> Option<impl Fn(&str) -> Option<String>> {
    names_of("region", &document().document_element()?.get_attribute("lang")?)
}

fn names_of(kind: &str, language: &str) -> Option<impl Fn(&str) -> Option<String> + use<>> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into()).ok()?;
    let names = Reflect::construct(&constructor, &Array::of2(&language.into(), &options)).ok()?;
    let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some(move |code: &str| of.call1(&names, &code.into()).ok()?.as_string())
}
