//! The tab's store for a visit to a provider, through a reload or a stay at the provider's own page.

use leptos::prelude::window;
use onboarding::machine::KeptVisit;
use web_sys::Storage;

const NAME: &str = "front-office.visit";

/// The visit that the tab kept, if it did.
pub(crate) fn kept() -> Option<KeptVisit> {
    KeptVisit::parse(&store()?.get_item(NAME).ok()??)
}

/// Keeps a visit as long as the tab lives. A browser that refuses loses the way back, not the visit.
pub(crate) fn keep(visit: &str) {
    if let Some(store) = store() {
        let _ = store.set_item(NAME, visit);
    }
}

/// Drops the visit.
pub(crate) fn forget() {
    if let Some(store) = store() {
        let _ = store.remove_item(NAME);
    }
}

fn store() -> Option<Storage> {
    window().session_storage().ok()?
}
