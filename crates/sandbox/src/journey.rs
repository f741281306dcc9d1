//! A journey as one JSON document: what `GET /api/v1/journeys/{id}` and every call that changes it answer.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use crate::addresses::Addresses;
use crate::funnel::ActivityPlan;
use crate::id;
use crate::journey_data;
use crate::people;
use crate::problem::Problem;
use crate::session::Session;
use crate::timestamp::rfc3339;
use crate::values;

/// The journey as the integrator (`None`) or the holder of a session sees it: drafts are shown to those who wrote
/// them only, and a stakeholder sees what is theirs to do, and nothing of what the lead told.
pub(crate) fn document(tx: &Transaction, journey_id: i64, viewer: Option<&Session>) -> Result<Value, Problem> {
    let (status, user_id, funnel_id, funnel, created, changed) = tx.query_row(
        "SELECT journeys.status, user_id, funnel_id, funnels.document, created, changed
         FROM journeys JOIN funnels ON funnels.id = funnel_id WHERE journeys.id = ?1",
        [journey_id],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, i64>(4)?,
                row.get::<_, i64>(5)?,
            ))
        },
    )?;
    let funnel: Value = serde_json::from_str(&funnel)?;
    let stages = stages(tx, journey_id, viewer)?;
    let mut journey_data = journey_data::all(tx, journey_id)?;
    if viewer.is_some_and(Session::is_of_stakeholder) {
        let asked = data_points_in(&stages);
        journey_data.retain(|entry| values::data_point_id(entry).is_some_and(|id| asked.contains(&id)));
    }
    Ok(json!({
        "Id": journey_id,
        "Status": status,
        "Funnel": {"Id": funnel_id, "Name": funnel["Name"]},
        "User": people::summary(tx, user_id)?,
        "Stages": stages,
        "JourneyData": journey_data,
        "createdDate": rfc3339(created),
        "changedDate": rfc3339(changed),
    }))
}

/// The workspace's journey with this id, brought up to nobody's date; `NotFound` when there is none.
pub(crate) fn must_exist(tx: &Transaction, workspace_id: i64, journey_id: i64) -> Result<(), Problem> {
    let found: Option<i64> = tx
        .query_row(
            "SELECT id FROM journeys WHERE id = ?1 AND workspace_id = ?2",
            params![journey_id, workspace_id],
            |row| row.get(0),
        )
        .optional()?;
    found.map(|_| ()).ok_or_else(unknown)
}

/// 404: there is no such journey, or it is somebody else's.
pub(crate) fn unknown() -> Problem {
    Problem::not_found("There is no such journey.")
}

fn stages(tx: &Transaction, journey_id: i64, viewer: Option<&Session>) -> Result<Vec<Value>, Problem> {
    let mut statement =
        tx.prepare_cached("SELECT id, name, position, status FROM stages WHERE journey_id = ?1 ORDER BY position")?;
    let mut rows = statement.query([journey_id])?;
    let mut stages = Vec::new();
    while let Some(row) = rows.next()? {
        let stage_id: i64 = row.get(0)?;
        let activities = activities(tx, journey_id, stage_id, viewer)?;
        if activities.is_empty() && viewer.is_some_and(Session::is_of_stakeholder) {
            continue;
        }
        stages.push(json!({
            "Id": stage_id,
            "Name": row.get::<_, String>(1)?,
            "Position": row.get::<_, i64>(2)?,
            "Status": row.get::<_, String>(3)?,
            "Activities": activities,
        }));
    }
    Ok(stages)
}

fn activities(
    tx: &Transaction,
    journey_id: i64,
    stage_id: i64,
    viewer: Option<&Session>,
) -> Result<Vec<Value>, Problem> {
    let mut statement = tx.prepare_cached(
        "SELECT id, role, user_id, document, status, awaiting_result, due, draft, draft_changed,
           completed, created, changed
         FROM activities WHERE journey_id = ?1 AND stage_id = ?2 ORDER BY position",
    )?;
    let addresses = Addresses::read(tx)?;
    let mut rows = statement.query([journey_id, stage_id])?;
    let mut activities = Vec::new();
    while let Some(row) = rows.next()? {
        if is_shown(row, viewer)? {
            activities.push(activity(row, viewer, &addresses)?);
        }
    }
    Ok(activities)
}

/// Stakeholders see their own part only.
fn is_shown(row: &Row, viewer: Option<&Session>) -> Result<bool, Problem> {
    let Some(session) = viewer.filter(|session| session.is_of_stakeholder()) else {
        return Ok(true);
    };
    let (role, user_id): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
    Ok(role == session.link.role && user_id.is_none_or(|id| id == session.link.user_id))
}

/// The data points that forms in these stages ask for.
fn data_points_in(stages: &[Value]) -> BTreeSet<i64> {
    let lists = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let activities = stages.iter().flat_map(|stage| lists(&stage["Activities"]));
    let fields = activities.flat_map(|activity| lists(&activity["Settings"]["Fields"]));
    fields.filter_map(|field| id::of(&field["DataPoint"])).collect()
}

fn activity(row: &Row, viewer: Option<&Session>, addresses: &Addresses) -> Result<Value, Problem> {
    let (role, user_id): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
    let plan: ActivityPlan = serde_json::from_str(&addresses.fill_in(&row.get::<_, String>(3)?))?;
    let mut assigned_to = json!({"Role": role});
    if let Some(user_id) = user_id {
        assigned_to["User"] = json!({"Id": user_id});
    }
    let shows_draft = viewer.is_some_and(|session| session.is_assigned(plan.role, user_id));
    Ok(json!({
        "Id": row.get::<_, i64>(0)?,
        "Name": plan.name,
        "Description": plan.description,
        "Type": plan.kind,
        "Status": row.get::<_, String>(4)?,
        "AssignedTo": assigned_to,
        "DueDate": moment(row, 6)?,
        "EstimatedMinutes": plan.estimated_minutes,
        "AwaitingResult": row.get::<_, bool>(5)?,
        "SecuredSession": plan.secured_session,
        "Settings": plan.settings,
        "Draft": if shows_draft { draft(row)? } else { None },
        "CompletedDate": moment(row, 9)?,
        "createdDate": moment(row, 10)?,
        "changedDate": moment(row, 11)?,
    }))
}

fn draft(row: &Row) -> Result<Option<Value>, Problem> {
    let Some(text) = row.get::<_, Option<String>>(7)? else {
        return Ok(None);
    };
    let journey_data: Value = serde_json::from_str(&text)?;
    Ok(Some(json!({
        "JourneyData": journey_data,
        "changedDate": moment(row, 8)?,
    })))
}

fn moment(row: &Row, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(rfc3339))
}
