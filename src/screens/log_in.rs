//! The log-in page: for now it says how to get in.

use leptos::prelude::*;
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::components::page::BACK_TO_STEPS;
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(_store: Store) -> AnyView {
    let actions = view! {
        <div class="button-group"><a class="button button--secondary" href="/">{say(BACK_TO_STEPS)}</a></div>
    };
    message(Some((Icon::Shield, "info")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

const TITLE: Text = Text { en: "Log in", fr: "Se connecter" };
const SENTENCE: Text = Text {
    en: "Open the personal link in the message that you received: it logs you in. If you have no link, ask the company that invited you for one.",
    fr: "Ouvrez le lien personnel du message que vous avez reçu : il vous connecte. Si vous n’avez pas de lien, demandez-en un à l’entreprise qui vous a invité.",
};
