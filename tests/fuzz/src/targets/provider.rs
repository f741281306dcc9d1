//! What a provider's frame posts: a hint by somebody else's page, which completes nothing but its own booking.

use std::sync::LazyLock;

use onboarding::activity::Body;
use onboarding::machine::{Effect, Event};
use onboarding::provider::{Message, Said, Way};
use onboarding::route::Route;
use onboarding::screen::{Content, Screen, StayScreen};

use crate::visit::{MINTED, Visit, journey_of, ok};

/// What is done in a frame: at Calendly, Veriff and Documenso.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[2, 3, 4]));

pub(super) fn run(text: &str) {
    let mut visit = Visit::in_journey(&JOURNEY);
    for row in visit.rows() {
        visit.goes(Route::Activity(row.id));
        let Screen::Activity(screen) = visit.screen() else { continue };
        let Content::ToDo(Body::Provider(task)) = screen.content else { continue };
        visit.happens(Event::HandoverWanted { activity: row.id, way: Way::Frame });
        visit.hears_all(1, |_| ok(&format!(r#"{{"URL":"{MINTED}"}}"#)));
        for (is_string, covers) in [(true, false), (false, false), (true, true), (false, true)] {
            let Some(message) = Message::new(text.to_owned(), is_string) else { continue };
            let said = task.protocol.read(&message, covers);
            let event = Event::FrameSaid { activity: row.id, message, covers, key: "key".to_owned(), time_spent: 1 };
            let effects = visit.happens(event);
            check(&effects, &said);
            if let Screen::Activity(screen) = visit.screen()
                && let StayScreen::Framed(frame) = &screen.visit.stay
            {
                assert!(frame.height >= frame.rules.min_height);
            }
            visit.hears_all(2, |_| ok(&JOURNEY));
        }
    }
}

fn check(effects: &[Effect], said: &Said) {
    for effect in effects {
        match effect {
            Effect::Leave(_) | Effect::Go { .. } | Effect::OpenTab(_) | Effect::VisitProvider(_) => {
                panic!("a frame moves nobody: {effect:?}")
            }
            Effect::Reload => assert_eq!(*said, Said::ReloadWanted),
            Effect::Record(..) | Effect::SendOnce(..) => assert!(matches!(said, Said::Scheduled { .. })),
            Effect::Call(_, request) if request.path.ends_with("/completion") => {
                assert!(matches!(said, Said::Scheduled { .. }), "a frame completes nothing but its booking");
            }
            Effect::PostToFrame { message, .. } => assert_eq!(Said::Wants(message.clone()), *said),
            _ => {}
        }
    }
}
