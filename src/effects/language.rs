//! The lead's language and habits of writing, learnt from the browser's Intl (ECMA-402).

use js_sys::{Array, Function, Intl, Object, Reflect, RegExp};
use leptos::prelude::{document, window};
use onboarding::calendar::DateOrder;
use onboarding::decimal::NumberStyle;
use onboarding::form::Context;
use onboarding::text::Locale;
use wasm_bindgen::{JsCast, JsValue};

use super::clock;

/// Where the lead's choice is kept: it says nothing of the person, and is there for whoever comes next.
const CHOICE: &str = "front-office.language";

/// The language that the lead chose in this browser, if they did.
pub(crate) fn kept() -> Option<Locale> {
    Locale::from_tag(&window().local_storage().ok()??.get_item(CHOICE).ok()??)
}

/// Keeps it. A browser that refuses speaks it as long as the page is open.
pub(crate) fn keep(locale: Locale) {
    if let Ok(Some(store)) = window().local_storage() {
        let _ = store.set_item(CHOICE, locale.tag());
    }
}

/// Everything a form must know of its surroundings, for the language that is asked for, if one is.
pub(crate) fn context(asked: Option<&str>) -> Context {
    let spoken = browser_languages();
    let locale = Locale::choose(asked.into_iter().chain(spoken.iter().map(String::as_str)));
    let tag = regional_tag(locale, asked, &spoken);
    let tags = Array::of1(&tag.as_str().into());
    Context {
        locale,
        tag,
        numbers: number_style(&tags),
        date_order: date_order(&tags),
        months: month_names(&tags),
        written_date: written_date(&tags),
        offset_at: clock::offset_at,
        matches,
        country_name,
        list,
        money,
        moment,
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

/// Western digits and the Gregorian calendar, wherever the language is spoken, and what else is asked for.
fn options<const N: usize>(asked: [(&str, &str); N]) -> Object {
    let options = Object::new();
    let common = [("numberingSystem", "latn"), ("calendar", "gregory"), ("timeZone", "UTC")];
    for (name, value) in common.into_iter().chain(asked) {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    options
}

fn date_format(tags: &Array, options: &Object) -> Intl::DateTimeFormat {
    Intl::DateTimeFormat::new(tags, options)
}

fn month_names(tags: &Array) -> Vec<String> {
    // Made once: that takes a browser longer than to write all twelve.
    let format = date_format(tags, &options([("month", "long")]));
    let name = |month: u32| {
        let day = js_sys::Date::new(&js_sys::Date::utc(2024.0, f64::from(month)).into());
        part_value(&format.format_to_parts(&day), "month").unwrap_or_default()
    };
    (0..12).map(name).collect()
}

/// "27 March 2024" with gaps for its three parts.
fn written_date(tags: &Array) -> String {
    let asked = options([("day", "numeric"), ("month", "long"), ("year", "numeric")]);
    let parts = date_format(tags, &asked).format_to_parts(&js_sys::Date::new_0());
    let piece = |part: JsValue| match field(&part, "type").as_deref() {
        Some("day") => "{0}".to_owned(),
        Some("month") => "{1}".to_owned(),
        Some("year") => "{2}".to_owned(),
        _ => field(&part, "value").unwrap_or_default(),
    };
    parts.iter().map(piece).collect()
}

/// `Intl.ListFormat`, where the browser has one.
fn list(tag: &str, items: &[String], any: bool) -> String {
    let named = || {
        let options = Object::new();
        let kind = if any { "disjunction" } else { "conjunction" };
        Reflect::set(&options, &"type".into(), &kind.into()).ok()?;
        let format = intl("ListFormat", tag, &options)?;
        let items: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        method(&format, "format")?.call1(&format, &items).ok()?.as_string()
    };
    named().unwrap_or_else(|| items.join(", "))
}

/// What stands around the digits: they are the core's, who loses none.
fn money(tag: &str, currency: &str, negative: bool) -> String {
    let options = options([("style", "currency"), ("currency", currency)]);
    let format = Intl::NumberFormat::new(&Array::of1(&tag.into()), &options);
    let parts = format.format_to_parts(if negative { -1.0 } else { 1.0 });
    let piece = |part: JsValue| match field(&part, "type").as_deref() {
        Some("integer") => "{}".to_owned(),
        Some("decimal" | "fraction") => String::new(),
        _ => field(&part, "value").unwrap_or_default(),
    };
    parts.iter().map(piece).collect()
}

fn moment(tag: &str, minutes: i64, with_day: bool) -> String {
    let options = options([("timeStyle", "short")]);
    if with_day {
        let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    }
    let date = js_sys::Date::new(&(minutes as f64 * 60_000.0).into());
    let parts = date_format(&Array::of1(&tag.into()), &options).format_to_parts(&date);
    let text: String = parts.iter().filter_map(|part| field(&part, "value")).collect();
    // "م" is no line of its own.
    match part_value(&parts, "dayPeriod") {
        Some(half) => text.replace(&format!(" {half}"), &format!("\u{a0}{half}")),
        None => text,
    }
}

fn number_style(tags: &Array) -> NumberStyle {
    let parts = Intl::NumberFormat::new(tags, &options([])).format_to_parts(12_345.5);
    let part = |kind: &str| part_value(&parts, kind).and_then(|text| text.chars().next());
    let plain = NumberStyle::default();
    NumberStyle { decimal: part("decimal").unwrap_or(plain.decimal), group: part("group").unwrap_or(plain.group) }
}

fn date_order(tags: &Array) -> DateOrder {
    let parts = date_format(tags, &options([])).format_to_parts(&js_sys::Date::new_0());
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
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into()).ok()?;
    let names = intl("DisplayNames", language, &options)?;
    let of = method(&names, "of")?;
    Some(move |code: &str| of.call1(&names, &code.into()).ok()?.as_string())
}

/// Something of Intl that not every browser has.
fn intl(name: &str, tag: &str, options: &Object) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::construct(&method(&intl, name)?, &Array::of2(&tag.into(), options)).ok()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}
