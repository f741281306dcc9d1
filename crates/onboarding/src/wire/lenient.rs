//! Values that the wire spells in more than one way.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::Value;

use crate::id::{DocumentId, from_digits};

/// A 64-bit id, as a number or as a string of digits; every digit is kept, and nothing passes through a float.
#[derive(Clone, Copy)]
pub(super) struct WireId(pub(super) i64);

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = WireId;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a 64-bit id, as an integer or as digits in a string")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<WireId, E> {
        Ok(WireId(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<WireId, E> {
        i64::try_from(number).map(WireId).map_err(|_| E::custom("id beyond 64 bits"))
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<WireId, E> {
        from_digits(digits).map(WireId).ok_or_else(|| E::custom("an id in a string must be digits"))
    }
}

impl<'de> Deserialize<'de> for WireId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

/// The id of a document, as a number or as any text.
pub(super) struct WireDocumentId(pub(super) DocumentId);

struct DocumentIdVisitor;

impl Visitor<'_> for DocumentIdVisitor {
    type Value = WireDocumentId;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the id of a document, as an integer or in a string")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<WireDocumentId, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<WireDocumentId, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<WireDocumentId, E> {
        DocumentId::new(id).map(WireDocumentId).ok_or_else(|| E::custom("an empty id"))
    }
}

impl<'de> Deserialize<'de> for WireDocumentId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentIdVisitor)
    }
}

/// A limit or a compared value, which back-ends write as a string, a number or a boolean: its text.
pub(super) struct Scalar(pub(super) String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => Ok(Self(number.to_string())),
            Value::Bool(value) => Ok(Self(value.to_string())),
            _ => Err(D::Error::custom("expected a string, a number or a boolean")),
        }
    }
}
