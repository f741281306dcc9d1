//! `PUT /internal/v1/activities/{id}/draft`: what the lead has typed so far. It may be unfinished, so nothing
//! but the types of the values is checked. Each value may say when it was changed, and says so when it is given back.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rusqlite::{Transaction, params};
use serde_json::{Value, json};

use super::activities::{self, Activity};
use crate::access::Credentials;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::funnel::Funnel;
use crate::problem::Problem;
use crate::request::{Message, PathId};
use crate::timestamp::{Milliseconds, parse_rfc3339, rfc3339};
use crate::values;

/// Keeps the draft, replacing the one before.
pub(super) async fn keep(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(activity_id): PathId,
    Message(body): Message,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let offered = sandbox.options.drafts;
    let kept = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let activity = activities::find(tx, &session, activity_id, now)?;
            if !offered || !keeps_drafts(tx, &activity)? {
                return Ok(false);
            }
            activity.must_be_available(tx, &session)?;
            activity.must_be_secured(&session, now)?;
            let journey_data = entries(&body, now)?;
            tx.execute(
                "UPDATE activities SET draft = ?2, draft_changed = ?3 WHERE id = ?1",
                params![activity.id, Value::Array(journey_data).to_string(), now],
            )?;
            Ok(true)
        })
        .await?;
    Ok(if kept { StatusCode::NO_CONTENT.into_response() } else { not_offered() })
}

fn keeps_drafts(tx: &Transaction, activity: &Activity) -> Result<bool, Problem> {
    let document: String = tx.query_row(
        "SELECT document FROM funnels JOIN journeys ON funnel_id = funnels.id WHERE journeys.id = ?1",
        [activity.journey_id],
        |row| row.get(0),
    )?;
    Ok(serde_json::from_str::<Funnel>(&document)?.drafts)
}

/// The entries of a draft, each with the id of its data point and only attributes that carry values.
fn entries(body: &Value, now: Milliseconds) -> Result<Vec<Value>, Problem> {
    let mut attributes = Attributes::of(body);
    if attributes.at("JourneyData").is_none() {
        attributes.refuse::<()>("JourneyData", "Required");
    }
    let given = attributes.optional_list("JourneyData");
    attributes.finish()?;
    let mut kept = Vec::new();
    let mut errors = Vec::new();
    for entry in given {
        let Some(id) = values::data_point_id(entry) else {
            return Err(Problem::bad_request(format!("{entry} names no data point.")));
        };
        let changed = changed(entry, now);
        if !values::has_sound_types(entry) || changed.is_none() {
            errors.push(json!({"DataPoint": {"Id": id}, "Code": "Type"}));
        }
        let mut written = values::written_without_name(id, entry);
        if let Some(changed) = changed.flatten() {
            written["changedDate"] = Value::String(rfc3339(changed));
        }
        kept.push(written);
    }
    if errors.is_empty() { Ok(kept) } else { Err(Problem::values_refused(errors)) }
}

/// When a value was changed, where the entry says; `None` for what is no time. Nothing is changed in times to come: a
/// device whose clock is ahead must not win over all others.
fn changed(entry: &Value, now: Milliseconds) -> Option<Option<Milliseconds>> {
    match entry.get("changedDate").filter(|changed| !changed.is_null()) {
        Some(changed) => parse_rfc3339(changed.as_str()?).map(|changed| Some(changed.min(now))),
        None => Some(None),
    }
}

/// What a back-end without drafts answers (section 3).
fn not_offered() -> Response {
    let mut response = Problem::method_not_allowed().into_response();
    let nothing = HeaderValue::from_static("");
    response.headers_mut().insert(header::ALLOW, nothing);
    response
}
