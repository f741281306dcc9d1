//! Words in the language of the interface. Whatever says something while it is watched says it anew when the lead
//! chooses another language.

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use onboarding::text::{Counted, Locale, Text};

use crate::store::Store;

/// The language of what is mounted below.
#[derive(Clone, Copy)]
struct Spoken(Memo<Locale>);

/// From here on, what is mounted speaks the language of the store.
pub(crate) fn speak_as(store: Store) {
    provide_context(Spoken(Memo::new(move |_| store.context().with(|context| context.locale))));
}

/// The language that the mounted page speaks.
pub(crate) fn locale() -> Locale {
    let Some(Spoken(locale)) = use_context() else { return Locale::default() };
    // Events and what is made once follow nothing.
    if Observer::get().is_some() { locale.get() } else { locale.get_untracked() }
}

/// A phrase in that language.
pub(crate) fn say(text: Text) -> &'static str {
    text.say(locale())
}

/// A phrase with its gaps filled.
pub(crate) fn fill(text: Text, parts: &[&str]) -> String {
    text.fill(locale(), parts)
}

/// A phrase with a count in it.
pub(crate) fn count(counted: Counted, number: u64) -> String {
    counted.fill(locale(), number)
}

/// A part of the page that is made anew in each language. What must not be lost then is made outside of it, and what
/// must stay in the page as it is (a film, a frame, a password) does not belong into it.
pub(crate) fn in_each_language(part: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let part = StoredValue::<Box<dyn Fn() -> AnyView + Send + Sync>>::new(Box::new(part));
    let each = move || [locale().tag()];
    // By key: what has the same shape would otherwise stay, a list of countries with another one's choice in it.
    view! { <For each=each key=|tag| *tag children=move |_| untrack(|| part.with_value(|part| part())) /> }.into_any()
}
