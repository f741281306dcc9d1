//! Sending the open activity, whatever its kind: the button, how it stands, and that nothing is lost when it fails.

mod waiting;

use leptos::prelude::*;
use onboarding::activity::Answer;
use onboarding::failure::{Failure, NextStep};
use onboarding::form::{Fault, Problem};
use onboarding::id::ActivityId;
use onboarding::machine::Event;
use onboarding::screen::{Looks, Screen, SendingState};
use onboarding::text::Text;

pub(super) use self::waiting::TRY_NOW;
use super::lookout::session_ended;
use super::sign_in::ways_back_in;
use super::step_up::way_to_code;
use crate::components::button::submit_button;
use crate::components::notice::{Tone, notice};
use crate::effects::{random, visibility, work};
use crate::store::Store;
use crate::words::{locale, say};

/// Sends a checked answer, with the time that the activity was in use.
pub(crate) fn send(store: Store, activity: ActivityId, answer: Answer) {
    store.dispatch(Event::Submitted {
        activity,
        answer,
        key: random::key(),
        time_spent: work::time_spent(store, activity),
    });
}

/// Counts, as long as whoever calls is mounted, the time that the activity is on a visible page and in use.
pub(crate) fn measure_use(store: Store, activity: ActivityId) {
    work::touch(store, activity);
    visibility::on_use(move || work::touch(store, activity));
    visibility::on_change(
        move |visible| if visible { work::touch(store, activity) } else { work::pause(store, activity) },
    );
    on_cleanup(move || work::leave(store, activity));
}

/// The button of the form around it that sends, unless other words say what it does first.
pub(crate) fn send_button(store: Store, words: Option<Text>) -> impl IntoView {
    send_button_saying(store, Signal::stored(say(words.unwrap_or(SEND))))
}

/// The same, with words that change with what it does.
pub(crate) fn send_button_saying(store: Store, words: Signal<&'static str>) -> impl IntoView {
    submit_button(words, say(SENDING), is_under_way(store))
}

/// The state of sending the open activity.
pub(crate) fn sending(store: Store) -> Memo<SendingState> {
    Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Activity(activity) => activity.sending.clone(),
            _ => SendingState::Ready,
        })
    })
}

/// Whether the answers are on their way. Without a network they are not, and the lead may still change their mind.
pub(crate) fn is_under_way(store: Store) -> Signal<bool> {
    let sending = sending(store);
    Signal::derive(
        move || matches!(sending.get(), SendingState::UnderWay(failure) if failure != Some(Failure::Offline)),
    )
}

/// Why sending failed or waits, and that nothing is lost.
pub(crate) fn failure_notice(store: Store) -> impl IntoView {
    notice_of(store, |_, messages| (!messages.is_empty()).then(|| messages.join(" ")))
}

/// The same where no field shows what was refused: every refusal is told here, if only that there was one.
pub(crate) fn failure_or_refusal_notice(store: Store) -> impl IntoView {
    notice_of(store, |problems, messages| {
        let refused = problems.iter().filter_map(|problem| match &problem.fault {
            Fault::Refused { message, .. } => message.as_deref(),
            _ => None,
        });
        let told: Vec<&str> = messages.iter().map(String::as_str).chain(refused).collect();
        Some(if told.is_empty() { refused_without_words() } else { told.join(" ") })
    })
}

fn refused_without_words() -> String {
    format!("{} {}", Failure::NotAccepted.sentence(locale()), say(SEND_AGAIN))
}

fn notice_of(store: Store, refused: fn(&[Problem], &[String]) -> Option<String>) -> impl IntoView {
    let sending = sending(store);
    let session_is_over = Memo::new(move |_| store.page().with(|page| page.looks == Some(Looks::SessionEnded)));
    move || match sending.get() {
        SendingState::Failed(failure) => Some(failed(store, failure).into_any()),
        // Told before the lead finds out by sending.
        SendingState::Ready if session_is_over.get() => Some(session_ended(store)),
        SendingState::UnderWay(Some(failure)) => Some(waiting::view(store, failure)),
        SendingState::Invalid(problems, messages) => {
            refused(&problems, &messages).map(|sentence| notice(Tone::Error, None, sentence).into_any())
        }
        _ => None,
    }
}

fn failed(store: Store, failure: Failure) -> impl IntoView {
    let help = match failure.next_step() {
        NextStep::LogIn | NextStep::NewLink => say(STILL_HERE),
        // It goes on by itself after the code.
        _ if failure == Failure::CodeNeeded => say(STILL_HERE),
        _ => say(SEND_AGAIN),
    };
    let sentence = format!("{} {help}", failure.sentence(locale()));
    view! {
        {notice(Tone::Error, Some(failure.title(locale()).to_owned()), sentence)}
        {(failure == Failure::SessionEnded).then(|| ways_back_in(store))}
        {way_to_code(store, failure)}
    }
}

const SEND: Text = Text {
    en: "Send and continue",
    fr: "Envoyer et continuer",
    de: "Senden und weiter",
    es: "Enviar y continuar",
    ar: "إرسال ومتابعة",
};
const SENDING: Text = Text {
    en: "Sending…", fr: "Envoi…", de: "Wird gesendet …", es: "Enviando…", ar: "جارٍ الإرسال…"
};
const SEND_AGAIN: Text = Text {
    en: "Everything is still here; you can send it again.",
    fr: "Tout est encore là ; vous pouvez relancer l’envoi.",
    de: "Es ist noch alles da. Sie können es erneut senden.",
    es: "Todo sigue aquí; puede enviarlo de nuevo.",
    ar: "كل شيء ما زال هنا؛ ويمكنك إعادة الإرسال.",
};
const STILL_HERE: Text = Text {
    en: "Everything is still here.",
    fr: "Tout est encore là.",
    de: "Es ist noch alles da.",
    es: "Todo sigue aquí.",
    ar: "كل شيء ما زال هنا.",
};
