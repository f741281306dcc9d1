//! The form by tables: what is typed, and the exact JSON that is sent or the one fault that is told.
//!
//! Forms are read from the wire's JSON, as a back-end would send them, so that the tables also pin the spelling.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod documents;
mod kinds;
mod limits;
mod prefill;
mod reading;
mod visibility;
mod words;

use serde_json::{Value as Json, json};

use super::*;
use crate::activity::{self, Body};
use crate::calendar::{DateOrder, DateTime, month_names};
use crate::decimal::NumberStyle;
use crate::id::DocumentId;
use crate::text::Locale;
use crate::wire;

/// A lead in London in winter: English words, 1,234.50, the wall clock at UTC.
pub(crate) fn english() -> Context {
    Context {
        locale: Locale::English,
        tag: "en-GB".to_owned(),
        numbers: NumberStyle { decimal: '.', group: ',' },
        date_order: DateOrder::DayMonthYear,
        months: month_names(Locale::English),
        written_date: "{0} {1} {2}".to_owned(),
        offset_at: |_| 0,
        matches: pattern_of_nine_digits,
        country_name: |code| format!("the country {code}"),
        list: list_in_words,
        money: money_in_words,
        moment: moment_in_words,
    }
}

/// A lead in Paris in winter: French words, 1 234,50, the wall clock one hour ahead.
pub(crate) fn french() -> Context {
    Context {
        locale: Locale::French,
        tag: "fr-FR".to_owned(),
        numbers: NumberStyle { decimal: ',', group: '\u{202f}' },
        months: month_names(Locale::French),
        offset_at: |_| 60,
        ..english()
    }
}

/// Stands in for the browser's Intl: “a, b and c”, “a, b ou c”.
fn list_in_words(tag: &str, items: &[String], any: bool) -> String {
    let word = match (tag, any) {
        ("fr-FR", true) => "ou",
        ("fr-FR", false) => "et",
        (_, true) => "or",
        (_, false) => "and",
    };
    let (last, others) = items.split_last().unwrap();
    format!("{} {word} {last}", others.join(", "))
}

/// Stands in for the browser's Intl: `€` before the number in English, and after it in French.
fn money_in_words(tag: &str, currency: &str, negative: bool) -> String {
    let minus = if negative { "-" } else { "" };
    let sign = match (tag, currency) {
        (_, "EUR") => "€",
        ("fr-FR", "CAD") => "$CA",
        _ => currency,
    };
    if tag.starts_with("en") { format!("{minus}{sign}{{}}") } else { format!("{minus}{{}}\u{a0}{sign}") }
}

/// Stands in for the browser's Intl: a canonical time.
fn moment_in_words(_: &str, minutes: i64, with_day: bool) -> String {
    let time = DateTime::from_minutes(minutes).unwrap();
    if with_day { format!("{} {}", time.date.canonical(), time.time_typed()) } else { time.time_typed() }
}

/// Stands in for the browser's regular expressions: the one pattern of the tests, `[0-9]{9}`.
fn pattern_of_nine_digits(pattern: &str, text: &str) -> bool {
    assert_eq!(pattern, "[0-9]{9}");
    text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A form as the back-end sends it: its fields, what the journey knows, and an unfinished earlier visit.
fn form(fields: Json, known: Json, drafted: Json) -> Form {
    let journey = json!({
        "Id": 1, "Status": "InProgress", "JourneyData": known,
        "Stages": [{"Id": 1, "Status": "InProgress", "Activities": [{
            "Id": 1, "Type": "Form", "Status": "InProgress", "AssignedTo": {"Role": "Lead"},
            "Settings": {"Fields": fields}, "Draft": {"JourneyData": drafted},
        }]}],
    });
    let journey = wire::read_journey(&journey.to_string(), None).unwrap();
    match activity::open(&journey.stages[0].activities[0], &journey) {
        Body::Form(form) => std::sync::Arc::unwrap_or_clone(form),
        _ => panic!("the form cannot be read: {fields}"),
    }
}

/// A field for data point 7, with further attributes.
fn field(kind: &str, attributes: Json) -> Json {
    let mut field = json!({"DataPoint": {"Id": 7, "Name": "Seven", "Type": kind}});
    field.as_object_mut().unwrap().extend(attributes.as_object().unwrap().clone());
    field
}

/// A value of data point 7.
fn value(attributes: Json) -> Json {
    let mut value = json!({"DataPoint": {"Id": 7}});
    value.as_object_mut().unwrap().extend(attributes.as_object().unwrap().clone());
    value
}

fn id(number: i64) -> DataPointId {
    DataPointId::from_number(number)
}

fn text(typed: &str) -> Entry {
    Entry::Text(typed.to_owned())
}

fn chosen(values: &[&str]) -> Entry {
    Entry::Many(values.iter().map(|&value| value.to_owned()).collect())
}

fn day(day: &str, month: &str, year: &str) -> Entry {
    moment(day, month, year, "")
}

fn moment(day: &str, month: &str, year: &str, time: &str) -> Entry {
    let [day, month, year, time] = [day, month, year, time].map(str::to_owned);
    Entry::Date { day, month, year, time }
}

fn draft_of(entries: &[(i64, Entry)]) -> Draft {
    let mut draft = Draft::default();
    for (number, entry) in entries {
        draft.set(id(*number), entry.clone());
    }
    draft
}

/// The `JourneyData` of a completion body, as it would travel.
fn journey_data(answers: Answers) -> Json {
    let body: Json = serde_json::from_str(&answers.into_answer().to_body(0)).unwrap();
    body["JourneyData"].clone()
}

/// What checking a form leads to: the `JourneyData` to send, or the problems.
fn check(form: &Form, entries: &[(i64, Entry)], context: &Context) -> Result<Json, Vec<(i64, Fault)>> {
    let checked = form.check(&draft_of(entries), context).map(journey_data);
    checked.map_err(|problems| problems.into_iter().map(|problem| (problem.field.into(), problem.fault)).collect())
}

/// The lone field, so filled in, sends exactly this value.
#[track_caller]
fn sends(field: &Json, entry: Entry, context: &Context, sent: Json) {
    let form = form(json!([field]), json!([]), json!([]));
    assert_eq!(check(&form, &[(7, entry.clone())], context), Ok(json!([value(sent)])), "{field} {entry:?}");
}

/// The lone field, so filled in, sends nothing, without a word.
#[track_caller]
fn sends_nothing(field: &Json, entry: Entry) {
    let form = form(json!([field]), json!([]), json!([]));
    assert_eq!(check(&form, &[(7, entry.clone())], &english()), Ok(json!([])), "{field} {entry:?}");
}

/// The lone field, so filled in, is at fault.
#[track_caller]
fn refuses(field: &Json, entry: Entry, context: &Context, fault: Fault) {
    let form = form(json!([field]), json!([]), json!([]));
    assert_eq!(check(&form, &[(7, entry.clone())], context), Err(vec![(7, fault)]), "{field} {entry:?}");
}
