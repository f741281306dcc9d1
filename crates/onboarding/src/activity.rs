//! The registry of activity kinds: each kind is one file, one `mod` line and one arm of [`open`].

mod calendly;
mod document;
mod form;
mod identity_verification;
mod signature;
mod video;

use std::sync::Arc;

use serde_json::{Map, Value as Json};

pub use video::{Caption, Film, Video};

use crate::form::Form;
use crate::journey::{Activity, Journey};
use crate::provider::ProviderTask;
use crate::reading::Reading;
use crate::signing::Signing;

/// What an activity asks the lead to do, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Fields to fill in.
    Form(Arc<Form>),
    /// Documents to read and to acknowledge.
    Reading(Arc<Reading>),
    /// Documents to sign on this page.
    Signature(Arc<Signing>),
    /// Something to do at a provider.
    Provider(Arc<ProviderTask>),
    /// A film to watch.
    Video(Arc<Video>),
    /// A kind that this version does not know, or settings that it cannot read: shown as "please contact us".
    Unsupported,
}

/// What a lead did, checked and ready to be sent as the members of a completion body.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer(Map<String, Json>);

/// Reads an activity's settings by its kind (contract, section 3, "`Settings` by activity type").
pub fn open(activity: &Activity, journey: &Journey) -> Body {
    let body = match activity.kind.as_str() {
        "Calendly" => calendly::open(activity),
        "Document" => document::open(activity),
        "Form" => form::open(activity, journey),
        "IdentityVerification" => identity_verification::open(activity),
        "Signature" => signature::open(activity),
        "Video" => video::open(activity),
        _ => None,
    };
    body.unwrap_or(Body::Unsupported)
}

impl Answer {
    pub(crate) fn new<const N: usize>(members: [(&str, Json); N]) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The same with one member more.
    pub(crate) fn with(mut self, name: &str, value: Json) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// The completion body, with the seconds that the activity was in use.
    pub(crate) fn to_body(&self, time_spent: u64) -> String {
        let mut members = self.0.clone();
        members.insert("TimeSpent".to_owned(), Json::from(time_spent));
        Json::Object(members).to_string()
    }

    /// The answer that a kept completion body was made of, equal to the same answer given again; `None` for anything
    /// that is no such body.
    pub(crate) fn from_body(body: &str) -> Option<Self> {
        let mut members: Map<String, Json> = serde_json::from_str(body).ok()?;
        members.remove("TimeSpent")?;
        Some(Self(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Films are told by fractions of seconds.
    #[test]
    fn a_kept_body_gives_its_answer_back_with_every_digit() {
        for members in [
            r#"{"JourneyData":[{"DataPoint":{"Id":9007199254740993},"DecimalValue":"1.10"}]}"#,
            r#"{"Duration":61.333,"WatchedRanges":[[0,12.001],[20.1,61.333]]}"#,
            r#"{"Consent":true,"Signature":{"Method":"Typed","Text":"Zoé"}}"#,
            "{}",
        ] {
            let answer = Answer(serde_json::from_str(members).unwrap_or_default());
            assert_eq!(Answer::from_body(&answer.to_body(42)), Some(answer));
        }
    }

    #[test]
    fn what_is_no_body_gives_no_answer() {
        for text in ["", "[]", "7", "{}", r#"{"JourneyData":[]}"#, r#"{"TimeSpent":4"#] {
            assert_eq!(Answer::from_body(text), None, "{text}");
        }
    }
}
