//! One click before a link is spent, for links that travel by e-mail, where scanners run scripts.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(store: Store) -> AnyView {
    let go_on = move |_| store.dispatch(Event::Confirmed);
    let actions = view! {
        <div class="button-group">
            <button class="button" type="button" on:click=go_on>{say(CONTINUE)}</button>
        </div>
    };
    message(Some((Icon::Shield, "info")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

const TITLE: Text = Text { en: "Welcome", fr: "Bienvenue" };
const SENTENCE: Text = Text {
    en: "Your personal link is ready. It opens once, on this device.",
    fr: "Votre lien personnel est prêt. Il s’ouvre une seule fois, sur cet appareil.",
};
const CONTINUE: Text = Text { en: "Continue", fr: "Continuer" };
