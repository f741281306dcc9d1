//! One line of text: names, addresses, numbers, amounts.
//!
//! Numbers are typed as text: `type=number` changes its value under the mouse wheel and knows no locale.

use leptos::prelude::*;
use onboarding::form::{Entry, Field, FieldKind};

use super::{frame, text_of};
use crate::screens::form::FormState;

pub(super) fn view(state: FormState, field: &Field) -> AnyView {
    let frame = frame(state, field);
    let id = field.id;
    let kind = field.kind;
    let typed = move |event| state.set(id, Entry::Text(event_target_value(&event)));
    let is_address = matches!(kind, FieldKind::Email | FieldKind::Url);
    let currency = field.currency.clone().filter(|_| kind == FieldKind::Amount);
    let currency_id = format!("{}-currency", frame.id);
    let described_by = {
        let (currency_id, others) = (currency.is_some().then(|| currency_id.clone()), frame.described_by());
        move || {
            let ids: Vec<String> = currency_id.clone().into_iter().chain(others()).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let input = view! {
        <input
            class=format!("input {}", width(field))
            id=frame.id.clone()
            name=id.to_string()
            type=input_type(kind)
            inputmode=input_mode(field)
            autocomplete=autocomplete(field)
            autocapitalize=is_address.then_some("none")
            spellcheck=is_address.then_some("false")
            dir=if is_number(kind) || kind == FieldKind::Phone { "ltr" } else { "auto" }
            aria-required=field.required.then_some("true")
            aria-invalid=frame.invalid()
            aria-describedby=described_by
            prop:value=text_of(state, id)
            on:input=typed
            on:change=typed
        />
    };
    let Some(currency) = currency else { return frame.single(input) };
    let (sign, stands_before) = state.store().context().with_untracked(|context| context.currency_sign(&currency));
    frame.single(view! {
        <div class=if stands_before { "affix affix--before" } else { "affix" }>
            {input}<span class="affix__item" dir="ltr" id=currency_id>{sign}</span>
        </div>
    })
}

fn input_type(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Email => "email",
        FieldKind::Phone => "tel",
        FieldKind::Url => "url",
        _ => "text",
    }
}

/// The keys that a phone offers. The number pads of iOS have no minus, so they are kept from fields that need one.
fn input_mode(field: &Field) -> Option<&'static str> {
    let may_be_negative = field.min.as_ref().is_some_and(|min| min.starts_with('-'));
    match field.kind {
        FieldKind::Email => Some("email"),
        FieldKind::Phone => Some("tel"),
        FieldKind::Url => Some("url"),
        FieldKind::Integer if !may_be_negative => Some("numeric"),
        FieldKind::Decimal | FieldKind::Amount if !may_be_negative => Some("decimal"),
        _ => None,
    }
}

/// The integrator's token, otherwise what the kind says by itself (WCAG 1.3.5).
fn autocomplete(field: &Field) -> Option<String> {
    let own = match field.kind {
        FieldKind::Email => Some("email"),
        FieldKind::Phone => Some("tel"),
        FieldKind::Url => Some("url"),
        FieldKind::Integer | FieldKind::Decimal | FieldKind::Amount => Some("off"),
        _ => None,
    };
    field.autocomplete.clone().or(own.map(str::to_owned))
}

fn width(field: &Field) -> &'static str {
    match (field.kind, field.max_length) {
        (FieldKind::Integer | FieldKind::Decimal | FieldKind::Amount, _) => "input--10",
        (FieldKind::Phone, _) => "input--20",
        (_, Some(0..=4)) => "input--4",
        (_, Some(5..=10)) => "input--10",
        (_, Some(11..=20)) => "input--20",
        _ => "",
    }
}

fn is_number(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Integer | FieldKind::Decimal | FieldKind::Amount)
}
