//! The way to a provider and back: an address minted on the click, and what the provider's page claimed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::activities;
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::problem::Problem;
use crate::request::{Message, PathId};
use crate::timestamp::rfc3339;
use crate::{engine, journey};

/// How long a minted address may be opened, in milliseconds: DocuSign's five minutes, the shortest there is.
const ADDRESS_LIFETIME: i64 = 5 * 60 * 1000;

/// `POST /internal/v1/activities/{id}/handover`: the provider's address, a new one each time.
pub(super) async fn hand_over(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(activity_id): PathId,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let activity = activities::find(tx, &session, activity_id, now)?;
            activity.must_be_available(tx, &session)?;
            activity.must_be_secured(&session, now)
        })
        .await?;
    let url = format!("{}/stand-in/{}", sandbox.options.public_url, Uuid::new_v4().simple());
    let minted = json!({"URL": url, "ValidUntil": rfc3339(now + ADDRESS_LIFETIME)});
    Ok(answer::json(minted.to_string()))
}

/// `POST /internal/v1/activities/{id}/outcome`: a hint only. Where the funnel says that a result follows, the
/// sandbox starts to wait for it; a completion is never taken from a claim.
pub(super) async fn outcome(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(activity_id): PathId,
    Message(body): Message,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let text = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let activity = activities::find(tx, &session, activity_id, now)?;
            let mut attributes = Attributes::of(&body);
            let message = attributes.text("Message");
            let finished = matches!(message.as_str(), "Finished" | "Completed");
            if !finished && !matches!(message.as_str(), "" | "Cancelled" | "Declined" | "Expired") {
                attributes.refuse::<()>("Message", "Format");
            }
            attributes.finish()?;
            let available = activity.must_be_available(tx, &session).is_ok();
            if finished && available && activity.plan.awaits_result {
                engine::await_result(tx, activity_id, &activity.plan, now)?;
                engine::settle(tx, activity.journey_id, now)?;
            }
            let journey = journey::document(tx, activity.journey_id, Some(&session))?;
            Ok(journey.to_string())
        })
        .await?;
    Ok(answer::journey(text))
}
