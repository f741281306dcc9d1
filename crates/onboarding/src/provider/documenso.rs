//! Documenso, in a frame: the published embed SDK and the server's source.

use serde_json::json;

use super::url::percent_encoded;
use super::{Claim, FrameRules, Message, Protocol, ProviderUrl, SANDBOX, Said, Visitor, Way};

pub(super) struct Documenso;

impl Protocol for Documenso {
    fn name(&self) -> &'static str {
        "Documenso"
    }

    fn frame(&self) -> Option<FrameRules> {
        Some(FrameRules { allow: "", sandbox: SANDBOX, min_height: 720, full_screen_on_phones: true })
    }

    /// `/embed/sign/{token}`, and in the fragment, which no server sees, what is known of the signer; a fragment that is
    /// there already stays. Outside a frame it is the page for people, `/sign/{token}`.
    fn address(&self, given: &ProviderUrl, visitor: &Visitor, way: Way) -> ProviderUrl {
        let path = given.path();
        match (way, path.strip_prefix("/sign/"), path.strip_prefix("/embed/sign/")) {
            (Way::Frame, Some(token), _) => given.with_path(&format!("/embed/sign/{token}")),
            (Way::Frame, ..) => given.clone(),
            (_, _, Some(token)) => return given.with_path(&format!("/sign/{token}")),
            _ => return given.clone(),
        }
        .with_fragment(&settings(visitor))
    }

    fn read(&self, message: &Message, _covers: bool) -> Said {
        let Some(value) = message.object() else { return Said::Nothing };
        match value["action"].as_str() {
            Some("document-completed" | "all-documents-completed") => Said::Claimed(Claim::Completed),
            Some("document-rejected") => Said::Claimed(Claim::Declined),
            Some("recipient-expired") => Said::Claimed(Claim::Expired),
            Some("document-error") => Said::Failed,
            Some("document-ready" | "field-signed" | "field-unsigned" | "document-waiting-for-turn") => Said::Alive,
            _ => Said::Nothing,
        }
    }
}

/// `base64(encodeURIComponent(JSON))`, as the SDK writes it.
fn settings(visitor: &Visitor) -> String {
    let mut settings = json!({"allowDocumentRejection": true});
    for (name, value) in
        [("name", visitor.name()), ("email", visitor.email.clone()), ("language", visitor.language.clone())]
    {
        if let Some(value) = value {
            settings[name] = value.into();
        }
    }
    base64(percent_encoded(&settings.to_string()).as_bytes())
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit <= chunk.len() { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::*;
    use super::*;

    #[test]
    fn base64_is_that_of_its_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn the_frame_knows_the_signer_by_its_fragment() {
        // base64(encodeURIComponent('{"allowDocumentRejection":true,"email":"zoe+doe@example.com","language":"fr","name":"Zoé Doe"}'))
        let fragment = "JTdCJTIyYWxsb3dEb2N1bWVudFJlamVjdGlvbiUyMiUzQXRydWUlMkMlMjJlbWFpbCUyMiUzQSUyMnpvZSUyQmRvZSU0MGV4YW1wbGUuY29tJTIyJTJDJTIybGFuZ3VhZ2UlMjIlM0ElMjJmciUyMiUyQyUyMm5hbWUlMjIlM0ElMjJabyVDMyVBOSUyMERvZSUyMiU3RA==";
        for given in ["https://app.documenso.com/sign/x", "https://app.documenso.com/embed/sign/x"] {
            let address = format!("https://app.documenso.com/embed/sign/x#{fragment}");
            check_address(&Documenso, given, Way::Frame, &address);
            check_address(&Documenso, given, Way::Tab, "https://app.documenso.com/sign/x");
        }
        check_address(&Documenso, "https://h.test/embed/direct/x#own", Way::Frame, "https://h.test/embed/direct/x#own");
    }

    #[test]
    fn messages() {
        for (action, said) in [
            ("document-ready", Said::Alive),
            ("field-signed", Said::Alive),
            ("field-unsigned", Said::Alive),
            ("document-waiting-for-turn", Said::Alive),
            ("document-completed", Said::Claimed(Claim::Completed)),
            ("all-documents-completed", Said::Claimed(Claim::Completed)),
            ("document-rejected", Said::Claimed(Claim::Declined)),
            ("recipient-expired", Said::Claimed(Claim::Expired)),
            ("document-error", Said::Failed),
            ("document-completed ", Said::Nothing),
        ] {
            let data = r#"{"token":"x","documentId":1,"envelopeId":"e","recipientId":2}"#;
            check_object(&Documenso, &format!(r#"{{"action":"{action}","data":{data}}}"#), said);
        }
        check_object(&Documenso, r#"{"action":["document-completed"]}"#, Said::Nothing);
        check_string(&Documenso, r#"{"action":"document-completed","data":null}"#, Said::Nothing);
    }
}
