//! Plants what the seed files hold, one thing after the other; what a thing names must have been planted before.

use std::collections::BTreeMap;

use regex_lite::Regex;
use rusqlite::{Transaction, params};
use serde_json::Value;

use super::{JourneySeed, LeadSeed, UserSeed, WorkspaceSeed};
use crate::attributes::Attributes;
use crate::engine::{self, NewJourney};
use crate::funnel::Funnel;
use crate::id;
use crate::integrator;
use crate::people::{self, Person};
use crate::problem::Problem;
use crate::session_mode::SessionMode;
use crate::timestamp::Milliseconds;

/// A workspace.
pub(super) fn workspace(tx: &Transaction, workspace: &WorkspaceSeed) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO workspaces (id, key, session, document) VALUES (?1, ?2, ?3, ?4)",
        params![
            workspace.id,
            workspace.key,
            workspace.session.map(SessionMode::name),
            Value::Object(workspace.shown.clone()).to_string()
        ],
    )?;
    Ok(())
}

/// A funnel, at its place among all, and the data points that it brings.
pub(super) fn funnel(tx: &Transaction, document: &Value, position: i64) -> Result<(), Problem> {
    let funnel = Funnel::read(document).map_err(Problem::bad_request)?;
    let workspace_id = workspace_of(tx, &funnel.workspace, &funnel.name)?;
    tx.execute(
        "INSERT INTO funnels (id, workspace_id, position, document) VALUES (?1, ?2, ?3, ?4)",
        params![funnel.id, workspace_id, position, document.to_string()],
    )?;
    for (id, point) in data_points(&funnel).map_err(Problem::bad_request)? {
        tx.execute(
            "INSERT OR IGNORE INTO data_points (workspace_id, id, name, type, currency)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![workspace_id, id, point.name, point.data_type, point.currency],
        )?;
    }
    Ok(())
}

/// A user who is known from the start.
pub(super) fn user(tx: &Transaction, user: &UserSeed, now: Milliseconds) -> Result<(), Problem> {
    let person = Person {
        email: user.email.clone(),
        firstname: user.firstname.clone(),
        lastname: user.lastname.clone(),
        phone: user.phone_number.clone(),
    };
    let workspace_id = workspace_of(tx, &user.workspace, &user.email)?;
    people::add(tx, workspace_id, user.id, &person, now)?;
    let query = "UPDATE users SET password_hash = ?2, closed = ?3 WHERE id = ?1";
    tx.execute(query, params![user.id, user.password_hash, user.closed])?;
    Ok(())
}

fn workspace_of(tx: &Transaction, key: &str, whose: &str) -> Result<i64, Problem> {
    tx.query_row("SELECT id FROM workspaces WHERE key = ?1", [key], |row| row.get(0))
        .map_err(|_| Problem::bad_request(format!("{whose}: no such workspace")))
}

struct DataPoint {
    name: String,
    data_type: String,
    currency: Option<String>,
}

/// The data points that a funnel's forms ask for or its activities give.
fn data_points(funnel: &Funnel) -> Result<BTreeMap<i64, DataPoint>, String> {
    let mut points = BTreeMap::new();
    for plan in funnel.stages.iter().flat_map(|stage| &stage.activities) {
        let fields = plan.settings.get("Fields").and_then(Value::as_array);
        for entry in fields.into_iter().flatten().chain(&plan.gives) {
            let complaint = |what: &str| format!("{}, {}: {what}", funnel.name, plan.name);
            let point = &entry["DataPoint"];
            let text = |name: &str| point[name].as_str().map(str::to_owned);
            let (Some(id), Some(name), Some(data_type)) = (id::of(point), text("Name"), text("Type")) else {
                return Err(complaint("a data point needs Id, Name and Type"));
            };
            let pattern = entry["Pattern"].as_str().unwrap_or_default();
            if Regex::new(pattern).is_err() {
                return Err(complaint("the pattern cannot be read"));
            }
            let currency = entry["Currency"].as_str().map(str::to_owned);
            let point = DataPoint { name, data_type, currency };
            points.insert(id, point);
        }
    }
    Ok(points)
}

/// A user with a journey.
pub(super) fn lead(tx: &Transaction, lead: &LeadSeed, now: Milliseconds) -> Result<(), Problem> {
    let (workspace_id, _) = funnel_of(tx, lead.funnel)?;
    let person = Person {
        email: lead.email.clone(),
        firstname: lead.firstname.clone(),
        lastname: lead.lastname.clone(),
        phone: lead.phone_number.clone(),
    };
    people::add(tx, workspace_id, lead.id, &person, now)?;
    tx.execute("UPDATE users SET password_hash = ?2 WHERE id = ?1", params![lead.id, lead.password_hash])?;
    let journey_data = lead.journey_data.clone();
    let seed = JourneySeed { id: lead.journey_id, funnel: lead.funnel, user: lead.id, journey_data };
    journey(tx, &seed, now)
}

/// A journey of a user who is known by now.
pub(super) fn journey(tx: &Transaction, journey: &JourneySeed, now: Milliseconds) -> Result<(), Problem> {
    let (workspace_id, funnel) = funnel_of(tx, journey.funnel)?;
    if people::workspace_of(tx, journey.user).ok() != Some(workspace_id) {
        return Err(Problem::bad_request(format!("Journey {}: its user is not of its workspace", journey.id)));
    }
    let body = serde_json::json!({ "JourneyData": journey.journey_data });
    let mut attributes = Attributes::of(&body);
    let journey_data = integrator::values::read(tx, workspace_id, &mut attributes, "JourneyData")?;
    attributes.finish()?;
    let (id, user_id) = (journey.id, journey.user);
    engine::start(tx, &NewJourney { id, workspace_id, user_id, funnel: &funnel, journey_data: &journey_data }, now)
}

/// A funnel and its workspace.
fn funnel_of(tx: &Transaction, funnel_id: i64) -> Result<(i64, Funnel), Problem> {
    let query = "SELECT workspace_id, document FROM funnels WHERE id = ?1";
    let (workspace_id, document): (i64, String) =
        tx.query_row(query, [funnel_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((workspace_id, serde_json::from_str(&document)?))
}
