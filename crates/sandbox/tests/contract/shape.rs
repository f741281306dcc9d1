//! Compares an answer with a golden one: every attribute is there, spelled the same and of the same JSON type; the
//! words of the contract are the same.

use serde_json::{Map, Value};

use crate::support::Answer;

/// Attributes whose values are words of the contract, so that they must be equal.
const WORDS: [&str; 7] = ["Status", "AwaitingResult", "Role", "Type", "Code", "Attribute", "status"];

/// Attributes that an answer may leave out: words for people, and those with which a golden message tries whether
/// a reader ignores what it does not know.
const OPTIONAL: [&str; 5] = ["Message", "detail", "SomethingNew", "Nickname", "Colour"];

/// Attributes that may be null where the golden message has a value: the session has not been secured, nobody knows
/// where it was begun, and tokens of other sessions are nobody's business.
const NULLABLE: [&str; 3] = ["SecuredUntil", "location", "token"];

pub(crate) fn compare(path: &str, golden: &Value, actual: &Value, failures: &mut Vec<String>) {
    match (golden, actual) {
        (Value::Null, _) => {}
        (Value::Object(golden), Value::Object(actual)) => compare_objects(path, golden, actual, failures),
        (Value::Array(golden), Value::Array(actual)) => compare_lists(path, golden, actual, failures),
        (golden, actual) => {
            let name = path.rsplit('.').next().unwrap();
            if kind(golden) != kind(actual) && !(actual.is_null() && NULLABLE.contains(&name)) {
                failures.push(format!("{path} is {actual} instead of {golden}"));
            }
            if WORDS.contains(&name) && golden != actual {
                failures.push(format!("{path} is {actual} instead of {golden}"));
            }
        }
    }
}

fn compare_objects(path: &str, golden: &Map<String, Value>, actual: &Map<String, Value>, failures: &mut Vec<String>) {
    for (name, value) in golden {
        match actual.get(name) {
            Some(found) => compare(&format!("{path}.{name}"), value, found, failures),
            None if OPTIONAL.contains(&name.as_str()) || value.is_null() => {}
            None => failures.push(format!("{path}.{name} is missing")),
        }
    }
}

/// Entries belong together by what names them; lists of other things are compared as far as both go.
fn compare_lists(path: &str, golden: &[Value], actual: &[Value], failures: &mut Vec<String>) {
    if actual.is_empty() && !golden.is_empty() {
        failures.push(format!("{path} is empty"));
    }
    for (index, entry) in golden.iter().enumerate() {
        let found = match name_of(path, entry) {
            Some(name) => actual.iter().find(|other| name_of(path, other).as_ref() == Some(&name)),
            None => actual.get(index),
        };
        match found {
            Some(found) => compare(&format!("{path}[{index}]"), entry, found, failures),
            None if name_of(path, entry).is_some() => failures.push(format!("{path} has no {entry}")),
            None => {}
        }
    }
}

fn name_of(path: &str, entry: &Value) -> Option<Value> {
    let name = match path.rsplit('.').next()? {
        "Stages" => &entry["Id"],
        "Activities" => &entry["Name"],
        "JourneyData" => &entry["DataPoint"]["Id"],
        _ => &Value::Null,
    };
    (!name.is_null()).then(|| name.clone())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "fraction",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Headers whose values are the server's own need only be there.
pub(crate) fn compare_headers(golden: &Map<String, Value>, answer: &Answer, failures: &mut Vec<String>) {
    for (name, value) in golden {
        let (expected, found) = (value.as_str().unwrap(), answer.header(name));
        let fits = match name.to_ascii_lowercase().as_str() {
            "content-type" | "tus-resumable" | "tus-version" | "tus-extension" | "tus-max-size" | "upload-offset"
            | "upload-length" | "cache-control" => found == expected,
            "www-authenticate" => found.starts_with(expected),
            "set-cookie" => ["Path=/", "HttpOnly", "SameSite="].iter().all(|part| found.contains(part)),
            "location" => found.starts_with("/internal/v1/documents/"),
            _ => answer.headers.contains_key(name),
        };
        if !fits {
            failures.push(format!("header {name} is {found:?} instead of {expected:?}"));
        }
    }
}
