//! The lead is at the provider, elsewhere than on this page: in another tab, on another device, or on the way.

use leptos::prelude::*;
use onboarding::provider::{ProviderUrl, Way};
use onboarding::screen::StayScreen;
use onboarding::text::Text;

use super::Visit;
use crate::components::button::Weight;
use crate::components::copy_link::copy_link;
use crate::components::icon::{Icon, icon};
use crate::components::qr::qr_code;
use crate::words::{fill, say};

pub(super) fn view(visit: Visit, way: Way) -> impl IntoView {
    let url = Memo::new(move |_| {
        visit.state.with(|state| match &state.stay {
            StayScreen::Elsewhere(_, url) => url.clone(),
            _ => None,
        })
    });
    let address = move || match url.get() {
        Some(url) if way == Way::Phone => Some(by_phone(visit, &url).into_any()),
        Some(url) => Some(link(visit, &url).into_any()),
        None => None,
    };
    // An address that cannot be opened any more is made anew, the same way.
    let again = move || url.with(Option::is_none).then(|| visit.way_button(way, Weight::Secondary, say(again(way))));
    view! {
        <section class="panel visit" aria-labelledby=super::TITLE>
            {visit.heading()}
            <p>{fill(explanation(way), &[visit.provider()])}</p>
            {address}
            {visit.progress()}
            <div class="button-group">
                {visit.finished_button(Weight::Main)}
                {again}
                {visit.close_button(say(CANCEL))}
            </div>
        </section>
    }
}

/// The way there once more, and the only one where the browser let no tab open.
fn link(visit: Visit, url: &ProviderUrl) -> impl IntoView + use<> {
    // `rel=external` keeps the router from taking an address on the same host for one of its own.
    view! {
        <p>
            <a class="visit__link" href=url.as_str().to_owned() target="_blank" rel="external noopener noreferrer">
                {fill(OPEN, &[visit.provider()])}
                {icon(Icon::External, "")}
                <span class="visually-hidden">{say(IN_NEW_TAB)}</span>
            </a>
            <span class="visit__host"><bdi>{url.host().to_owned()}</bdi></span>
        </p>
    }
}

fn by_phone(visit: Visit, url: &ProviderUrl) -> impl IntoView + use<> {
    let code = qr_code(url.as_str(), fill(CODE, &[visit.provider()]));
    view! {
        <div class="by-phone">
            {code}
            {copy_link("visit-link", say(LINK), url.as_str().to_owned())}
        </div>
    }
}

fn explanation(way: Way) -> Text {
    match way {
        Way::Phone => Text {
            en: "Point your phone’s camera at the code, or send yourself the link. Do this step with {} there, and keep this page open.",
            fr: "Scannez le code QR avec l’appareil photo de votre téléphone ou copiez le lien pour vous l’envoyer. Faites cette étape avec {} sur votre téléphone et gardez cette page ouverte ici.",
            de: "Richten Sie die Kamera Ihres Smartphones auf den Code oder senden Sie sich den Link. Erledigen Sie diesen Schritt dort bei {} und lassen Sie diese Seite geöffnet.",
            es: "Apunte al código con la cámara de su teléfono o envíese el enlace. Haga allí este paso con {} y mantenga abierta esta página.",
            ar: "يُرجى توجيه كاميرا هاتفك إلى الرمز، أو إرسال الرابط إلى نفسك. تُنجز هذه الخطوة هناك عبر {}، ويُرجى إبقاء هذه الصفحة مفتوحة.",
        },
        Way::Tab => Text {
            en: "{} is open in another tab. Come back here when you have finished.",
            fr: "{} s’est ouvert dans un autre onglet. Revenez ici quand vous aurez terminé.",
            de: "{} ist in einem anderen Tab geöffnet. Kommen Sie hierher zurück, wenn Sie fertig sind.",
            es: "{} se ha abierto en otra pestaña. Vuelva aquí cuando termine.",
            ar: "صفحة {} مفتوحة في علامة تبويب أخرى. يُرجى العودة إلى هنا بعد الانتهاء.",
        },
        Way::SameTab | Way::Frame => Text {
            en: "This step goes on at {}. When you have finished there, tell us here.",
            fr: "Cette étape se poursuit chez {}. Quand vous aurez terminé là-bas, dites-le-nous ici.",
            de: "Dieser Schritt geht bei {} weiter. Wenn Sie dort fertig sind, sagen Sie uns hier Bescheid.",
            es: "Este paso continúa en {}. Cuando termine allí, indíquelo aquí.",
            ar: "تستمر هذه الخطوة لدى {}. بعد الانتهاء هناك، يُرجى إخبارنا هنا.",
        },
    }
}

fn again(way: Way) -> Text {
    match way {
        Way::Phone => Text {
            en: "Make a new code",
            fr: "Créer un nouveau code QR",
            de: "Neuen Code erstellen",
            es: "Crear un código nuevo",
            ar: "إنشاء رمز جديد",
        },
        Way::Tab => Text {
            en: "Open it again",
            fr: "Ouvrir à nouveau",
            de: "Noch einmal öffnen",
            es: "Abrir de nuevo",
            ar: "الفتح من جديد",
        },
        Way::SameTab | Way::Frame => Text {
            en: "Go there again",
            fr: "Y retourner",
            de: "Noch einmal dorthin",
            es: "Volver allí",
            ar: "العودة إلى هناك",
        },
    }
}

const OPEN: Text = Text { en: "Open {}", fr: "Ouvrir {}", de: "{} öffnen", es: "Abrir {}", ar: "فتح {}" };
const IN_NEW_TAB: Text = Text {
    en: " (opens in a new tab)",
    fr: " (s’ouvre dans un nouvel onglet)",
    de: " (öffnet sich in einem neuen Tab)",
    es: " (se abre en una pestaña nueva)",
    ar: " (يُفتح في علامة تبويب جديدة)",
};
const CODE: Text = Text {
    en: "QR code that opens {} on your phone",
    fr: "Code QR qui ouvre {} sur votre téléphone",
    de: "QR-Code, der {} auf Ihrem Smartphone öffnet",
    es: "Código QR que abre {} en su teléfono",
    ar: "رمز QR يفتح {} على هاتفك",
};
const LINK: Text = Text {
    en: "Link for your phone",
    fr: "Lien pour votre téléphone",
    de: "Link für Ihr Smartphone",
    es: "Enlace para su teléfono",
    ar: "رابط لهاتفك",
};
const CANCEL: Text = Text {
    en: "Do this another way",
    fr: "Faire autrement",
    de: "Auf anderem Weg erledigen",
    es: "Hacerlo de otra manera",
    ar: "إنجاز هذه الخطوة بطريقة أخرى",
};
