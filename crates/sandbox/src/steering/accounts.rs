//! `/sandbox/users/{id}` and `/sandbox/account-sessions`: who can log in, and which of the documentation's two samples
//! the account sessions are answered like.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::params;
use serde::Deserialize;
use serde_json::Value;

use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::password;
use crate::problem::Problem;
use crate::request::{Message, PathId};

/// The two samples of the documentation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Sample {
    /// Everything stands inside `session`.
    #[default]
    Whole,
    /// `session` is closed before `userAgent`, `lastAccessDate`, `creation` and `user`.
    ClosedEarly,
}

/// The sample that answers are like.
#[derive(Debug, Default)]
pub(crate) struct Samples(Mutex<Sample>);

impl Samples {
    pub(crate) fn chosen(&self) -> Sample {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn choose(&self, sample: Sample) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = sample;
    }
}

/// `POST /sandbox/account-sessions` `{"Sample":"Whole|ClosedEarly"}`.
pub(super) async fn choose_sample(
    State(sandbox): State<Arc<Sandbox>>,
    Message(body): Message,
) -> Result<StatusCode, Problem> {
    let sample = Sample::deserialize(&body["Sample"])
        .map_err(|error| Problem::bad_request(format!("This is no sample: {error}.")))?;
    sandbox.steering.samples.choose(sample);
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /sandbox/users/{id}` `{"Password"?,"PhoneNumber"?,"Closed"?}`: what is given changes. Closing a user ends
/// their sessions.
pub(super) async fn change_user(
    State(sandbox): State<Arc<Sandbox>>,
    PathId(user_id): PathId,
    Message(body): Message,
) -> Result<StatusCode, Problem> {
    let mut attributes = Attributes::of(&body);
    let password = attributes.optional_text("Password");
    let phone = attributes.optional_text("PhoneNumber");
    let closed = attributes.at("Closed").and_then(Value::as_bool);
    attributes.finish()?;
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            let hash = password.as_deref().map(password::hash).transpose()?;
            let changed = tx.execute(
                "UPDATE users SET password_hash = coalesce(?2, password_hash), phone = coalesce(?3, phone),
                   closed = coalesce(?4, closed) WHERE id = ?1",
                params![user_id, hash, phone, closed],
            )?;
            if changed == 0 {
                return Err(Problem::not_found("There is no such user."));
            }
            if closed == Some(true) {
                tx.execute(
                    "UPDATE sessions SET expires = min(expires, ?2)
                     WHERE link_uuid IN (SELECT uuid FROM links WHERE user_id = ?1)",
                    params![user_id, now],
                )?;
            }
            Ok(StatusCode::NO_CONTENT)
        })
        .await
}
