//! A page with one message: what happened, one sentence, what to do next.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::page::body;

/// A whole page with a heading, a sentence and the given actions.
pub(crate) fn message(
    picture: Option<(Icon, &'static str)>,
    title: String,
    text: String,
    actions: impl IntoView + 'static,
) -> AnyView {
    let picture = picture.map(|(shape, tone)| icon(shape, &format!("message__icon message__icon--{tone}")));
    body(view! {
        <div class="panel message">
            {picture}
            <h1 class="message__title" tabindex="-1">{title}</h1>
            <p class="message__text">{text}</p>
            {actions}
        </div>
    })
}
