//! A country, by name.

use leptos::prelude::*;
use onboarding::form::Field;

use super::choices;
use crate::effects::language;
use crate::screens::form::FormState;

pub(super) fn view(state: FormState, field: &Field) -> AnyView {
    if !field.choices.is_empty() {
        return choices::list(state, field);
    }
    // WCAG 1.3.5: the token of the HTML standard whose value is the code.
    let field = Field { autocomplete: field.autocomplete.clone().or(Some("country".to_owned())), ..field.clone() };
    choices::select(state, &field, language::countries())
}
