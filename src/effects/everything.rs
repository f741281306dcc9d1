//! Forgetting a person: nothing of theirs stays in the browser's stores or on the page.

use onboarding::id::UserId;

use super::{storage, token, upload, visit, watched};
use crate::store::Store;

/// Forgets them.
pub(crate) fn forget(store: Store, user: UserId) {
    store.forget_work();
    upload::forget(store);
    token::forget();
    visit::forget();
    watched::forget_all(user);
    // A browser that cannot remove has kept nothing.
    leptos::task::spawn_local(async move {
        let _ = storage::remove(user).await;
    });
}
