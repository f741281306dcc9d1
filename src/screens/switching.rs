//! A link was opened while somebody is here: a question before anything is spent.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::screen::{Person, SwitchingScreen};
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::store::Store;
use crate::words::{fill, say};

pub(crate) fn view(store: Store, switching: SwitchingScreen) -> AnyView {
    let Person { name, email } = switching.person;
    let (title, go_on) = match (&name, &email) {
        (Some(name), Some(email)) => (fill(HERE_AS, &[&format!("{name} ({email})")]), fill(GO_ON_AS, &[name])),
        (Some(known), None) | (None, Some(known)) => (fill(HERE_AS, &[known]), fill(GO_ON_AS, &[known])),
        (None, None) => (say(HERE).to_owned(), say(GO_ON).to_owned()),
    };
    let decide = move |opens_link| move |_| store.dispatch(Event::SwitchDecided(opens_link));
    let actions = view! {
        <div class="button-group">
            <button class="button" type="button" on:click=decide(false)>{go_on}</button>
            <button class="button button--secondary" type="button" on:click=decide(true)>{say(OPEN)}</button>
        </div>
        <p class="message__detail">{say(WHAT_HAPPENS)}</p>
    };
    message(Some((Icon::Shield, "info")), title, say(SENTENCE).to_owned(), actions)
}

const HERE_AS: Text = Text {
    en: "You are already here as {}",
    fr: "Une session est déjà ouverte : {}",
    de: "Sie sind hier bereits als {} angemeldet",
    es: "Ya hay una sesión abierta de {}",
    ar: "تم بالفعل تسجيل الدخول هنا باسم {}",
};
const HERE: Text = Text {
    en: "Somebody is already here",
    fr: "Une session est déjà ouverte",
    de: "Hier ist bereits jemand angemeldet",
    es: "Ya hay una sesión abierta",
    ar: "توجد جلسة مفتوحة هنا بالفعل",
};
const SENTENCE: Text = Text {
    en: "The link that you opened may be for somebody else. It is not used up yet: you decide.",
    fr: "Le lien que vous avez ouvert est peut-être pour quelqu’un d’autre. Il n’a pas encore servi : à vous de choisir.",
    de: "Der Link, den Sie geöffnet haben, ist vielleicht für jemand anders bestimmt. Er wurde noch nicht verwendet: Sie entscheiden.",
    es: "El enlace que ha abierto puede ser para otra persona. Todavía no se ha utilizado: usted decide.",
    ar: "قد يكون الرابط الذي فتحته لشخص آخر. لم يُستخدم بعد: القرار لك.",
};
const GO_ON_AS: Text = Text {
    en: "Go on as {}",
    fr: "Garder cette session ({})",
    de: "Weiter als {}",
    es: "Continuar como {}",
    ar: "المتابعة باسم {}",
};
const GO_ON: Text = Text {
    en: "Go on as before",
    fr: "Garder cette session",
    de: "Weiter wie bisher",
    es: "Continuar como antes",
    ar: "المتابعة كما في السابق",
};
const OPEN: Text =
    Text {
        en: "Open the link", fr: "Ouvrir le lien", de: "Link öffnen", es: "Abrir el enlace", ar: "فتح الرابط"
    };
const WHAT_HAPPENS: Text = Text {
    en: "Open it if it is for you, or for the person beside you. Whoever was here before is then logged out on this device, and nobody sees what they typed.",
    fr: "Ouvrez-le s’il est pour vous ou pour la personne à côté de vous. La session précédente sera alors fermée sur cet appareil et personne ne verra ce qui y a été saisi.",
    de: "Öffnen Sie ihn, wenn er für Sie oder für die Person neben Ihnen bestimmt ist. Wer vorher hier war, wird dann auf diesem Gerät abgemeldet. Die bisherigen Eingaben bekommt niemand zu sehen.",
    es: "Ábralo si es para usted o para la persona que está a su lado. En este dispositivo se cerrará la sesión anterior y nadie verá lo que se escribió en ella.",
    ar: "يمكن فتحه إذا كان لك، أو للشخص الذي بجانبك. عندها يُسجل خروج المستخدم السابق من هذا الجهاز، ولا يرى أحد ما أدخله.",
};
