//! `/sandbox/clock`: read, and moved forward. How far it is ahead survives a restart, as everything it ended.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use rusqlite::{OptionalExtension, Transaction};
use serde_json::json;

use super::document;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::problem::Problem;
use crate::request::Message;
use crate::timestamp::{Milliseconds, rfc3339};

/// The largest step: a year.
const MOST_SECONDS: i64 = 366 * 24 * 3600;

/// `GET /sandbox/clock` → `{"Now","AheadSeconds"}`.
pub(super) async fn read(State(sandbox): State<Arc<Sandbox>>) -> Response {
    present(&sandbox)
}

/// `POST /sandbox/clock` `{"AdvanceSeconds":300}`.
pub(super) async fn advance(State(sandbox): State<Arc<Sandbox>>, Message(body): Message) -> Result<Response, Problem> {
    let mut attributes = Attributes::of(&body);
    let seconds = attributes.at("AdvanceSeconds").and_then(|value| value.as_i64());
    let seconds = seconds.filter(|seconds| (0..=MOST_SECONDS).contains(seconds));
    if seconds.is_none() {
        attributes.refuse::<()>("AdvanceSeconds", "Range");
    }
    attributes.finish()?;
    let ahead = sandbox.options.clock.ahead() + seconds.unwrap_or(0) * 1000;
    sandbox
        .database
        .transaction(move |tx| {
            let query = "INSERT OR REPLACE INTO facts (name, value) VALUES ('clock_ahead', ?1)";
            tx.execute(query, [ahead])?;
            Ok(())
        })
        .await?;
    sandbox.options.clock.set_ahead(ahead);
    Ok(present(&sandbox))
}

/// How far ahead the clock was when the database was last used.
pub(crate) fn remembered(tx: &Transaction) -> Result<Milliseconds, Problem> {
    let query = "SELECT value FROM facts WHERE name = 'clock_ahead'";
    let ahead = tx.query_row(query, [], |row| row.get(0)).optional()?;
    Ok(ahead.unwrap_or(0))
}

fn present(sandbox: &Sandbox) -> Response {
    document(&json!({
        "Now": rfc3339(sandbox.now()),
        "AheadSeconds": sandbox.options.clock.ahead() / 1000,
    }))
}
