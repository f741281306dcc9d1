//! What becomes of waiting: that the page looks for news by itself, what they are, and that the session has ended.

use leptos::prelude::*;
use onboarding::calendar::DateTime;
use onboarding::failure::Failure;
use onboarding::machine::News;
use onboarding::screen::Looks;
use onboarding::text::Text;

use super::activity::COMPLETED;
use super::sign_in::ways_back_in;
use crate::components::notice::{Tone, notice};
use crate::components::task_list::activity_name;
use crate::store::Store;
use crate::words::{fill, locale, say};

/// A quiet line under what is waited for. It is no live region: what is new is announced by [`announced_news`].
pub(crate) fn lookout(store: Store) -> impl IntoView {
    let page = store.page();
    let looks = Memo::new(move |_| page.with(|page| page.looks));
    let news = Memo::new(move |_| page.with(|page| page.news.clone()));
    let time = move |utc: DateTime| store.context().with(|context| context.show_time_of_day(utc));
    let line = move || match looks.get()? {
        Looks::Regular(heard_at) => Some(fill(LOOKS, &[&time(heard_at)])),
        Looks::InVain(heard_at) => Some(fill(LOOKS_IN_VAIN, &[&time(heard_at)])),
        Looks::SessionEnded => None,
    };
    let news = move || {
        news.get().map(|news| view! { <p class="lookout__news" aria-hidden="true">{sentences(store, &news)}</p> })
    };
    view! {
        {end_of_session(store)}
        <div class="lookout">
            {news}
            {move || line().map(|line| view! { <p class="lookout__line">{line}</p> })}
        </div>
    }
}

/// What is new, for those who do not see it appear: the one live region for it, on every page (WCAG 4.1.3).
pub(crate) fn announced_news(store: Store) -> impl IntoView {
    let news = Memo::new(move |_| store.page().with(|page| page.news.clone()));
    view! { <p class="visually-hidden" role="status">{move || news.get().map(|news| sentences(store, &news))}</p> }
}

/// That the session is over, while it is.
pub(super) fn end_of_session(store: Store) -> impl IntoView {
    let is_over = Memo::new(move |_| store.page().with(|page| page.looks == Some(Looks::SessionEnded)));
    move || is_over.get().then(|| session_ended(store))
}

/// The session is over, and what is on the page stays.
pub(super) fn session_ended(store: Store) -> AnyView {
    let failure = Failure::SessionEnded;
    let sentence = format!("{} {}", failure.sentence(locale()), say(STAYS));
    view! {
        {notice(Tone::Error, Some(failure.title(locale()).to_owned()), sentence)}
        {ways_back_in(store)}
    }
    .into_any()
}

fn sentences(store: Store, news: &News) -> String {
    let list = |names: &[String]| {
        let names: Vec<_> = names.iter().map(|name| activity_name(name)).collect();
        store.context().with(|context| context.show_list(&names))
    };
    let opened = match news.opened.as_slice() {
        [] => None,
        [name] => Some(fill(NEW_STEP, &[&activity_name(name)])),
        names => Some(fill(NEW_STEPS, &[&list(names)])),
    };
    let completed = match news.completed.as_slice() {
        [] => None,
        [name] => Some(fill(COMPLETED, &[&activity_name(name)])),
        names => Some(fill(ALL_COMPLETED, &[&list(names)])),
    };
    opened.into_iter().chain(completed).collect::<Vec<_>>().join(" ")
}

const LOOKS: Text = Text {
    en: "This page updates by itself. Last checked at {}.",
    fr: "Cette page se met à jour automatiquement. Dernière vérification à {}.",
    de: "Diese Seite aktualisiert sich automatisch. Letzter Stand: {} Uhr.",
    es: "Esta página se actualiza sola. Última comprobación: {}.",
    ar: "تُحدَّث هذه الصفحة تلقائيا. آخر تحقق في الساعة {}.",
};
const LOOKS_IN_VAIN: Text = Text {
    en: "We cannot reach the service right now. We keep trying; last checked at {}.",
    fr: "Nous n’arrivons pas à joindre le service pour l’instant. Nous continuons d’essayer ; dernière vérification à {}.",
    de: "Wir erreichen den Dienst gerade nicht und versuchen es weiter. Letzter Stand: {} Uhr.",
    es: "Ahora no podemos conectar con el servicio. Seguimos intentándolo; última comprobación: {}.",
    ar: "تعذر الوصول إلى الخدمة حاليا. نواصل المحاولة؛ آخر تحقق في الساعة {}.",
};
const STAYS: Text = Text {
    en: "What is on this page stays here.",
    fr: "Ce qui est sur cette page y reste.",
    de: "Was auf dieser Seite steht, bleibt erhalten.",
    es: "Lo que hay en esta página se conserva.",
    ar: "يبقى ما في هذه الصفحة كما هو.",
};
const NEW_STEP: Text = Text {
    en: "New step: {}.",
    fr: "Nouvelle étape : {}.",
    de: "Neuer Schritt: {}.",
    es: "Nuevo paso: {}.",
    ar: "خطوة جديدة: {}.",
};
const NEW_STEPS: Text = Text {
    en: "New steps: {}.",
    fr: "Nouvelles étapes : {}.",
    de: "Neue Schritte: {}.",
    es: "Nuevos pasos: {}.",
    ar: "خطوات جديدة: {}.",
};
const ALL_COMPLETED: Text = Text {
    en: "Completed: {}.",
    fr: "Étapes terminées : {}.",
    de: "Erledigt: {}.",
    es: "Pasos completados: {}.",
    ar: "خطوات مكتملة: {}.",
};
