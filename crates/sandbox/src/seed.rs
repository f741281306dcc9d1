//! Seeds: JSON files with workspaces, funnels and demo leads, planted into an empty database.

use std::collections::BTreeMap;
use std::path::Path;

use regex_lite::Regex;
use rusqlite::{Transaction, params};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::attributes::Attributes;
use crate::engine::{self, NewJourney};
use crate::funnel::Funnel;
use crate::id;
use crate::integrator;
use crate::people::{self, Person};
use crate::problem::Problem;
use crate::session_mode::SessionMode;
use crate::timestamp::Milliseconds;

/// The files of `crates/sandbox/seed`, compiled in so that the program runs from anywhere.
const BUILT_IN: [(&str, &str); 11] = [
    ("workspaces.json", include_str!("../seed/workspaces.json")),
    ("onboarding.json", include_str!("../seed/onboarding.json")),
    ("every-field.json", include_str!("../seed/every-field.json")),
    ("two-at-once.json", include_str!("../seed/two-at-once.json")),
    ("waiting.json", include_str!("../seed/waiting.json")),
    ("every-activity.json", include_str!("../seed/every-activity.json")),
    ("one-activity.json", include_str!("../seed/one-activity.json")),
    ("accounts.json", include_str!("../seed/accounts.json")),
    ("secured.json", include_str!("../seed/secured.json")),
    ("small.json", include_str!("../seed/small.json")),
    ("francais.json", include_str!("../seed/francais.json")),
];

/// Seed files as text, in the order in which they are read.
#[derive(Debug, Clone)]
pub struct Seeds {
    files: Vec<(String, String)>,
}

/// What one file may hold.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SeedFile {
    #[serde(default)]
    workspaces: Vec<WorkspaceSeed>,
    #[serde(default)]
    funnels: Vec<Value>,
    #[serde(default)]
    users: Vec<UserSeed>,
    #[serde(default)]
    leads: Vec<LeadSeed>,
    #[serde(default)]
    journeys: Vec<JourneySeed>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct WorkspaceSeed {
    id: i64,
    key: String,
    session: Option<SessionMode>,
    /// What a session shows of the workspace, as the contract spells it.
    shown: Map<String, Value>,
}

/// A user who is known from the start, and may log in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct UserSeed {
    id: i64,
    /// The key of the workspace.
    workspace: String,
    email: String,
    firstname: String,
    lastname: String,
    phone_number: Option<String>,
    password_hash: Option<String>,
    #[serde(default)]
    closed: bool,
}

/// A lead with a journey from the start.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct LeadSeed {
    id: i64,
    journey_id: i64,
    funnel: i64,
    email: String,
    firstname: String,
    lastname: String,
    phone_number: Option<String>,
    password_hash: Option<String>,
    #[serde(default)]
    journey_data: Value,
}

/// A journey of a user who is known already.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct JourneySeed {
    id: i64,
    funnel: i64,
    user: i64,
    #[serde(default)]
    journey_data: Value,
}

impl Seeds {
    /// The project's own.
    pub fn built_in() -> Self {
        let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
        Self { files: BUILT_IN.into_iter().map(owned).collect() }
    }

    /// One file's text, for tests that bring their own funnels.
    pub fn from_text(text: &str) -> Self {
        Self { files: vec![("test.json".to_owned(), text.to_owned())] }
    }

    /// The `*.json` files of a folder, in the order of their names.
    ///
    /// # Errors
    /// A sentence that names the file which cannot be read.
    pub fn read_folder(folder: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .map_err(failed)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        paths.sort();
        let read = |path: std::path::PathBuf| {
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            Ok((path.display().to_string(), text))
        };
        let files = paths.into_iter().map(read).collect::<Result<_, String>>()?;
        Ok(Self { files })
    }

    /// Fills an empty database and leaves any other alone.
    pub(crate) fn plant_if_empty(&self, tx: &Transaction, first_id: i64, now: Milliseconds) -> Result<(), Problem> {
        let workspaces: i64 = tx.query_row("SELECT count(*) FROM workspaces", [], |row| row.get(0))?;
        if workspaces > 0 {
            return Ok(());
        }
        tx.execute("INSERT OR IGNORE INTO facts (name, value) VALUES ('next_id', ?1)", [first_id])?;
        self.plant(tx, now)
    }

