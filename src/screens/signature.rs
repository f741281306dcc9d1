//! Documents to sign on the page: read them, type a name or draw a signature, agree, and send.

mod state;

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use onboarding::screen::ActivityScreen;
use onboarding::signing::{Method, Signing};
use onboarding::text::Text;

use self::state::SignatureState;
use super::activity::{back_link, heading, passing_notice};
use super::agreement::{NAME, PAD, Place};
use super::sending::{failure_or_refusal_notice, measure_use, send_button};
use crate::components::error_summary::error_summary;
use crate::components::field_frame::FieldFrame;
use crate::components::saved::saved_line;
use crate::components::signature_pad::signature_pad;
use crate::components::summary::{SummaryRow, summary};
use crate::store::Store;
use crate::words::{in_each_language, locale, say};

pub(crate) fn view(store: Store, activity: &ActivityScreen, signing: &Arc<Signing>) -> AnyView {
    measure_use(store, activity.id);
    let state = SignatureState::new(store, activity.id, signing.clone());
    let (activity, signing) = (activity.clone(), signing.clone());
    in_each_language(move || page(store, state, &activity, &signing))
}

fn page(store: Store, state: SignatureState, activity: &ActivityScreen, signing: &Signing) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.submit();
    };
    let consent = signing.consent(locale());
    let ticked = state.draft().with_untracked(|draft| draft.consent);
    view! {
        {back_link()}
        {error_summary(state.problems().summary())}
        {passing_notice(store)}
        {heading(store, activity)}
        <div class="panel">
            {state.documents().view()}
            <form class="form form--after" novalidate on:submit=submit>
                {methods(state)}
                {name(state)}
                <div hidden=move || state.method() != Method::Drawn>{pad(state)}</div>
                {review(state)}
                {state.problems().consent(consent, ticked, move |ticked| state.agree(ticked))}
                {failure_or_refusal_notice(store)}
                <div class="button-group">{send_button(store, Some(SIGN))}</div>
                {saved_line(store.work(), activity.id)}
            </form>
        </div>
    }
    .into_any()
}

fn methods(state: SignatureState) -> AnyView {
    let chosen = state.draft().with_untracked(|draft| draft.method);
    let option = |(method, id, words): (Method, &'static str, Text)| {
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=id
                    name="signature-method"
                    value=id
                    prop:checked=chosen == method
                    on:change=move |_| state.sign_by(method)
                />
                <label class="choice__label" for=id>{say(words)}</label>
            </div>
        }
    };
    let options = [(Method::Typed, "signature-typed", TYPED), (Method::Drawn, "signature-drawn", DRAWN)];
    frame("signature-method", METHOD, Signal::stored(None)).group(
        Some("radiogroup"),
        view! { <div class="choices choices--inline">{options.map(option).collect_view()}</div> },
    )
}

fn name(state: SignatureState) -> AnyView {
    let frame = frame(NAME, FULL_NAME, state.problems().at(Place::Name));
    let typed = move |event| state.type_name(event_target_value(&event));
    let input = view! {
        <input
            class="input"
            id=NAME
            name="name"
            type="text"
            autocomplete="name"
            spellcheck="false"
            dir="auto"
            aria-required="true"
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            prop:value=move || state.draft().with(|draft| draft.name.clone())
            on:input=typed
            on:change=typed
        />
    };
    frame.single(input)
}

fn pad(state: SignatureState) -> AnyView {
    let drawn = Memo::new(move |_| state.draft().with(|draft| draft.strokes.path()));
    let help = Some(say(PAD_HELP).to_owned());
    let frame = FieldFrame { help, ..frame("signature-drawing", SIGNATURE, state.problems().at(Place::Pad)) };
    frame.group(None, signature_pad(PAD, drawn.into(), Callback::new(move |stroke| state.draw(stroke))))
}

/// What is about to be signed, and how (WCAG 3.3.4).
fn review(state: SignatureState) -> impl IntoView {
    let rows = move || {
        let draft = state.draft();
        let drawn = || state.method() == Method::Drawn;
        let name = draft.with(|draft| draft.trimmed_name().to_owned());
        let signature = match (drawn(), draft.with(|draft| draft.strokes.is_signature())) {
            (true, true) => Some(say(IS_DRAWN).to_owned()),
            (true, false) => None,
            (false, _) => Some(name.clone()),
        };
        let row = |label: Text, value| SummaryRow { label: say(label).to_owned(), value, change: None };
        let rows = [
            Some(row(YOU_SIGN, Some(state.documents().names()))),
            drawn().then(|| row(AS, Some(name.clone()))),
            Some(row(SIGNATURE, signature)),
        ];
        summary(rows.into_iter().flatten().collect())
    };
    view! { <div class="review">{rows}</div> }
}

fn frame(id: &str, label: Text, error: Signal<Option<String>>) -> FieldFrame {
    FieldFrame { id: id.to_owned(), label: say(label).to_owned(), help: None, required: true, error }
}

const METHOD: Text = Text {
    en: "How would you like to sign?",
    fr: "Comment souhaitez-vous signer ?",
    de: "Wie möchten Sie unterschreiben?",
    es: "¿Cómo quiere firmar?",
    ar: "ما طريقة التوقيع المفضلة لديك؟",
};
const TYPED: Text = Text {
    en: "Type my name",
    fr: "Saisir mon nom",
    de: "Meinen Namen eingeben",
    es: "Escribir mi nombre",
    ar: "كتابة اسمي",
};
const DRAWN: Text = Text {
    en: "Draw my signature",
    fr: "Dessiner ma signature",
    de: "Meine Unterschrift zeichnen",
    es: "Dibujar mi firma",
    ar: "رسم توقيعي",
};
const FULL_NAME: Text = Text {
    en: "Your full name",
    fr: "Votre nom complet",
    de: "Ihr vollständiger Name",
    es: "Su nombre completo",
    ar: "اسمك الكامل",
};
const SIGNATURE: Text =
    Text { en: "Your signature", fr: "Votre signature", de: "Ihre Unterschrift", es: "Su firma", ar: "توقيعك" };
const PAD_HELP: Text = Text {
    en: "Draw in the field with a finger, a pen or the mouse.",
    fr: "Dessinez dans le cadre avec un doigt, un stylet ou la souris.",
    de: "Zeichnen Sie im Feld mit dem Finger, einem Stift oder der Maus.",
    es: "Dibuje en el recuadro con el dedo, un lápiz óptico o el ratón.",
    ar: "يُرجى الرسم داخل الإطار بالإصبع أو القلم أو الفأرة.",
};
const YOU_SIGN: Text =
    Text {
        en: "You sign", fr: "Vous signez", de: "Sie unterschreiben", es: "Va a firmar", ar: "المطلوب توقيعه"
    };
const AS: Text =
    Text { en: "Signed by", fr: "Signataire", de: "Es unterschreibt", es: "Firmante", ar: "التوقيع باسم" };
const IS_DRAWN: Text = Text {
    en: "As drawn above",
    fr: "Telle que dessinée ci-dessus",
    de: "Wie oben gezeichnet",
    es: "Tal como se ha dibujado arriba",
    ar: "كما رُسم أعلاه",
};
const SIGN: Text = Text {
    en: "Sign and continue",
    fr: "Signer et continuer",
    de: "Unterschreiben und weiter",
    es: "Firmar y continuar",
    ar: "توقيع ومتابعة",
};
