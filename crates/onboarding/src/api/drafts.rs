//! Drafts on the back-end (contract, section 3, `PUT …/draft`): optional, so that no answer is a failure of the lead's.

use serde_json::{Value as Json, json};

use super::{CallError, Failure, Request, Response, post, success};
use crate::id::ActivityId;

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The back-end has it.
    Yes,
    /// This back-end keeps none.
    NotOffered,
    /// Not in this session: it is over, or not secured.
    NotInThisSession,
    /// Not this one, however often it is sent.
    Never,
    /// Not now; after so many seconds, where the back-end says.
    NotNow(Option<u32>),
}

/// Keeps a draft in place of the one before.
pub(crate) fn keep_draft(activity: ActivityId, entries: Vec<Json>) -> Request {
    let body = json!({ "JourneyData": entries }).to_string();
    Request { method: "PUT", ..post(&format!("/internal/v1/activities/{activity}/draft"), body) }
}

/// What became of it.
pub(crate) fn draft_from(answer: Result<Response, CallError>) -> Kept {
    let status = answer.as_ref().map_or(0, |response| response.status);
    let Err(refusal) = success(answer) else { return Kept::Yes };
    match (status, refusal.failure) {
        (404 | 405 | 501, _) => Kept::NotOffered,
        (401 | 403, _) => Kept::NotInThisSession,
        (_, Failure::Busy(seconds)) => Kept::NotNow(seconds),
        (0 | 408 | 300..=399 | 500..=599, _) => Kept::NotNow(None),
        _ => Kept::Never,
    }
}
