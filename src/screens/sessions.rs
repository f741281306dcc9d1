//! The person's active sessions.

use leptos::prelude::*;

use crate::store::Store;

pub(crate) fn view(_store: Store) -> AnyView {
    ().into_any()
}
