//! Something is on its way: the same bones as the static shell of `index.html`, so that nothing shifts.

use leptos::prelude::*;
use onboarding::screen::Waiting;
use onboarding::text::Text;

use crate::components::page::body;
use crate::words::say;

pub(crate) fn view(what: Waiting) -> AnyView {
    let words = match what {
        Waiting::Link => Text { en: "Opening your link…", fr: "Ouverture de votre lien…" },
        Waiting::Journey => Text { en: "Loading your steps…", fr: "Chargement de vos étapes…" },
    };
    body(view! {
        <p class="visually-hidden" role="status">{say(words)}</p>
        <div class="skeleton-group" aria-hidden="true">
            <span class="skeleton skeleton--title"></span>
            <span class="skeleton skeleton--text"></span>
            <div class="panel">
                <span class="skeleton skeleton--row"></span>
                <span class="skeleton skeleton--row"></span>
                <span class="skeleton skeleton--row"></span>
            </div>
        </div>
    })
}
