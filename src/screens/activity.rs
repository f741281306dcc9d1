//! One activity: to be done, to be read, or to be waited for.

use std::mem::discriminant;

use leptos::prelude::*;
use onboarding::activity::Body;
use onboarding::id::ActivityId;
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, Content, Screen, shows_progress};
use onboarding::text::Text;

use super::lookout::lookout;
use super::{form, given, provider, reading, signature, video};
use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::page::ALL_STEPS;
use crate::components::progress::progress;
use crate::components::task_list::{activity_name, actor, compact_task_list, due, minutes, stage_name};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{fill, say};

/// A journey with more activities than this shows none of them beside the open one: nobody reads a list that long twice.
const MOST_BESIDE: usize = 60;

pub(crate) fn view(store: Store, activity: ActivityScreen) -> AnyView {
    let id = activity.id;
    let shown = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Activity(now) if now.id == id => now.clone(),
            _ => activity.clone(),
        })
    });
    // What the lead is at stays mounted as long as it is the same thing to do, whatever else is told of it.
    let to_do = Memo::new(move |_| {
        shown.with(|activity| match &activity.content {
            Content::ToDo(body) => Some(discriminant(body)),
            _ => None,
        })
    });
    let main = move || {
        to_do.with(|_| ());
        focus::keep_in_page();
        let activity = shown.get_untracked();
        match &activity.content {
            Content::ToDo(body) => to_do_view(store, &activity, body),
            _ => page(store, &activity, waiting(store, shown)),
        }
    };
    view! {
        <div class="page__body page__body--columns">
            {beside(store, id)}
            <main class="page__main" id="main">{main}</main>
        </div>
    }
    .into_any()
}

/// Something to do: one arm for each kind.
fn to_do_view(store: Store, activity: &ActivityScreen, body: &Body) -> AnyView {
    match body {
        Body::Form(form) => form::view(store, activity, form),
        Body::Video(video) => video::view(store, activity, video),
        Body::Provider(task) => provider::view(store, activity, task),
        Body::Reading(reading) => reading::view(store, activity, reading),
        Body::Signature(signing) => signature::view(store, activity, signing),
        Body::Unsupported => page(store, activity, unsupported(store)),
    }
}

/// Nothing to do here: what was given, or what is awaited. One takes the place of the other while the page stays.
fn waiting(store: Store, shown: Memo<ActivityScreen>) -> AnyView {
    let kind = Memo::new(move |_| shown.with(|activity| discriminant(&activity.content)));
    let content = move || {
        kind.with(|_| ());
        shown.with_untracked(|activity| match &activity.content {
            Content::ToDo(_) => ().into_any(),
            Content::Given(body) => given::view(store, activity, body),
            Content::BeingChecked => note(Tone::Success, CHECKED_TITLE, say(CHECKED).to_owned()),
            Content::WaitingFor(role) => {
                note(Tone::Info, WAITING_TITLE, fill(WAITING, &[&actor(role, &store.company())]))
            }
            Content::NotYet => note(Tone::Info, NOT_YET_TITLE, say(NOT_YET).to_owned()),
        })
    };
    view! {
        {content}
        {lookout(store)}
    }
    .into_any()
}

/// Heading, description and what there is to do.
fn page(store: Store, activity: &ActivityScreen, content: AnyView) -> AnyView {
    view! {
        {back_link()}
        {passing_notice(store)}
        {heading(store, activity)}
        {content}
    }
    .into_any()
}

/// The way back to the task list.
pub(super) fn back_link() -> impl IntoView {
    view! { <a class="back-link" href="/">{icon(Icon::Back, "")}{say(ALL_STEPS)}</a> }
}

/// Stage, name, facts and description.
pub(super) fn heading(store: Store, activity: &ActivityScreen) -> impl IntoView + use<> {
    let context = store.context().get_untracked();
    let facts = [activity.minutes.map(minutes), activity.due.map(|date| due(date, &context))];
    let facts: Vec<_> =
        facts.into_iter().flatten().map(|fact| view! { <span class="task__fact">{fact}</span> }).collect();
    let stage = (!activity.stage.trim().is_empty()).then(|| {
        view! { <p class="activity__stage"><bdi>{activity.stage.clone()}</bdi></p> }
    });
    view! {
        <header class="activity">
            {stage}
            <h1 class="page__title" tabindex="-1"><bdi>{activity_name(&activity.name)}</bdi></h1>
            {(!facts.is_empty()).then(|| view! { <p class="activity__meta">{facts}</p> })}
        </header>
        {activity.description.as_deref().map(prose)}
    }
}

/// What was just done, as long as nothing else happens.
pub(super) fn passing_notice(store: Store) -> impl IntoView {
    let passing = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Activity(activity) => activity.notice.clone(),
            _ => None,
        })
    });
    move || passing.get().map(notice_view)
}

