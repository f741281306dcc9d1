//! A completed activity, with what was given.

use leptos::prelude::*;
use onboarding::activity::Body;
use onboarding::form::Form;
use onboarding::id::ActivityId;
use onboarding::text::Text;

use super::video;
use crate::components::notice::{Tone, notice};
use crate::components::summary::{SummaryRow, summary};
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(store: Store, activity: ActivityId, body: &Body) -> AnyView {
    let given = match body {
        Body::Form(form) => Some(answers(store, form).into_any()),
        Body::Video(video) => Some(video::given(store, activity, video)),
        Body::Provider(_) | Body::Reading(_) | Body::Signature(_) | Body::Unsupported => None,
    };
    view! {
        {notice(Tone::Success, None, say(DONE).to_owned())}
        {given}
    }
    .into_any()
}

fn answers(store: Store, form: &Form) -> impl IntoView + use<> {
    let context = store.context().get_untracked();
    let draft = form.prefilled(&context);
    let shown = form.fields.iter().filter(|field| form.is_visible(field, &draft, &context));
    let rows = shown.map(|field| SummaryRow {
        label: field.label.clone(),
        value: form.known.get(&field.id).map(|value| field.show(value, &context)),
        change: None,
    });
    view! { <div class="panel">{summary(rows.collect())}</div> }
}

const DONE: Text = Text { en: "You have completed this step.", fr: "Vous avez terminé cette étape." };
