//! A lead's (or stakeholder's) session: opened by spending a link, found again by its token, ended by the clock.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::funnel::Role;
use crate::link::{self, COLUMNS, Link};
use crate::part::Offer;
use crate::people;
use crate::problem::Problem;
use crate::session_mode::SessionMode;
use crate::timestamp::{Milliseconds, rfc3339};

/// Which journeys a session opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The one of its link: whoever has the link has that journey, and no other of the user's.
    Journey,
    /// Logged in as somebody with several journeys, none of which has been chosen yet.
    Choosing,
    /// Logged in: the one of its link, and any other of the user's once it is chosen.
    Chosen,
}

/// Who acts, and in which journey.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// 24 hexadecimal digits, as the account-session calls write it.
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) mode: SessionMode,
    /// Where it comes from. After a log-in it was made and spent for the journey that is open; while that is being
    /// chosen, it is only there so that there is one.
    pub(crate) link: Link,
    pub(crate) reach: Reach,
    pub(crate) expires: Milliseconds,
    pub(crate) secured_until: Option<Milliseconds>,
    pub(crate) account: Account,
}

/// What the list of a user's sessions tells of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account {
    pub(crate) user_agent: Option<String>,
    /// JSON, as the contract writes it.
    pub(crate) location: Option<String>,
    pub(crate) last_access: Milliseconds,
    pub(crate) created: Milliseconds,
}

/// How somebody came in.
pub(crate) struct Entrance {
    pub(crate) mode: SessionMode,
    pub(crate) reach: Reach,
    pub(crate) user_agent: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) expires: Milliseconds,
}

/// How long a verified code secures a session: one hour [doc].
const SECURED: Milliseconds = 3600 * 1000;

/// All that `from_row` reads.
const SELECT: &str = "sessions.id, token, by_cookie, expires, secured_until, user_agent, location, last_access, \
     sessions.created, reach FROM sessions JOIN links ON uuid = link_uuid";

