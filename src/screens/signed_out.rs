//! The person has logged out.

use leptos::prelude::*;

pub(crate) fn view() -> AnyView {
    ().into_any()
}
