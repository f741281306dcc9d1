//! `POST /reports`: what a provider's webhook would tell the back-end. The pages call it before they post their
//! last message, so the server knows the truth when the claim arrives.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::app::Sandbox;
use crate::engine;
use crate::handover::Handover;
use crate::id;
use crate::problem::Problem;
use crate::request::Message;
use crate::timestamp::Milliseconds;

/// `{"Token"}`, of a minted address: the work there is done, and the activity goes on by itself, as with a webhook.
/// `{"References":[…]}`, of an address that nobody minted: the activities so named are confirmed, and still need
/// their completion. 202 when the server has heard it, 204 when it has not.
pub(super) async fn take(State(sandbox): State<Arc<Sandbox>>, Message(body): Message) -> Result<StatusCode, Problem> {
    if !sandbox.steering.behaviour.now().is_heard() {
        return Ok(StatusCode::NO_CONTENT);
    }
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            if let Some(token) = body["Token"].as_str() {
                return finish(tx, token, now);
            }
            let references = body["References"].as_array().into_iter().flatten();
            references.filter_map(id::read).try_for_each(|activity_id| confirm(tx, activity_id, now))
        })
        .await?;
    Ok(StatusCode::ACCEPTED)
}

fn finish(tx: &Transaction, token: &str, now: Milliseconds) -> Result<(), Problem> {
    let handover = Handover::find(tx, token)?.ok_or_else(|| Problem::not_found("There is no such address."))?;
    confirm(tx, handover.activity_id, now)?;
    let open: Option<(i64, String)> = tx
        .query_row(
            "SELECT journey_id, document FROM activities JOIN journeys ON journeys.id = journey_id
             WHERE activities.id = ?1 AND activities.status = 'InProgress' AND awaiting_result = 0
               AND journeys.status = 'InProgress'",
            [handover.activity_id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match open {
        Some((journey_id, plan)) => {
            engine::hand_in(tx, journey_id, handover.activity_id, &serde_json::from_str(&plan)?, now)
        }
        None => Ok(()),
    }
}

fn confirm(tx: &Transaction, activity_id: i64, now: Milliseconds) -> Result<(), Problem> {
    let query = "UPDATE activities SET confirmed = coalesce(confirmed, ?2) WHERE id = ?1";
    tx.execute(query, params![activity_id, now])?;
    Ok(())
}
