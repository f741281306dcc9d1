//! `POST /internal/v1/sessions` `{"email","password"}`: a session without a link. Somebody with one journey has it open;
//! with several, they choose.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Transaction, params};
use serde_json::json;

use super::document;
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::frontoffice::autologin::session_mode;
use crate::link::Link;
use crate::part::Offer;
use crate::password;
use crate::problem::Problem;
use crate::request::{Message, UserAgent};
use crate::session::{Entrance, Reach, Session};

/// A user whom an e-mail address may mean: one in each workspace.
struct Candidate {
    id: i64,
    hash: Option<String>,
    closed: bool,
}

/// Logs in.
pub(super) async fn log_in(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    UserAgent(user_agent): UserAgent,
    Message(body): Message,
) -> Result<Response, Problem> {
    credentials.must_not_be_forged()?;
    let mut attributes = Attributes::of(&body);
    let email = attributes.email("email").trim().to_lowercase();
    let password = attributes.text("password");
    attributes.finish()?;
    let now = sandbox.now();
    if let Some(seconds) = sandbox.steering.log_ins.seconds_left(&email, now) {
        let detail = "Too many wrong tries for this address.";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", detail).retry_after(seconds));
    }
    let address = email.clone();
    let candidates = sandbox.database.transaction(move |tx| candidates(tx, &address)).await?;
    // Hashing takes its time; nobody else's call waits for it.
    let verified = tokio::task::spawn_blocking(move || verified(candidates, &password)).await;
    let Some(user) = verified.map_err(|error| Problem::internal(&error))? else {
        sandbox.steering.log_ins.count(&email, now);
        let detail = "The e-mail address or the password is wrong.";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "CredentialsInvalid", detail));
    };
    if user.closed {
        return Err(Problem::new(StatusCode::FORBIDDEN, "UserClosed", "This user's account is closed."));
    }
    let shared = sandbox.clone();
    let (session, document) = sandbox
        .database
        .transaction(move |tx| {
            let offers = Offer::all(tx, user.id, now)?;
            let first = &offers.first().ok_or_else(nothing_to_open)?.part;
            let link = Link::spent(tx, first, now)?;
            credentials.end_session(tx, now)?;
            let entrance = Entrance {
                mode: session_mode(tx, &shared, first.journey_id)?,
                reach: if offers.len() > 1 { Reach::Choosing } else { Reach::Chosen },
                user_agent,
                // Nobody is looked up; this is where the documentation's samples are from.
                location: Some(json!({"lng": 2.3522, "lat": 48.8566, "name": "Paris, France"}).to_string()),
                expires: now + shared.options.session_seconds * 1000,
            };
            let session = Session::open(tx, link, entrance, now)?;
            let document = document::with_user(tx, &session, &session, shared.steering.samples.chosen(), now)?;
            Ok((session, document))
        })
        .await?;
    answer::session(&sandbox, &session, &document)
}

fn candidates(tx: &Transaction, email: &str) -> Result<Vec<Candidate>, Problem> {
    let mut statement =
        tx.prepare_cached("SELECT id, password_hash, closed FROM users WHERE email = ?1 ORDER BY id")?;
    let users = statement
        .query_map(params![email], |row| Ok(Candidate { id: row.get(0)?, hash: row.get(1)?, closed: row.get(2)? }))?;
    Ok(users.collect::<rusqlite::Result<_>>()?)
}

/// The user whose password it is.
fn verified(candidates: Vec<Candidate>, password: &str) -> Option<Candidate> {
    if candidates.is_empty() {
        password::verify(password, None);
    }
    candidates.into_iter().find(|user| password::verify(password, user.hash.as_deref()))
}

fn nothing_to_open() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "NothingToOpen", "This user takes part in no journey.")
}
