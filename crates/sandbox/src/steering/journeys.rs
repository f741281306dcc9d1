//! What other people do in a journey, done by hand: a back-office or stakeholder activity completed, an awaited
//! result given, a journey cancelled, its sessions ended.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::app::Sandbox;
use crate::engine;
use crate::problem::Problem;
use crate::request::PathId;
use crate::timestamp::Milliseconds;

/// `POST /sandbox/activities/{id}/complete`: whoever must act has acted; an awaited result has come.
pub(super) async fn complete(
    State(sandbox): State<Arc<Sandbox>>,
    PathId(activity_id): PathId,
) -> Result<StatusCode, Problem> {
    let now = sandbox.now();
    sandbox.database.transaction(move |tx| complete_by_hand(tx, activity_id, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /sandbox/journeys/{id}/cancel`.
pub(super) async fn cancel(
    State(sandbox): State<Arc<Sandbox>>,
    PathId(journey_id): PathId,
) -> Result<StatusCode, Problem> {
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            must_exist(tx, journey_id)?;
            engine::cancel(tx, journey_id, now)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /sandbox/journeys/{id}/end-sessions`: every session of the journey has ended, nothing else changes.
pub(super) async fn end_sessions(
    State(sandbox): State<Arc<Sandbox>>,
    PathId(journey_id): PathId,
) -> Result<StatusCode, Problem> {
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            must_exist(tx, journey_id)?;
            tx.execute(
                "UPDATE sessions SET expires = min(expires, ?2)
                 WHERE reach <> 'Choosing' AND link_uuid IN (SELECT uuid FROM links WHERE journey_id = ?1)",
                params![journey_id, now],
            )?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `NotFound` when there is no such journey in any workspace.
pub(super) fn must_exist(tx: &Transaction, journey_id: i64) -> Result<(), Problem> {
    let query = "SELECT id FROM journeys WHERE id = ?1";
    let found: Option<i64> = tx.query_row(query, [journey_id], |row| row.get(0)).optional()?;
    match found {
        Some(_) => Ok(()),
        None => Err(Problem::not_found("There is no such journey.")),
    }
}

/// Completes an activity that is in progress, whoever it is assigned to.
pub(super) fn complete_by_hand(tx: &Transaction, activity_id: i64, now: Milliseconds) -> Result<(), Problem> {
    let journey_id: Option<i64> =
        tx.query_row("SELECT journey_id FROM activities WHERE id = ?1", [activity_id], |row| row.get(0)).optional()?;
    let Some(journey_id) = journey_id else {
        return Err(Problem::not_found("There is no such activity."));
    };
    engine::settle(tx, journey_id, now)?;
    let status: String =
        tx.query_row("SELECT status FROM activities WHERE id = ?1", [activity_id], |row| row.get(0))?;
    if status != "InProgress" {
        let detail = format!("The activity is {status}.");
        return Err(Problem::new(StatusCode::CONFLICT, "ActivityNotAvailable", detail));
    }
    engine::finish(tx, activity_id, now)?;
    engine::settle(tx, journey_id, now)
}
