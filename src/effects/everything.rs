//! Forgetting a person: nothing of theirs stays in the browser's stores or on the page.

use js_sys::Promise;
use onboarding::id::{JourneyId, UserId};
use onboarding::redirect::RedirectUrl;
use wasm_bindgen_futures::JsFuture;

use super::storage::{self, Change, Refused, Shelf};
use super::{address, clock, known, token, upload, visit, work};
use crate::store::Store;

/// How long leaving waits for the browser to forget, in milliseconds.
const PATIENCE: u32 = 1_000;

/// Forgets them.
pub(crate) fn forget(store: Store, user: UserId) {
    work::forget(store);
    upload::forget(store);
    token::forget();
    visit::forget();
    known::forget();
    let _ = clear(store, user, None);
}

/// Leaves for good. What was kept of the person goes first; of one with several journeys, what was kept of this one.
pub(crate) fn leave(store: Store, url: RedirectUrl) {
    let Some((user, journey)) = store.departing() else { return address::leave(&url) };
    work::forget(store);
    let cleared = clear(store, user, journey);
    leptos::task::spawn_local(async move {
        clock::within(PATIENCE, async move { JsFuture::from(cleared).await.is_ok() }).await;
        address::leave(&url);
    });
}

/// After what is being written of them, so that nothing of it comes late.
fn clear(store: Store, user: UserId, journey: Option<JourneyId>) -> Promise {
    store.outbox().in_order(async move {
        store.work().settled().await;
        // A browser that cannot remove has kept nothing.
        let _ = match journey {
            None => storage::remove(user).await,
            Some(journey) => clear_journey(user, journey).await,
        };
    })
}

async fn clear_journey(user: UserId, journey: JourneyId) -> Result<(), Refused> {
    let prefix = format!("{journey}/");
    let mut removals = Vec::new();
    for shelf in [Shelf::Work, Shelf::Outbox, Shelf::Snapshots] {
        let kept = storage::read(shelf, user).await?.into_iter().map(|(name, _)| name);
        let gone = kept.filter(|name| shelf == Shelf::Snapshots || name.starts_with(&prefix));
        removals.extend(gone.map(|name| Change::Remove(shelf, storage::key(user, &name))));
    }
    storage::write(removals).await
}
