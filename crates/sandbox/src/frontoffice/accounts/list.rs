//! `GET /internal/v1/sessions?before=&after=`: the user's active sessions, the last used first, page by page.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::document;
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::problem::Problem;
use crate::session::Session;

/// How many sessions a page has.
const PAGE: usize = 10;

/// Where the page lies: right before or right after the session with this id.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    before: Option<String>,
    after: Option<String>,
}

/// Answers a page of them, and how many lie beyond it.
pub(super) async fn list(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Query(place): Query<Place>,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let own = credentials.session(tx, now)?;
            let sessions = Session::of_user(tx, own.link.user_id, now)?;
            let (page, remaining) = page(&sessions, &place)?;
            let documents: Vec<Value> =
                page.iter().map(|session| document::of(session, &own, now)).collect::<Result<_, _>>()?;
            Ok(json!({ "sessions": documents, "remaining": remaining }))
        })
        .await?;
    Ok(answer::json(document.to_string()))
}

/// The page at a place, and how many sessions lie beyond it in the direction that was asked for.
fn page<'a>(sessions: &'a [Session], place: &Place) -> Result<(&'a [Session], usize), Problem> {
    let position = |id: &String| {
        let found = sessions.iter().position(|session| session.id == *id);
        found.ok_or_else(|| Problem::bad_request("There is no such session to count from."))
    };
    let start = place.after.as_ref().map(position).transpose()?.map_or(0, |index| index + 1);
    let end = place.before.as_ref().map(position).transpose()?.unwrap_or(sessions.len());
    let within = sessions.get(start..end).unwrap_or_default();
    let remaining = within.len().saturating_sub(PAGE);
    // Before something means the ones next to it.
    let from = if place.before.is_some() && place.after.is_none() { remaining } else { 0 };
    Ok((&within[from..(from + PAGE).min(within.len())], remaining))
}
