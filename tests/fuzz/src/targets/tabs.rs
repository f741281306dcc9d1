//! What another tab says: of the same origin, and perhaps of another version.

use std::sync::LazyLock;

use onboarding::machine::Event;
use onboarding::tabs::Word;
use serde_json::Value as Json;

use crate::visit::{Visit, journey_of};

/// One form.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[1]));

pub(super) fn run(text: &str) {
    let Some(word) = Word::parse(text) else { return };
    let mut again = None;
    word.tell(|text| again = Word::parse(text));
    assert_eq!(again.as_ref(), Some(&word), "what is told arrives as it was");
    let mut visit = Visit::in_journey(&JOURNEY);
    if let Word::Renewed { .. } = &word {
        let said: Json = serde_json::from_str(text).unwrap_or_default();
        let token = said["token"].as_str().unwrap_or_default();
        // A shorter one may stand in any word by chance.
        if token.len() > 12 {
            assert!(!format!("{word:?}").contains(token), "a token shows");
        }
    }
    visit.happens(Event::Told(word));
}
