//! What is recorded of a submission before it is sent, so that a crash neither loses nor doubles it.

use std::fmt;

use serde_json::{Value as Json, json};

use crate::id::{ActivityId, JourneyId, UserId};

/// A submission, written ahead.
#[derive(Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Who submits.
    pub user: UserId,
    /// In which journey.
    pub journey: JourneyId,
    /// What they complete.
    pub activity: ActivityId,
    /// The `Idempotency-Key`: it makes the back-end count the submission once, however often it is sent.
    pub key: String,
    /// The completion body.
    pub(crate) body: String,
    /// When it was recorded, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    pub at: i64,
}

impl Recorded {
    /// The text that is kept, encrypted, in this browser.
    pub fn to_text(&self) -> String {
        json!({
            "User": i64::from(self.user),
            "Journey": i64::from(self.journey),
            "Activity": i64::from(self.activity),
            "Key": self.key,
            "Body": self.body,
            "At": self.at,
        })
        .to_string()
    }

    /// Reads such a text; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let kept: Json = serde_json::from_str(text).ok()?;
        let text = |name: &str| kept.get(name)?.as_str().map(str::to_owned);
        let number = |name: &str| kept.get(name)?.as_i64();
        Some(Self {
            user: UserId::from_number(number("User")?),
            journey: JourneyId::from_number(number("Journey")?),
            activity: ActivityId::from_number(number("Activity")?),
            key: text("Key").filter(|key| !key.is_empty() && key.bytes().all(|b| b.is_ascii_graphic()))?,
            body: text("Body").filter(|body| serde_json::from_str::<serde_json::Map<String, Json>>(body).is_ok())?,
            at: number("At")?,
        })
    }
}

impl fmt::Debug for Recorded {
    /// Which activity only: key and body are the lead's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorded({})", self.activity)
    }
}
