//! One of some choices (all at once, or a list that opens), and any of them.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::form::{Choice, Entry, Field};
use onboarding::id::DataPointId;
use onboarding::text::Text;

use super::{frame, text_of};
use crate::screens::form::FormState;
use crate::words::say;

/// One choice, all at once.
pub(super) fn radios(state: FormState, field: &Field) -> AnyView {
    radio_group(state, field, with_unoffered(state, field, offered(field)))
}

/// A radio button per option.
pub(super) fn radio_group(state: FormState, field: &Field, options: Vec<(String, String)>) -> AnyView {
    let frame = frame(state, field);
    let id = field.id;
    let chosen = text_of(state, id);
    let invalid = frame.invalid();
    let option = |(index, (value, label)): (usize, (String, String))| {
        let option_id = option_id(&frame.id, index);
        let is_chosen = value == chosen;
        let sent = value.clone();
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=option_id.clone()
                    name=id.to_string()
                    value=value
                    aria-invalid=invalid
                    prop:checked=is_chosen
                    on:change=move |_| state.set(id, Entry::Text(sent.clone()))
                />
                <label class="choice__label" for=option_id><bdi>{label}</bdi></label>
            </div>
        }
    };
    let options = options.into_iter().enumerate().map(option).collect_view();
    frame.clone().group(Some("radiogroup"), view! { <div class="choices">{options}</div> })
}

/// One choice, in a list that opens.
pub(super) fn list(state: FormState, field: &Field) -> AnyView {
    select(state, field, offered(field))
}

fn offered(field: &Field) -> Vec<(String, String)> {
    field.choices.iter().map(|Choice { value, label }| (value.clone(), label.clone())).collect()
}

/// The options, and behind them what the field holds though it is not offered any more: seen, and left or changed.
fn with_unoffered(state: FormState, field: &Field, mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    let context = state.store().context().get_untracked();
    let held = field.unoffered(state.entry(field.id).as_ref(), &context);
    options.extend(held.into_iter().map(|Choice { value, label }| (value, label)));
    options
}

/// A list that opens.
pub(super) fn select(state: FormState, field: &Field, options: Vec<(String, String)>) -> AnyView {
    let frame = frame(state, field);
    let id = field.id;
    let chosen = text_of(state, id);
    let options = with_unoffered(state, field, options).into_iter().map(|(value, label)| {
        let is_chosen = value == chosen;
        view! { <option value=value prop:selected=is_chosen>{label}</option> }
    });
    let control = view! {
        <div class="select">
            <select
                class="input"
                id=frame.id.clone()
                name=id.to_string()
                autocomplete=field.autocomplete.clone()
                aria-required=field.required.then_some("true")
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                on:change=move |event| state.set(id, Entry::Text(event_target_value(&event)))
            >
                <option value="">{say(CHOOSE)}</option>
                {options.collect_view()}
            </select>
        </div>
    };
    frame.single(control)
}

/// Any of the choices.
pub(super) fn boxes(state: FormState, field: &Field) -> AnyView {
    let mut frame = frame(state, field);
    frame.help = Some(frame.help.unwrap_or_else(|| say(ALL_THAT_APPLY).to_owned()));
    let id = field.id;
    let chosen = many(state, id);
    let invalid = frame.invalid();
    let choices = with_unoffered(state, field, offered(field));
    let order: Arc<Vec<String>> = Arc::new(choices.iter().map(|(value, _)| value.clone()).collect());
    let option = |(index, (value, label)): (usize, (String, String))| {
        let option_id = option_id(&frame.id, index);
        let is_chosen = chosen.contains(&value);
        let (sent, order) = (value.clone(), order.clone());
        let ticked = move |event| {
            let mut values = many(state, id);
            values.retain(|other| *other != sent);
            if event_target_checked(&event) {
                values.push(sent.clone());
            }
            values.sort_by_key(|value| order.iter().position(|other| other == value));
            state.set(id, Entry::Many(values));
        };
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="checkbox"
                    id=option_id.clone()
                    name=id.to_string()
                    value=value
                    aria-invalid=invalid
                    prop:checked=is_chosen
                    on:change=ticked
                />
                <label class="choice__label" for=option_id><bdi>{label}</bdi></label>
            </div>
        }
    };
    let options = choices.into_iter().enumerate().map(option).collect_view();
    frame.clone().group(None, view! { <div class="choices">{options}</div> })
}

fn many(state: FormState, id: DataPointId) -> Vec<String> {
    match state.entry(id) {
        Some(Entry::Many(values)) => values,
        _ => Vec::new(),
    }
}

/// The first option has the field's own id, so that a link to the field finds it.
fn option_id(field: &str, index: usize) -> String {
    if index == 0 { field.to_owned() } else { format!("{field}-{index}") }
}

const CHOOSE: Text =
    Text {
        en: "Choose…", fr: "Choisissez…", de: "Bitte auswählen …", es: "Elija…", ar: "يُرجى الاختيار…"
    };
const ALL_THAT_APPLY: Text = Text {
    en: "Choose all that apply.",
    fr: "Choisissez toutes les réponses qui conviennent.",
    de: "Wählen Sie alles aus, was zutrifft.",
    es: "Elija todas las opciones que correspondan.",
    ar: "يُرجى اختيار كل ما ينطبق.",
};
