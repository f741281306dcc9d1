//! Something stands in the way: one sentence, one next step.

use leptos::prelude::*;
use onboarding::failure::{Failure, NextStep};
use onboarding::machine::Event;
use onboarding::screen::{FailedScreen, RenewalState};
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::components::notice::{Tone, notice};
use crate::components::progress::busy;
use crate::store::Store;
use crate::words::{locale, say};

pub(crate) fn view(store: Store, failed: FailedScreen) -> AnyView {
    if failed.renewal == RenewalState::Sent {
        return message(Some((Icon::Mail, "success")), say(SENT).to_owned(), say(SENT_SENTENCE).to_owned(), ());
    }
    let email = store.support_email();
    let contact = email.map(|email| {
        view! { <a class="button button--link" href=format!("mailto:{email}")>{say(CONTACT)}</a> }
    });
    let actions = match failed.next {
        NextStep::Retry if failed.retries => busy(say(WAITING)).into_any(),
        NextStep::Retry => button(RETRY, move || store.dispatch(Event::Retried)).into_any(),
        NextStep::NewLink => view! {
            {button(NEW_LINK, move || store.dispatch(Event::NewLinkWanted))}
            <a class="button button--link" href="/login">{say(LOG_IN)}</a>
        }
        .into_any(),
        NextStep::LogIn => view! { <a class="button" href="/login">{say(LOG_IN)}</a> }.into_any(),
        NextStep::Journey => view! { <a class="button" href="/">{say(BACK)}</a> }.into_any(),
        NextStep::Contact => ().into_any(),
    };
    let asking = match failed.renewal {
        RenewalState::Asking => Some(notice(Tone::Info, None, say(ASKING).to_owned())),
        RenewalState::Failed(failure) => {
            Some(notice(Tone::Error, Some(failure.title(locale()).to_owned()), failure.sentence(locale())))
        }
        _ => None,
    };
    let actions = view! {
        {asking}
        <div class="button-group">{actions} {contact}</div>
    };
    let picture = match failed.failure {
        Failure::SignedOut => (Icon::Shield, "info"),
        Failure::NothingToDo => (Icon::Info, "info"),
        Failure::Busy(_) | Failure::Unreachable | Failure::TimedOut => (Icon::Clock, "warning"),
        Failure::Broken | Failure::Unreadable => (Icon::Error, "error"),
        _ => (Icon::Warning, "warning"),
    };
    message(Some(picture), failed.failure.title(locale()).to_owned(), failed.failure.sentence(locale()), actions)
}

fn button(words: Text, act: impl Fn() + 'static) -> impl IntoView {
    view! { <button class="button" type="button" on:click=move |_| act()>{say(words)}</button> }
}

const RETRY: Text = Text { en: "Try again", fr: "Réessayer" };
const WAITING: Text = Text { en: "Waiting to try again", fr: "En attente d’un nouvel essai" };
const NEW_LINK: Text = Text { en: "Send me a new link", fr: "M’envoyer un nouveau lien" };
const ASKING: Text = Text { en: "Asking for a new link…", fr: "Demande d’un nouveau lien…" };
const LOG_IN: Text = Text { en: "Log in", fr: "Se connecter" };
const BACK: Text = Text { en: "Back to all steps", fr: "Retour à toutes les étapes" };
const CONTACT: Text = Text { en: "Contact us", fr: "Nous contacter" };
const SENT: Text = Text { en: "Check your e-mail", fr: "Consultez vos e-mails" };
const SENT_SENTENCE: Text = Text {
    en: "If we know your link, a new one is on its way to your e-mail address. It works for a few minutes only.",
    fr: "Si nous connaissons votre lien, un nouveau est en route vers votre adresse e-mail. Il ne fonctionne que quelques minutes.",
};
