//! A new link by e-mail: asking for it, and going on with it on the page that asked.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::machine::Event;
use onboarding::screen::{LogInState, RenewalState};
use onboarding::text::Text;

use super::super::log_in::{Refusal, go_to};
use crate::components::button::{Weight, press_button, submit_button};
use crate::components::field_frame::FieldFrame;
use crate::components::notice::{Tone, notice};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{locale, say};

const ID: &str = "sign-in-link";

/// In the dialog: the button that asks for a link and, once one was sent, the field that takes it.
pub(super) fn view(store: Store, state: Memo<LogInState>, pasted: RwSignal<bool>) -> impl IntoView {
    let renewal = Memo::new(move |_| store.page().with(|page| page.renewal));
    let is_asking = Signal::derive(move || renewal.get() == RenewalState::Asking);
    let is_offered = Memo::new(move |_| !matches!(renewal.get(), RenewalState::NotOffered | RenewalState::Sent));
    // A link that turns out to be too old takes the field away from nobody who is at it.
    let was_sent = Memo::new(move |before: Option<&bool>| {
        renewal.get() == RenewalState::Sent || before.copied().unwrap_or_default()
    });
    // The button that was pressed is gone then.
    Effect::new(move |before: Option<RenewalState>| {
        let renewal = renewal.get();
        if before == Some(RenewalState::Asking) && renewal == RenewalState::Sent {
            focus::focus_soon(format!("#{ID}"));
        }
        renewal
    });
    let (or_new, or_here, asking) = (say(OR_NEW), say(OR_HERE), say(ASKING));
    view! {
        <div class="sign-in__link">
            {move || Some(renewal.get()).filter(|_| !is_asking.get()).and_then(renewal_notice)}
            {move || was_sent.get().then(|| paste_form(store, state, pasted))}
            <p class="sign-in__hint">{move || if was_sent.get() { or_here } else { or_new }}</p>
            <p class="visually-hidden" role="status">{move || is_asking.get().then_some(asking)}</p>
            {move || {
                let ask = move || store.dispatch(Event::NewLinkWanted);
                is_offered.get().then(|| press_button(Weight::Secondary, say(NEW_LINK), asking, is_asking, ask))
            }}
        </div>
    }
}

fn paste_form(store: Store, state: Memo<LogInState>, pasted: RwSignal<bool>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let is_missing = RwSignal::new(false);
    let refusal = Refusal::new(state);
    let is_under_way = Memo::new(move |_| state.get() == LogInState::UnderWay);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        is_missing.set(text.trim().is_empty());
        if is_missing.get_untracked() {
            return go_to(field);
        }
        pasted.set(true);
        store.dispatch(Event::LinkPasted(text));
    };
    let missing = say(MISSING);
    let frame = FieldFrame {
        id: ID.to_owned(),
        label: say(PASTE).to_owned(),
        help: None,
        required: true,
        error: Signal::derive(move || is_missing.get().then(|| missing.to_owned())),
    };
    let input = view! {
        <input
            class="input"
            id=ID
            type="text"
            inputmode="url"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            dir="ltr"
            aria-required="true"
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            node_ref=field
            on:input=move |_| is_missing.set(false)
        />
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {refusal.view()} {frame.single(input)}
            <div class="button-group">{submit_button(Signal::stored(say(GO_ON)), say(OPENING), is_under_way.into())}</div>
        </form>
    }
}

/// The button that asks for a new link.
pub(crate) fn new_link(store: Store, class: &'static str) -> impl IntoView {
    view! {
        <button class=class type="button" on:click=move |_| store.dispatch(Event::NewLinkWanted)>{say(NEW_LINK)}</button>
    }
}

/// How asking for a new link stands, where that is to be told.
pub(crate) fn renewal_notice(renewal: RenewalState) -> Option<AnyView> {
    match renewal {
        RenewalState::Asking => Some(notice(Tone::Info, None, say(ASKING).to_owned()).into_any()),
        RenewalState::Failed(failure) => Some(failed(failure)),
        RenewalState::Sent => {
            Some(notice(Tone::Success, Some(say(SENT).to_owned()), say(SENT_SENTENCE).to_owned()).into_any())
        }
        RenewalState::NotOffered | RenewalState::Offered => None,
    }
}

