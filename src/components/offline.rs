//! That there is no network, what that means, and how much waits for it: a quiet strip at the end of the screen, where it
//! moves nothing of the page, however far that is scrolled.

use leptos::prelude::*;
use onboarding::text::{Counted, Text};

use super::icon::{Icon, icon};
use crate::store::Store;
use crate::words::{count, say};

/// What the strip says.
#[derive(Clone, Copy, PartialEq)]
enum Network {
    /// Nothing: there was a network all the time.
    There,
    /// There is none, and so many steps wait for it.
    Gone(usize),
    /// It is there again; said to those only who do not see the strip go.
    Back,
}

/// The strip, while there is no network. It is a live region, which speaks once for each change (WCAG 4.1.3).
pub(crate) fn offline(store: Store) -> impl IntoView {
    let network = Memo::new(move |before: Option<&Network>| {
        match (store.page().with(|page| page.offline.then_some(page.unsent)), before) {
            (Some(unsent), _) => Network::Gone(unsent),
            (None, None | Some(Network::There)) => Network::There,
            (None, Some(_)) => Network::Back,
        }
    });
    let is_gone = Memo::new(move |_| matches!(network.get(), Network::Gone(_)));
    let content = move || {
        match network.get() {
        Network::There => None,
        Network::Gone(unsent) => Some(
            view! {
                {icon(Icon::Info, "")}
                <p>{move || say(if store.keeps_nothing() { NOT_KEPT } else { OFFLINE })} {waiting(unsent).map(|words| format!(" {words}"))}</p>
            }
            .into_any(),
        ),
        Network::Back => Some(view! { <p class="visually-hidden">{say(BACK)}</p> }.into_any()),
    }
    };
    view! {
        <div class=("offline", is_gone)>
            <div class=("offline__inner", is_gone) role="status">{content}</div>
        </div>
    }
}

fn waiting(unsent: usize) -> Option<String> {
    (unsent > 0).then(|| count(WAIT, unsent as u64))
}

const OFFLINE: Text = Text {
    en: "You are offline. What you do is kept on this device.",
    fr: "Vous êtes hors ligne. Ce que vous faites est conservé sur cet appareil.",
    de: "Sie sind offline. Was Sie tun, bleibt auf diesem Gerät gespeichert.",
    es: "No tiene conexión a internet. Lo que haga se guarda en este dispositivo.",
    ar: "لا يوجد اتصال بالإنترنت. كل ما يتم هنا محفوظ على هذا الجهاز.",
};
const NOT_KEPT: Text = Text {
    en: "You are offline. Keep this page open: this browser keeps nothing of what you do.",
    fr: "Vous êtes hors ligne. Gardez cette page ouverte : ce navigateur ne conserve rien de ce que vous faites.",
    de: "Sie sind offline. Lassen Sie diese Seite geöffnet: Dieser Browser speichert nichts von dem, was Sie tun.",
    es: "No tiene conexión a internet. Mantenga abierta esta página: este navegador no guarda nada de lo que haga.",
    ar: "لا يوجد اتصال بالإنترنت. يُرجى إبقاء هذه الصفحة مفتوحة: هذا المتصفح لا يحفظ شيئا مما يتم هنا.",
};
const WAIT: Counted = Counted {
    one: Text {
        en: "One step waits to be sent.",
        fr: "Une étape est en attente d’envoi.",
        de: "Ein Schritt ist noch nicht gesendet.",
        es: "Un paso está pendiente de envío.",
        ar: "خطوة واحدة بانتظار الإرسال.",
    },
    other: Text {
        en: "{} steps wait to be sent.",
        fr: "{} étapes sont en attente d’envoi.",
        de: "{} Schritte sind noch nicht gesendet.",
        es: "{} pasos están pendientes de envío.",
        ar: "عدد الخطوات بانتظار الإرسال: {}.",
    },
    arabic: [
        "لا توجد خطوات بانتظار الإرسال.",
        "خطوتان بانتظار الإرسال.",
        "{} خطوات بانتظار الإرسال.",
        "{} خطوة بانتظار الإرسال.",
    ],
};
const BACK: Text = Text {
    en: "You are online again.",
    fr: "Vous êtes à nouveau en ligne.",
    de: "Sie sind wieder online.",
    es: "Vuelve a tener conexión a internet.",
    ar: "عاد الاتصال بالإنترنت.",
};
