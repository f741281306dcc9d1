//! The record of a submission, found in this browser's store.

use onboarding::machine::Event;
use onboarding::outbox::Recorded;
use serde_json::Value as Json;

use crate::golden::Golden;
use crate::visit::{JOURNEY, Visit, ok};

/// A completion, as it is recorded before it is sent.
pub(super) fn seed(golden: &Golden) -> Option<String> {
    let record = |body: String| {
        let (user, journey) = (74_590_868_830_731_162_i64, 74_590_868_830_731_163_i64);
        serde_json::json!({"User": user, "Journey": journey, "Activity": 1, "Key": "key-1", "Body": body, "At": 1_649_336_600})
    };
    golden.calls("POST ", "/completion").then(|| record(golden.asked()).to_string())
}

pub(super) fn run(text: &str) {
    let Some(recorded) = Recorded::from_text(text) else { return };
    assert_eq!(
        Recorded::from_text(&recorded.to_text()).as_ref(),
        Some(&recorded),
        "a record is read as it was written"
    );
    assert_eq!(format!("{recorded:?}"), format!("Recorded({})", recorded.activity));
    let kept: Json = serde_json::from_str(&recorded.to_text()).unwrap();
    let mut visit = Visit::in_journey(JOURNEY);
    visit.happens(Event::Resumed(vec![recorded.clone(), recorded.clone()]));
    // It goes out as it was given, once, and under its own key only.
    let sent: Vec<_> = visit.requests().filter(|request| request.path.ends_with("/completion")).cloned().collect();
    assert!(sent.len() <= 1, "sent twice");
    for request in sent {
        assert_eq!(request.body.as_deref(), kept["Body"].as_str());
        assert!(request.headers.contains(&("Idempotency-Key", recorded.key.clone())));
        assert!(request.path.contains(&format!("/{}/", recorded.activity)));
    }
    visit.hears_all(5, |_| ok(JOURNEY)).time_passes(5);
}
