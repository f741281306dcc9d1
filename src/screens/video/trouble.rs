//! The honest way on when a film does not play: watch it elsewhere, and say so.

use leptos::prelude::*;
use onboarding::provider::ProviderUrl;
use onboarding::text::Text;

use super::state::VideoState;
use crate::components::button::Weight;
use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::words::say;

pub(super) fn view(state: VideoState, address: &ProviderUrl) -> impl IntoView + use<> {
    let address = address.as_str().to_owned();
    let trouble = state.has_trouble();
    move || {
        trouble.get().then(|| {
            view! {
                {notice(Tone::Info, Some(say(TITLE).to_owned()), say(WAY_ON).to_owned())}
                <div class="button-group">
                    <a
                        class=Weight::Secondary.class()
                        href=address.clone()
                        target="_blank"
                        rel="noopener"
                    >
                        {icon(Icon::External, "")}{say(OPEN)}
                    </a>
                </div>
            }
        })
    }
}

const TITLE: Text = Text {
    en: "The video does not play here",
    fr: "La vidéo ne se lance pas ici",
    de: "Das Video läuft hier nicht",
    es: "El vídeo no se reproduce aquí",
    ar: "الفيديو لا يعمل هنا",
};
const WAY_ON: Text = Text {
    en: "You can watch it in a new tab, then come back to this page and say so.",
    fr: "Vous pouvez la regarder dans un nouvel onglet, puis revenir sur cette page pour le confirmer.",
    de: "Sie können es in einem neuen Tab ansehen. Kommen Sie danach auf diese Seite zurück und sagen Sie uns Bescheid.",
    es: "Puede verlo en una pestaña nueva y después volver a esta página para confirmarlo.",
    ar: "يمكنك مشاهدته في علامة تبويب جديدة، ثم العودة إلى هذه الصفحة وإخبارنا بذلك.",
};
const OPEN: Text = Text {
    en: "Open the video in a new tab",
    fr: "Ouvrir la vidéo dans un nouvel onglet",
    de: "Video in neuem Tab öffnen",
    es: "Abrir el vídeo en una pestaña nueva",
    ar: "فتح الفيديو في علامة تبويب جديدة",
};
