//! Several lines of text.

use leptos::prelude::*;
use onboarding::form::{Entry, Field};

use super::{frame, text_of};
use crate::screens::form::FormState;

pub(super) fn view(state: FormState, field: &Field) -> AnyView {
    let frame = frame(state, field);
    let id = field.id;
    let typed = move |event| state.set(id, Entry::Text(event_target_value(&event)));
    let control = view! {
        <textarea
            class="input input--area"
            id=frame.id.clone()
            name=id.to_string()
            rows="5"
            dir="auto"
            autocomplete=field.autocomplete.clone()
            aria-required=field.required.then_some("true")
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            prop:value=text_of(state, id)
            on:input=typed
            on:change=typed
        ></textarea>
    };
    frame.single(control)
}
