//! The journey as a task list.

use leptos::prelude::*;
use onboarding::screen::{JourneyScreen, Screen, shows_progress};
use onboarding::text::Text;

use super::activity::notice_view;
use super::lookout::lookout;
use crate::components::page::{YOUR_STEPS, body};
use crate::components::progress::progress;
use crate::components::task_list::task_list;
use crate::store::Store;
use crate::words::{fill, say};

pub(crate) fn view(store: Store, journey: JourneyScreen) -> AnyView {
    let context = store.context().get_untracked();
    let greeting = match &journey.first_name {
        Some(name) => fill(HELLO, &[name]),
        None => say(WELCOME).to_owned(),
    };
    let title = journey.name.clone().filter(|name| !name.trim().is_empty());
    let title = title.unwrap_or_else(|| say(YOUR_STEPS).to_owned());
    let shown = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Journey(now) => now.clone(),
            _ => journey.clone(),
        })
    });
    let passing = Memo::new(move |_| shown.with(|journey| journey.notice.clone()));
    let done = Memo::new(move |_| shown.with(|journey| journey.progress));
    let stages = Memo::new(move |_| shown.with(|journey| journey.stages.clone()));
    body(view! {
        <h1 class="page__title" tabindex="-1"><bdi>{title}</bdi></h1>
        <p class="page__lead"><bdi>{greeting}</bdi></p>
        {move || passing.get().map(notice_view)}
        {move || shows_progress(done.get()).then(|| progress(done.get(), "progress-text"))}
        {task_list(stages.into(), context, store.company())}
        {lookout(store)}
    })
}

const HELLO: Text = Text {
    en: "Hello {}. Here is what there is to do.",
    fr: "Bonjour {}. Voici ce qu’il y a à faire.",
    de: "Hallo {}. Hier sehen Sie, was zu tun ist.",
    es: "Hola, {}. Esto es lo que hay que hacer.",
    ar: "مرحبا {}. إليك ما هو مطلوب منك.",
};
const WELCOME: Text = Text {
    en: "Here is what there is to do.",
    fr: "Voici ce qu’il y a à faire.",
    de: "Hier sehen Sie, was zu tun ist.",
    es: "Esto es lo que hay que hacer.",
    ar: "إليك ما هو مطلوب منك.",
};
