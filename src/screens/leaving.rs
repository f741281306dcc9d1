//! On the way to the `RedirectURL`: where to, and a link in case the browser does not go by itself.

use leptos::prelude::*;
use onboarding::redirect::RedirectUrl;
use onboarding::text::Text;

use crate::components::icon::{Icon, icon};
use crate::components::message::message;
use crate::components::progress::busy;
use crate::words::{fill, say};

pub(crate) fn view(url: &RedirectUrl) -> AnyView {
    let actions = view! {
        <p class="message__host"><bdi>{url.host().to_owned()}</bdi></p>
        {busy(say(SENTENCE))}
        {link(url)}
    };
    message(Some((Icon::CheckCircle, "success")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

/// A link to where the lead goes on, with its host in words.
pub(crate) fn link(url: &RedirectUrl) -> impl IntoView + use<> {
    // `rel=external` keeps the router from taking an address on the same host for one of its own.
    view! {
        <div class="button-group">
            <a class="button" href=url.as_str().to_owned() rel="external noreferrer">
                {fill(CONTINUE, &[url.host()])} {icon(Icon::External, "")}
            </a>
        </div>
    }
}

const TITLE: Text =
    Text {
        en: "All done", fr: "C’est terminé", de: "Alles erledigt", es: "Todo listo", ar: "اكتمل كل شيء"
    };
const SENTENCE: Text = Text {
    en: "We are taking you to this site now.",
    fr: "Nous vous redirigeons vers ce site.",
    de: "Wir leiten Sie jetzt auf diese Website weiter.",
    es: "Ahora le redirigimos a este sitio web.",
    ar: "ننقلك الآن إلى هذا الموقع.",
};
const CONTINUE: Text = Text {
    en: "Continue to {}",
    fr: "Continuer vers {}",
    de: "Weiter zu {}",
    es: "Continuar a {}",
    ar: "المتابعة إلى {}",
};
