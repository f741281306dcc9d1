//! How sending stands: under way, waiting, or failed with everything still in place.

use leptos::prelude::*;
use onboarding::failure::{Failure, NextStep};
use onboarding::screen::{Screen, SendingState};
use onboarding::text::Text;

use crate::components::notice::{Tone, notice};
use crate::store::Store;
use crate::words::{locale, say};

/// The state of sending the open activity.
pub(super) fn sending(store: Store) -> Memo<SendingState> {
    Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Activity(activity) => activity.sending.clone(),
            _ => SendingState::Ready,
        })
    })
}

/// Whether the answers are on their way.
pub(super) fn is_under_way(store: Store) -> Signal<bool> {
    let sending = sending(store);
    Signal::derive(move || matches!(sending.get(), SendingState::UnderWay(_)))
}

/// Why sending failed or waits, and that nothing is lost.
pub(super) fn failure_notice(store: Store) -> impl IntoView {
    let sending = sending(store);
    move || match sending.get() {
        SendingState::Failed(failure) => Some(failed(failure).into_any()),
        SendingState::UnderWay(Some(failure)) => {
            Some(notice(Tone::Info, Some(failure.title(locale()).to_owned()), failure.sentence(locale())).into_any())
        }
        SendingState::Invalid(_, messages) if !messages.is_empty() => {
            Some(notice(Tone::Error, None, messages.join(" ")).into_any())
        }
        _ => None,
    }
}

fn failed(failure: Failure) -> impl IntoView {
    let help = match failure.next_step() {
        NextStep::LogIn | NextStep::NewLink => say(STILL_HERE),
        _ => say(SEND_AGAIN),
    };
    notice(Tone::Error, Some(failure.title(locale()).to_owned()), format!("{} {help}", failure.sentence(locale())))
}

const SEND_AGAIN: Text = Text {
    en: "Your answers are still here; you can send them again.",
    fr: "Vos réponses sont toujours là ; vous pouvez les renvoyer.",
};
const STILL_HERE: Text = Text { en: "Your answers are still here.", fr: "Vos réponses sont toujours là." };
