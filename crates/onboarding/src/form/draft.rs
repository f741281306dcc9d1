//! What was typed so far: raw, exactly as it stands in the fields, right or wrong.

use std::collections::BTreeMap;

use super::Document;
use crate::id::DataPointId;

/// Everything typed or chosen in one form, by data point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    entries: BTreeMap<DataPointId, Entry>,
}

/// What one field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Typed text, or the value of the one choice (`true` and `false` for yes and no).
    Text(String),
    /// The values of several choices.
    Many(Vec<String>),
    /// The parts of a date, and of a time for those that have one.
    Date {
        /// Day of the month.
        day: String,
        /// Number or name of the month.
        month: String,
        /// Four digits.
        year: String,
        /// Time of day on the lead's wall clock; empty for a date alone.
        time: String,
    },
    /// Files; [`crate::upload::Uploads::entry`] says what a field holds now.
    Documents {
        /// What the back-end holds.
        held: Vec<Document>,
        /// Files that are not there yet.
        under_way: usize,
        /// Files that could not be sent and wait for the lead's decision.
        failed: usize,
    },
}

impl Draft {
    /// What a field holds, if it was ever touched or prefilled.
    pub fn get(&self, id: DataPointId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// Keeps what a field holds now.
    pub fn set(&mut self, id: DataPointId, entry: Entry) {
        self.entries.insert(id, entry);
    }
}

impl Entry {
    /// The text of a [`Entry::Text`], otherwise nothing.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Many(_) | Self::Date { .. } | Self::Documents { .. } => "",
        }
    }

    /// Whether nothing but white space was typed.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Many(values) => values.is_empty(),
            Self::Date { day, month, year, time } => [day, month, year, time].iter().all(|part| part.trim().is_empty()),
            Self::Documents { held, under_way, failed } => held.is_empty() && *under_way == 0 && *failed == 0,
        }
    }
}
