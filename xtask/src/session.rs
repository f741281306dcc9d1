//! Opens a session as an integrator's server does: one call with the workspace key, answered by a link.

use crate::failure::{Failure, OrFail, Result};
use crate::http::{self, Request};
use crate::project::Project;
use serde_json::{Value, json};

/// A link that lets a lead in once.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// The address to open in a browser.
    pub(crate) connection_url: String,
    /// For how many minutes it can be opened, where the answer tells.
    pub(crate) minutes: Option<u32>,
}

/// The seeds of the sandbox, where the key of its first workspace stands.
const WORKSPACES: &str = "crates/sandbox/seed/workspaces.json";

/// The key that the sandbox's first workspace is seeded with.
pub(crate) fn workspace_key(project: &Project) -> Result<String> {
    let seed: Value =
        serde_json::from_str(&project.read(WORKSPACES)?).or_cannot(|| format!("understand {WORKSPACES}"))?;
    let key = seed.pointer("/Workspaces/0/Key").and_then(Value::as_str);
    key.map(str::to_owned).ok_or_else(|| Failure::new(format!("{WORKSPACES} has no Key: restore the file.")))
}

/// Registers a lead into the workspace's default funnel.
pub(crate) fn open(authority: &str, key: &str) -> Result<Session> {
    let lead = json!({
        "Email": "ada.lovelace@example.com", "Firstname": "Ada", "Lastname": "Lovelace",
        "JourneyData": [{"Name": "Sector", "Value": "Computing"}],
    });
    let response = http::send(authority, Request::post("/api/v1/leads", &lead.to_string()).bearer(key))?;
    let session = (response.status < 300).then(|| session_in(&response.body)).flatten();
    session.ok_or_else(|| {
        Failure::new(format!("The sandbox opened no session; it answered {} {}", response.status, response.body))
    })
}

fn session_in(body: &str) -> Option<Session> {
    let body: Value = serde_json::from_str(body).ok()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let connection_url = text("ConnectionURL")?.to_owned();
    let minutes = text("createdDate").zip(text("ValidUntil")).and_then(|(from, to)| minutes_between(from, to));
    Some(Session { connection_url, minutes })
}

/// Minutes from one RFC 3339 time in UTC to another within a day of it, rounded to the nearest.
fn minutes_between(from: &str, to: &str) -> Option<u32> {
    const DAY: u32 = 24 * 60 * 60;
    let seconds = (second_of_day(to)? + DAY - second_of_day(from)?) % DAY;
    Some((seconds + 30) / 60)
}

fn second_of_day(time: &str) -> Option<u32> {
    let clock = time.split_once('T')?.1.get(..8)?;
    let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    Some((hours * 60 + minutes) * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_and_its_minutes_are_read_from_the_answer() {
        let body = r#"{"ConnectionURL":"http://h/internal/v1/autologin?UUID=u","createdDate":"2022-04-07T13:04:59.755Z","ValidUntil":"2022-04-07T13:10:01.614Z"}"#;
        let expected = Session { connection_url: "http://h/internal/v1/autologin?UUID=u".to_owned(), minutes: Some(5) };
        assert_eq!(session_in(body), Some(expected));
    }

    #[test]
    fn an_answer_without_a_link_is_no_session() {
        assert_eq!(session_in("{}"), None);
        assert_eq!(session_in("<html>"), None);
    }

    #[test]
    fn minutes_are_counted_across_midnight() {
        assert_eq!(minutes_between("2026-11-22T23:58:00.000Z", "2026-11-23T00:03:00.000Z"), Some(5));
        assert_eq!(minutes_between("yesterday", "2026-11-23T00:03:00.000Z"), None);
    }

    #[test]
    fn the_seeded_key_is_found() {
        let key = Project::here().and_then(|project| workspace_key(&project));
        assert!(key.as_ref().is_ok_and(|key| !key.is_empty()), "{key:?}");
    }
}
