//! How far the lead has come.

use leptos::prelude::*;
use onboarding::journey::Progress;
use onboarding::text::Text;

use crate::words::fill;

/// "2 of 5 done", in words and as a bar; the id tells two of them apart.
pub(crate) fn progress(progress: Progress, id: &'static str) -> impl IntoView {
    let words = fill(DONE, &[&progress.done.to_string(), &progress.total.to_string()]);
    view! {
        <div class="progress">
            <p class="progress__text" id=id>{words.clone()}</p>
            <progress
                class="progress__bar"
                max=progress.total.max(1).to_string()
                value=progress.done.to_string()
                aria-labelledby=id
            >
                {words}
            </progress>
        </div>
    }
}

/// Something goes on, nobody knows for how long.
pub(crate) fn busy(label: &'static str) -> impl IntoView {
    view! { <progress class="progress__bar progress__bar--busy" aria-label=label></progress> }
}

const DONE: Text = Text {
    en: "{} of {} done",
    fr: "Étapes terminées : {} sur {}",
    de: "{} von {} erledigt",
    es: "Pasos completados: {} de {}",
    ar: "الخطوات المكتملة: {} من {}",
};