fn failed(failure: Failure) -> AnyView {
    notice(Tone::Error, Some(failure.title(locale()).to_owned()), failure.sentence(locale())).into_any()
}

const NEW_LINK: Text = Text {
    en: "Send me a new link",
    fr: "Recevoir un nouveau lien",
    de: "Neuen Link anfordern",
    es: "Enviarme un nuevo enlace",
    ar: "طلب رابط جديد",
};
const ASKING: Text = Text {
    en: "Asking for a new link…",
    fr: "Demande d’un nouveau lien…",
    de: "Ein neuer Link wird angefordert …",
    es: "Pidiendo un nuevo enlace…",
    ar: "جارٍ طلب رابط جديد…",
};
/// A new link is on its way.
pub(crate) const SENT: Text = Text {
    en: "Check your e-mail",
    fr: "Consultez vos e-mails",
    de: "Sehen Sie in Ihrem E-Mail-Postfach nach",
    es: "Revise su correo electrónico",
    ar: "يُرجى تفقد بريدك الإلكتروني",
};
/// What that means.
pub(crate) const SENT_SENTENCE: Text = Text {
    en: "If we know your link, a new one is on its way to your e-mail address. It works for a few minutes only.",
    fr: "Si nous connaissons votre lien, vous en recevrez un nouveau à votre adresse e-mail. Il ne fonctionnera que quelques minutes.",
    de: "Wenn wir Ihren Link kennen, ist ein neuer auf dem Weg an Ihre E-Mail-Adresse. Er funktioniert nur einige Minuten lang.",
    es: "Si reconocemos su enlace, recibirá uno nuevo en su correo electrónico. Solo funcionará durante unos minutos.",
    ar: "إذا كان رابطك معروفا لدينا، فسيصل رابط جديد إلى عنوان بريدك الإلكتروني. وهو يعمل لبضع دقائق فقط.",
};
const OR_NEW: Text = Text {
    en: "No password? Open a new link on this device.",
    fr: "Pas de mot de passe ? Ouvrez un nouveau lien sur cet appareil.",
    de: "Kein Passwort? Öffnen Sie einen neuen Link auf diesem Gerät.",
    es: "¿No tiene contraseña? Abra un nuevo enlace en este dispositivo.",
    ar: "ليست لديك كلمة مرور؟ يُرجى فتح رابط جديد على هذا الجهاز.",
};
const OR_HERE: Text = Text {
    en: "Or open it on this device.",
    fr: "Ou ouvrez-le sur cet appareil.",
    de: "Oder öffnen Sie ihn auf diesem Gerät.",
    es: "O ábralo en este dispositivo.",
    ar: "أو يمكنك فتحه على هذا الجهاز.",
};
const PASTE: Text = Text {
    en: "Paste the link from the e-mail",
    fr: "Collez le lien de l’e-mail",
    de: "Link aus der E-Mail einfügen",
    es: "Pegue el enlace del correo electrónico",
    ar: "لصق الرابط من رسالة البريد الإلكتروني",
};
const MISSING: Text = Text {
    en: "Paste the link first.",
    fr: "Collez d’abord le lien.",
    de: "Fügen Sie zuerst den Link ein.",
    es: "Primero pegue el enlace.",
    ar: "يُرجى لصق الرابط أولا.",
};
const GO_ON: Text = Text {
    en: "Go on with this link",
    fr: "Continuer avec ce lien",
    de: "Mit diesem Link weitermachen",
    es: "Continuar con este enlace",
    ar: "المتابعة بهذا الرابط",
};
const OPENING: Text = Text {
    en: "Opening your link…",
    fr: "Ouverture de votre lien…",
    de: "Ihr Link wird geöffnet …",
    es: "Abriendo su enlace…",
    ar: "جارٍ فتح رابطك…",
};
