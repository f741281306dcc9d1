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

const TITLE: Text = Text {
    en: "You are logged out",
    fr: "Déconnexion réussie",
    de: "Sie sind abgemeldet",
    es: "Ha cerrado la sesión",
    ar: "تم تسجيل خروجك",
};
const SENTENCE: Text = Text {
    en: "What you sent is safe with the company. Nothing of yours is kept on this device.",
    fr: "Ce que vous avez envoyé est en sécurité auprès de l’entreprise. Aucune de vos données n’est conservée sur cet appareil.",
    de: "Was Sie gesendet haben, ist beim Unternehmen sicher aufgehoben. Auf diesem Gerät ist nichts mehr von Ihnen gespeichert.",
    es: "Lo que ha enviado está seguro en manos de la empresa. En este dispositivo no queda ningún dato suyo.",
    ar: "ما أرسلته محفوظ بأمان لدى الشركة. لم يبق شيء يخصك على هذا الجهاز.",
};
const SHARED: Text = Text {
    en: "If others use this device too, close this tab as well.",
    fr: "Si d’autres personnes utilisent aussi cet appareil, fermez également cet onglet.",
    de: "Wenn auch andere dieses Gerät nutzen, schließen Sie bitte noch diesen Tab.",
    es: "Si otras personas también usan este dispositivo, cierre además esta pestaña.",
    ar: "إذا كان آخرون يستخدمون هذا الجهاز أيضا، يُرجى إغلاق علامة التبويب هذه كذلك.",
};
const AGAIN: Text = Text {
    en: "Log in again",
    fr: "Se reconnecter",
    de: "Erneut anmelden",
    es: "Volver a iniciar sesión",
    ar: "تسجيل الدخول من جديد",
};
