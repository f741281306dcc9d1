//! What tabs of one browser tell each other, so that logging out, completing and securing in one is seen by the others.

use serde_json::{Value as Json, json};

use crate::id::{JourneyId, UserId};
use crate::session::{AccessToken, AccountId};

/// Something that happened in another tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// This person logged out.
    SignedOut(UserId),
    /// This person came in.
    SignedIn(UserId),
    /// Something in this journey changed.
    JourneyChanged(JourneyId),
    /// This person's session changed: it was secured or extended.
    SessionChanged(UserId),
    /// The session of that id goes on under another token, for a tab that was copied with the old one in its store.
    Renewed {
        /// The id that it had.
        was: AccountId,
        /// Its token now.
        token: AccessToken,
    },
}

impl Word {
    /// Reads a message of the channel; whatever else stands there is nobody's word.
    pub fn parse(text: &str) -> Option<Self> {
        let message: Json = serde_json::from_str(text).ok()?;
        let text = |name: &str| message.get(name).and_then(Json::as_str);
        let user = || UserId::from_digits(text("about")?);
        match text("word")? {
            "signed-out" => user().map(Self::SignedOut),
            "signed-in" => user().map(Self::SignedIn),
            "journey-changed" => JourneyId::from_digits(text("about")?).map(Self::JourneyChanged),
            "session-changed" => user().map(Self::SessionChanged),
            "renewed" => {
                Some(Self::Renewed { was: AccountId::parse(text("about")?)?, token: AccessToken::new(text("token")?)? })
            }
            _ => None,
        }
    }

    /// Hands the message to the channel, which stays within this origin and is never stored.
    pub fn tell(&self, channel: impl FnOnce(&str)) {
        let said = |word: &str, about: String| json!({ "word": word, "about": about });
        let message = match self {
            Self::SignedOut(user) => said("signed-out", user.to_string()),
            Self::SignedIn(user) => said("signed-in", user.to_string()),
            Self::JourneyChanged(journey) => said("journey-changed", journey.to_string()),
            Self::SessionChanged(user) => said("session-changed", user.to_string()),
            Self::Renewed { was, token } => {
                let mut message = Json::Null;
                was.keep(|was| {
                    token.keep(|token| message = json!({ "word": "renewed", "about": was, "token": token }))
                });
                message
            }
        };
        channel(&message.to_string());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_word_arrives_as_it_was_said() {
        let (user, journey) = (UserId::from_digits("9007199254740993").unwrap(), JourneyId::from_digits("70").unwrap());
        let renewed =
            Word::Renewed { was: AccountId::parse("5a67").unwrap(), token: AccessToken::new("s3cret").unwrap() };
        for word in [
            Word::SignedOut(user),
            Word::SignedIn(user),
            Word::JourneyChanged(journey),
            Word::SessionChanged(user),
            renewed,
        ] {
            let mut heard = None;
            word.tell(|text| heard = Word::parse(text));
            assert_eq!(heard, Some(word));
        }
    }

    #[test]
    fn what_is_no_word_is_ignored() {
        for text in [
            "",
            "{}",
            "7",
            r#"{"word":"signed-out"}"#,
            r#"{"word":"signed-out","about":5}"#,
            r#"{"word":"x","about":"5"}"#,
        ] {
            assert_eq!(Word::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_does_not_show() {
        let word = Word::parse(r#"{"word":"renewed","about":"5a67","token":"s3cret"}"#).unwrap();
        assert!(!format!("{word:?}").contains("s3cret"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = Word::parse(&text);
        }
    }
}
