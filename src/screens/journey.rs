//! The journey as a task list.

use leptos::prelude::*;
use onboarding::screen::{JourneyScreen, shows_progress};
use onboarding::text::Text;

use super::activity::{YOUR_STEPS, notice_view};
use crate::components::page::body;
use crate::components::progress::progress;
use crate::components::task_list::task_list;
use crate::store::Store;
use crate::words::{fill, say};

pub(crate) fn view(store: Store, journey: JourneyScreen) -> AnyView {
    let company = store.company();
    let context = store.context().get_untracked();
    let greeting = match &journey.first_name {
        Some(name) => fill(HELLO, &[name]),
        None => say(WELCOME).to_owned(),
    };
    let title = journey.name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| say(YOUR_STEPS).to_owned());
    body(view! {
        <h1 class="page__title" tabindex="-1"><bdi>{title}</bdi></h1>
        <p class="page__lead"><bdi>{greeting}</bdi></p>
        {journey.notice.map(notice_view)}
        {shows_progress(journey.progress).then(|| progress(journey.progress, "progress-text"))}
        {task_list(&journey.stages, &context, &company)}
    })
}

const HELLO: Text =
    Text { en: "Hello {}. Here is what there is to do.", fr: "Bonjour {}. Voici ce qu’il y a à faire." };
const WELCOME: Text = Text { en: "Here is what there is to do.", fr: "Voici ce qu’il y a à faire." };
