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
            <button class="button" type="button" data-at-once="" on:click=go_on>{say(CONTINUE)}</button>
        </div>
    };
    message(Some((Icon::Shield, "info")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

const TITLE: Text =
    Text { en: "Welcome", fr: "Bienvenue", de: "Willkommen", es: "Le damos la bienvenida", ar: "مرحبا بك" };
const SENTENCE: Text = Text {
    en: "Your personal link is ready. It opens once, on this device.",
    fr: "Votre lien personnel est prêt. Il s’ouvre une seule fois, sur cet appareil.",
    de: "Ihr persönlicher Link ist bereit. Er lässt sich nur einmal öffnen, und zwar auf diesem Gerät.",
    es: "Su enlace personal está listo. Se abre una sola vez, en este dispositivo.",
    ar: "رابطك الشخصي جاهز. يُفتح مرة واحدة فقط، على هذا الجهاز.",
};
const CONTINUE: Text = Text { en: "Continue", fr: "Continuer", de: "Weiter", es: "Continuar", ar: "متابعة" };
