//! The list of all examples.

use leptos::prelude::*;

use super::{ADDRESS, Example};
use crate::components::page::body;

pub(super) fn view(examples: &[Example]) -> AnyView {
    let rows = examples.iter().map(|Example { name, .. }| {
        let address = format!("{ADDRESS}/{name}");
        view! { <li class="message__text"><a class="back-link" href=address>{name.clone()}</a></li> }
    });
    body(view! {
        <h1 class="page__title" tabindex="-1">"Gallery of everything that a page can show"</h1>
        <div class="panel"><ul>{rows.collect_view()}</ul></div>
    })
}
