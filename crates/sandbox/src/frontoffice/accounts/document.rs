//! A session as the account-session calls write it, like either of the documentation's two samples.

use rusqlite::Transaction;
use serde_json::{Value, json};

use crate::people;
use crate::problem::Problem;
use crate::session::Session;
use crate::session_mode::SessionMode;
use crate::steering::accounts::Sample;
use crate::timestamp::{Milliseconds, rfc3339};

/// One session of a list. Only the caller's own token is told, and none where a cookie carries it: scripts have no
/// business with either.
pub(super) fn of(session: &Session, own: &Session, now: Milliseconds) -> Result<Value, Problem> {
    let account = &session.account;
    let location = account.location.as_deref().map(serde_json::from_str::<Value>).transpose()?;
    let told = session.id == own.id && session.mode == SessionMode::Token;
    Ok(json!({
        "id": session.id,
        "token": told.then_some(&session.token),
        "secured": session.is_secured(now),
        "location": location,
        "userAgent": account.user_agent,
        "lastAccessDate": rfc3339(account.last_access),
        "creation": rfc3339(account.created),
    }))
}

/// `{"session":{…}}` with the user, or with `session` closed early.
pub(super) fn with_user(
    tx: &Transaction,
    session: &Session,
    own: &Session,
    sample: Sample,
    now: Milliseconds,
) -> Result<Value, Problem> {
    let mut inside = of(session, own, now)?;
    let user = people::summary(tx, session.link.user_id)?;
    let name = format!("{} {}", text(&user["Firstname"]), text(&user["Lastname"]));
    inside["user"] = json!({"id": user["Id"].to_string(), "name": name.trim()});
    if sample == Sample::Whole {
        return Ok(json!({ "session": inside }));
    }
    let mut outside = json!({});
    for name in ["userAgent", "lastAccessDate", "creation", "user"] {
        outside[name] = inside.as_object_mut().and_then(|inside| inside.remove(name)).unwrap_or_default();
    }
    outside["session"] = inside;
    Ok(outside)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
