//! The session that a browser already has: shown, extended, and bound to another of the user's journeys.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use rusqlite::Transaction;

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::link::Link;
use crate::part::Part;
use crate::problem::Problem;
use crate::request::Message;
use crate::session::{Reach, Session};
use crate::{journey, people};

/// `GET /internal/v1/session`.
pub(super) async fn current(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document = sandbox.database.transaction(move |tx| credentials.session(tx, now)?.document(tx, now)).await?;
    Ok(answer::json(document.to_string()))
}

/// `POST /internal/v1/session/extension`: the session with a later end, as far as a session may last at all; from then
/// on with the end that it has.
pub(super) async fn extend(State(sandbox): State<Arc<Sandbox>>, credentials: Credentials) -> Result<Response, Problem> {
    let now = sandbox.now();
    let seconds = sandbox.options.session_seconds;
    let longest = sandbox.options.longest_session_seconds;
    let (session, document) = sandbox
        .database
        .transaction(move |tx| {
            let mut session = credentials.session(tx, now)?;
            let latest = session.account.created + longest * 1000;
            let expires = session.expires.max(latest.min(now + seconds * 1000));
            session.extend(tx, expires)?;
            let document = session.document(tx, now)?;
            Ok((session, document))
        })
        .await?;
    answer::session(&sandbox, &session, &document)
}

/// `POST /internal/v1/session/journey` `{"Journey":{"Id"}}`: the session, now in that journey. One that is not the
/// user's is as unknown as none; so is every other one to a session that came by a link.
pub(super) async fn choose(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Message(body): Message,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let mut session = credentials.session(tx, now)?;
            let mut attributes = Attributes::of(&body);
            let wanted = attributes.optional_reference("Journey");
            if attributes.at("Journey").is_none() {
                attributes.refuse::<()>("Journey", "Required");
            }
            attributes.finish()?;
            let wanted = wanted.flatten();
            if wanted.is_none() || wanted != session.journey_id() {
                let part = part_of(tx, &session, wanted)?.ok_or_else(journey::unknown)?;
                session.choose(tx, Link::spent(tx, &part, now)?)?;
            }
            session.document(tx, now)
        })
        .await?;
    Ok(answer::json(document.to_string()))
}

/// The part that the session's user has in a journey, where the session may go there.
fn part_of(tx: &Transaction, session: &Session, journey_id: Option<i64>) -> Result<Option<Part>, Problem> {
    if session.reach == Reach::Journey {
        return Ok(None);
    }
    let user_id = session.link.user_id;
    Part::find(tx, people::workspace_of(tx, user_id)?, Some(journey_id), Some(Some(user_id)))
}
