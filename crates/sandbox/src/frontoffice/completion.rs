//! `POST /internal/v1/activities/{id}/completion`: one transaction, once per idempotency key. Any JSON object
//! completes any activity; only values for a form's fields are judged, by the rules of those fields.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use super::activities::{self, Activity};
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::fields::{self, Refusal};
use crate::problem::Problem;
use crate::request::{Message, PathId};
use crate::session::Session;
use crate::{documents, engine, journey, journey_data};

/// Completes an activity and answers the whole new journey.
pub(super) async fn complete(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(activity_id): PathId,
    headers: HeaderMap,
    Message(body): Message,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let text = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let activity = activities::find(tx, &session, activity_id, now)?;
            let attempt = Attempt {
                user_id: session.link.user_id,
                key: idempotency_key(&headers)?,
                activity_id,
                request: without_time_spent(&body).to_string(),
            };
            if let Some(answer) = attempt.known_answer(tx)? {
                return Ok(answer);
            }
            activity.must_be_available(tx, &session)?;
            activity.must_be_secured(&session, now)?;
            activity.must_be_confirmed(tx, &session)?;
            take_values(tx, &session, &activity, &body)?;
            keep_body(tx, &activity, &body)?;
            engine::hand_in(tx, activity.journey_id, activity_id, &activity.plan, now)?;
            let journey = journey::document(tx, activity.journey_id, Some(&session))?;
            let answer = journey.to_string();
            attempt.remember(tx, &answer)?;
            Ok(answer)
        })
        .await?;
    Ok(answer::journey(text))
}

/// One attempt of the lead. Only its success is remembered: a refusal changed nothing, so the same key may
/// try again after a correction or a step-up.
struct Attempt {
    user_id: i64,
    key: String,
    activity_id: i64,
    request: String,
}

impl Attempt {
    fn known_answer(&self, tx: &Transaction) -> Result<Option<String>, Problem> {
        let row: Option<(i64, String, String)> = tx
            .query_row(
                "SELECT activity_id, request, answer FROM completions
                 WHERE user_id = ?1 AND idempotency_key = ?2",
                params![self.user_id, self.key],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        match row {
            None => Ok(None),
            Some((activity_id, request, answer)) if activity_id == self.activity_id && request == self.request => {
                Ok(Some(answer))
            }
            Some(_) => Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "IdempotencyKeyReused",
                "This Idempotency-Key belongs to another request.",
            )),
        }
    }

    fn remember(&self, tx: &Transaction, answer: &str) -> Result<(), Problem> {
        tx.execute(
            "INSERT INTO completions (user_id, idempotency_key, activity_id, request, answer)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![self.user_id, self.key, self.activity_id, self.request, answer],
        )?;
        Ok(())
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers
        .get("Idempotency-Key")
        .and_then(|value| value.to_str().ok())
        .map(str::trim)
        .filter(|key| (1..=255).contains(&key.len()));
    key.map(str::to_owned)
        .ok_or_else(|| Problem::bad_request("Send an Idempotency-Key of 1 to 255 visible characters."))
}

/// The time that went by may have grown between two tries of the same attempt; everything else must not.
fn without_time_spent(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(attributes) = body.as_object_mut() {
        attributes.remove("TimeSpent");
    }
    body
}

fn take_values(tx: &Transaction, session: &Session, activity: &Activity, body: &Value) -> Result<(), Problem> {
    let Some(fields) = activity.plan.settings.get("Fields").and_then(Value::as_array) else {
        return Ok(());
    };
    let mut attributes = Attributes::of(body);
    let given = attributes.optional_list("JourneyData");
    attributes.finish()?;
    let known = journey_data::all(tx, activity.journey_id)?;
    let uploaded = documents::named_in(tx, session.link.user_id, given)?;
    let changes = fields::check(fields, given, &known, &uploaded).map_err(|refusal| match refusal {
        Refusal::Values(errors) => Problem::values_refused(errors),
        Refusal::UnknownDataPoint(entry) => Problem::bad_request(format!("The form has no field for {entry}.")),
    })?;
    for (data_point_id, change) in changes {
        match change {
            Some(entry) => journey_data::keep(tx, activity.journey_id, &entry)?,
            None => journey_data::forget(tx, activity.journey_id, data_point_id)?,
        }
    }
    Ok(())
}

fn keep_body(tx: &Transaction, activity: &Activity, body: &Value) -> Result<(), Problem> {
    tx.execute("UPDATE activities SET completion = ?2 WHERE id = ?1", params![activity.id, body.to_string()])?;
    Ok(())
}
