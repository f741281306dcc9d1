//! The person has logged out.

use leptos::prelude::*;
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::words::say;

pub(crate) fn view() -> AnyView {
    let actions = view! {
        <p class="message__detail">{say(SHARED)}</p>
        <div class="button-group"><a class="button button--secondary" href="/login">{say(AGAIN)}</a></div>
    };
    message(Some((Icon::CheckCircle, "success")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

const TITLE: Text = Text { en: "You are logged out", fr: "Vous êtes déconnecté" };
const SENTENCE: Text = Text {
    en: "What you sent is safe with the company. Nothing of yours is kept on this device.",
    fr: "Ce que vous avez envoyé est en sécurité auprès de l’entreprise. Rien de ce qui est à vous n’est conservé sur cet appareil.",
};
const SHARED: Text = Text {
    en: "If others use this device too, close this tab as well.",
    fr: "Si d’autres personnes utilisent aussi cet appareil, fermez également cet onglet.",
};
const AGAIN: Text = Text { en: "Log in again", fr: "Se reconnecter" };
