//! No such address, or no such activity in this journey.

use leptos::prelude::*;
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::components::page::BACK_TO_STEPS;
use crate::words::say;

pub(crate) fn view() -> AnyView {
    let actions = view! {
        <div class="button-group"><a class="button" href="/">{say(BACK_TO_STEPS)}</a></div>
    };
    message(Some((Icon::Info, "info")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

const TITLE: Text = Text {
    en: "There is no such page",
    fr: "Cette page n’existe pas",
    de: "Diese Seite gibt es nicht",
    es: "Esta página no existe",
    ar: "هذه الصفحة غير موجودة",
};
const SENTENCE: Text = Text {
    en: "The address may be mistyped, or the step is not part of your journey any more.",
    fr: "L’adresse comporte peut-être une erreur, ou l’étape ne fait plus partie de votre parcours.",
    de: "Vielleicht enthält die Adresse einen Tippfehler, oder der Schritt gehört nicht mehr zu Ihrem Vorgang.",
    es: "Puede que la dirección tenga un error o que el paso ya no forme parte de su trámite.",
    ar: "ربما كان في العنوان خطأ كتابي، أو لم تعد الخطوة ضمن طلبك.",
};
