//! Something is on its way: the same bones as the static shell of `index.html`, so that nothing shifts.

use leptos::prelude::*;
use onboarding::screen::Waiting;
use onboarding::text::Text;

use crate::components::page::body;
use crate::components::skeleton::{BUTTON, INPUT, LABEL, ROW, TEXT, bone};
use crate::words::say;

pub(crate) fn view(what: Waiting) -> AnyView {
    let words = match what {
        Waiting::Link => Text {
            en: "Opening your link…",
            fr: "Ouverture de votre lien…",
            de: "Ihr Link wird geöffnet …",
            es: "Abriendo su enlace…",
            ar: "جارٍ فتح رابطك…",
        },
        Waiting::Journey => Text {
            en: "Loading your steps…",
            fr: "Chargement de vos étapes…",
            de: "Ihre Schritte werden geladen …",
            es: "Cargando sus pasos…",
            ar: "جارٍ تحميل خطواتك…",
        },
    };
    body(view! {
        <p class="skeleton-words" role="status">{say(words)}</p>
        <div class="skeleton-group" aria-hidden="true">
            {bone(TEXT)}
            {bones()}
        </div>
    })
}

/// The shape of something to fill in.
pub(super) fn form_bones() -> impl IntoView {
    view! {
        <div class="skeleton-group panel" aria-hidden="true">
            {bone(LABEL)}
            {bone(INPUT)}
            {bone(LABEL)}
            {bone(INPUT)}
            {bone(BUTTON)}
        </div>
    }
}

/// The shape of a list to come.
fn bones() -> impl IntoView {
    view! {
        <div class="panel" aria-hidden="true">
            {bone(ROW)}
            {bone(ROW)}
            {bone(ROW)}
        </div>
    }
}
