//! The field for the code, and what helps where it does not arrive. Nothing is sent but by the lead: a code that came by
//! itself may be the wrong one.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use onboarding::api::Channel;
use onboarding::credentials::Code;
use onboarding::machine::Event;
use onboarding::screen::{StepUpProblem, StepUpState};
use onboarding::text::Text;

use super::{BY_EMAIL, BY_SMS, SENDING, StepUp};
use crate::components::button::{Weight, press_button, submit_button};
use crate::components::countdown::{seconds_until, time_left};
use crate::components::field_frame::FieldFrame;
use crate::effects::clipboard;
use crate::words::{fill, say};

/// The id of the field.
pub(super) const FIELD: &str = "step-up-code";

pub(super) fn view(step_up: StepUp) -> impl IntoView {
    let StepUp { store, now, .. } = step_up;
    let typed = RwSignal::new(String::new());
    // What the field says by itself; otherwise the last word of the back-end, until something else is typed.
    let no_code = RwSignal::new(false);
    let retyped = RwSignal::new(false);
    let is_wrong = Memo::new(move |_| now.with(|now| now.problem == Some(StepUpProblem::Wrong)));
    let (digits, wrong) = (say(DIGITS), say(WRONG));
    let error = Signal::derive(move || {
        let told = if no_code.get() { Some(digits) } else { (is_wrong.get() && !retyped.get()).then_some(wrong) };
        told.map(str::to_owned)
    });
    let field = NodeRef::<Input>::new();
    // Ready to be typed over.
    Effect::new(move |_| {
        if is_wrong.get() && step_up.state() == StepUpState::Awaiting {
            let _ = field.get_untracked().map(|field| field.focus());
            clipboard::select(field);
        }
    });
    let type_code = move |event| {
        typed.set(event_target_value(&event));
        no_code.set(false);
        retyped.set(true);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let code = typed.with_untracked(|typed| Code::parse(typed));
        no_code.set(code.is_none());
        match code {
            Some(code) if !untrack(|| step_up.is_blocked()) => {
                retyped.set(false);
                store.dispatch(Event::CodeTyped(code));
            }
            Some(_) => {}
            None => clipboard::select(field),
        }
    };
    let frame = FieldFrame {
        id: FIELD.to_owned(),
        label: say(CODE).to_owned(),
        help: Some(say(HELP).to_owned()),
        required: true,
        error,
    };
    let input = view! {
        <input
            class="input input--10 step-up__code"
            id=FIELD
            name="code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck="false"
            dir="ltr"
            aria-required="true"
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            node_ref=field
            on:input=type_code
        />
    };
    let is_verifying = Signal::derive(move || step_up.state() == StepUpState::Verifying);
    view! {
        <p class="step-up__sent">{move || say(sent(now.with(|now| now.channel)))}</p>
        <form class="form" novalidate on:submit=submit>
            {frame.single(input)}
            <div role="alert" class="visually-hidden">{move || no_code.get().then_some(digits)}</div>
            {step_up.problem()}
            <div class="button-group">{submit_button(Signal::stored(say(CONFIRM)), say(CHECKING), is_verifying)}</div>
        </form>
        {others(step_up)}
    }
}

/// The code how it was sent.
pub(super) fn sent(channel: Option<Channel>) -> Text {
    match channel {
        Some(Channel::Sms) => SENT_BY_SMS,
        Some(Channel::Email) => SENT_BY_EMAIL,
        None => SENT,
    }
}

/// Another code the same way, after a while, or the other way at once.
fn others(step_up: StepUp) -> impl IntoView {
    let StepUp { now, .. } = step_up;
    let channel = Memo::new(move |_| now.with(|now| now.channel.unwrap_or(Channel::Sms)));
    let left = seconds_until(move || now.with(|now| now.resend_at));
    let waits = Memo::new(move |_| left.get().is_some_and(|left| left > 0));
    let is_sending = Signal::derive(move || step_up.state() == StepUpState::Sending);
    let send_again = move |_| {
        if !waits.get_untracked() {
            step_up.send(channel.get_untracked());
        }
    };
    let wait = move || {
        let left = time_left(left)?;
        Some(view! { <span class="step-up__wait">{fill(AGAIN_IN, &[&left])}</span> })
    };
    // Told only once it has become possible, and not where it is from the start.
    let was_waiting = Memo::new(move |before: Option<&bool>| waits.get() || before.copied().unwrap_or(false));
    let again = say(AGAIN);
    let other = move || match channel.get() {
        Channel::Sms => press_button(Weight::Link, say(BY_EMAIL), say(SENDING), is_sending, move || {
            step_up.send(Channel::Email);
        })
        .into_any(),
        Channel::Email => press_button(Weight::Link, say(BY_SMS), say(SENDING), is_sending, move || {
            step_up.send(Channel::Sms);
        })
        .into_any(),
    };
    let possible = say(POSSIBLE);
    view! {
        <div class="step-up__others">
            <p class="step-up__again">
                <button
                    class=Weight::Link.class()
                    type="button"
                    aria-disabled=move || (waits.get() || is_sending.get()).then_some("true")
                    on:click=send_again
                >
                    {again}
                </button>
                " "
                {wait}
            </p>
            <p>{other}</p>
            <p class="visually-hidden" role="status">
                {move || (was_waiting.get() && !waits.get()).then_some(possible)}
            </p>
        </div>
    }
}

