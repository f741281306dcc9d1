//! Yes or no. A box that must be answered offers both answers, since a box that must be *ticked* would leave
//! those whose answer is no without a way on; one that need not be answered is a box to tick.

use leptos::prelude::*;
use onboarding::form::{Entry, Field, yes_or_no};

use super::choices::radio_group;
use super::{frame, text_of};
use crate::screens::form::FormState;
use crate::words::locale;

pub(super) fn view(state: FormState, field: &Field) -> AnyView {
    match field.required {
        true => radio_group(
            state,
            field,
            vec![
                ("true".to_owned(), yes_or_no(true, locale()).to_owned()),
                ("false".to_owned(), yes_or_no(false, locale()).to_owned()),
            ],
        ),
        false => tick(state, field),
    }
}

fn tick(state: FormState, field: &Field) -> AnyView {
    let frame = frame(state, field);
    let id = field.id;
    let ticked = move |event| state.set(id, Entry::Text(event_target_checked(&event).to_string()));
    let input = view! {
        <input
            class="choice__input"
            type="checkbox"
            id=frame.id.clone()
            name=id.to_string()
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            prop:checked=text_of(state, id) == "true"
            on:change=ticked
        />
    };
    frame.tick(input)
}
