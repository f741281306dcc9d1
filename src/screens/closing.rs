//! The last page, where there is nowhere to go by itself.

use leptos::prelude::*;
use onboarding::screen::{ClosingScreen, Rest, RowState, StageRows};
use onboarding::text::Text;

use super::leaving;
use crate::components::icon::{Icon, icon};
use crate::components::page::body;
use crate::components::task_list::task_list;
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(store: Store, closing: ClosingScreen) -> AnyView {
    let company = store.company();
    let context = store.context().get_untracked();
    let waiting: Vec<StageRows> = closing.stages.iter().filter_map(still_open).collect();
    let (title, sentence) = match closing.rest {
        Rest::Nothing => (ALL_DONE, EVERYTHING),
        Rest::Others => (ALL_DONE, YOUR_PART),
        Rest::Lead => (FOR_NOW, LATER),
    };
    let rest = (!waiting.is_empty()).then(|| {
        view! {
            <h2 class="visually-hidden">{say(GOES_ON)}</h2>
            {task_list(&waiting, &context, &company)}
        }
    });
    body(view! {
        <div class="panel message">
            {icon(Icon::CheckCircle, "message__icon message__icon--success message__icon--celebrate")}
            <h1 class="message__title" tabindex="-1">{say(title)}</h1>
            <p class="message__text">{say(sentence)}</p>
            {match &closing.redirect {
                Some(url) => leaving::link(url).into_any(),
                None => view! {
                    <div class="button-group"><a class="button button--secondary" href="/">{say(LOOK_BACK)}</a></div>
                }
                .into_any(),
            }}
        </div>
        {rest}
    })
}

/// What of a stage others are still at.
fn still_open(stage: &StageRows) -> Option<StageRows> {
    let open = |state| matches!(state, RowState::WaitingForOthers | RowState::BeingChecked);
    let rows: Vec<_> = stage.rows.iter().filter(|row| open(row.state)).cloned().collect();
    (!rows.is_empty()).then(|| StageRows { name: stage.name.clone(), rows })
}

const ALL_DONE: Text = Text { en: "You are all done", fr: "Vous avez terminé" };
const FOR_NOW: Text = Text { en: "Nothing to do right now", fr: "Rien à faire pour l’instant" };
const LATER: Text = Text {
    en: "Thank you. We have to do our part first, and tell you when it is your turn again. You can close this page.",
    fr: "Merci. C’est d’abord à nous de faire notre part ; nous vous préviendrons quand ce sera à vous. Vous pouvez fermer cette page.",
};
const EVERYTHING: Text = Text {
    en: "Thank you. Everything is complete, and you can close this page.",
    fr: "Merci. Tout est complet, et vous pouvez fermer cette page.",
};
const YOUR_PART: Text = Text {
    en: "Thank you. Nothing more is needed from you right now, and you can close this page.",
    fr: "Merci. Nous n’avons plus besoin de rien pour l’instant, et vous pouvez fermer cette page.",
};
const GOES_ON: Text = Text { en: "What goes on without you", fr: "Ce qui continue sans vous" };
const LOOK_BACK: Text = Text { en: "Look at your steps", fr: "Revoir vos étapes" };