/// Something told in passing.
pub(super) fn notice_view(passing: Notice) -> impl IntoView {
    match passing {
        Notice::Completed(name) => notice(Tone::Success, None, fill(COMPLETED, &[&activity_name(&name)])),
        Notice::HandedIn(name) => notice(Tone::Success, None, fill(HANDED_IN, &[&activity_name(&name)])),
        Notice::AlreadyDone(name) => notice(Tone::Info, None, fill(ALREADY_DONE, &[&activity_name(&name)])),
        Notice::CompletedElsewhere(name) => notice(Tone::Success, None, fill(ELSEWHERE, &[&activity_name(&name)])),
        Notice::NotNow(name) => notice(Tone::Info, None, fill(NOT_NOW, &[&activity_name(&name)])),
    }
}

/// Plain text whose paragraphs are parted by blank lines (contract, section 3).
pub(super) fn prose(text: &str) -> impl IntoView + use<> {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let paragraphs = paragraphs.map(|paragraph| view! { <p dir="auto">{paragraph.to_owned()}</p> }).collect_view();
    view! { <div class="prose">{paragraphs}</div> }
}

/// The journey beside the activity, on wide pages.
fn beside(store: Store, id: ActivityId) -> impl IntoView + use<> {
    let progressing = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Activity(activity) => (activity.progress, activity.stages.clone()),
            _ => Default::default(),
        })
    });
    let done = Memo::new(move |_| progressing.with(|(done, _)| *done));
    let stages = Memo::new(move |_| progressing.with(|(_, stages)| stages.clone()));
    // Which stages there are, as long as that is worth showing.
    let number = Memo::new(move |_| {
        stages.with(|stages| {
            let rows: usize = stages.iter().map(|stage| stage.rows.len()).sum();
            (2..=MOST_BESIDE).contains(&rows).then_some(stages.len())
        })
    });
    move || {
        let number = number.get()?;
        let lists = (0..number).map(|index| {
            let name = stage_name(stages.into(), index);
            view! {
                <p class="page__aside-stage"><bdi>{name}</bdi></p>
                {compact_task_list(stages.into(), index, id, store.company())}
            }
        });
        Some(view! {
            <nav class="page__aside" aria-labelledby="aside-title">
                <h2 class="page__aside-title" id="aside-title">{say(YOUR_STEPS)}</h2>
                {move || shows_progress(done.get()).then(|| progress(done.get(), "progress-text-aside"))}
                {lists.collect_view()}
            </nav>
        })
    }
}

fn unsupported(store: Store) -> AnyView {
    let email = store.support_email();
    let contact = email.map(|email| {
        view! {
            <div class="button-group">
                <a class="button" href=format!("mailto:{email}")>{fill(CONTACT, &[&email])}</a>
            </div>
        }
    });
    view! {
        {note(Tone::Info, UNSUPPORTED_TITLE, say(UNSUPPORTED).to_owned())}
        {contact}
    }
    .into_any()
}

fn note(tone: Tone, title: Text, sentence: String) -> AnyView {
    notice(tone, Some(say(title).to_owned()), sentence).into_any()
}

/// The heading of a task list.
pub(super) const YOUR_STEPS: Text = Text { en: "Your steps", fr: "Vos étapes" };
const COMPLETED: Text = Text { en: "“{}” is completed.", fr: "« {} » : c’est fait." };
const HANDED_IN: Text = Text {
    en: "“{}” is handed in and is being checked.",
    fr: "« {} » : c’est envoyé, et en cours de vérification.",
};
const ALREADY_DONE: Text = Text {
    en: "“{}” does not need to be done any more. Here is what comes next.",
    fr: "« {} » n’est plus à faire. Voici la suite.",
};
const ELSEWHERE: Text = Text {
    en: "“{}” was completed meanwhile, in another tab or on another device. Here is what comes next.",
    fr: "« {} » a été terminée entre-temps, dans un autre onglet ou sur un autre appareil. Voici la suite.",
};
const NOT_NOW: Text = Text {
    en: "“{}” cannot be done at the moment. Here is what you can do.",
    fr: "« {} » ne peut pas être faite pour le moment. Voici ce que vous pouvez faire.",
};
const CHECKED_TITLE: Text = Text { en: "Being checked", fr: "En vérification" };
const CHECKED: Text = Text {
    en: "You have done your part. We tell you as soon as the result is there.",
    fr: "Vous avez fait votre part. Nous vous prévenons dès que le résultat est là.",
};
const WAITING_TITLE: Text = Text { en: "Nothing for you to do here", fr: "Rien à faire ici pour vous" };
const WAITING: Text = Text { en: "This step is done by {}.", fr: "Cette étape est faite par {}." };
const NOT_YET_TITLE: Text = Text { en: "Not yet available", fr: "Pas encore disponible" };
const NOT_YET: Text = Text {
    en: "This step opens when the steps before it are done.",
    fr: "Cette étape s’ouvre quand les étapes précédentes sont faites.",
};
const UNSUPPORTED_TITLE: Text = Text { en: "Please contact us for this step", fr: "Contactez-nous pour cette étape" };
const UNSUPPORTED: Text = Text {
    en: "This step cannot be done on this page. You can go on with your other steps.",
    fr: "Cette étape ne peut pas se faire sur cette page. Vous pouvez continuer avec vos autres étapes.",
};
const CONTACT: Text = Text { en: "Write to {}", fr: "Écrire à {}" };
