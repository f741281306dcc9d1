//! Questions and answers, to be read.

use leptos::prelude::*;
use onboarding::text::Text;

use crate::words::{fill, say};

/// One question and its answer.
pub(crate) struct SummaryRow {
    /// The question.
    pub(crate) label: String,
    /// The answer; `None`: none was given.
    pub(crate) value: Option<String>,
    /// What changes it.
    pub(crate) change: Option<Callback<()>>,
}

/// A list of questions and answers.
pub(crate) fn summary(rows: Vec<SummaryRow>) -> impl IntoView {
    let rows = rows.into_iter().map(|SummaryRow { label, value, change }| {
        let about = fill(ABOUT, &[&label]);
        let value = match value.filter(|value| !value.is_empty()) {
            Some(value) => view! { <dd class="summary__value"><bdi>{value}</bdi></dd> }.into_any(),
            None => view! { <dd class="summary__value summary__value--empty">{say(NOT_GIVEN)}</dd> }.into_any(),
        };
        let change = change.map(|change| {
            view! {
                <dd class="summary__action">
                    <button class="button button--link" type="button" on:click=move |_| change.run(())>
                        {say(CHANGE)}<span class="visually-hidden">{about}</span>
                    </button>
                </dd>
            }
        });
        view! {
            <div class="summary__row">
                <dt class="summary__key"><bdi>{label}</bdi></dt>
                {value}
                {change}
            </div>
        }
    });
    view! { <dl class="summary">{rows.collect_view()}</dl> }
}

/// Where there is no answer.
pub(crate) const NOT_GIVEN: Text =
    Text { en: "Not given", fr: "Non renseigné", de: "Keine Angabe", es: "Sin indicar", ar: "لم يُدخل شيء" };
const CHANGE: Text = Text { en: "Change", fr: "Modifier", de: "Ändern", es: "Cambiar", ar: "تغيير" };
const ABOUT: Text = Text { en: " “{}”", fr: " « {} »", de: " „{}“", es: " «{}»", ar: " «{}»" };
