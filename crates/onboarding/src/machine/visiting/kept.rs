//! A visit that the tab keeps through a reload or a stay elsewhere.

use std::fmt;

use serde_json::{Value as Json, json};

use crate::id::{ActivityId, UserId};
use crate::provider::ProviderUrl;

/// What the tab keeps of a visit: whose it is, for which activity, and the frame's address where it was in one.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptVisit {
    pub(super) user: UserId,
    pub(super) activity: ActivityId,
    pub(super) frame: Option<ProviderUrl>,
}

impl KeptVisit {
    /// Left for the provider, in the same tab.
    pub(super) fn elsewhere(user: UserId, activity: ActivityId) -> Self {
        Self { user, activity, frame: None }
    }

    /// Reads what [`Self::keep`] wrote. What somebody else wrote is no visit.
    pub fn parse(text: &str) -> Option<Self> {
        let kept: Json = serde_json::from_str(text).ok()?;
        let id = |name: &str| kept.get(name).and_then(Json::as_i64);
        let frame = match kept.get("Frame") {
            None | Some(Json::Null) => None,
            Some(url) => Some(ProviderUrl::parse(url.as_str()?)?),
        };
        let (user, activity) = (UserId::from_number(id("User")?), ActivityId::from_number(id("Activity")?));
        Some(Self { user, activity, frame })
    }

    /// Hands the visit to the tab's store.
    pub fn keep(&self, store: impl FnOnce(&str)) {
        let (user, activity) = (i64::from(self.user), i64::from(self.activity));
        let frame = self.frame.as_ref().map(ProviderUrl::as_str);
        store(&json!({"User": user, "Activity": activity, "Frame": frame}).to_string());
    }
}

impl fmt::Debug for KeptVisit {
    /// Without the frame's address, which may open somebody's documents.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptVisit({})", self.activity)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn kept(text: &str) -> String {
        let mut again = String::new();
        KeptVisit::parse(text).unwrap().keep(|text| again.push_str(text));
        again
    }

    #[test]
    fn what_is_kept_is_found_again_with_every_digit() {
        for text in [
            r#"{"Activity":9007199254740993,"Frame":null,"User":74590868830731162}"#,
            r#"{"Activity":1,"Frame":"https://magic.veriff.me/v/x?lang=fr#a","User":-9223372036854775808}"#,
        ] {
            assert_eq!(kept(text), text);
        }
    }

    #[test]
    fn what_somebody_else_wrote_is_no_visit() {
        for text in [
            "",
            "null",
            "{}",
            "[1,2]",
            r#"{"User":1}"#,
            r#"{"User":"1","Activity":2}"#,
            r#"{"User":1.5,"Activity":2}"#,
            r#"{"User":1,"Activity":2,"Frame":7}"#,
            r#"{"User":1,"Activity":2,"Frame":"javascript:alert(1)"}"#,
            r#"{"User":1,"Activity":2,"Frame":"http://evil.test"}"#,
        ] {
            assert_eq!(KeptVisit::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_frame_s_address_does_not_show() {
        let kept = KeptVisit::parse(r#"{"User":1,"Activity":2,"Frame":"https://a.test/secret"}"#).unwrap();
        assert_eq!(format!("{kept:?}"), "KeptVisit(2)");
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}", value in "[ -~]{0,30}") {
            let _ = (KeptVisit::parse(&text), KeptVisit::parse(&format!(r#"{{"User":1,"Activity":{value}}}"#)));
        }
    }
}
