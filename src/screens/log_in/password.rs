//! The field for the password. Its value is in the page's field only: in no signal, no draft, no store.

use leptos::ev::MouseEvent;
use leptos::html::Input;
use leptos::prelude::*;
use onboarding::text::Text;

use super::go_to;
use crate::components::field_frame::FieldFrame;
use crate::effects::password;
use crate::words::say;

const ID: &str = "log-in-password";

/// The field; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(super) struct PasswordField {
    field: NodeRef<Input>,
    is_shown: RwSignal<bool>,
    /// Whether it was empty when it was needed.
    pub(super) is_missing: RwSignal<bool>,
}

impl PasswordField {
    pub(super) fn new() -> Self {
        Self { field: NodeRef::new(), is_shown: RwSignal::new(false), is_missing: RwSignal::new(false) }
    }

    pub(super) fn value(self) -> String {
        self.field.get_untracked().map(|field| field.value()).unwrap_or_default()
    }

    /// Goes there, ready to be typed over.
    pub(super) fn select(self) {
        go_to(self.field);
    }

    /// As a password again, so that browsers offer to keep it, and nobody reads it while the page waits.
    pub(super) fn hide(self) {
        self.reveal(false);
    }

    fn reveal(self, shown: bool) {
        password::reveal(self.field, shown);
        self.is_shown.set(shown);
    }

    pub(super) fn view(self) -> AnyView {
        let (missing, show, hide) = (say(MISSING), (say(SHOW), say(SHOW_IT)), (say(HIDE), say(HIDE_IT)));
        let now = move || if self.is_shown.get() { hide } else { show };
        let frame = FieldFrame {
            id: ID.to_owned(),
            label: say(PASSWORD).to_owned(),
            help: None,
            required: true,
            error: Signal::derive(move || self.is_missing.get().then(|| missing.to_owned())),
        };
        let control = view! {
            <div class="affix">
                <input
                    class="input"
                    id=ID
                    name="password"
                    type="password"
                    autocomplete="current-password"
                    autocapitalize="none"
                    spellcheck="false"
                    dir="ltr"
                    aria-required="true"
                    aria-invalid=frame.invalid()
                    aria-describedby=frame.described_by()
                    node_ref=self.field
                    on:input=move |_| self.is_missing.set(false)
                />
                // The press takes no focus, so that the caret stays where one types.
                <button
                    class="button button--secondary log-in__reveal"
                    type="button"
                    aria-label=move || now().1
                    aria-controls=ID
                    on:mousedown=|event: MouseEvent| event.prevent_default()
                    on:click=move |_| self.reveal(!self.is_shown.get_untracked())
                >
                    {move || now().0}
                </button>
            </div>
        };
        frame.single(control)
    }
}

const PASSWORD: Text =
    Text { en: "Password", fr: "Mot de passe", de: "Passwort", es: "Contraseña", ar: "كلمة المرور" };
const MISSING: Text = Text {
    en: "Fill in your password.",
    fr: "Saisissez votre mot de passe.",
    de: "Bitte geben Sie Ihr Passwort ein.",
    es: "Escriba su contraseña.",
    ar: "يُرجى إدخال كلمة المرور.",
};
const SHOW: Text = Text { en: "Show", fr: "Afficher", de: "Anzeigen", es: "Mostrar", ar: "إظهار" };
const SHOW_IT: Text = Text {
    en: "Show password",
    fr: "Afficher le mot de passe",
    de: "Passwort anzeigen",
    es: "Mostrar la contraseña",
    ar: "إظهار كلمة المرور",
};
const HIDE: Text = Text { en: "Hide", fr: "Masquer", de: "Verbergen", es: "Ocultar", ar: "إخفاء" };
const HIDE_IT: Text = Text {
    en: "Hide password",
    fr: "Masquer le mot de passe",
    de: "Passwort verbergen",
    es: "Ocultar la contraseña",
    ar: "إخفاء كلمة المرور",
};