const CODE: Text = Text {
    en: "Security code",
    fr: "Code de sécurité",
    de: "Sicherheitscode",
    es: "Código de seguridad",
    ar: "رمز الأمان",
};
const HELP: Text = Text {
    en: "The digits of the code in our message.",
    fr: "Les chiffres du code reçu dans notre message.",
    de: "Die Ziffern des Codes aus unserer Nachricht.",
    es: "Los dígitos del código de nuestro mensaje.",
    ar: "أرقام الرمز الوارد في رسالتنا.",
};
const DIGITS: Text = Text {
    en: "Type the digits of the code.",
    fr: "Saisissez les chiffres du code.",
    de: "Geben Sie die Ziffern des Codes ein.",
    es: "Introduzca los dígitos del código.",
    ar: "يُرجى إدخال أرقام الرمز.",
};
/// It is not the code that was sent.
pub(super) const WRONG: Text = Text {
    en: "That is not the code, or it is too old. Check the message and type it again.",
    fr: "Ce n’est pas le bon code, ou il a expiré. Vérifiez notre message et saisissez le code à nouveau.",
    de: "Das ist nicht der richtige Code, oder er ist zu alt. Sehen Sie in der Nachricht nach und geben Sie ihn erneut ein.",
    es: "Ese no es el código o ya ha caducado. Revise el mensaje e introduzca el código de nuevo.",
    ar: "هذا ليس الرمز الصحيح، أو انتهت صلاحيته. يُرجى التحقق من الرسالة وإدخال الرمز من جديد.",
};
const CONFIRM: Text = Text { en: "Confirm", fr: "Confirmer", de: "Bestätigen", es: "Confirmar", ar: "تأكيد" };
/// The code is being verified.
pub(super) const CHECKING: Text = Text {
    en: "Checking the code…",
    fr: "Vérification du code…",
    de: "Der Code wird geprüft …",
    es: "Comprobando el código…",
    ar: "جارٍ التحقق من الرمز…",
};
const SENT: Text = Text {
    en: "The code is on its way.",
    fr: "Nous vous envoyons le code.",
    de: "Der Code ist unterwegs.",
    es: "Le hemos enviado el código.",
    ar: "الرمز في طريقه إليك.",
};
const SENT_BY_SMS: Text = Text {
    en: "The code is on its way by SMS.",
    fr: "Nous vous envoyons le code par SMS.",
    de: "Der Code ist per SMS unterwegs.",
    es: "Le hemos enviado el código por SMS.",
    ar: "الرمز في طريقه إليك برسالة نصية.",
};
const SENT_BY_EMAIL: Text = Text {
    en: "The code is on its way by e-mail.",
    fr: "Nous vous envoyons le code par e-mail.",
    de: "Der Code ist per E-Mail unterwegs.",
    es: "Le hemos enviado el código por correo electrónico.",
    ar: "الرمز في طريقه إليك بالبريد الإلكتروني.",
};
const AGAIN: Text = Text {
    en: "Send it again",
    fr: "Renvoyer le code",
    de: "Erneut senden",
    es: "Enviar de nuevo",
    ar: "إعادة الإرسال",
};
const AGAIN_IN: Text = Text {
    en: "possible in {}",
    fr: "possible dans {}",
    de: "möglich in {} Minuten",
    es: "disponible en {}",
    ar: "الوقت المتبقي: {}",
};
const POSSIBLE: Text = Text {
    en: "You can ask for the code again.",
    fr: "Vous pouvez demander à nouveau le code.",
    de: "Sie können den Code jetzt erneut anfordern.",
    es: "Ya puede pedir el código de nuevo.",
    ar: "يمكنك طلب الرمز من جديد.",
};
