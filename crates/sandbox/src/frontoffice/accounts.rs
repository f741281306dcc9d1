//! Account sessions (contract, section 4) [doc]: logging in, the list, step-up, logging out. This side of the wire is
//! in lowerCamelCase. Somebody else's session is as unknown as none.

mod codes;
mod document;
mod list;
mod log_in;
mod secure;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use rusqlite::Transaction;

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::problem::Problem;
use crate::session::Session;
use crate::timestamp::Milliseconds;

/// The calls below `/internal/v1/sessions`.
pub(super) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/sessions", post(log_in::log_in).get(list::list))
        .route("/sessions/{id}", get(one).post(secure::secure).delete(end))
}

/// `GET /internal/v1/sessions/{id}`.
async fn one(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let sample = sandbox.steering.samples.chosen();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let own = credentials.session(tx, now)?;
            let session = of_the_same_user(tx, &own, &id, now)?;
            document::with_user(tx, &session, &own, sample, now)
        })
        .await?;
    Ok(answer::json(document.to_string()))
}

/// `DELETE /internal/v1/sessions/{id}`: logs it out.
async fn end(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let own_mode = sandbox
        .database
        .transaction(move |tx| {
            let own = credentials.session(tx, now)?;
            of_the_same_user(tx, &own, &id, now)?.end(tx, now)?;
            Ok((own.id == id).then_some(own.mode))
        })
        .await?;
    match own_mode {
        Some(mode) => answer::logged_out(&sandbox, mode),
        None => Ok(answer::json("{}".to_owned())),
    }
}

/// The live session with this id, when it is the caller's or another of the same user's.
fn of_the_same_user(tx: &Transaction, own: &Session, id: &str, now: Milliseconds) -> Result<Session, Problem> {
    let sessions = Session::of_user(tx, own.link.user_id, now)?;
    let found = sessions.into_iter().find(|session| session.id == id);
    found.ok_or_else(|| Problem::not_found("There is no such session."))
}
