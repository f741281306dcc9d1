//! The lists of a workspace: funnels (also under their older name, workflows), journeys, users.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use rusqlite::Row;
use serde_json::{Value, json};

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::engine;
use crate::problem::Problem;
use crate::timestamp::rfc3339;

/// `GET /api/v1/funnels` and `GET /api/v1/workflows`.
pub(super) async fn funnels(sandbox: State<Arc<Sandbox>>, credentials: Credentials) -> Result<Response, Problem> {
    let query = "SELECT id, document ->> 'Name' FROM funnels WHERE workspace_id = ?1 ORDER BY position";
    list(sandbox, credentials, query, |row| Ok(json!({"Id": row.get::<_, i64>(0)?, "Name": row.get::<_, String>(1)?})))
        .await
}

/// `GET /api/v1/users`.
pub(super) async fn users(sandbox: State<Arc<Sandbox>>, credentials: Credentials) -> Result<Response, Problem> {
    let query = "SELECT id, firstname, lastname, email FROM users WHERE workspace_id = ?1 ORDER BY id";
    list(sandbox, credentials, query, |row| {
        Ok(json!({
            "Id": row.get::<_, i64>(0)?,
            "Firstname": row.get::<_, String>(1)?,
            "Lastname": row.get::<_, String>(2)?,
            "ContactPrefs": {"Email": row.get::<_, String>(3)?},
        }))
    })
    .await
}

/// `GET /api/v1/journeys`: without their stages.
pub(super) async fn journeys(sandbox: State<Arc<Sandbox>>, credentials: Credentials) -> Result<Response, Problem> {
    let query = "SELECT journeys.id, status, funnel_id, document ->> 'Name', user_id, firstname, lastname,
                   journeys.created, journeys.changed
                 FROM journeys JOIN funnels ON funnels.id = funnel_id JOIN users ON users.id = user_id
                 WHERE journeys.workspace_id = ?1 ORDER BY journeys.id";
    list(sandbox, credentials, query, |row| {
        Ok(json!({
            "Id": row.get::<_, i64>(0)?,
            "Status": row.get::<_, String>(1)?,
            "Funnel": {"Id": row.get::<_, i64>(2)?, "Name": row.get::<_, String>(3)?},
            "User": {
                "Id": row.get::<_, i64>(4)?,
                "Firstname": row.get::<_, String>(5)?,
                "Lastname": row.get::<_, String>(6)?,
            },
            "createdDate": rfc3339(row.get(7)?),
            "changedDate": rfc3339(row.get(8)?),
        }))
    })
    .await
}

/// The rows of a query whose only parameter is the caller's workspace, as an array.
async fn list(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    query: &'static str,
    entry: fn(&Row) -> rusqlite::Result<Value>,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let entries = sandbox
        .database
        .transaction(move |tx| {
            let workspace_id = credentials.workspace(tx)?;
            engine::settle_all(tx, now)?;
            let mut statement = tx.prepare_cached(query)?;
            let rows = statement.query_map([workspace_id], entry)?;
            Ok(rows.collect::<rusqlite::Result<Vec<Value>>>()?)
        })
        .await?;
    Ok(answer::json(Value::Array(entries).to_string()))
}
