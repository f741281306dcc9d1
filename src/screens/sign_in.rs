//! The ways back in when the session is over: a new link by e-mail, or logging in. What is on the page stays.

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::machine::Event;
use onboarding::screen::RenewalState;
use onboarding::text::Text;

use crate::components::notice::{Tone, notice};
use crate::store::Store;
use crate::words::{locale, say};

/// Beside whatever is on the page.
pub(crate) fn ways_back_in(store: Store) -> impl IntoView {
    let renewal = Memo::new(move |_| store.page().with(|page| page.renewal));
    let offered = move || matches!(renewal.get(), RenewalState::Offered | RenewalState::Failed(_));
    view! {
        {move || renewal_notice(renewal.get())}
        <div class="button-group">
            {move || offered().then(|| new_link(store, "button button--secondary"))}
            <a class="button button--secondary" href="/login">{say(LOG_IN)}</a>
        </div>
    }
}

/// The button that asks for a new link; beside a form it is not the main one.
pub(super) fn new_link(store: Store, class: &'static str) -> impl IntoView {
    view! {
        <button class=class type="button" on:click=move |_| store.dispatch(Event::NewLinkWanted)>{say(NEW_LINK)}</button>
    }
}

/// How asking for a new link stands, where that is to be told.
pub(super) fn renewal_notice(renewal: RenewalState) -> Option<AnyView> {
    match renewal {
        RenewalState::Asking => Some(notice(Tone::Info, None, say(ASKING).to_owned()).into_any()),
        RenewalState::Failed(failure) => Some(failed(failure)),
        RenewalState::Sent => {
            Some(notice(Tone::Success, Some(say(SENT).to_owned()), say(SENT_SENTENCE).to_owned()).into_any())
        }
        RenewalState::NotOffered | RenewalState::Offered => None,
    }
}

fn failed(failure: Failure) -> AnyView {
    notice(Tone::Error, Some(failure.title(locale()).to_owned()), failure.sentence(locale())).into_any()
}

const NEW_LINK: Text = Text { en: "Send me a new link", fr: "M’envoyer un nouveau lien" };
const ASKING: Text = Text { en: "Asking for a new link…", fr: "Demande d’un nouveau lien…" };
/// What leads to the log-in page.
pub(super) const LOG_IN: Text = Text { en: "Log in", fr: "Se connecter" };
/// A new link is on its way.
pub(super) const SENT: Text = Text { en: "Check your e-mail", fr: "Consultez vos e-mails" };
/// What that means.
pub(super) const SENT_SENTENCE: Text = Text {
    en: "If we know your link, a new one is on its way to your e-mail address. It works for a few minutes only.",
    fr: "Si nous connaissons votre lien, un nouveau est en route vers votre adresse e-mail. Il ne fonctionne que quelques minutes.",
};
