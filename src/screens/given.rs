//! A completed activity, with what was given.

use leptos::prelude::*;
use onboarding::activity::Body;
use onboarding::document::Document;
use onboarding::form::{Form, Visibility};
use onboarding::screen::ActivityScreen;
use onboarding::text::Text;

use super::documents::Documents;
use super::video;
use crate::components::notice::{Tone, notice};
use crate::components::summary::{SummaryRow, summary};
use crate::store::Store;
use crate::words::{fill, locale, say};

pub(crate) fn view(store: Store, activity: &ActivityScreen, body: &Body) -> AnyView {
    let given = match body {
        Body::Form(form) => Some(answers(store, form).into_any()),
        Body::Reading(reading) => Some(agreed(store, &reading.documents, reading.statement(locale())).into_any()),
        Body::Signature(signing) => Some(agreed(store, &signing.documents, signing.consent(locale())).into_any()),
        Body::Video(video) => Some(video::given(video)),
        Body::Provider(task) => Some(visited(task.provider()).into_any()),
        Body::Unsupported => None,
    };
    let when = activity.completed.map(|time| {
        let time = store.context().with_untracked(|context| context.show_time(time));
        format!(" {}", fill(ON, &[&time]))
    });
    let done = format!("{}{}", say(DONE), when.unwrap_or_default());
    view! {
        {notice(Tone::Success, None, done)}
        {given}
    }
    .into_any()
}

fn answers(store: Store, form: &Form) -> impl IntoView + use<> {
    let context = store.context().get_untracked();
    let draft = form.prefilled(&context);
    let mut visibility = Visibility::new(form, &draft, &context);
    let shown = form.fields.iter().filter(|field| visibility.of(field));
    let rows = shown.map(|field| SummaryRow {
        label: field.label.clone(),
        value: form.known.get(&field.id).map(|value| field.show(value, &context)),
        change: None,
    });
    view! { <div class="panel">{summary(rows.collect())}</div> }
}

/// With whom it was done: what was given there, only they know.
fn visited(provider: &'static str) -> impl IntoView {
    let row = SummaryRow { label: say(DONE_WITH).to_owned(), value: Some(provider.to_owned()), change: None };
    view! { <div class="panel">{summary(vec![row])}</div> }
}

/// Documents that were read or signed, to be read again, and the words that were agreed to.
fn agreed(store: Store, documents: &[Document], words: String) -> impl IntoView + use<> {
    let row = SummaryRow { label: say(AGREED).to_owned(), value: Some(words), change: None };
    view! {
        <div class="panel">
            {Documents::new(store, documents).view()}
            <div class="review">{summary(vec![row])}</div>
        </div>
    }
}

const DONE_WITH: Text =
    Text { en: "Done with", fr: "Réalisée avec", de: "Erledigt bei", es: "Hecho con", ar: "أُنجزت عبر" };
const ON: Text = Text {
    en: "That was on {}.",
    fr: "C’était le {}.",
    de: "Das war am {}.",
    es: "Lo completó el {}.",
    ar: "كان ذلك يوم {}.",
};
const AGREED: Text = Text {
    en: "You agreed to",
    fr: "Vous avez déclaré",
    de: "Ihre Zustimmung",
    es: "Ha aceptado",
    ar: "ما وافقت عليه",
};
const DONE: Text = Text {
    en: "You have completed this step.",
    fr: "Vous avez terminé cette étape.",
    de: "Sie haben diesen Schritt erledigt.",
    es: "Ha completado este paso.",
    ar: "لقد أنجزت هذه الخطوة.",
};
