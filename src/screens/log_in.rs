//! Logging in by e-mail address and password, on its own page or in a dialog. What is typed stays in its fields, where
//! password managers look for it, and leaves them for one event.

mod password;
mod refusal;

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use onboarding::credentials::Password;
use onboarding::machine::Event;
use onboarding::screen::{LogInRefusal, LogInScreen, LogInState, Screen};
use onboarding::text::Text;

use self::password::PasswordField;
pub(super) use self::refusal::Refusal;
use crate::components::button::submit_button_unless;
use crate::components::field_frame::FieldFrame;
use crate::components::icon::Icon;
use crate::components::message::message;
use crate::components::page::{BACK_TO_STEPS, body};
use crate::effects::clipboard;
use crate::store::Store;
use crate::words::{in_each_language, say};

pub(crate) fn view(store: Store) -> AnyView {
    // Nobody logs in over a session that lives.
    if store.page().with_untracked(|page| page.has_journey && page.sign_in.is_none()) {
        return in_each_language(|| {
            let back = view! { <div class="button-group"><a class="button" href="/">{say(BACK_TO_STEPS)}</a></div> };
            message(Some((Icon::CheckCircle, "success")), say(LOGGED_IN).to_owned(), say(GO_ON).to_owned(), back)
        });
    }
    let state = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::LogIn(LogInScreen { state }) => state.clone(),
            _ => LogInState::Ready,
        })
    });
    body(view! {
        <div class="panel message">
            <h1 class="message__title" tabindex="-1">{move || say(LOG_IN)}</h1>
            {log_in_form(store, state)}
            <p class="message__detail">{move || say(BY_LINK)}</p>
        </div>
    })
}

/// The form; where it is shown decides whose state it follows. There is one on a page at most.
pub(super) fn log_in_form(store: Store, state: Memo<LogInState>) -> impl IntoView {
    let email = NodeRef::<Input>::new();
    let no_email = RwSignal::new(false);
    let password = PasswordField::new();
    let refusal = Refusal::new(state);
    let is_under_way = Memo::new(move |_| state.get() == LogInState::UnderWay);
    // Ready to be typed over. Nobody says which of the two was wrong, and it is seldom the address.
    Effect::new(move |before: Option<bool>| {
        if before == Some(true) && state.get_untracked() == LogInState::Refused(LogInRefusal::Credentials) {
            password.select();
        }
        is_under_way.get()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        password.hide();
        let Some(Some(email)) = email.try_get_untracked() else { return };
        let (typed, secret) = (email.value(), Password::new(password.value()));
        no_email.set(typed.trim().is_empty());
        password.is_missing.set(secret.is_none());
        match secret {
            _ if no_email.get_untracked() => drop(email.focus()),
            None => password.select(),
            Some(_) if refusal.holds_back() => {}
            Some(password) => store.dispatch(Event::LogInWanted { email: typed, password }),
        }
    };
    let is_waiting = Signal::derive(move || refusal.is_waiting());
    // In another language it is the same form with other words: what was typed is nowhere but in its fields.
    move || {
        let (no_email_words, words, busy_words) = (say(NO_EMAIL), say(LOG_IN), say(LOGGING_IN));
        let frame = FieldFrame {
            id: "log-in-email".to_owned(),
            label: say(EMAIL).to_owned(),
            help: None,
            required: true,
            error: Signal::derive(move || no_email.get().then(|| no_email_words.to_owned())),
        };
        let email_input = view! {
            <input
                class="input"
                id="log-in-email"
                name="email"
                type="email"
                inputmode="email"
                autocomplete="username"
                autocapitalize="none"
                spellcheck="false"
                dir="ltr"
                aria-required="true"
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                node_ref=email
                on:input=move |_| no_email.set(false)
            />
        };
        view! {
            <form class="form log-in" novalidate on:submit=submit>
                {frame.single(email_input)}
                {password.view()}
                {refusal.view()}
                <div class="button-group">
                    {submit_button_unless(Signal::stored(words), busy_words, is_under_way.into(), is_waiting)}
                </div>
            </form>
        }
    }
}

/// Selects what stands in a field and goes there.
pub(super) fn go_to(field: NodeRef<Input>) {
    if let Some(Some(input)) = field.try_get_untracked() {
        let _ = input.focus();
    }
    clipboard::select(field);
}

/// What leads to the log-in page, and its heading.
pub(super) const LOG_IN: Text =
    Text { en: "Log in", fr: "Se connecter", de: "Anmelden", es: "Iniciar sesión", ar: "تسجيل الدخول" };
const LOGGING_IN: Text = Text {
    en: "Logging in…",
    fr: "Connexion…",
    de: "Sie werden angemeldet …",
    es: "Iniciando sesión…",
    ar: "جارٍ تسجيل الدخول…",
};
const LOGGED_IN: Text = Text {
    en: "You are logged in",
    fr: "Connexion réussie",
    de: "Sie sind angemeldet",
    es: "Ha iniciado sesión",
    ar: "تم تسجيل دخولك",
};
const GO_ON: Text = Text {
    en: "You can go on with your steps.",
    fr: "Vous pouvez reprendre vos étapes.",
    de: "Sie können mit Ihren Schritten weitermachen.",
    es: "Puede continuar con sus pasos.",
    ar: "يمكنك متابعة خطواتك.",
};
const EMAIL: Text = Text {
    en: "E-mail address",
    fr: "Adresse e-mail",
    de: "E-Mail-Adresse",
    es: "Correo electrónico",
    ar: "عنوان البريد الإلكتروني",
};
const NO_EMAIL: Text = Text {
    en: "Fill in your e-mail address.",
    fr: "Saisissez votre adresse e-mail.",
    de: "Bitte geben Sie Ihre E-Mail-Adresse ein.",
    es: "Escriba su correo electrónico.",
    ar: "يُرجى إدخال عنوان بريدك الإلكتروني.",
};
const BY_LINK: Text = Text {
    en: "No password? Open the personal link in the message that you received: it logs you in as well. If you have no link, ask the company that invited you for one.",
    fr: "Pas de mot de passe ? Ouvrez le lien personnel du message que vous avez reçu : il vous connecte aussi. Si vous n’avez pas de lien, demandez-en un à l’entreprise.",
    de: "Kein Passwort? Öffnen Sie den persönlichen Link aus der Nachricht, die Sie erhalten haben: Auch damit melden Sie sich an. Wenn Sie keinen Link haben, bitten Sie das Unternehmen, das Sie eingeladen hat, um einen.",
    es: "¿No tiene contraseña? Abra el enlace personal del mensaje que recibió: con él también iniciará sesión. Si no tiene un enlace, pídalo a la empresa que le envió la invitación.",
    ar: "ليست لديك كلمة مرور؟ يُرجى فتح الرابط الشخصي في الرسالة التي وصلتك: فهو يسجل دخولك أيضا. وإن لم يكن لديك رابط، يُرجى طلبه من الشركة التي دعتك.",
};
