//! Words in the language of the interface.

use leptos::prelude::*;
use onboarding::text::{Locale, Text};

/// The language that the mounted page speaks.
pub(crate) fn locale() -> Locale {
    use_context().unwrap_or_default()
}

/// A phrase in that language.
pub(crate) fn say(text: Text) -> &'static str {
    text.say(locale())
}

/// A phrase with its gaps filled.
pub(crate) fn fill(text: Text, parts: &[&str]) -> String {
    text.fill(locale(), parts)
}
