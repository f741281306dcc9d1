//! What every field has around its control: label, mark, help and error, and the ARIA that ties them together.

use leptos::prelude::*;
use onboarding::text::Text;

use super::icon::{Icon, icon};
use crate::words::say;

/// The wording and wiring of one field.
#[derive(Clone)]
pub(crate) struct FieldFrame {
    /// The id of the control; help and error derive theirs from it.
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) help: Option<String>,
    pub(crate) required: bool,
    pub(crate) error: Signal<Option<String>>,
}

impl FieldFrame {
    /// A control with a label of its own.
    pub(crate) fn single(self, control: impl IntoView + 'static) -> AnyView {
        let (label, mark) = (self.label.clone(), self.mark());
        view! {
            <div class="field" class=("field--error", self.has_error())>
                <label class="field__label" for=self.id.clone()><bdi>{label}</bdi>{mark}</label>
                {self.help()}
                {self.error()}
                {control}
            </div>
        }
        .into_any()
    }

    /// Several controls under one legend.
    pub(crate) fn group(self, role: Option<&'static str>, controls: impl IntoView + 'static) -> AnyView {
        let (label, mark) = (self.label.clone(), self.mark());
        let required = (role == Some("radiogroup") && self.required).then_some("true");
        // Boxes to tick have no attribute for it (WAI-ARIA 1.2: no `aria-required` on a group); what is in the group of
        // a date says it itself.
        let must =
            (role.is_none() && self.required).then(|| view! { <span class="visually-hidden">{say(REQUIRED)}</span> });
        view! {
            <fieldset
                class="field"
                class=("field--error", self.has_error())
                role=role
                aria-required=required
                aria-describedby=self.described_by()
            >
                <legend class="field__label"><bdi>{label}</bdi>{mark}{must}</legend>
                {self.help()}
                {self.error()}
                {controls}
            </fieldset>
        }
        .into_any()
    }

    /// A single box to tick, whose label stands behind it.
    pub(crate) fn tick(self, input: impl IntoView + 'static) -> AnyView {
        let (label, mark) = (self.label.clone(), self.mark());
        view! {
            <div class="field" class=("field--error", self.has_error())>
                {self.error()}
                <div class="choice">
                    {input}
                    <label class="choice__label" for=self.id.clone()><bdi>{label}</bdi>{mark}</label>
                </div>
                {self.help()}
            </div>
        }
        .into_any()
    }

    /// A value that nobody can change here, which a refusal may speak of all the same.
    pub(crate) fn shown(self, value: String) -> AnyView {
        view! {
            <div class="field" class=("field--error", self.has_error()) id=self.id.clone() tabindex="-1">
                <p class="field__label"><bdi>{self.label.clone()}</bdi></p>
                {self.help()}
                {self.error()}
                <p class="field__value"><bdi>{value}</bdi></p>
            </div>
        }
        .into_any()
    }

    /// For `aria-describedby`: help, then error, as far as they are there.
    pub(crate) fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + 'static {
        let (id, help, error) = (self.id.clone(), self.help.is_some(), self.error);
        move || {
            let help = help.then(|| format!("{id}-help"));
            let error = error.with(Option::is_some).then(|| format!("{id}-error"));
            match (help, error) {
                (Some(help), Some(error)) => Some(format!("{help} {error}")),
                (help, error) => help.or(error),
            }
        }
    }

    /// For `aria-invalid`: only with an error, since "false" is read aloud by some screen readers.
    pub(crate) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + 'static {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    fn has_error(&self) -> impl Fn() -> bool + Copy + Send + 'static {
        let error = self.error;
        move || error.with(Option::is_some)
    }

    /// Most fields must be filled in, so those that need not are marked.
    fn mark(&self) -> Option<impl IntoView + use<>> {
        (!self.required).then(|| view! { " "<span class="field__mark">{say(OPTIONAL)}</span> })
    }

    fn help(&self) -> Option<impl IntoView + use<>> {
        let id = format!("{}-help", self.id);
        self.help.clone().map(|help| view! { <p class="field__help" id=id><bdi>{help}</bdi></p> })
    }

    fn error(&self) -> impl IntoView + use<> {
        let (id, error) = (format!("{}-error", self.id), self.error);
        let prefix = say(ERROR);
        move || {
            error.get().map(|sentence| {
                view! {
                    <p class="field__error" id=id.clone()>
                        {icon(Icon::Error, "")}
                        <span><span class="visually-hidden">{prefix}</span>{sentence}</span>
                    </p>
                }
            })
        }
    }
}

const REQUIRED: Text =
    Text { en: " (required)", fr: " (obligatoire)", de: " (Pflichtangabe)", es: " (obligatorio)", ar: " (مطلوب)" };
const OPTIONAL: Text =
    Text { en: "(optional)", fr: "(facultatif)", de: "(freiwillig)", es: "(opcional)", ar: "(اختياري)" };
/// What stands before an error, and before the title of a page that has one.
pub(crate) const ERROR: Text = Text { en: "Error: ", fr: "Erreur : ", de: "Fehler: ", es: "Error: ", ar: "خطأ: " };
