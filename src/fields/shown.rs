//! Fields that cannot be filled in: known values, and kinds that this version does not know.

use leptos::prelude::*;
use onboarding::form::Field;
use onboarding::text::Text;

use crate::components::notice::{Tone, notice};
use crate::components::summary::NOT_GIVEN;
use crate::screens::form::FormState;
use crate::words::{fill, say};

/// A value that is known and stays as it is.
pub(super) fn read_only(state: FormState, field: &Field) -> AnyView {
    let value = state.known(field).filter(|value| !value.is_empty());
    super::frame(state, field).shown(value.unwrap_or_else(|| say(NOT_GIVEN).to_owned()))
}

/// A question that cannot be answered here; the rest of the form can be sent without it.
pub(super) fn unsupported(state: FormState, field: &Field) -> AnyView {
    let email = state.store().support_email();
    let sentence = match email {
        Some(email) => fill(WRITE_TO, &[&email]),
        None => say(ASK).to_owned(),
    };
    let frame = super::frame(state, field);
    let id = frame.id.clone();
    // Not named as required: nobody can do anything about it here.
    let fieldset = frame.group(Some("group"), notice(Tone::Info, None, sentence));
    // A refusal may speak of it, so it can be gone to.
    view! { <div id=id tabindex="-1">{fieldset}</div> }.into_any()
}

const WRITE_TO: Text = Text {
    en: "This question cannot be answered on this page. Please write to {}.",
    fr: "Il n’est pas possible de répondre à cette question sur cette page. Écrivez à {}.",
    de: "Diese Frage lässt sich auf dieser Seite nicht beantworten. Bitte schreiben Sie an {}.",
    es: "Esta pregunta no se puede responder en esta página. Escriba a {}.",
    ar: "لا يمكن الإجابة عن هذا السؤال في هذه الصفحة. يُرجى مراسلة {}.",
};
const ASK: Text = Text {
    en: "This question cannot be answered on this page. Please contact the company.",
    fr: "Il n’est pas possible de répondre à cette question sur cette page. Contactez l’entreprise.",
    de: "Diese Frage lässt sich auf dieser Seite nicht beantworten. Bitte wenden Sie sich an das Unternehmen.",
    es: "Esta pregunta no se puede responder en esta página. Contacte con la empresa.",
    ar: "لا يمكن الإجابة عن هذا السؤال في هذه الصفحة. يُرجى التواصل مع الشركة.",
};
