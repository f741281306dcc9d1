//! A hostile frame: whatever it posts, it completes nothing, moves nobody and breaks nothing.

use onboarding::machine::{Effect, Event};
use onboarding::provider::{Message, Way};
use proptest::prelude::*;

use crate::support::back_end::*;
use crate::support::visit::*;
use crate::support::words;

/// A visit with the frame of activity 1 on the page.
fn with_frame(provider: usize) -> Visit {
    let activity = [meeting(1), identity(1), contract(1, "Documenso")][provider].clone();
    let mut visit = Visit::in_journey(session(), journey([activity]));
    if provider > 0 {
        visit.sets_out(1, Way::Frame).ignores_effects().hears(minted("https://provider.test/x")).ignores_effects();
    }
    visit
}

/// Bytes, as text or in the places where the protocols look.
fn posts() -> impl Strategy<Value = String> {
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    let text = bytes.prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let places = prop::sample::select(vec![
        r#"{"event":"calendly.event_scheduled","payload":{"event":{"uri":#},"invitee":{"uri":#}}}"#,
        r#"{"event":"calendly.page_height","payload":{"height":#}}"#,
        r#"{"event":#,"payload":#}"#,
        r#"{"action":#,"data":#}"#,
        "VERIFF_#",
        "#",
    ]);
    (places, text, any::<bool>()).prop_map(|(place, text, quoted)| {
        let text = if quoted { serde_json::Value::from(text).to_string() } else { text };
        place.replace('#', &text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn what_a_hostile_frame_posts_does_nothing(
        posts in prop::collection::vec((posts(), any::<bool>()), 1..6), provider in 0usize..3, covers: bool,
    ) {
        let mut visit = with_frame(provider);
        let shown = |visit: &Visit| words::screen(&visit.screen()).replace(", silent", "");
        let before = shown(&visit);
        for (text, is_string) in posts {
            let message = Message::new(text.clone(), is_string).unwrap();
            let (activity, key) = (activity_id(1), "key".to_owned());
            let effects = visit.effects_of(Event::FrameSaid { activity, message, covers, key, time_spent: 1 });
            prop_assert!(effects.iter().all(|effect| matches!(effect, Effect::PostToFrame { .. })), "{text:?}: {effects:?}");
            prop_assert_eq!(shown(&visit), before.clone());
        }
    }
}
