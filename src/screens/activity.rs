//! One activity: to be done, to be read, or to be waited for.

use leptos::prelude::*;
use onboarding::activity::Body;
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, Content, Screen, shows_progress};
use onboarding::text::Text;

use super::{form, given, provider, video};
use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::page::ALL_STEPS;
use crate::components::progress::progress;
use crate::components::task_list::{activity_name, actor, compact_task_list, due, minutes};
use crate::store::Store;
use crate::words::{fill, say};

/// A journey with more activities than this shows none of them beside the open one: nobody reads a list that long twice.
const MOST_BESIDE: usize = 60;

pub(crate) fn view(store: Store, activity: ActivityScreen) -> AnyView {
    let content = match &activity.content {
        Content::ToDo(Body::Form(form)) => form::view(store, &activity, form),
        Content::ToDo(Body::Video(video)) => video::view(store, &activity, video),
        Content::ToDo(Body::Provider(task)) => provider::view(store, &activity, task),
        Content::ToDo(Body::Reading(_) | Body::Signature(_) | Body::Unsupported) => {
            page(store, &activity, unsupported(store))
        }
        Content::Given(body) => page(store, &activity, given::view(store, activity.id, body)),
        Content::BeingChecked => page(store, &activity, note(Tone::Success, CHECKED_TITLE, say(CHECKED).to_owned())),
        Content::WaitingFor(role) => {
            page(store, &activity, note(Tone::Info, WAITING_TITLE, fill(WAITING, &[&actor(role, &store.company())])))
        }
        Content::NotYet => page(store, &activity, note(Tone::Info, NOT_YET_TITLE, say(NOT_YET).to_owned())),
    };
    view! {
        <div class="page__body page__body--columns">
            {beside(store, &activity)}
            <main class="page__main" id="main">{content}</main>
        </div>
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
fn beside(store: Store, activity: &ActivityScreen) -> impl IntoView + use<> {
    let id = activity.id;
    let progressing = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Activity(activity) => (activity.progress, activity.stages.clone()),
            _ => Default::default(),
        })
    });
    move || {
        let (done, stages) = progressing.get();
        let rows: usize = stages.iter().map(|stage| stage.rows.len()).sum();
        (2..=MOST_BESIDE).contains(&rows).then(|| {
            let company = store.company();
            let stages = stages.iter().map(|stage| {
                view! {
                    <p class="page__aside-stage"><bdi>{stage.name.clone()}</bdi></p>
                    {compact_task_list(&stage.rows, id, &company)}
                }
            });
            view! {
                <nav class="page__aside" aria-labelledby="aside-title">
                    <h2 class="page__aside-title" id="aside-title">{say(YOUR_STEPS)}</h2>
                    {shows_progress(done).then(|| progress(done, "progress-text-aside"))}
                    {stages.collect_view()}
                </nav>
            }
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
