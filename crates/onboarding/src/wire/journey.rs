//! The journey (contract, section 3). Settings, drafts and data stay text until they are needed: most activities
//! of a long journey are never opened.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::lenient::WireId;
use super::{Reference, Unreadable, read};
use crate::calendar::{Date, DateTime};
use crate::id::{ActivityId, JourneyId, UserId};
use crate::journey::{Activity, ActivityStatus, Due, Journey, JourneyStatus, Role, Stage};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct JourneyBody {
    id: WireId,
    status: String,
    funnel: Option<FunnelBody>,
    stages: Option<Vec<StageBody>>,
    journey_data: Option<Vec<Box<RawValue>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FunnelBody {
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StageBody {
    name: Option<String>,
    position: Option<i64>,
    activities: Option<Vec<ActivityBody>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ActivityBody {
    id: WireId,
    name: Option<String>,
    description: Option<String>,
    r#type: Option<String>,
    status: String,
    assigned_to: Option<AssignedBody>,
    due_date: Option<String>,
    completed_date: Option<String>,
    estimated_minutes: Option<Box<RawValue>>,
    awaiting_result: Option<bool>,
    secured_session: Option<bool>,
    settings: Option<Box<RawValue>>,
    draft: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AssignedBody {
    role: Option<String>,
    user: Option<Reference>,
}

/// The longest text that is kept, in bytes.
const LONGEST_KEPT: usize = 2 * 1024 * 1024;

/// Reads a journey; the version comes from the answer's `ETag`.
pub(crate) fn read_journey(body: &str, etag: Option<String>) -> Result<Journey, Unreadable> {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    let text = (body.len() <= LONGEST_KEPT).then(|| body.into());
    let body: JourneyBody = read(body)?;
    let mut stages = body.stages.unwrap_or_default();
    // A missing position keeps the order of the array, since the sort is stable.
    stages.sort_by_key(|stage| stage.position.unwrap_or(i64::MAX));
    Ok(Journey {
        id: JourneyId::from_number(body.id.0),
        status: JourneyStatus::from_name(&body.status),
        name: body.funnel.and_then(|funnel| funnel.name),
        stages: stages.into_iter().map(stage).collect(),
        etag,
        data: body.journey_data.unwrap_or_default(),
        fingerprint: hasher.finish(),
        text,
    })
}

fn stage(body: StageBody) -> Stage {
    let activities = body.activities.unwrap_or_default();
    Stage { name: body.name.unwrap_or_default(), activities: activities.into_iter().map(activity).collect() }
}

fn activity(body: ActivityBody) -> Activity {
    let (role, user) = body.assigned_to.map_or((None, None), |assigned| (assigned.role, assigned.user));
    Activity {
        id: ActivityId::from_number(body.id.0),
        name: body.name.unwrap_or_default(),
        description: body.description,
        kind: body.r#type.unwrap_or_default(),
        status: match body.status.as_str() {
            "Completed" => ActivityStatus::Completed,
            "InProgress" => ActivityStatus::InProgress,
            // A status of a later version: nobody can be asked to act on it.
            _ => ActivityStatus::Blocked,
        },
        awaiting_result: body.awaiting_result.unwrap_or(false),
        secured_session: body.secured_session.unwrap_or(false),
        role: role.as_deref().map_or(Role::Other, Role::from_name),
        user: user.map(|user| UserId::from_number(user.id.0)),
        due: body.due_date.as_deref().and_then(due),
        minutes: body.estimated_minutes.and_then(|minutes| minutes.get().parse().ok()).filter(|minutes| *minutes > 0),
        completed: body.completed_date.as_deref().and_then(DateTime::from_canonical),
        settings: body.settings,
        draft: body.draft,
    }
}

fn due(text: &str) -> Option<Due> {
    let time = || DateTime::from_canonical(text).map(Due::Time);
    time().or_else(|| Date::from_canonical(text).map(Due::Day))
}
