//! One check per data-point type: is this value one of that type, and does it keep the field's rules? The
//! answer on refusal is the contract's code: `Type`, `Format`, `TooLong`, `Range` or `Size`.

use std::collections::BTreeMap;

use regex_lite::Regex;
use serde_json::Value;

use super::field::Field;
use crate::decimal::Decimal;
use crate::documents::Document;
use crate::id;
use crate::timestamp::{is_date, parse_rfc3339};
use crate::values;

type Verdict = Result<(), &'static str>;

/// Checks a value that is there against the type and the rules of its field. Documents are looked up among the
/// ones given: those of the caller that the value names.
pub(super) fn check(field: &Field, entry: &Value, documents: &BTreeMap<i64, Document>) -> Verdict {
    let Some(attribute) = values::attribute_of(field.data_type) else {
        return Ok(());
    };
    let value = entry.get(attribute).unwrap_or(&Value::Null);
    match field.data_type {
        "Boolean" => value.is_boolean().then_some(()).ok_or("Type"),
        "MultipleChoice" => multiple_choice(field, value),
        "Document" => uploads(field, value, documents),
        _ => text_value(field, value.as_str().ok_or("Type")?, entry),
    }
}

fn text_value(field: &Field, text: &str, entry: &Value) -> Verdict {
    match field.data_type {
        "Choice" => choice(field, text),
        "Integer" | "Decimal" | "Amount" => number(field, text, entry),
        "Date" => date(field, text),
        "DateTime" => date_time(field, text),
        _ => written_text(field, text),
    }
}

fn written_text(field: &Field, text: &str) -> Verdict {
    let length = text.chars().count();
    if field.count("MaxLength").is_some_and(|most| length > most) {
        return Err("TooLong");
    }
    let too_short = field.count("MinLength").is_some_and(|least| length < least);
    let shape = match field.data_type {
        "Email" => is_email(text),
        "Phone" => is_phone(text),
        "URL" => is_url(text),
        "Country" => text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        _ => true,
    };
    let matches = field.text("Pattern").is_none_or(|pattern| fits(&pattern, text));
    if too_short || !shape || !matches {
        return Err("Format");
    }
    Ok(())
}

/// Whether the whole text fits a pattern, as in HTML's `pattern` attribute. One that cannot be read is not
/// enforced.
fn fits(pattern: &str, text: &str) -> bool {
    Regex::new(&format!("^(?:{pattern})$")).map_or(true, |regex| regex.is_match(text))
}

fn choice(field: &Field, text: &str) -> Verdict {
    let offered = field.choices().is_none_or(|choices| choices.contains(&text));
    offered.then_some(()).ok_or("Format")
}

fn multiple_choice(field: &Field, value: &Value) -> Verdict {
    for item in value.as_array().ok_or("Type")? {
        choice(field, item.as_str().ok_or("Type")?)?;
    }
    Ok(())
}

fn number(field: &Field, text: &str, entry: &Value) -> Verdict {
    let number = Decimal::parse(text).ok_or("Format")?;
    if field.data_type == "Integer" && !number.is_integer() {
        return Err("Format");
    }
    if field.data_type == "Amount" {
        currency(field, &entry["Currency"])?;
    }
    let limit = |name| field.text(name).as_deref().and_then(Decimal::parse);
    in_range(&number, limit("Min"), limit("Max"))
}

fn currency(field: &Field, currency: &Value) -> Verdict {
    let code = currency.as_str().ok_or("Format")?;
    let fits = match field.text("Currency") {
        Some(expected) => code == expected,
        None => code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()),
    };
    fits.then_some(()).ok_or("Format")
}

fn date(field: &Field, text: &str) -> Verdict {
    if !is_date(text) {
        return Err("Format");
    }
    // Dates of this form are ordered as their texts are.
    in_range(&text.to_owned(), field.text("Min"), field.text("Max"))
}

fn date_time(field: &Field, text: &str) -> Verdict {
    let moment = parse_rfc3339(text).ok_or("Format")?;
    let limit = |name| field.text(name).as_deref().and_then(parse_rfc3339);
    in_range(&moment, limit("Min"), limit("Max"))
}

fn uploads(field: &Field, value: &Value, documents: &BTreeMap<i64, Document>) -> Verdict {
    let named = value.as_array().ok_or("Type")?;
    if named.len() > 1 && !field.is("Multiple") {
        return Err("Range");
    }
    for reference in named {
        let document = id::of(reference).and_then(|id| documents.get(&id));
        let document = document.filter(|document| document.is_complete()).ok_or("Format")?;
        let most = field.text("MaxBytes").and_then(|text| text.parse().ok());
        if document.size == 0 || most.is_some_and(|most: i64| document.size > most) {
            return Err("Size");
        }
        if !field.accepts(&document.content_type) {
            return Err("Type");
        }
    }
    Ok(())
}

fn in_range<T: PartialOrd>(value: &T, least: Option<T>, most: Option<T>) -> Verdict {
    let below = least.is_some_and(|least| *value < least);
    let above = most.is_some_and(|most| *value > most);
    if below || above {
        return Err("Range");
    }
    Ok(())
}

/// One `@` with something on both sides and no spaces: the address is proven by writing to it, not by a rule.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let spaced = text.chars().any(|c| c.is_whitespace() || c.is_control());
    !local.is_empty() && !domain.is_empty() && !domain.contains('@') && !spaced
}

fn is_phone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || " ()-./".contains(c);
    rest.chars().all(known) && (3..=20).contains(&digits)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}
