//! Ids: 64-bit integers above 2^53, read as a number or as a digit string, written as integers, never through a float.

use rusqlite::{Transaction, params};
use serde_json::Value;

/// Where the ids of a fresh test database start: the id in the documentation's own samples, plus room for
/// the demo data that is written with fixed ids.
pub const FIRST_ID: i64 = 74_590_868_830_732_000;

/// Reads an id that was sent as an integer or as a string of digits; anything else is no id.
pub(crate) fn read(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().filter(|id| *id > 0),
        Value::String(text) => parse(text),
        _ => None,
    }
}

/// Reads an id from an address.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Reads `{"Id": …}`, the way messages refer to things.
pub(crate) fn of(reference: &Value) -> Option<i64> {
    read(reference.get("Id")?)
}

/// Takes the next id. Ids follow each other by one: neighbours become equal when something turns them into
/// a float, so a mistake shows at once.
pub(crate) fn next(tx: &Transaction) -> rusqlite::Result<i64> {
    tx.query_row("UPDATE facts SET value = value + 1 WHERE name = 'next_id' RETURNING value - 1", params![], |row| {
        row.get(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_digit_is_kept_from_a_number_and_from_a_string() {
        assert_eq!(read(&json!(9_007_199_254_740_993_i64)), Some(9_007_199_254_740_993));
        assert_eq!(read(&json!("9007199254740993")), Some(9_007_199_254_740_993));
        assert_eq!(read(&json!(i64::MAX)), Some(i64::MAX));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for value in [
            json!(null),
            json!(1.5),
            json!(1e3),
            json!(-1),
            json!(0),
            json!("xxx"),
            json!(""),
            json!("-1"),
            json!("1.0"),
            json!("99999999999999999999"),
            json!(u64::MAX),
            json!([1]),
            json!({"Id": 1}),
        ] {
            assert_eq!(read(&value), None, "{value}");
        }
    }
}
