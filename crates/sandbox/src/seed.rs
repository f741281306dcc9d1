//! Seeds: JSON files with workspaces, funnels and demo leads, planted into an empty database.

mod planting;

use std::path::Path;

use rusqlite::Transaction;
use serde::Deserialize;
use serde_json::{Map, Value};

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

    /// Plants everything across all files: workspaces and users first, then funnels, leads and further journeys.
    pub(crate) fn plant(&self, tx: &Transaction, now: Milliseconds) -> Result<(), Problem> {
        let mut files = Vec::new();
        for (name, text) in &self.files {
            let file: SeedFile =
                serde_json::from_str(text).map_err(|error| Problem::bad_request(format!("{name}: {error}")))?;
            files.push(file);
        }
        for workspace in files.iter().flat_map(|file| &file.workspaces) {
            planting::workspace(tx, workspace)?;
        }
        for user in files.iter().flat_map(|file| &file.users) {
            planting::user(tx, user, now)?;
        }
        let funnels = files.iter().flat_map(|file| &file.funnels);
        for (position, document) in (1..).zip(funnels) {
            planting::funnel(tx, document, position)?;
        }
        for lead in files.iter().flat_map(|file| &file.leads) {
            planting::lead(tx, lead, now)?;
        }
        for journey in files.iter().flat_map(|file| &file.journeys) {
            planting::journey(tx, journey, now)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::database::Database;
    use crate::id;

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
