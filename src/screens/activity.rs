//! One activity: to be done, to be read, or to be waited for.

use std::mem::discriminant;

use leptos::prelude::*;
use onboarding::activity::Body;
use onboarding::id::ActivityId;
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, Content, Screen, shows_progress};
use onboarding::text::Text;

use super::lookout::lookout;
use super::waiting::form_bones;
use super::{form, given, provider, reading, signature, video};
use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::page::YOUR_STEPS;
use crate::components::progress::progress;
use crate::components::task_list::{activity_name, actor, compact_task_list, due, minutes, stage_name};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{fill, in_each_language, say};

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
    let (is_restored, looking) = (store.is_restored(), store.work().looking());
    // What comes late is shown when it comes.
    let restored = Memo::new(move |_| (is_restored.get(), looking.get()));
    let main = move || {
        to_do.with(|_| ());
        focus::keep_in_page();
        let activity = shown.get_untracked();
        let is_to_do = matches!(activity.content, Content::ToDo(_));
        let is_restoring = is_to_do && !restored.get().0;
        untrack(|| match &activity.content {
            Content::ToDo(_) if is_restoring => in_each_language(move || page(store, &activity, restoring())),
            Content::ToDo(body) => to_do_view(store, &activity, body),
            _ => in_each_language(move || page(store, &activity, waiting(store, shown))),
        })
    };
    view! {
        <div class="page__body page__body--columns">
            {beside(store, id)}
            <main class="page__main" id="main">{main}</main>
        </div>
    }
    .into_any()
}

/// Something to do: one arm for each kind. Each of them holds what must outlive a change of the language.
fn to_do_view(store: Store, activity: &ActivityScreen, body: &Body) -> AnyView {
    match body {
        Body::Form(form) => form::view(store, activity, form),
        Body::Video(video) => video::view(store, activity, video),
        Body::Provider(task) => provider::view(store, activity, task),
        Body::Reading(reading) => reading::view(store, activity, reading),
        Body::Signature(signing) => signature::view(store, activity, signing),
        Body::Unsupported => {
            let activity = activity.clone();
            in_each_language(move || page(store, &activity, unsupported(store)))
        }
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
        {top(store, activity)}
        {content}
    }
    .into_any()
}

/// What stands above that.
pub(super) fn top(store: Store, activity: &ActivityScreen) -> AnyView {
    view! {
        {back_link()}
        {passing_notice(store)}
        {heading(store, activity)}
    }
    .into_any()
}

