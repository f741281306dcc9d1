//! The users of a workspace: leads and stakeholders, one per e-mail address.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use crate::funnel::PersonPlan;
use crate::id;
use crate::problem::Problem;
use crate::timestamp::Milliseconds;

/// A person as a registration names them.
pub(crate) struct Person {
    pub(crate) email: String,
    pub(crate) firstname: String,
    pub(crate) lastname: String,
    pub(crate) phone: Option<String>,
}

/// The user with this e-mail address, added when there is none; a known user keeps their id and takes the
/// names that came with the registration.
pub(crate) fn register(
    tx: &Transaction,
    workspace_id: i64,
    person: &Person,
    now: Milliseconds,
) -> Result<i64, Problem> {
    let known: Option<i64> = tx
        .query_row(
            "UPDATE users SET changed = ?6, phone = coalesce(?5, phone),
               firstname = CASE WHEN ?3 = '' THEN firstname ELSE ?3 END,
               lastname = CASE WHEN ?4 = '' THEN lastname ELSE ?4 END
             WHERE workspace_id = ?1 AND email = ?2 RETURNING id",
            params![workspace_id, person.email, person.firstname, person.lastname, person.phone, now],
            |row| row.get(0),
        )
        .optional()?;
    match known {
        Some(user_id) => Ok(user_id),
        None => {
            let user_id = id::next(tx)?;
            add(tx, workspace_id, user_id, person, now)?;
            Ok(user_id)
        }
    }
}

/// Adds a user under an id of the caller's choice.
pub(crate) fn add(
    tx: &Transaction,
    workspace_id: i64,
    user_id: i64,
    person: &Person,
    now: Milliseconds,
) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO users (id, workspace_id, email, firstname, lastname, phone, created, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        params![user_id, workspace_id, person.email, person.firstname, person.lastname, person.phone, now],
    )?;
    Ok(())
}

/// The user that a funnel names, added when there is none.
pub(crate) fn find_or_add(
    tx: &Transaction,
    workspace_id: i64,
    plan: &PersonPlan,
    now: Milliseconds,
) -> Result<i64, Problem> {
    let person = Person {
        email: plan.email.clone(),
        firstname: plan.firstname.clone(),
        lastname: plan.lastname.clone(),
        phone: None,
    };
    register(tx, workspace_id, &person, now)
}

/// `{"Id","Firstname","Lastname"}`, as sessions and journeys name a user.
pub(crate) fn summary(tx: &Transaction, user_id: i64) -> Result<Value, Problem> {
    let user = tx.query_row("SELECT id, firstname, lastname FROM users WHERE id = ?1", [user_id], summary_row)?;
    Ok(user)
}

/// The same with `ContactPrefs`, as registrations write it [doc]: what a session shows to the user themselves.
pub(crate) fn with_contact(tx: &Transaction, user_id: i64) -> Result<Value, Problem> {
    let mut user = summary(tx, user_id)?;
    let email: String = tx.query_row("SELECT email FROM users WHERE id = ?1", [user_id], |row| row.get(0))?;
    user["ContactPrefs"] = json!({ "Email": email });
    Ok(user)
}

/// The workspace that a user belongs to.
pub(crate) fn workspace_of(tx: &Transaction, user_id: i64) -> Result<i64, Problem> {
    Ok(tx.query_row("SELECT workspace_id FROM users WHERE id = ?1", [user_id], |row| row.get(0))?)
}

fn summary_row(row: &Row) -> rusqlite::Result<Value> {
    Ok(json!({
        "Id": row.get::<_, i64>(0)?,
        "Firstname": row.get::<_, String>(1)?,
        "Lastname": row.get::<_, String>(2)?,
    }))
}
