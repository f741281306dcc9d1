//! Several journeys, one to be chosen.

use leptos::prelude::*;
use onboarding::journey::{JourneyStatus, Role};
use onboarding::machine::Event;
use onboarding::screen::{ChoiceScreen, Screen};
use onboarding::session::JourneyChoice;
use onboarding::text::Text;

use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::page::body;
use crate::store::Store;
use crate::words::{locale, say};

pub(crate) fn view(store: Store, choice: ChoiceScreen) -> AnyView {
    let first = choice.clone();
    let shown = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Choice(now) => now.clone(),
            _ => first.clone(),
        })
    });
    let failure = Memo::new(move |_| shown.with(|choice| choice.failure));
    let is_opening = Memo::new(move |_| shown.with(|choice| choice.opening.is_some()));
    let (locale, opening) = (locale(), say(OPENING));
    let rows = choice.journeys.into_iter().enumerate().map(|(index, journey)| row(store, shown, index, journey));
    body(view! {
        <h1 class="page__title" tabindex="-1">{say(TITLE)}</h1>
        <p class="page__lead">{say(SENTENCE)}</p>
        {move || {
            let failure = failure.get()?;
            Some(notice(Tone::Error, Some(failure.title(locale).to_owned()), failure.sentence(locale)))
        }}
        <ul class="task-list panel" role="list">{rows.collect_view()}</ul>
        <p class="visually-hidden" role="status">{move || is_opening.get().then_some(opening)}</p>
    })
}

fn row(store: Store, shown: Memo<ChoiceScreen>, index: usize, journey: JourneyChoice) -> impl IntoView {
    let JourneyChoice { id, name, role, status } = journey;
    let name = name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| say(JOURNEY).to_owned());
    let (shape, class, tag) = match status {
        JourneyStatus::InProgress => (Icon::Next, "tag--todo", IN_PROGRESS),
        JourneyStatus::Completed => (Icon::CheckCircle, "tag--completed", COMPLETED),
        JourneyStatus::Cancelled => (Icon::Info, "tag--waiting", STOPPED),
    };
    let (meta_id, tag_id) = (format!("journey-{index}-role"), format!("journey-{index}-status"));
    let role = match role {
        Role::Stakeholder => Some(TAKING_PART),
        _ => None,
    };
    let described_by = match role {
        Some(_) => format!("{tag_id} {meta_id}"),
        None => tag_id.clone(),
    };
    let (tag, opening) = (say(tag), say(OPENING_IT));
    let is_opening = Memo::new(move |_| shown.with(|choice| choice.opening == Some(id)));
    view! {
        <li class="task">
            {icon(shape, "task__icon")}
            <div class="task__body">
                <button
                    class="task__name task__link"
                    type="button"
                    aria-describedby=described_by
                    aria-disabled=move || shown.with(|choice| choice.opening.is_some()).then_some("true")
                    on:click=move |_| store.dispatch(Event::JourneyChosen(id))
                >
                    <bdi>{name}</bdi>
                </button>
                {role.map(|role| view! { <p class="task__meta" id=meta_id>{say(role)}</p> })}
            </div>
            <span class=format!("tag {class} task__status") id=tag_id>
                {move || if is_opening.get() { opening } else { tag }}
            </span>
        </li>
    }
}

const TITLE: Text =
    Text { en: "Your journeys", fr: "Vos parcours", de: "Ihre Vorgänge", es: "Sus trámites", ar: "طلباتك" };
const SENTENCE: Text = Text {
    en: "Choose the one to go on with.",
    fr: "Choisissez celui que vous voulez poursuivre.",
    de: "Wählen Sie aus, womit Sie weitermachen möchten.",
    es: "Elija con cuál quiere continuar.",
    ar: "يُرجى اختيار الطلب المراد متابعته.",
};
const JOURNEY: Text = Text { en: "Journey", fr: "Parcours", de: "Vorgang", es: "Trámite", ar: "طلب" };
const TAKING_PART: Text = Text {
    en: "You take part in it",
    fr: "Vous y participez",
    de: "Sie sind daran beteiligt",
    es: "Usted participa en él",
    ar: "لك دور فيه",
};
const IN_PROGRESS: Text =
    Text { en: "In progress", fr: "En cours", de: "Läuft", es: "En curso", ar: "قيد التنفيذ" };
const COMPLETED: Text =
    Text { en: "Completed", fr: "Terminé", de: "Abgeschlossen", es: "Completado", ar: "مكتمل" };
const STOPPED: Text = Text { en: "Stopped", fr: "Arrêté", de: "Abgebrochen", es: "Detenido", ar: "موقوف" };
const OPENING: Text = Text {
    en: "Opening the journey…",
    fr: "Ouverture du parcours…",
    de: "Der Vorgang wird geöffnet …",
    es: "Abriendo el trámite…",
    ar: "جارٍ فتح الطلب…",
};
const OPENING_IT: Text =
    Text {
        en: "Opening…", fr: "Ouverture…", de: "Wird geöffnet …", es: "Abriendo…", ar: "جارٍ الفتح…"
    };
