//! 64-bit ids. They lie above 2^53, so they never pass through a JavaScript number or a float.

use std::fmt;

use serde_json::Value as Json;

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident,)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Reads decimal digits, with a minus sign at most, that fit 64 bits.
            pub fn from_digits(digits: &str) -> Option<Self> {
                from_digits(digits).map(Self)
            }

            pub(crate) fn from_number(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A person: lead or stakeholder.
    UserId,
    /// A journey.
    JourneyId,
    /// An activity of a journey.
    ActivityId,
    /// A data point.
    DataPointId,
}

/// A document that the back-end holds. Where it comes from the `Location` of an upload it may be no number; then it is
/// sent as the text that it is, otherwise as an integer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(String);

impl DocumentId {
    /// Keeps an id as it was written; `None` where nothing was.
    pub fn new(id: &str) -> Option<Self> {
        (!id.is_empty()).then(|| Self(from_digits(id).map_or_else(|| id.to_owned(), |number| number.to_string())))
    }

    /// The id as it is sent.
    pub(crate) fn to_json(&self) -> Json {
        from_digits(&self.0).map_or_else(|| Json::from(self.0.as_str()), Json::from)
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

pub(crate) fn from_digits(digits: &str) -> Option<i64> {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let well_formed = !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit());
    if well_formed { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_digit_is_kept() {
        for digits in ["9007199254740993", "74590868830731162", "9223372036854775807", "-9223372036854775808", "0"] {
            assert_eq!(ActivityId::from_digits(digits).unwrap().to_string(), digits);
        }
    }

    #[test]
    fn a_document_is_known_by_a_number_or_by_whatever_its_address_ends_with() {
        for (id, sent) in [
            ("9007199254740993", "9007199254740993"),
            ("007", "7"),
            ("24e533e02ec3bc40c387f1a0e460e216", "\"24e533e02ec3bc40c387f1a0e460e216\""),
            ("9223372036854775808", "\"9223372036854775808\""),
            ("1e5", "\"1e5\""),
        ] {
            assert_eq!(DocumentId::new(id).unwrap().to_json().to_string(), sent);
        }
        assert_eq!(DocumentId::new(""), None);
        assert_eq!(DocumentId::new("007"), DocumentId::new("7"));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for digits in ["", "-", "+1", " 1", "1.0", "1e3", "xxx", "9223372036854775808", "١"] {
            assert_eq!(ActivityId::from_digits(digits), None, "{digits:?}");
        }
    }
}
