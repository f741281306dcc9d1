//! What is kept of a visit for a start without a network: one in this browser, sealed like everything else of a lead's.

use onboarding::id::UserId;
use onboarding::machine::{Event, Ticket};
use onboarding::snapshot::Snapshot;

use super::storage::{self, Change, Refused, Shelf};
use super::{clock, vault};
use crate::store::Store;

/// What it is called.
const NAME: &str = "visit";

/// Keeps one in place of any earlier one. A browser that refuses cannot open the visit without a network.
pub(crate) fn keep(store: Store, snapshot: Snapshot) {
    let _ = store.outbox().in_order(async move {
        let own = storage::key(snapshot.user, NAME);
        if remove(|key| key != own).await.is_ok() {
            let _ = vault::put_sealed(Shelf::Snapshots, snapshot.user, NAME, &snapshot.to_text()).await;
        }
    });
}

/// Drops what was kept, whoever's that is.
pub(crate) fn forget(store: Store) {
    let _ = store.outbox().in_order(async move {
        let _ = remove(|_| true).await;
    });
}

/// Reports what was kept.
pub(crate) fn find(store: Store, ticket: Ticket) {
    leptos::task::spawn_local(async move {
        let found = clock::within(storage::PATIENCE, kept()).await.and_then(Result::ok).flatten();
        store.dispatch(Event::SnapshotFound(ticket, found));
    });
}

async fn kept() -> Result<Option<Snapshot>, Refused> {
    for (key, _) in storage::read_all(Shelf::Snapshots).await? {
        let Some(user) = key.split('/').next().and_then(UserId::from_digits) else { continue };
        let texts = vault::read_sealed(Shelf::Snapshots, user).await?;
        let mut read = texts.iter().filter_map(|(_, text)| Snapshot::from_text(text));
        if let Some(snapshot) = read.find(|snapshot| snapshot.user == user) {
            return Ok(Some(snapshot));
        }
    }
    Ok(None)
}

async fn remove(is_to_go: impl Fn(&str) -> bool) -> Result<(), Refused> {
    let keys = storage::read_all(Shelf::Snapshots).await?.into_iter().map(|(key, _)| key);
    storage::write(keys.filter(|key| is_to_go(key)).map(|key| Change::Remove(Shelf::Snapshots, key)).collect()).await
}
