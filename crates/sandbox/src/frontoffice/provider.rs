//! The way to a provider and back: an address minted on the click, and what the provider's page claimed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use super::activities;
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::handover::Handover;
use crate::problem::Problem;
use crate::request::{Message, PathId};
use crate::timestamp::rfc3339;
use crate::{engine, journey};

/// The page of activities that name no provider.
const NAMELESS: &str = "provider";

/// `POST /internal/v1/activities/{id}/handover`: the provider's address, a new one each time.
pub(super) async fn hand_over(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(activity_id): PathId,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let (provider, handover) = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let activity = activities::find(tx, &session, activity_id, now)?;
            activity.must_be_available(tx, &session)?;
            activity.must_be_secured(&session, now)?;
            let provider = activity.plan.settings.get("Provider").and_then(|name| name.as_str());
            let provider = provider.unwrap_or(NAMELESS).to_ascii_lowercase();
            Ok((provider, Handover::mint(tx, activity_id, now)?))
        })
        .await?;
    let url = format!("{}/{provider}/{}", sandbox.options.stand_ins_url, handover.token);
    let minted = json!({"URL": url, "ValidUntil": rfc3339(handover.valid_until)});
    Ok(answer::json(minted.to_string()))
}

/// `POST /internal/v1/activities/{id}/outcome`: a hint only. What the provider has confirmed is handed in; without
/// anybody who confirms, the sandbox at most starts to wait for a result. A claim alone completes nothing.
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
            if available {
                activity.must_be_secured(&session, now)?;
            }
            let known = activity.plan.confirmed_by.is_some() || activity.plan.awaits_result;
            if finished && available && known && activity.is_confirmed() {
                engine::hand_in(tx, activity.journey_id, activity_id, &activity.plan, now)?;
            }
            let journey = journey::document(tx, activity.journey_id, Some(&session))?;
            Ok(journey.to_string())
        })
        .await?;
    Ok(answer::journey(text))
}
