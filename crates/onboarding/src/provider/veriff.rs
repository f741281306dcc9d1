//! Veriff, in a frame or by redirect: devdocs.veriff.com, "InContext SDK" and "Redirection guide", and the published
//! SDK, version 2.5.0.

use serde_json::json;

use super::{Claim, FrameRules, Message, Protocol, ProviderUrl, SANDBOX, Said, Visitor, Way};

/// The SDK whose part is played here.
const VERSION: &str = "2.5.0";

pub(super) struct Veriff;

impl Protocol for Veriff {
    fn name(&self) -> &'static str {
        "Veriff"
    }

    fn frame(&self) -> Option<FrameRules> {
        Some(FrameRules {
            allow: "autoplay; camera; microphone; fullscreen; accelerometer; magnetometer; gyroscope; picture-in-picture",
            sandbox: SANDBOX,
            min_height: 680,
            full_screen_on_phones: true,
        })
    }

    fn address(&self, given: &ProviderUrl, visitor: &Visitor, _way: Way) -> ProviderUrl {
        match &visitor.language {
            Some(language) => given.with_query(&[("lang", language)]),
            None => given.clone(),
        }
    }

    /// Its messages are plain strings. `FINISHED` means that the person did their part, not that they passed.
    fn read(&self, message: &Message, covers: bool) -> Said {
        match message.string() {
            Some("VERIFF_HANDSHAKE") => render(covers),
            Some("VERIFF_STARTED" | "VERIFF_SUBMITTED") => Said::Alive,
            Some("VERIFF_FINISHED") => Said::Claimed(Claim::Finished),
            Some("VERIFF_CANCELED") => Said::Claimed(Claim::Cancelled),
            Some("VERIFF_RELOAD_REQUEST" | "VERIFF_FORCE_RELOAD") => Said::ReloadWanted,
            _ => Said::Nothing,
        }
    }
}

/// The answer to the handshake, without which the frame stays empty.
fn render(covers: bool) -> Said {
    let answer = json!({"name": "VERIFF_RENDER", "payload": {
        "version": VERSION,
        "isReloadHandled": true,
        "isVeriffIframeMobile": covers,
        "embeddedConfigured": true,
        "embedded": !covers,
    }});
    Message::new(answer.to_string(), false).map_or(Said::Alive, Said::Wants)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::Value as Json;

    use super::super::tests::*;
    use super::*;

    #[test]
    fn the_language_goes_along() {
        let url = "https://magic.veriff.me/v/example";
        for way in [Way::Frame, Way::SameTab, Way::Tab, Way::Phone] {
            check_address(&Veriff, url, way, &format!("{url}?lang=fr"));
        }
        let nobody = Visitor::default();
        assert_eq!(Veriff.address(&ProviderUrl::parse(url).unwrap(), &nobody, Way::Frame).as_str(), url);
    }

    #[test]
    fn messages() {
        for (message, said) in [
            ("VERIFF_STARTED", Said::Alive),
            ("VERIFF_SUBMITTED", Said::Alive),
            ("VERIFF_FINISHED", Said::Claimed(Claim::Finished)),
            ("VERIFF_CANCELED", Said::Claimed(Claim::Cancelled)),
            ("VERIFF_RELOAD_REQUEST", Said::ReloadWanted),
            ("VERIFF_FORCE_RELOAD", Said::ReloadWanted),
            ("veriff_finished", Said::Nothing),
            ("\"VERIFF_FINISHED\"", Said::Nothing),
        ] {
            check_string(&Veriff, message, said);
        }
        check_object(&Veriff, "\"VERIFF_FINISHED\"", Said::Nothing);
    }

    #[test]
    fn the_handshake_is_answered_as_the_sdk_does() {
        for covers in [true, false] {
            let message = Message::new("VERIFF_HANDSHAKE".to_owned(), true).unwrap();
            let Said::Wants(answer) = Veriff.read(&message, covers) else { panic!("an answer") };
            assert!(!answer.is_string());
            let answer: Json = serde_json::from_str(answer.text()).unwrap();
            let payload = json!({
                "version": "2.5.0", "isReloadHandled": true, "isVeriffIframeMobile": covers,
                "embeddedConfigured": true, "embedded": !covers,
            });
            assert_eq!(answer, json!({"name": "VERIFF_RENDER", "payload": payload}));
        }
    }
}
