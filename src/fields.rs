//! The controls of a form: one file per kind of control, one arm here.

mod boolean;
mod choices;
mod country;
mod date;
mod document;
mod line;
mod long_text;
mod shown;

use leptos::prelude::*;
use onboarding::calendar::DateOrder;
use onboarding::form::{Context, Entry, Fault, Field, FieldKind};
use onboarding::id::DataPointId;

use crate::components::field_frame::FieldFrame;
use crate::screens::form::FormState;

/// Up to so many choices are shown all at once; more go into a list that opens.
const MOST_RADIOS: usize = 7;

/// A field with its frame; one that comes and goes keeps what was typed while it is away.
pub(crate) fn view(state: FormState, field: &Field) -> AnyView {
    let Some(visible) = state.visible(field.id) else { return control(state, field) };
    let field = field.clone();
    view! { <Show when=move || visible.get()>{control(state, &field)}</Show> }.into_any()
}

fn control(state: FormState, field: &Field) -> AnyView {
    if field.read_only {
        return shown::read_only(state, field);
    }
    match field.kind {
        FieldKind::LongText => long_text::view(state, field),
        FieldKind::Choice if field.choices.len() <= MOST_RADIOS => choices::radios(state, field),
        FieldKind::Choice => choices::list(state, field),
        FieldKind::MultipleChoice => choices::boxes(state, field),
        FieldKind::Country => country::view(state, field),
        FieldKind::Boolean => boolean::view(state, field),
        FieldKind::Date | FieldKind::DateTime => date::view(state, field),
        FieldKind::Document => document::view(state, field),
        FieldKind::Unsupported => shown::unsupported(state, field),
        FieldKind::Text
        | FieldKind::Email
        | FieldKind::Phone
        | FieldKind::Url
        | FieldKind::Integer
        | FieldKind::Decimal
        | FieldKind::Amount => line::view(state, field),
    }
}

/// Where focus goes for a field: its control, the first of its choices, or the wrong part of its date.
pub(crate) fn selector(field: &Field, entry: Option<&Entry>, fault: Option<&Fault>, context: &Context) -> String {
    let part = match field.kind {
        FieldKind::Date | FieldKind::DateTime => date::part_at_fault(entry, fault, context.date_order),
        _ => "",
    };
    format!("#{}{part}", control_id(field.id))
}

/// The id of a field's control.
fn control_id(id: DataPointId) -> String {
    format!("field-{id}")
}

/// The frame of a field.
fn frame(state: FormState, field: &Field) -> FieldFrame {
    FieldFrame {
        id: control_id(field.id),
        label: field.label.clone(),
        help: field.help.clone(),
        required: field.required,
        error: state.error(field.id),
    }
}

/// The text that a field holds.
fn text_of(state: FormState, id: DataPointId) -> String {
    state.entry(id).map(|entry| entry.text().to_owned()).unwrap_or_default()
}

/// The order of a date's parts.
fn date_order(state: FormState) -> DateOrder {
    state.store().context().with_untracked(|context| context.date_order)
}
