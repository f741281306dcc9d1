//! What the log of calls does not keep: passwords, codes and tokens at all, links' UUIDs as a short hash, so that a test
//! can still tell one link from another.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const MASK: &str = "…";

/// The characters of a UUID, and where its hyphens are.
const UUID: usize = 36;
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// A body as it is kept: JSON without its secrets. What is not JSON might hold anything, so only its size is kept.
pub(super) fn body(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    match serde_json::from_str(text) {
        Ok(value) => without_secrets(value),
        Err(_) => json!(format!("{} bytes that are not JSON", text.len())),
    }
}

/// A query as it is kept; its parameters keep their names.
pub(super) fn query(text: &str) -> String {
    let parameter = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={MASK}"),
        _ => address(pair),
    };
    text.split('&').map(parameter).collect::<Vec<_>>().join("&")
}

/// An address as it is kept: every UUID in it might be a link's.
pub(super) fn address(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = match rest.get(..UUID).filter(|text| is_uuid(text)) {
            Some(uuid) => {
                kept.push_str(&hash(uuid));
                UUID
            }
            None => {
                kept.push(character);
                character.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    kept
}

fn without_secrets(value: Value) -> Value {
    let kept = |(name, value): (String, Value)| {
        let value = match &value {
            Value::String(uuid) if name.eq_ignore_ascii_case("UUID") => json!(hash(uuid)),
            _ if is_secret(&name) && !value.is_null() => json!(MASK),
            _ => without_secrets(value),
        };
        (name, value)
    };
    match value {
        Value::Object(attributes) => Value::Object(attributes.into_iter().map(kept).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(without_secrets).collect()),
        other => other,
    }
}

fn is_secret(name: &str) -> bool {
    ["password", "code", "token"].iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

fn is_uuid(text: &str) -> bool {
    let fits = |(index, byte): (usize, u8)| match HYPHENS.contains(&index) {
        true => byte == b'-',
        false => byte.is_ascii_hexdigit(),
    };
    text.bytes().enumerate().all(fits)
}

/// Six bytes tell the links of a test apart, and nobody finds a link by them.
fn hash(uuid: &str) -> String {
    let digest = Sha256::digest(uuid.to_ascii_lowercase());
    let digits: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "2bb35288-f2ac-4c68-b7aa-51acd82af485";
    const KEPT: &str = "sha256:57621ef51ed8";

    #[test]
    fn secrets_are_masked_wherever_they_stand_and_nothing_else_is() {
        let sent = json!({"email": "a@b.c", "password": "p", "More": [{"Token": 7, "code": null}], "Codes": "c"});
        let kept = json!({"email": "a@b.c", "password": "…", "More": [{"Token": "…", "code": null}], "Codes": "c"});
        assert_eq!(body(&sent.to_string()), kept);
        assert_eq!(body(""), Value::Null);
        assert_eq!(body("password=p"), json!("10 bytes that are not JSON"));
        assert_eq!(query("after=1&token=t&x"), "after=1&token=…&x");
    }

    #[test]
    fn a_link_is_told_from_others_in_either_letter_case() {
        let of = |uuid: &str| body(&json!({ "UUID": uuid }).to_string())["UUID"].clone();
        assert_eq!(of(LINK), KEPT);
        assert_eq!(of(&LINK.to_uppercase()), KEPT);
        assert_ne!(of("2bb35288-f2ac-4c68-b7aa-51acd82af486"), KEPT);
        assert_eq!(query(&format!("UUID={LINK}")), format!("UUID={KEPT}"));
        assert_eq!(address(&format!("/é/{LINK}/x")), format!("/é/{KEPT}/x"));
        assert_eq!(address("/api/v1/journeys/74590868830731163"), "/api/v1/journeys/74590868830731163");
    }
}
