//! `GET /api/v1/journeys/{id}`: for the integrator by workspace key, for a lead or stakeholder by session.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::problem::Problem;
use crate::request::PathId;
use crate::{engine, journey};

/// The journey, or 304 when the caller has it already. Somebody else's journey is as unknown as none.
pub(super) async fn one(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(journey_id): PathId,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let viewer = match credentials.workspace_if_key(tx)? {
                Some(workspace_id) => {
                    journey::must_exist(tx, workspace_id, journey_id)?;
                    None
                }
                None => Some(credentials.session(tx, now)?),
            };
            if viewer.as_ref().is_some_and(|session| session.journey_id() != Some(journey_id)) {
                return Err(journey::unknown());
            }
            engine::settle(tx, journey_id, now)?;
            journey::document(tx, journey_id, viewer.as_ref())
        })
        .await?;
    let text = document.to_string();
    let tag = answer::entity_tag(&text);
    if has_it_already(&headers, tag.to_str().unwrap_or_default()) {
        return Ok(answer::not_modified(tag));
    }
    Ok(answer::journey(text))
}

/// RFC 9110, 13.1.2: a list of tags or `*`, compared weakly.
fn has_it_already(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH);
    let tags = lists.iter().filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(','));
    tags.map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}
