//! A value that the back-end keeps of an unfinished visit, on this device or on another one.

use serde_json::{Value as Json, json};

use super::{Context, Entry, Field, Value};
use crate::calendar::DateTime;
use crate::fingerprint::fingerprint;

/// A value of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafted {
    /// The value; `None` where the lead had emptied the field.
    pub value: Option<Value>,
    /// When it was given, in milliseconds since 1970-01-01T00:00Z, by the back-end's clock; `None` where nobody says.
    pub at: Option<i64>,
    /// Whether that is said of this value; otherwise of the whole draft, which may have been changed since elsewhere.
    pub is_dated: bool,
}

impl Drafted {
    /// How it stands in its field.
    pub(crate) fn entry(&self, field: &Field, context: &Context) -> Entry {
        let shown = self.value.as_ref().and_then(|value| field.entry_of(value, context));
        shown.unwrap_or_else(|| field.blank())
    }

    /// Whether a field that holds this entry holds something else. A value that the field cannot show is no other answer.
    pub(crate) fn differs_from(&self, field: &Field, entry: &Entry, context: &Context) -> bool {
        let Some(value) = &self.value else { return !entry.is_blank() };
        let Some(drafted) = field.entry_of(value, context) else { return false };
        let means = |entry| field.read(Some(entry), context).ok();
        // "1 000" is no other number than "1000".
        drafted != *entry && (means(entry).is_none() || means(entry) != means(&drafted))
    }

    /// The value's attributes on the wire (contract, section 3, "Data points"), and when it was given: our extension of
    /// the contract (`openapi.yaml`, `ValueDrafted`). What was emptied is null.
    pub(crate) fn to_json(&self) -> Json {
        let mut body = self.value.as_ref().map_or_else(|| json!({ "StringValue": null }), Value::to_json);
        if let Some(at) = self.at.and_then(DateTime::from_milliseconds) {
            body["changedDate"] = Json::from(at.canonical());
        }
        body
    }

    /// Tells one value from another without saying what it is.
    pub(crate) fn mark(&self) -> u32 {
        fingerprint(&self.value.as_ref().map(|value| value.to_json().to_string()).unwrap_or_default())
    }
}
