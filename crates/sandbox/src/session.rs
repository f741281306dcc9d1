//! A lead's (or stakeholder's) session: opened by spending a link, found again by its token, ended by the clock.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::funnel::Role;
use crate::link::{self, COLUMNS, Link};
use crate::people;
use crate::problem::Problem;
use crate::session_mode::SessionMode;
use crate::timestamp::{Milliseconds, rfc3339};

/// Who acts, and in which journey.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// 24 hexadecimal digits, as the account-session calls write it.
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) mode: SessionMode,
    pub(crate) link: Link,
    pub(crate) expires: Milliseconds,
    pub(crate) secured_until: Option<Milliseconds>,
}

impl Session {
    /// Opens a session for a link that has just been spent.
    pub(crate) fn open(
        tx: &Transaction,
        link: Link,
        mode: SessionMode,
        now: Milliseconds,
        expires: Milliseconds,
    ) -> Result<Self, Problem> {
        let session = Self {
            id: Uuid::new_v4().simple().to_string()[..24].to_owned(),
            token: format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()),
            mode,
            link,
            expires,
            secured_until: None,
        };
        tx.execute(
            "INSERT INTO sessions (id, token, by_cookie, link_uuid, expires, created)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![session.id, session.token, mode == SessionMode::Cookie, session.link.uuid, expires, now],
        )?;
        Ok(session)
    }

    /// The live session that carries this token.
    pub(crate) fn find(tx: &Transaction, token: &str, now: Milliseconds) -> Result<Option<Self>, Problem> {
        let found = tx
            .query_row(
                &format!(
                    "SELECT {COLUMNS}, sessions.id, token, by_cookie, expires, secured_until
                     FROM sessions JOIN links ON uuid = link_uuid WHERE token = ?1 AND expires > ?2"
                ),
                params![token, now],
                |row| {
                    let by_cookie: bool = row.get(11)?;
                    Ok(Self {
                        link: link::from_row(row)?,
                        id: row.get(9)?,
                        token: row.get(10)?,
                        mode: if by_cookie { SessionMode::Cookie } else { SessionMode::Token },
                        expires: row.get(12)?,
                        secured_until: row.get(13)?,
                    })
                },
            )
            .optional()?;
        Ok(found)
    }

    /// Moves the end of the session.
    pub(crate) fn extend(&mut self, tx: &Transaction, expires: Milliseconds) -> Result<(), Problem> {
        self.expires = expires;
        tx.execute("UPDATE sessions SET expires = ?2 WHERE id = ?1", params![self.id, expires])?;
        Ok(())
    }

    /// Whether an activity of this role, and perhaps of one user, is this session's to complete.
    pub(crate) fn is_assigned(&self, role: Role, user_id: Option<i64>) -> bool {
        role.name() == self.link.role && user_id.is_none_or(|id| id == self.link.user_id)
    }

    /// Whether the session has been secured by a code, and still is.
    pub(crate) fn is_secured(&self, now: Milliseconds) -> bool {
        self.secured_until.is_some_and(|until| now < until)
    }

    /// The session as the browser gets it.
    pub(crate) fn document(&self, tx: &Transaction, now: Milliseconds) -> Result<Value, Problem> {
        let workspace: String = tx.query_row(
            "SELECT document FROM workspaces JOIN journeys ON workspace_id = workspaces.id
             WHERE journeys.id = ?1",
            [self.link.journey_id],
            |row| row.get(0),
        )?;
        let link = &self.link;
        let mut document = json!({
            "UUID": link.uuid,
            "RedirectURL": link.redirect_url,
            "ValidUntil": rfc3339(link.valid_until),
            "createdDate": rfc3339(link.created),
            "changedDate": rfc3339(link.changed),
            "User": people::summary(tx, link.user_id)?,
            "Role": link.role,
            "Journey": {"Id": link.journey_id},
            "Account": {
                "Id": self.id,
                "Secured": self.is_secured(now),
                "SecuredUntil": self.secured_until.filter(|until| now < *until).map(rfc3339),
                "ExpiresAt": rfc3339(self.expires),
            },
            "Workspace": serde_json::from_str::<Value>(&workspace)?,
        });
        if self.mode == SessionMode::Token {
            document["Token"] = json!(self.token);
        }
        Ok(document)
    }
}
