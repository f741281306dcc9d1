//! Buttons that say when they are busy.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How much a button stands out from others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The one thing to do.
    Main,
    /// Something else that can be done.
    Secondary,
    /// A way out, or a way round.
    Link,
}

impl Weight {
    /// The classes of a button, or of a link that looks like one.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Secondary => "button button--secondary",
            Self::Link => "button button--link",
        }
    }
}

/// A button that does something on the page. While busy it says so and keeps its focus; that a press changes nothing
/// then is the core's promise. The second half of a double click does nothing: it was meant for what is gone.
pub(crate) fn press_button(
    weight: impl Into<Signal<Weight>>,
    words: &'static str,
    busy_words: &'static str,
    busy: Signal<bool>,
    act: impl Fn() + 'static,
) -> impl IntoView {
    press_button_unless(weight, words, busy_words, busy, Signal::stored(false), act)
}

/// The same, where a press changes nothing for another reason as well, which is told beside it.
pub(crate) fn press_button_unless(
    weight: impl Into<Signal<Weight>>,
    words: &'static str,
    busy_words: &'static str,
    busy: Signal<bool>,
    blocked: Signal<bool>,
    act: impl Fn() + 'static,
) -> impl IntoView {
    button(weight.into(), [words, busy_words], busy, blocked, Box::new(act))
}

/// Made once, and not anew for each thing that a press may do.
fn button(
    weight: Signal<Weight>,
    [words, busy_words]: [&'static str; 2],
    busy: Signal<bool>,
    blocked: Signal<bool>,
    act: Box<dyn Fn()>,
) -> AnyView {
    let press = move |event: MouseEvent| {
        if !is_second_of_double_click(&event) {
            act();
        }
    };
    view! {
        <button
            class=move || {
                let busy = if busy.get() { " button--busy" } else { "" };
                format!("{}{busy}", weight.get().class())
            }
            type="button"
            aria-disabled=move || (busy.get() || blocked.get()).then_some("true")
            on:click=press
        >
            {move || busy.get().then(|| view! { <span class="button__spinner" aria-hidden="true"></span> })}
            {move || if busy.get() { busy_words } else { words }}
        </button>
    }
    .into_any()
}

/// Whether a click follows another one at once (UI Events, `detail`: the click count).
pub(crate) fn is_second_of_double_click(event: &MouseEvent) -> bool {
    event.detail() > 1
}

/// A submit button. While busy it keeps its focus (`aria-disabled` instead of `disabled`) and names what goes on;
/// that a second press changes nothing is the core's promise. Its words may change while it has focus.
pub(crate) fn submit_button(
    words: Signal<&'static str>,
    busy_words: &'static str,
    busy: Signal<bool>,
) -> impl IntoView {
    submit_button_unless(words, busy_words, busy, Signal::stored(false))
}

/// The same, where a press changes nothing for another reason as well, which is told beside it.
pub(crate) fn submit_button_unless(
    words: Signal<&'static str>,
    busy_words: &'static str,
    busy: Signal<bool>,
    blocked: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="button"
            class=("button--busy", busy)
            type="submit"
            aria-disabled=move || (busy.get() || blocked.get()).then_some("true")
        >
            {move || busy.get().then(|| view! { <span class="button__spinner" aria-hidden="true"></span> })}
            {move || if busy.get() { busy_words } else { words.get() }}
        </button>
    }
}
