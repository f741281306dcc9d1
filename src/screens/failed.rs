//! Something stands in the way: one sentence, one next step.

use leptos::prelude::*;
use onboarding::failure::{Failure, NextStep};
use onboarding::machine::Event;
use onboarding::screen::{FailedScreen, RenewalState};
use onboarding::text::Text;

use super::log_in::LOG_IN;
use super::sending::TRY_NOW;
use super::sign_in::{SENT, SENT_SENTENCE, new_link, renewal_notice};
use crate::components::icon::Icon;
use crate::components::message::message;
use crate::components::page::BACK_TO_STEPS;
use crate::components::progress::busy;
use crate::store::Store;
use crate::words::{locale, say};

pub(crate) fn view(store: Store, failed: FailedScreen) -> AnyView {
    if failed.renewal == RenewalState::Sent {
        let sentence = format!("{} {}", say(SENT_SENTENCE), say(OPEN_IT));
        let actions = view! {
            <div class="button-group"><a class="button button--secondary" href="/login">{say(WITH_PASSWORD)}</a></div>
        };
        return message(Some((Icon::Mail, "success")), say(SENT).to_owned(), sentence, actions);
    }
    let email = store.support_email();
    let contact = email.map(|email| {
        view! { <a class="button button--link" href=format!("mailto:{email}")>{say(CONTACT)}</a> }
    });
    let actions = match failed.next {
        // The back-end said when.
        NextStep::Retry if failed.retries && matches!(failed.failure, Failure::Busy(_)) => ().into_any(),
        NextStep::Retry if failed.retries => button(TRY_NOW, move || store.dispatch(Event::Retried)).into_any(),
        NextStep::Retry => button(RETRY, move || store.dispatch(Event::Retried)).into_any(),
        NextStep::NewLink => view! {
            {new_link(store, "button")}
            <a class="button button--secondary" href="/login">{say(LOG_IN)}</a>
        }
        .into_any(),
        NextStep::LogIn => view! { <a class="button" href="/login">{say(LOG_IN)}</a> }.into_any(),
        NextStep::Journey => view! { <a class="button" href="/">{say(BACK_TO_STEPS)}</a> }.into_any(),
        NextStep::Contact => ().into_any(),
    };
    let actions = view! {
        {renewal_notice(failed.renewal)}
        {failed.retries.then(|| busy(say(WAITING)))}
        <div class="button-group">{actions} {contact}</div>
    };
    let picture = match failed.failure {
        Failure::SignedOut => (Icon::Shield, "info"),
        Failure::NothingToDo => (Icon::Info, "info"),
        Failure::Busy(_) | Failure::Unreachable | Failure::TimedOut => (Icon::Clock, "warning"),
        Failure::Broken | Failure::Unreadable => (Icon::Error, "error"),
        _ => (Icon::Warning, "warning"),
    };
    message(Some(picture), failed.failure.title(locale()).to_owned(), failed.failure.sentence(locale()), actions)
}

fn button(words: Text, act: impl Fn() + 'static) -> impl IntoView {
    view! { <button class="button" type="button" data-at-once="" on:click=move |_| act()>{say(words)}</button> }
}

const RETRY: Text =
    Text {
        en: "Try again", fr: "Réessayer", de: "Erneut versuchen", es: "Intentar de nuevo", ar: "إعادة المحاولة"
    };
const WAITING: Text = Text {
    en: "Waiting to try again",
    fr: "En attente d’une nouvelle tentative",
    de: "Wir versuchen es gleich erneut",
    es: "Esperando para intentarlo de nuevo",
    ar: "بانتظار إعادة المحاولة",
};
const OPEN_IT: Text = Text {
    en: "Open it on this device; you can close this page.",
    fr: "Ouvrez-le sur cet appareil ; vous pouvez fermer cette page.",
    de: "Öffnen Sie ihn auf diesem Gerät. Diese Seite können Sie schließen.",
    es: "Ábralo en este dispositivo; puede cerrar esta página.",
    ar: "يُرجى فتحه على هذا الجهاز؛ ويمكنك إغلاق هذه الصفحة.",
};
const WITH_PASSWORD: Text = Text {
    en: "Log in with a password instead",
    fr: "Se connecter plutôt avec un mot de passe",
    de: "Stattdessen mit Passwort anmelden",
    es: "Iniciar sesión con contraseña",
    ar: "تسجيل الدخول بكلمة مرور",
};
const CONTACT: Text = Text {
    en: "Contact us",
    fr: "Contacter l’entreprise",
    de: "Kontakt aufnehmen",
    es: "Contactar con nosotros",
    ar: "التواصل معنا",
};
