//! Values of data points, canonical: what is sent and what comes back.

use serde_json::{Value as Json, json};

use super::Context;
use crate::calendar::{Date, DateTime};
use crate::decimal::Decimal;
use crate::id::DocumentId;
use crate::upload::show_size;

/// The value of a data point (contract, section 3, "Data points").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `StringValue`.
    Text(String),
    /// `StringValues`.
    Texts(Vec<String>),
    /// `DecimalValue`.
    Decimal(Decimal),
    /// `DecimalValue` with `Currency`, which is empty where nobody names one.
    Amount(Decimal, String),
    /// `DateValue`.
    Date(Date),
    /// `DateTimeValue`, in UTC.
    DateTime(DateTime),
    /// `BooleanValue`.
    Boolean(bool),
    /// `Documents`.
    Documents(Vec<Document>),
}

/// A file that the back-end holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// How the back-end knows it.
    pub id: DocumentId,
    /// Its name, as the lead knows it.
    pub name: String,
    /// Bytes, where the back-end says.
    pub size: Option<u64>,
    /// Its media type (RFC 6838), where the back-end says.
    pub content_type: Option<String>,
}

impl Value {
    /// The canonical texts of a value, to compare with choices and conditions.
    pub fn plain(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::Texts(texts) => texts.clone(),
            Self::Decimal(number) | Self::Amount(number, _) => vec![number.as_str().to_owned()],
            Self::Date(date) => vec![date.canonical()],
            Self::DateTime(time) => vec![time.canonical()],
            Self::Boolean(value) => vec![value.to_string()],
            Self::Documents(_) => Vec::new(),
        }
    }

    /// Whether a condition's text means this value: numbers and times are compared by value, not by spelling.
    pub(super) fn equals(&self, text: &str) -> bool {
        match self {
            Self::Decimal(number) | Self::Amount(number, _) => {
                Decimal::from_canonical(text).is_some_and(|other| number.compare(&other).is_eq())
            }
            Self::DateTime(time) => DateTime::from_canonical(text) == Some(*time),
            _ => self.plain().iter().any(|plain| plain == text),
        }
    }

    /// The value's attributes on the wire.
    pub(crate) fn to_json(&self) -> Json {
        match self {
            Self::Text(text) => json!({ "StringValue": text }),
            Self::Texts(texts) => json!({ "StringValues": texts }),
            Self::Decimal(number) => json!({ "DecimalValue": number.as_str() }),
            Self::Amount(number, currency) if currency.is_empty() => json!({ "DecimalValue": number.as_str() }),
            Self::Amount(number, currency) => json!({ "DecimalValue": number.as_str(), "Currency": currency }),
            Self::Date(date) => json!({ "DateValue": date.canonical() }),
            Self::DateTime(time) => json!({ "DateTimeValue": time.canonical() }),
            Self::Boolean(value) => json!({ "BooleanValue": value }),
            Self::Documents(documents) => {
                let documents: Vec<Json> = documents.iter().map(Document::to_json).collect();
                json!({ "Documents": documents })
            }
        }
    }
}

impl Document {
    /// Its name, and its size where that is known: "kbis.pdf (2.4 MB)".
    pub(super) fn show(&self, context: &Context) -> String {
        match self.size {
            Some(size) => format!("{} ({})", self.name, show_size(size, context)),
            None => self.name.clone(),
        }
    }

    /// The document in a value; what is not known is left out.
    pub(crate) fn to_json(&self) -> Json {
        let mut body = json!({ "Id": self.id.to_json(), "Name": self.name });
        if let Some(size) = self.size {
            body["Size"] = Json::from(size);
        }
        if let Some(content_type) = &self.content_type {
            body["ContentType"] = Json::from(content_type.as_str());
        }
        body
    }
}
