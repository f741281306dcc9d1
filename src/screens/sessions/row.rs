//! One session: the device, where and when, and how to end it.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::screen::{Device, EndingState, SessionRow};
use onboarding::text::{Locale, Text};

use super::super::account::{LOG_OUT, Leaving};
use crate::components::button::{Weight, is_second_of_double_click};
use crate::components::icon::{Icon, icon};
use crate::components::summary::{SummaryRow, summary};
use crate::store::Store;
use crate::words::{locale, say};

/// A session; the number tells it from the others on the page.
pub(super) fn view(store: Store, row: Memo<SessionRow>, number: u32, leaving: Leaving) -> impl IntoView {
    let title = format!("session-{number}");
    let (is_this, secured) =
        (Memo::new(move |_| row.with(|row| row.is_this)), Memo::new(move |_| row.with(|row| row.secured)));
    let name = move || device(row.with(|row| row.device), locale());
    let tags = move || {
        let this = is_this.get().then(|| view! { <span class="tag tag--next">{say(THIS)}</span> });
        let secured = secured.get().then(|| {
            view! { <span class="tag tag--completed session__secured">{icon(Icon::Lock, "")}{say(SECURED)}</span> }
        });
        (this.is_some() || secured.is_some()).then(|| view! { <p class="session__tags">{this} {secured}</p> })
    };
    view! {
        <li>
            <article class="session panel" aria-labelledby=title.clone()>
                <h2 class="session__device" id=title.clone()>{name}</h2>
                {tags}
                {move || facts(store, &row.get())}
                {move || match is_this.get() {
                    true => log_out_button(leaving).into_any(),
                    false => end_button(store, row).into_any(),
                }}
                {failure(row)}
            </article>
        </li>
    }
}

/// The program and the system, in words.
pub(super) fn device(device: Device, locale: Locale) -> String {
    match (device.browser, device.system) {
        (Some(browser), Some(system)) => ON.fill(locale, &[browser, system]),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => UNKNOWN.say(locale).to_owned(),
    }
}

fn facts(store: Store, row: &SessionRow) -> impl IntoView + use<> {
    let context = store.context().get_untracked();
    let fact = |label: Text, value: Option<String>| {
        value.map(|value| SummaryRow { label: say(label).to_owned(), value: Some(value), change: None })
    };
    let facts = [
        fact(PLACE, row.place.clone()),
        fact(LAST_USED, row.last_used.map(|time| context.show_time(time))),
        fact(BEGUN, row.begun.map(|time| context.show_time(time))),
    ];
    summary(facts.into_iter().flatten().collect())
}

fn log_out_button(leaving: Leaving) -> impl IntoView {
    view! {
        <button class=Weight::Secondary.class() type="button" on:click=move |_| leaving.log_out()>{say(LOG_OUT)}</button>
    }
}

/// Its name includes the device: there are several such buttons on the page.
fn end_button(store: Store, row: Memo<SessionRow>) -> impl IntoView {
    let is_busy = Memo::new(move |_| row.with(|row| row.ending == EndingState::UnderWay));
    let end = move |event| {
        if !is_second_of_double_click(&event) {
            store.dispatch(Event::SessionEndWanted(row.with_untracked(|row| row.id.clone())));
        }
    };
    let about = move || format!(" ({})", device(row.with(|row| row.device), locale()));
    view! {
        <button
            class=Weight::Secondary.class()
            class=("button--busy", is_busy)
            type="button"
            aria-disabled=move || is_busy.get().then_some("true")
            on:click=end
        >
            {move || is_busy.get().then(|| view! { <span class="button__spinner" aria-hidden="true"></span> })}
            <span>
                {move || say(if is_busy.get() { ENDING } else { END })}<span class="visually-hidden">{about}</span>
            </span>
        </button>
    }
}

fn failure(row: Memo<SessionRow>) -> impl IntoView {
    let failure = Memo::new(move |_| row.with(|row| row.ending));
    let told = move || match failure.get() {
        EndingState::Failed(failure) => {
            let sentence = format!("{} {}", say(NOT_ENDED), failure.sentence(locale()));
            Some(view! { <p class="session__failure">{icon(Icon::Error, "")}<span>{sentence}</span></p> })
        }
        _ => None,
    };
    view! { <div role="alert">{told}</div> }
}

const ON: Text = Text { en: "{} on {}", fr: "{} sur {}", de: "{} auf {}", es: "{} en {}", ar: "‏{} على {}" };
const UNKNOWN: Text = Text {
    en: "Unknown device",
    fr: "Appareil inconnu",
    de: "Unbekanntes Gerät",
    es: "Dispositivo desconocido",
    ar: "جهاز غير معروف",
};
const THIS: Text =
    Text { en: "This one", fr: "Cette session", de: "Diese Sitzung", es: "Esta sesión", ar: "هذه الجلسة" };
const SECURED: Text = Text { en: "Secured", fr: "Sécurisée", de: "Gesichert", es: "Protegida", ar: "محمية" };
const PLACE: Text = Text { en: "Place", fr: "Lieu", de: "Ort", es: "Lugar", ar: "المكان" };
const LAST_USED: Text =
    Text {
        en: "Last used", fr: "Dernière utilisation", de: "Zuletzt genutzt", es: "Último uso", ar: "آخر استخدام"
    };
const BEGUN: Text = Text { en: "Begun", fr: "Début", de: "Begonnen", es: "Inicio", ar: "وقت البدء" };
const END: Text = Text {
    en: "End this session",
    fr: "Fermer cette session",
    de: "Diese Sitzung beenden",
    es: "Cerrar esta sesión",
    ar: "إنهاء هذه الجلسة",
};
/// A session is being ended.
pub(super) const ENDING: Text =
    Text {
        en: "Ending…", fr: "Fermeture…", de: "Wird beendet …", es: "Cerrando…", ar: "جارٍ الإنهاء…"
    };
const NOT_ENDED: Text = Text {
    en: "This session has not ended.",
    fr: "Cette session n’a pas été fermée.",
    de: "Diese Sitzung ist nicht beendet.",
    es: "Esta sesión no se ha cerrado.",
    ar: "لم تنته هذه الجلسة.",
};
