//! Spending the link, once, and sending a new one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Transaction;
use serde_json::Value;
use uuid::Uuid;

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::funnel::Funnel;
use crate::link::Link;
use crate::outbox::{self, Letter};
use crate::problem::Problem;
use crate::request::{Message, UserAgent};
use crate::session::{Entrance, Reach, Session};
use crate::session_mode::SessionMode;

/// `POST /internal/v1/autologin`: spends the link and opens a session, in place of the one that the caller had.
pub(super) async fn redeem(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    UserAgent(user_agent): UserAgent,
    Message(body): Message,
) -> Result<Response, Problem> {
    credentials.must_not_be_forged()?;
    let uuid = uuid_of(&body)?;
    let now = sandbox.now();
    let shared = sandbox.clone();
    let opened = sandbox
        .database
        .transaction(move |tx| {
            let Some(mut link) = Link::find(tx, &uuid)? else {
                return Ok(None);
            };
            if link.used.is_some() {
                return Err(gone("LinkUsed", "The link has been used."));
            }
            if link.valid_until <= now {
                return Err(gone("LinkExpired", "The link has expired."));
            }
            if !link.spend(tx, now)? {
                return Err(gone("LinkUsed", "The link has been used."));
            }
            credentials.end_session(tx, now)?;
            let entrance = Entrance {
                mode: session_mode(tx, &shared, link.journey_id)?,
                reach: Reach::Journey,
                user_agent,
                location: None,
                expires: now + shared.options.session_seconds * 1000,
            };
            let session = Session::open(tx, link, entrance, now)?;
            let document = session.document(tx, now)?;
            Ok(Some((session, document)))
        })
        .await?;
    match opened {
        Some((session, document)) => answer::session(&sandbox, &session, &document),
        // Guessing is slowed down; links that exist are served whatever others guess.
        None if sandbox.steering.guesses.is_one_too_many(now) => Err(too_many_requests()),
        None => Err(Problem::new(StatusCode::NOT_FOUND, "LinkUnknown", "There is no such link.")),
    }
}

/// `POST /internal/v1/autologin/renewal`: mails a new link, at most three to a mailbox in five minutes. The answer says
/// nothing about the old one, nor whether there was a mail.
pub(super) async fn renew(State(sandbox): State<Arc<Sandbox>>, Message(body): Message) -> Result<StatusCode, Problem> {
    let uuid = uuid_of(&body)?;
    let now = sandbox.now();
    let shared = sandbox.clone();
    sandbox
        .database
        .transaction(move |tx| {
            let Some(old) = Link::find(tx, &uuid)? else {
                return Ok(());
            };
            let mailbox = old.user_id.to_string();
            if shared.steering.renewals.seconds_left(&mailbox, now).is_some() {
                return Ok(());
            }
            shared.steering.renewals.count(&mailbox, now);
            let link = Link::create(tx, old.journey_id, old.user_id, &old.role, old.redirect_url, now)?;
            let url = link.connection_url(&shared.options.public_url);
            let letter = Letter {
                subject: "Your new link".to_owned(),
                text: format!("Continue your journey here, within five minutes: {url}"),
                url: Some(url),
            };
            outbox::mail(tx, link.user_id, &letter, now)
        })
        .await?;
    Ok(StatusCode::ACCEPTED)
}

fn uuid_of(body: &Value) -> Result<String, Problem> {
    let mut attributes = Attributes::of(body);
    let uuid = attributes.text("UUID");
    // The hyphenated form only: that is how links are written.
    if !uuid.is_empty() && (uuid.len() != 36 || Uuid::try_parse(&uuid).is_err()) {
        attributes.refuse::<()>("UUID", "Format");
    }
    attributes.finish()?;
    Ok(uuid.to_ascii_lowercase())
}

/// How this link signs in: as its funnel says, else its workspace, else the sandbox.
pub(super) fn session_mode(tx: &Transaction, sandbox: &Sandbox, journey_id: i64) -> Result<SessionMode, Problem> {
    let (funnel, workspace_mode): (String, Option<String>) = tx.query_row(
        "SELECT funnels.document, workspaces.session FROM journeys
         JOIN funnels ON funnels.id = funnel_id
         JOIN workspaces ON workspaces.id = journeys.workspace_id WHERE journeys.id = ?1",
        [journey_id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let funnel: Funnel = serde_json::from_str(&funnel)?;
    let of_workspace = workspace_mode.as_deref().and_then(SessionMode::parse);
    let mode = funnel.session.or(of_workspace);
    Ok(mode.unwrap_or(sandbox.options.session_mode))
}

fn gone(code: &'static str, detail: &str) -> Problem {
    Problem::new(StatusCode::GONE, code, detail)
}

fn too_many_requests() -> Problem {
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", "Too many unknown links were tried.").retry_after(60)
}
