//! The last page, where there is nowhere to go by itself.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::screen::{ClosingScreen, Rest, RowState, Screen, StageRows};
use onboarding::text::Text;

use super::activity::YOUR_STEPS;
use super::leaving;
use super::lookout::lookout;
use crate::components::icon::{Icon, icon};
use crate::components::page::body;
use crate::components::task_list::task_list;
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(store: Store, closing: ClosingScreen) -> AnyView {
    let company = store.company();
    let context = store.context().get_untracked();
    let onward = match &closing.redirect {
        Some(url) => leaving::link(url).into_any(),
        None => view! {
            <div class="button-group"><a class="button button--secondary" href="/">{say(LOOK_BACK)}</a></div>
        }
        .into_any(),
    };
    let shown = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Closing(now) => now.clone(),
            _ => closing.clone(),
        })
    });
    let rest = Memo::new(move |_| shown.with(|closing| closing.rest));
    let open: Memo<Arc<Vec<StageRows>>> =
        Memo::new(move |_| shown.with(|closing| Arc::new(closing.stages.iter().filter_map(goes_on).collect())));
    let any_open = Memo::new(move |_| open.with(|stages| !stages.is_empty()));
    let list = move || {
        let title = move || say(if rest.get() == Rest::ToDo { YOUR_STEPS } else { GOES_ON });
        any_open.get().then(|| {
            view! {
                <h2 class="visually-hidden">{title}</h2>
                {task_list(open.into(), context.clone(), company.clone())}
            }
        })
    };
    body(view! {
        <div class="panel message">
            {move || match rest.get() {
                Rest::ToDo => icon(Icon::Info, "message__icon message__icon--info"),
                _ => icon(Icon::CheckCircle, "message__icon message__icon--success message__icon--celebrate"),
            }}
            <h1 class="message__title" tabindex="-1">{move || say(words(rest.get()).0)}</h1>
            <p class="message__text">{move || say(words(rest.get()).1)}</p>
            {onward}
        </div>
        {list}
        {lookout(store)}
    })
}

fn words(rest: Rest) -> (Text, Text) {
    match rest {
        Rest::ToDo => (SOMETHING_NEW, NEXT_STEP),
        Rest::Nothing => (ALL_DONE, EVERYTHING),
        Rest::Others => (ALL_DONE, YOUR_PART),
        Rest::Lead => (FOR_NOW, LATER),
    }
}

/// What of a stage goes on: what others are at, and what the lead can do by now.
fn goes_on(stage: &StageRows) -> Option<StageRows> {
    let goes_on = |state| !matches!(state, RowState::Completed | RowState::NotYet);
    let rows: Vec<_> = stage.rows.iter().filter(|row| goes_on(row.state)).cloned().collect();
    (!rows.is_empty()).then(|| StageRows { name: stage.name.clone(), rows })
}

const SOMETHING_NEW: Text = Text { en: "There is something new to do", fr: "Il y a du nouveau à faire" };
const NEXT_STEP: Text = Text {
    en: "Here is your next step. Take it whenever you like.",
    fr: "Voici votre prochaine étape. Faites-la quand vous le souhaitez.",
};
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
