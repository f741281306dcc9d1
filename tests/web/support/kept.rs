//! What the browser keeps between tests.

use front_office::testing::storage::{self, Change, Shelf};
use onboarding::id::UserId;

/// Begins with what no test has left.
pub(crate) async fn keeps_nothing() {
    storage::forget();
    let nobody = UserId::from_digits("404").unwrap();
    for shelf in [Shelf::Files, Shelf::Uploads] {
        let kept = storage::read_others(shelf, nobody).await.unwrap();
        storage::write(kept.into_iter().map(|(key, _)| Change::Remove(shelf, key)).collect()).await.unwrap();
    }
}
