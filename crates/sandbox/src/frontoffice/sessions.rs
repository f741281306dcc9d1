//! The session that a browser already has: shown, and extended.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::problem::Problem;

/// `GET /internal/v1/session`.
pub(super) async fn current(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document = sandbox.database.transaction(move |tx| credentials.session(tx, now)?.document(tx, now)).await?;
    Ok(answer::json(document.to_string()))
}

/// `POST /internal/v1/session/extension`: the session with a later end.
pub(super) async fn extend(State(sandbox): State<Arc<Sandbox>>, credentials: Credentials) -> Result<Response, Problem> {
    let now = sandbox.now();
    let expires = now + sandbox.options.session_seconds * 1000;
    let (session, document) = sandbox
        .database
        .transaction(move |tx| {
            let mut session = credentials.session(tx, now)?;
            session.extend(tx, expires)?;
            let document = session.document(tx, now)?;
            Ok((session, document))
        })
        .await?;
    answer::session(&sandbox, &session, &document)
}
