//! `POST /api/v1/sessions`: a link for a known journey or a known user, and the answer that every call of this
//! side which makes a link gives.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use rusqlite::Transaction;
use serde_json::{Value, json};

use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::link::Link;
use crate::part::Part;
use crate::people;
use crate::problem::Problem;
use crate::request::Message;
use crate::timestamp::rfc3339;

/// Makes a link. With `Journey` alone, for its lead; with `User` alone, for the user's current journey; with
/// both, for that user's part in that journey.
pub(super) async fn create(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Message(body): Message,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let public_url = sandbox.options.public_url.clone();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let workspace_id = credentials.workspace(tx)?;
            let mut attributes = Attributes::of(&body);
            let journey = attributes.optional_reference("Journey");
            let user = attributes.optional_reference("User");
            let redirect_url = attributes.optional_text("RedirectURL");
            if attributes.at("Journey").is_none() && attributes.at("User").is_none() {
                attributes.refuse::<()>("Journey", "Required");
            }
            attributes.finish()?;
            let part = Part::find(tx, workspace_id, journey, user)?
                .ok_or_else(|| Problem::not_found("There is no such journey or user."))?;
            let link = Link::create(tx, part.journey_id, part.user_id, &part.role, redirect_url, now)?;
            link_document(tx, &link, &public_url)
        })
        .await?;
    Ok(answer::json(document.to_string()))
}

/// The link as the documentation writes it.
pub(super) fn link_document(tx: &Transaction, link: &Link, public_url: &str) -> Result<Value, Problem> {
    Ok(json!({
        "UUID": link.uuid,
        "RedirectURL": link.redirect_url,
        "ConnectionURL": link.connection_url(public_url),
        "ValidUntil": rfc3339(link.valid_until),
        "changedDate": rfc3339(link.changed),
        "createdDate": rfc3339(link.created),
        "User": people::summary(tx, link.user_id)?,
    }))
}
