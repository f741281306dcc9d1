//! What the providers' tests share, and what holds for every provider.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

const EVERYBODY: [&str; 6] = ["Calendly", "Documenso", "DocuSeal", "DocuSign", "SignEasy", "Veriff"];

pub(super) fn visitor() -> Visitor {
    Visitor {
        first_name: Some("Zoé".to_owned()),
        last_name: Some("Doe".to_owned()),
        email: Some("zoe+doe@example.com".to_owned()),
        language: Some("fr".to_owned()),
        activity: ActivityId::from_digits("9007199254740993"),
    }
}

#[track_caller]
pub(super) fn check_address(provider: &dyn Protocol, given: &str, way: Way, expected: &str) {
    let address = provider.address(&ProviderUrl::parse(given).unwrap(), &visitor(), way);
    assert_eq!(address.as_str(), expected);
}

#[track_caller]
pub(super) fn check_string(provider: &dyn Protocol, text: &str, expected: Said) {
    assert_eq!(provider.read(&Message::new(text.to_owned(), true).unwrap(), false), expected, "{text}");
}

#[track_caller]
pub(super) fn check_object(provider: &dyn Protocol, text: &str, expected: Said) {
    assert_eq!(provider.read(&Message::new(text.to_owned(), false).unwrap(), false), expected, "{text}");
}

#[test]
fn every_provider_is_found_by_its_name_and_nobody_else_is() {
    for name in EVERYBODY {
        assert_eq!(find(name).unwrap().name(), name);
    }
    for name in ["", "veriff", "SomebodyNew", "Native"] {
        assert!(find(name).is_none(), "{name}");
    }
}

#[test]
fn no_frame_may_move_the_tab() {
    for rules in EVERYBODY.iter().filter_map(|name| find(name).unwrap().frame()) {
        assert!(rules.sandbox.split(' ').any(|right| right == "allow-scripts"));
        assert!(!rules.sandbox.contains("top-navigation") && !rules.allow.contains('*'), "{rules:?}");
    }
}

/// Texts that look like messages, and such that do not.
fn texts() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "event",
        "action",
        "payload",
        "data",
        "uri",
        "invitee",
        "height",
        "calendly.event_scheduled",
        "calendly.page_height",
        "document-completed",
        "document-rejected",
        "VERIFF_FINISHED",
        "https://a.test",
        "9px",
    ]);
    let leaf = prop_oneof![
        Just("null".to_owned()),
        names.clone().prop_map(|name| format!("{name:?}")),
        any::<f64>().prop_map(|number| number.to_string()),
        "[ -~é\u{202e}]{0,8}".prop_map(|text| serde_json::Value::from(text).to_string()),
    ];
    let json = leaf.prop_recursive(4, 32, 4, move |inner| {
        let member = (names.clone(), inner.clone()).prop_map(|(name, value)| format!("{name:?}:{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..5).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    });
    let bytes =
        prop::collection::vec(any::<u8>(), 0..80).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    prop_oneof![bytes, json, "VERIFF_[A-Z_]{0,20}"]
}

/// What a message could at most set going: something to tell the back-end, or a reload.
fn weighs(said: &Said) -> bool {
    matches!(said, Said::Scheduled { .. } | Said::Claimed(_) | Said::ReloadWanted | Said::Failed)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    /// No text panics, and what weighs anything is one of the few messages of the protocols to the letter.
    #[test]
    fn no_text_panics_or_is_mistaken_for_a_message(text in texts(), is_string: bool, covers: bool) {
        let message = Message::new(text.clone(), is_string).unwrap();
        for name in EVERYBODY {
            let said = find(name).unwrap().read(&message, covers);
            let exact = match name {
                "Veriff" => is_string && [
                    "VERIFF_FINISHED", "VERIFF_CANCELED", "VERIFF_RELOAD_REQUEST", "VERIFF_FORCE_RELOAD",
                ].contains(&text.as_str()),
                "Documenso" => !is_string && text.contains("action") && text.contains("document-"),
                "Calendly" => !is_string && text.contains("calendly.event_scheduled") && text.contains("https://a.test"),
                _ => false,
            };
            prop_assert!(exact || !weighs(&said), "{name} reads {said:?}");
        }
    }

    /// Whatever the back-end minted and whoever the lead is, the origin stays: messages are checked against it.
    #[test]
    fn an_address_never_changes_its_origin(
        path in "[ -~]{0,30}", first in ".{0,10}", email in ".{0,10}", language in ".{0,5}", way in 0..4usize,
    ) {
        let Some(given) = ProviderUrl::parse(&format!("https://provider.test:8443/{path}")) else { return Ok(()) };
        let visitor = Visitor { first_name: Some(first), email: Some(email), language: Some(language), ..visitor() };
        let way = [Way::Frame, Way::SameTab, Way::Tab, Way::Phone][way];
        for name in EVERYBODY {
            prop_assert_eq!(find(name).unwrap().address(&given, &visitor, way).origin(), "https://provider.test:8443");
        }
    }
}
