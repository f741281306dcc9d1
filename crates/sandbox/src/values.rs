//! Data-point values: which attribute carries the value of which type, and how entries are read and written.
//! `DataKey` is the older name of `DataPoint`: both are read, `DataPoint` is written.

use serde_json::{Map, Value, json};

use crate::id;

/// The attributes that can carry a value.
pub(crate) const ATTRIBUTES: [&str; 7] =
    ["StringValue", "StringValues", "DecimalValue", "DateValue", "DateTimeValue", "BooleanValue", "Documents"];

/// The attribute that carries the value of a data point of this type; `None` for a type that the contract
/// does not name.
pub(crate) fn attribute_of(data_type: &str) -> Option<&'static str> {
    match data_type {
        "Text" | "LongText" | "Email" | "Phone" | "URL" | "Choice" | "Country" => Some("StringValue"),
        "Integer" | "Decimal" | "Amount" => Some("DecimalValue"),
        "Date" => Some("DateValue"),
        "DateTime" => Some("DateTimeValue"),
        "Boolean" => Some("BooleanValue"),
        "MultipleChoice" => Some("StringValues"),
        "Document" => Some("Documents"),
        _ => None,
    }
}

/// What an entry refers to: `{"DataPoint":{"Id"}}` or the older `{"DataKey":{"Id"}}`.
pub(crate) fn data_point_id(entry: &Value) -> Option<i64> {
    id::of(entry.get("DataPoint").or_else(|| entry.get("DataKey"))?)
}

/// The value of an entry as texts, for conditions: one for most types, several for a multiple choice, none
/// where there is no value.
pub(crate) fn texts(entry: &Value) -> Vec<String> {
    let values = ATTRIBUTES.iter().filter_map(|name| entry.get(*name));
    values.flat_map(texts_of).collect()
}

fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Bool(yes) => vec![yes.to_string()],
        Value::Array(items) => items.iter().flat_map(texts_of).collect(),
        _ => Vec::new(),
    }
}

/// Whether an entry carries no value: absent, null, blank or an empty list.
pub(crate) fn is_empty(entry: &Value) -> bool {
    !ATTRIBUTES.iter().any(|name| match entry.get(*name) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(_) => true,
    })
}

/// Whether each attribute that carries a value is of its JSON type; what the value says is not looked at.
pub(crate) fn has_sound_types(entry: &Value) -> bool {
    let texts = |items: &Value| {
        let items = items.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_string))
    };
    ATTRIBUTES.iter().chain(&["Currency"]).all(|name| {
        let Some(value) = entry.get(*name).filter(|value| !value.is_null()) else {
            return true;
        };
        match *name {
            "BooleanValue" => value.is_boolean(),
            "StringValues" => texts(value),
            "Documents" => value.as_array().is_some_and(|items| items.iter().all(Value::is_object)),
            _ => value.is_string(),
        }
    })
}

/// The entry as it is kept and written: the data point in full, and only attributes that carry a value.
pub(crate) fn written(id: i64, name: &str, data_type: &str, entry: &Value) -> Value {
    with_values(json!({"Id": id, "Name": name, "Type": data_type}), entry)
}

/// The same where only the id of the data point is known, as in drafts.
pub(crate) fn written_without_name(id: i64, entry: &Value) -> Value {
    with_values(json!({ "Id": id }), entry)
}

fn with_values(data_point: Value, entry: &Value) -> Value {
    let mut kept = Map::new();
    kept.insert("DataPoint".to_owned(), data_point);
    for attribute in ATTRIBUTES.into_iter().chain(["Currency"]) {
        if let Some(value) = entry.get(attribute).filter(|value| !value.is_null()) {
            kept.insert(attribute.to_owned(), value.clone());
        }
    }
    Value::Object(kept)
}

/// A value that was sent as plain text (`{"Name","Value"}` of `POST /leads`) in the attribute of its type.
pub(crate) fn from_text(data_type: &str, text: &str) -> Option<Value> {
    let attribute = attribute_of(data_type)?;
    let value = match data_type {
        "Boolean" => json!(text.parse::<bool>().ok()?),
        "MultipleChoice" => json!([text]),
        "Document" => return None,
        _ => json!(text),
    };
    Some(json!({ attribute: value }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_older_name_is_read_and_the_newer_written() {
        let entry = json!({"DataKey": {"Id": "123456789"}, "StringValue": "example"});
        assert_eq!(data_point_id(&entry), Some(123_456_789));
        assert_eq!(
            written(123_456_789, "Sector", "Text", &entry),
            json!({"DataPoint": {"Id": 123_456_789, "Name": "Sector", "Type": "Text"},
                   "StringValue": "example"})
        );
    }

    #[test]
    fn blank_null_and_missing_values_are_empty_and_false_is_not() {
        for entry in
            [json!({}), json!({"StringValue": null}), json!({"StringValue": " \n"}), json!({"StringValues": []})]
        {
            assert!(is_empty(&entry), "{entry}");
        }
        assert!(!is_empty(&json!({"BooleanValue": false})));
        assert!(!is_empty(&json!({"StringValue": "0"})));
    }

    #[test]
    fn conditions_see_texts_of_every_type() {
        assert_eq!(texts(&json!({"BooleanValue": true})), ["true"]);
        assert_eq!(texts(&json!({"StringValues": ["a", "b"]})), ["a", "b"]);
        assert_eq!(texts(&json!({"DecimalValue": "1.50", "Currency": "EUR"})), ["1.50"]);
        assert!(texts(&json!({"DateValue": null})).is_empty());
    }

    #[test]
    fn plain_text_becomes_the_attribute_of_its_type() {
        assert_eq!(from_text("Boolean", "true").unwrap(), json!({"BooleanValue": true}));
        assert_eq!(from_text("Amount", "12.50").unwrap(), json!({"DecimalValue": "12.50"}));
        assert_eq!(from_text("Boolean", "perhaps"), None);
        assert_eq!(from_text("Hologram", "x"), None);
    }
}
