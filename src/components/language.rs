//! The choice of the language, at the end of every page.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::text::{Locale, Text};

use crate::store::Store;
use crate::words::{fill, locale, say};

/// A list with each language by its own name. It stays in the page, and focus on it, whatever is chosen.
pub(crate) fn language_switcher(store: Store) -> impl IntoView {
    let was_chosen = RwSignal::new(false);
    let choose = move |event| {
        if let Some(locale) = Locale::from_tag(&event_target_value(&event)) {
            was_chosen.set(true);
            store.dispatch(Event::LanguageChosen(locale));
        }
    };
    let option = |language: Locale| {
        let is_spoken = move || locale() == language;
        view! {
            <option value=language.tag() lang=language.tag() dir="auto" prop:selected=is_spoken>
                {language.own_name()}
            </option>
        }
    };
    view! {
        <div class="language">
            <label class="language__label" for="language">{move || say(LANGUAGE)}</label>
            <select class="language__list" id="language" autocomplete="off" on:change=choose>
                {Locale::ALL.map(option).collect_view()}
            </select>
            <span class="visually-hidden" role="status">
                {move || was_chosen.get().then(|| fill(SPOKEN, &[locale().own_name()]))}
            </span>
        </div>
    }
}

const LANGUAGE: Text = Text { en: "Language", fr: "Langue", de: "Sprache", es: "Idioma", ar: "اللغة" };
const SPOKEN: Text =
    Text { en: "Language: {}", fr: "Langue : {}", de: "Sprache: {}", es: "Idioma: {}", ar: "اللغة: {}" };
