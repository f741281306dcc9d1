//! How far films were watched, kept in this browser for a later visit: stretches of time under the ids of lead and
//! activity, and nothing else.

use leptos::prelude::window;
use onboarding::id::{ActivityId, UserId};
use web_sys::Storage;

/// What was kept.
pub(crate) fn kept(lead: UserId, activity: ActivityId) -> Option<String> {
    store()?.get_item(&name(lead, activity)).ok()?
}

/// Keeps it. A browser that refuses loses a reload, not the visit.
pub(crate) fn keep(lead: UserId, activity: ActivityId, text: &str) {
    if let Some(store) = store() {
        let _ = store.set_item(&name(lead, activity), text);
    }
}

/// Drops it.
pub(crate) fn forget(lead: UserId, activity: ActivityId) {
    if let Some(store) = store() {
        let _ = store.remove_item(&name(lead, activity));
    }
}

/// Drops all that was kept for a lead.
pub(crate) fn forget_all(lead: UserId) {
    let Some(store) = store() else { return };
    let names = (0..store.length().unwrap_or_default()).filter_map(|index| store.key(index).ok()?);
    let theirs: Vec<String> = names.filter(|name| name.starts_with(&prefix(lead))).collect();
    for name in theirs {
        let _ = store.remove_item(&name);
    }
}

fn name(lead: UserId, activity: ActivityId) -> String {
    format!("{}{activity}", prefix(lead))
}

fn prefix(lead: UserId) -> String {
    format!("front-office.watched.{lead}.")
}

fn store() -> Option<Storage> {
    window().local_storage().ok()?
}