impl Session {
    /// Opens a session for a link that has just been spent.
    pub(crate) fn open(tx: &Transaction, link: Link, entrance: Entrance, now: Milliseconds) -> Result<Self, Problem> {
        let Entrance { mode, reach, user_agent, location, expires } = entrance;
        let account = Account { user_agent, location, last_access: now, created: now };
        let (id, token) = (new_id(), new_token());
        let session = Self { id, token, mode, link, reach, expires, secured_until: None, account };
        let account = &session.account;
        tx.execute(
            "INSERT INTO sessions
             (id, token, by_cookie, link_uuid, expires, user_agent, location, last_access, created, reach)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)",
            params![
                session.id,
                session.token,
                mode == SessionMode::Cookie,
                session.link.uuid,
                expires,
                account.user_agent,
                account.location,
                now,
                reach.name()
            ],
        )?;
        Ok(session)
    }

    /// The live session that carries this token; it is used from now on.
    pub(crate) fn find(tx: &Transaction, token: &str, now: Milliseconds) -> Result<Option<Self>, Problem> {
        let query = format!("SELECT {COLUMNS}, {SELECT} WHERE token = ?1 AND expires > ?2");
        let found = tx.query_row(&query, params![token, now], from_row).optional()?;
        let Some(mut session) = found else { return Ok(None) };
        tx.execute("UPDATE sessions SET last_access = ?2 WHERE id = ?1", params![session.id, now])?;
        session.account.last_access = now;
        Ok(Some(session))
    }

    /// The live sessions of a user, the last used first.
    pub(crate) fn of_user(tx: &Transaction, user_id: i64, now: Milliseconds) -> Result<Vec<Self>, Problem> {
        let query = format!(
            "SELECT {COLUMNS}, {SELECT} WHERE user_id = ?1 AND expires > ?2
             ORDER BY last_access DESC, sessions.created DESC, sessions.id"
        );
        let mut statement = tx.prepare_cached(&query)?;
        let sessions = statement.query_map(params![user_id, now], from_row)?;
        Ok(sessions.collect::<rusqlite::Result<_>>()?)
    }

    /// Ends the session now.
    pub(crate) fn end(&self, tx: &Transaction, now: Milliseconds) -> Result<(), Problem> {
        tx.execute("UPDATE sessions SET expires = min(expires, ?2) WHERE id = ?1", params![self.id, now])?;
        Ok(())
    }

    /// Secures the session for an hour, under a new id and token: who knew the old ones has gained nothing (OWASP,
    /// session management).
    pub(crate) fn secure(&mut self, tx: &Transaction, now: Milliseconds) -> Result<(), Problem> {
        let old = std::mem::replace(&mut self.id, new_id());
        self.token = new_token();
        self.secured_until = Some(now + SECURED);
        tx.execute(
            "UPDATE sessions SET id = ?2, token = ?3, secured_until = ?4 WHERE id = ?1",
            params![old, self.id, self.token, self.secured_until],
        )?;
        Ok(())
    }

    /// Moves the end of the session.
    pub(crate) fn extend(&mut self, tx: &Transaction, expires: Milliseconds) -> Result<(), Problem> {
        self.expires = expires;
        tx.execute("UPDATE sessions SET expires = ?2 WHERE id = ?1", params![self.id, expires])?;
        Ok(())
    }

    /// Opens another part of the user's, by a link that was made for it and spent.
    pub(crate) fn choose(&mut self, tx: &Transaction, link: Link) -> Result<(), Problem> {
        self.link = link;
        self.reach = Reach::Chosen;
        tx.execute(
            "UPDATE sessions SET link_uuid = ?2, reach = ?3 WHERE id = ?1",
            params![self.id, self.link.uuid, self.reach.name()],
        )?;
        Ok(())
    }

    /// The journey that is open; as long as none has been chosen, every journey is as unknown as none.
    pub(crate) fn journey_id(&self) -> Option<i64> {
        (self.reach != Reach::Choosing).then_some(self.link.journey_id)
    }

    /// Whether an activity of this role, and perhaps of one user, is this session's to complete.
    pub(crate) fn is_assigned(&self, role: Role, user_id: Option<i64>) -> bool {
        role.name() == self.link.role && user_id.is_none_or(|id| id == self.link.user_id)
    }

    /// Whether this is somebody who was asked for their part in another's journey.
    pub(crate) fn is_of_stakeholder(&self) -> bool {
        self.link.role == Role::Stakeholder.name()
    }

    /// Whether the session has been secured by a code, and still is.
    pub(crate) fn is_secured(&self, now: Milliseconds) -> bool {
        self.secured_until.is_some_and(|until| now < until)
    }

    /// The session as the browser gets it.
    pub(crate) fn document(&self, tx: &Transaction, now: Milliseconds) -> Result<Value, Problem> {
        let link = &self.link;
        let workspace: String = tx.query_row(
            "SELECT document FROM workspaces JOIN users ON workspace_id = workspaces.id WHERE users.id = ?1",
            [link.user_id],
            |row| row.get(0),
        )?;
        let journey_id = self.journey_id();
        let mut document = json!({
            "UUID": link.uuid,
            "RedirectURL": journey_id.and(link.redirect_url.as_deref()),
            "ValidUntil": rfc3339(link.valid_until),
            "createdDate": rfc3339(link.created),
            "changedDate": rfc3339(link.changed),
            "User": people::with_contact(tx, link.user_id)?,
            "Role": journey_id.map(|_| &link.role),
            "Journey": journey_id.map(|id| json!({ "Id": id })),
            "Account": {
                "Id": self.id,
                "Secured": self.is_secured(now),
                "SecuredUntil": self.secured_until.filter(|until| now < *until).map(rfc3339),
                "ExpiresAt": rfc3339(self.expires),
            },
            "Workspace": serde_json::from_str::<Value>(&workspace)?,
        });
        if self.reach != Reach::Journey {
            let offers = Offer::all(tx, link.user_id, now)?;
            if offers.len() > 1 {
                document["Journeys"] = offers.iter().map(Offer::document).collect();
            }
        }
        if self.mode == SessionMode::Token {
            document["Token"] = json!(self.token);
        }
        Ok(document)
    }
}

impl Reach {
    fn name(self) -> &'static str {
        match self {
            Self::Journey => "Journey",
            Self::Choosing => "Choosing",
            Self::Chosen => "Chosen",
        }
    }

    /// Reads what `name` wrote; the table holds nothing else.
    fn parse(name: &str) -> Self {
        match name {
            "Choosing" => Self::Choosing,
            "Chosen" => Self::Chosen,
            _ => Self::Journey,
        }
    }
}

fn from_row(row: &Row) -> rusqlite::Result<Session> {
    let by_cookie: bool = row.get(11)?;
    Ok(Session {
        link: link::from_row(row)?,
        id: row.get(9)?,
        token: row.get(10)?,
        mode: if by_cookie { SessionMode::Cookie } else { SessionMode::Token },
        expires: row.get(12)?,
        secured_until: row.get(13)?,
        account: Account {
            user_agent: row.get(14)?,
            location: row.get(15)?,
            last_access: row.get(16)?,
            created: row.get(17)?,
        },
        reach: Reach::parse(&row.get::<_, String>(18)?),
    })
}

/// 24 hexadecimal digits, as the documentation's samples write it.
fn new_id() -> String {
    Uuid::new_v4().simple().to_string()[..24].to_owned()
}

fn new_token() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