    /// Plants everything: workspaces first, then funnels, then leads, across all files.
    pub(crate) fn plant(&self, tx: &Transaction, now: Milliseconds) -> Result<(), Problem> {
        let mut files = Vec::new();
        for (name, text) in &self.files {
            let file: SeedFile =
                serde_json::from_str(text).map_err(|error| Problem::bad_request(format!("{name}: {error}")))?;
            files.push(file);
        }
        for workspace in files.iter().flat_map(|file| &file.workspaces) {
            plant_workspace(tx, workspace)?;
        }
        for user in files.iter().flat_map(|file| &file.users) {
            plant_user(tx, user, now)?;
        }
        let funnels = files.iter().flat_map(|file| &file.funnels);
        for (position, document) in (1..).zip(funnels) {
            plant_funnel(tx, document, position)?;
        }
        for lead in files.iter().flat_map(|file| &file.leads) {
            plant_lead(tx, lead, now)?;
        }
        for journey in files.iter().flat_map(|file| &file.journeys) {
            plant_journey(tx, journey, now)?;
        }
        Ok(())
    }
}

fn plant_workspace(tx: &Transaction, workspace: &WorkspaceSeed) -> Result<(), Problem> {
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

fn plant_funnel(tx: &Transaction, document: &Value, position: i64) -> Result<(), Problem> {
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

fn plant_user(tx: &Transaction, user: &UserSeed, now: Milliseconds) -> Result<(), Problem> {
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

fn plant_lead(tx: &Transaction, lead: &LeadSeed, now: Milliseconds) -> Result<(), Problem> {
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
    let journey = JourneySeed { id: lead.journey_id, funnel: lead.funnel, user: lead.id, journey_data };
    plant_journey(tx, &journey, now)
}

fn plant_journey(tx: &Transaction, journey: &JourneySeed, now: Milliseconds) -> Result<(), Problem> {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::database::Database;

    fn planted(seeds: &Seeds) -> Result<i64, String> {
        let database = Database::in_memory().unwrap();
        let plant = |tx: &Transaction| {
            seeds.plant_if_empty(tx, id::FIRST_ID, 0)?;
            Ok(tx.query_row("SELECT count(*) FROM funnels", [], |row| row.get(0))?)
        };
        database.transaction_now(plant).map_err(|problem| problem.detail().to_owned())
    }

    #[test]
    fn the_folder_holds_what_is_compiled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed");
        let read = Seeds::read_folder(&folder).unwrap();
        assert_eq!(read.files.len(), BUILT_IN.len());
        assert_eq!(planted(&read), planted(&Seeds::built_in()));
    }

    #[test]
    fn mistakes_in_seeds_are_named() {
        let with = |funnel: &str| {
            let workspace = r#"{"Id": 1, "Key": "k", "Shown": {}}"#;
            planted(&Seeds::from_text(&format!(r#"{{"Workspaces": [{workspace}], "Funnels": [{funnel}]}}"#)))
        };
        let form = |settings: &str| {
            let activity = format!(r#"{{"Name": "Form", "Type": "Form", "Role": "Lead", "Settings": {settings}}}"#);
            let stage = format!(r#"{{"Id": 1, "Name": "S", "Activities": [{activity}]}}"#);
            with(&format!(r#"{{"Id": 1, "Name": "F", "Workspace": "k", "Stages": [{stage}]}}"#))
        };
        assert_eq!(form("{}"), Ok(1));
        let nameless = form(r#"{"Fields": [{"DataPoint": {"Id": 1, "Type": "Text"}}]}"#);
        assert_eq!(nameless.unwrap_err(), "F, Form: a data point needs Id, Name and Type");
        let pattern = form(r#"{"Fields": [{"DataPoint": {"Id": 1, "Name": "A", "Type": "Text"}, "Pattern": "["}]}"#);
        assert_eq!(pattern.unwrap_err(), "F, Form: the pattern cannot be read");
        let stray = with(r#"{"Id": 1, "Name": "F", "Workspace": "other", "Stages": []}"#);
        assert_eq!(stray.unwrap_err(), "F: no such workspace");
        assert!(planted(&Seeds::from_text(r#"{"Funnel": []}"#)).unwrap_err().contains("Funnel"));
    }
}
