//! Buttons that say when they are busy.

use leptos::prelude::*;

/// A submit button. While busy it keeps its focus (`aria-disabled` instead of `disabled`) and names what goes on;
/// that a second press changes nothing is the core's promise.
pub(crate) fn submit_button(words: &'static str, busy_words: &'static str, busy: Signal<bool>) -> impl IntoView {
    view! {
        <button
            class="button"
            class=("button--busy", busy)
            type="submit"
            aria-disabled=move || busy.get().then_some("true")
        >
            {move || busy.get().then(|| view! { <span class="button__spinner" aria-hidden="true"></span> })}
            {move || if busy.get() { busy_words } else { words }}
        </button>
    }
}