/// The way back to the task list.
pub(super) fn back_link() -> impl IntoView {
    view! { <a class="back-link" href="/">{icon(Icon::Back, "")}{say(YOUR_STEPS)}</a> }
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

/// What an earlier visit left is on its way.
fn restoring() -> AnyView {
    view! {
        <p class="visually-hidden" role="status">{say(RESTORING)}</p>
        {form_bones()}
    }
    .into_any()
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

/// A step that is done, by its name.
pub(super) const COMPLETED: Text = Text {
    en: "“{}” is completed.",
    fr: "L’étape « {} » est terminée.",
    de: "„{}“ ist erledigt.",
    es: "Paso completado: «{}».",
    ar: "الخطوة «{}» مكتملة.",
};
const HANDED_IN: Text = Text {
    en: "“{}” is handed in and is being checked.",
    fr: "L’étape « {} » est envoyée ; elle est en cours de vérification.",
    de: "„{}“ ist eingereicht und wird geprüft.",
    es: "Paso enviado y en revisión: «{}».",
    ar: "أُرسلت الخطوة «{}» وهي قيد المراجعة.",
};
const ALREADY_DONE: Text = Text {
    en: "“{}” does not need to be done any more. Here is what comes next.",
    fr: "L’étape « {} » n’est plus à faire. Voici la suite.",
    de: "„{}“ müssen Sie nicht mehr erledigen. Hier geht es weiter.",
    es: "El paso «{}» ya no es necesario. Esto es lo siguiente.",
    ar: "لم تعد الخطوة «{}» مطلوبة. إليك ما يليها.",
};
const ELSEWHERE: Text = Text {
    en: "“{}” was completed meanwhile, in another tab or on another device. Here is what comes next.",
    fr: "L’étape « {} » a été terminée entre-temps, dans un autre onglet ou sur un autre appareil. Voici la suite.",
    de: "„{}“ wurde inzwischen in einem anderen Tab oder auf einem anderen Gerät erledigt. Hier geht es weiter.",
    es: "El paso «{}» se ha completado entretanto, en otra pestaña o en otro dispositivo. Esto es lo siguiente.",
    ar: "اكتملت الخطوة «{}» في هذه الأثناء، في علامة تبويب أخرى أو على جهاز آخر. إليك ما يليها.",
};
const NOT_NOW: Text = Text {
    en: "“{}” cannot be done at the moment. Here is what you can do.",
    fr: "L’étape « {} » ne peut pas être faite pour le moment. Voici ce que vous pouvez faire.",
    de: "„{}“ ist im Moment nicht möglich. Hier sehen Sie, was Sie tun können.",
    es: "El paso «{}» no se puede hacer en este momento. Esto es lo que puede hacer.",
    ar: "لا يمكن إنجاز الخطوة «{}» حاليا. إليك ما يمكنك فعله.",
};
const CHECKED_TITLE: Text = Text {
    en: "Being checked",
    fr: "En cours de vérification",
    de: "Wird geprüft",
    es: "En revisión",
    ar: "قيد المراجعة",
};
const CHECKED: Text = Text {
    en: "You have done your part. We will tell you as soon as the result is there.",
    fr: "De votre côté, c’est fait. Nous vous préviendrons dès que le résultat sera connu.",
    de: "Sie haben Ihren Teil erledigt. Wir sagen Ihnen Bescheid, sobald das Ergebnis da ist.",
    es: "Ya ha hecho su parte. Le avisaremos en cuanto tengamos el resultado.",
    ar: "أنجزت ما هو مطلوب منك. سنخبرك فور صدور النتيجة.",
};
const WAITING_TITLE: Text = Text {
    en: "Nothing for you to do here",
    fr: "Rien à faire de votre côté",
    de: "Hier gibt es für Sie nichts zu tun",
    es: "No tiene que hacer nada aquí",
    ar: "لا شيء مطلوب منك هنا",
};
const WAITING: Text = Text {
    en: "This step is done by {}.",
    fr: "C’est {} qui s’occupe de cette étape.",
    de: "Diesen Schritt erledigt {}.",
    es: "De este paso se encarga {}.",
    ar: "إنجاز هذه الخطوة من مهام {}.",
};
const NOT_YET_TITLE: Text = Text {
    en: "Not yet available",
    fr: "Pas encore disponible",
    de: "Noch nicht verfügbar",
    es: "Aún no disponible",
    ar: "غير متاحة بعد",
};
const NOT_YET: Text = Text {
    en: "This step opens when the steps before it are done.",
    fr: "Cette étape s’ouvrira une fois les étapes précédentes terminées.",
    de: "Dieser Schritt öffnet sich, sobald die Schritte davor erledigt sind.",
    es: "Este paso se abrirá cuando se completen los anteriores.",
    ar: "تُفتح هذه الخطوة عند اكتمال الخطوات التي تسبقها.",
};
const RESTORING: Text = Text {
    en: "Getting what you gave before…",
    fr: "Chargement de ce que vous avez déjà saisi…",
    de: "Ihre bisherigen Angaben werden geladen …",
    es: "Cargando lo que ya había introducido…",
    ar: "جارٍ استرجاع ما أدخلته سابقا…",
};
const UNSUPPORTED_TITLE: Text = Text {
    en: "Please contact us for this step",
    fr: "Contactez-nous pour cette étape",
    de: "Bitte wenden Sie sich für diesen Schritt an uns",
    es: "Contacte con nosotros para este paso",
    ar: "يُرجى التواصل معنا بشأن هذه الخطوة",
};
const UNSUPPORTED: Text = Text {
    en: "This step cannot be done on this page. You can go on with your other steps.",
    fr: "Cette étape ne peut pas se faire sur cette page. Vous pouvez passer à vos autres étapes.",
    de: "Dieser Schritt ist auf dieser Seite nicht möglich. Sie können mit Ihren anderen Schritten weitermachen.",
    es: "Este paso no se puede hacer en esta página. Puede continuar con los demás pasos.",
    ar: "لا يمكن إنجاز هذه الخطوة في هذه الصفحة. يمكنك متابعة خطواتك الأخرى.",
};
const CONTACT: Text =
    Text { en: "Write to {}", fr: "Écrire à {}", de: "An {} schreiben", es: "Escribir a {}", ar: "مراسلة {}" };
