//! The single-use link that opens a session: made for somebody's part in a journey, spent once, expiring.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use crate::part::Part;
use crate::problem::Problem;
use crate::timestamp::Milliseconds;

/// "About five minutes after creation" (front-office session, registration of an end user).
const LIFETIME: Milliseconds = 5 * 60 * 1000;

/// A link, used or not.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) uuid: String,
    pub(crate) journey_id: i64,
    pub(crate) user_id: i64,
    pub(crate) role: String,
    pub(crate) redirect_url: Option<String>,
    pub(crate) valid_until: Milliseconds,
    pub(crate) used: Option<Milliseconds>,
    pub(crate) created: Milliseconds,
    pub(crate) changed: Milliseconds,
}

/// The columns that `from_row` reads, in its order.
pub(crate) const COLUMNS: &str =
    "uuid, journey_id, user_id, role, redirect_url, valid_until, used, links.created, changed";

impl Link {
    /// Creates a link for a user's part in a journey.
    pub(crate) fn create(
        tx: &Transaction,
        journey_id: i64,
        user_id: i64,
        role: &str,
        redirect_url: Option<String>,
        now: Milliseconds,
    ) -> Result<Self, Problem> {
        let link = Self {
            uuid: Uuid::new_v4().to_string(),
            journey_id,
            user_id,
            role: role.to_owned(),
            redirect_url,
            valid_until: now + LIFETIME,
            used: None,
            created: now,
            changed: now,
        };
        tx.execute(
            "INSERT INTO links (uuid, journey_id, user_id, role, redirect_url, valid_until, created, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
            params![link.uuid, journey_id, user_id, role, link.redirect_url, link.valid_until, now],
        )?;
        Ok(link)
    }

    /// A link for a part, made and spent in one go, so that whoever comes in without one has one too.
    pub(crate) fn spent(tx: &Transaction, part: &Part, now: Milliseconds) -> Result<Self, Problem> {
        let redirect_url = Self::last_redirect_url(tx, part.journey_id)?;
        let mut link = Self::create(tx, part.journey_id, part.user_id, &part.role, redirect_url, now)?;
        link.spend(tx, now)?;
        Ok(link)
    }

    /// Where the link that was made last for the journey leads in the end.
    pub(crate) fn last_redirect_url(tx: &Transaction, journey_id: i64) -> Result<Option<String>, Problem> {
        let query = "SELECT redirect_url FROM links WHERE journey_id = ?1 ORDER BY created DESC, rowid DESC LIMIT 1";
        let found: Option<Option<String>> = tx.query_row(query, [journey_id], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// The link with this UUID, in either letter case.
    pub(crate) fn find(tx: &Transaction, uuid: &str) -> Result<Option<Self>, Problem> {
        let found = tx
            .query_row(&format!("SELECT {COLUMNS} FROM links WHERE uuid = lower(?1)"), [uuid], from_row)
            .optional()?;
        Ok(found)
    }

    /// Spends the link. `false` when somebody else was faster: the row itself is the judge, not what was
    /// read before.
    pub(crate) fn spend(&mut self, tx: &Transaction, now: Milliseconds) -> Result<bool, Problem> {
        let spent = tx.execute(
            "UPDATE links SET used = ?2, changed = ?2 WHERE uuid = ?1 AND used IS NULL",
            params![self.uuid, now],
        )?;
        self.used = Some(now);
        self.changed = now;
        Ok(spent == 1)
    }

    /// The page address that the lead opens.
    pub(crate) fn connection_url(&self, public_url: &str) -> String {
        format!("{public_url}/internal/v1/autologin?UUID={}", self.uuid)
    }
}

/// Reads the columns `COLUMNS`, which must come first.
pub(crate) fn from_row(row: &Row) -> rusqlite::Result<Link> {
    Ok(Link {
        uuid: row.get(0)?,
        journey_id: row.get(1)?,
        user_id: row.get(2)?,
        role: row.get(3)?,
        redirect_url: row.get(4)?,
        valid_until: row.get(5)?,
        used: row.get(6)?,
        created: row.get(7)?,
        changed: row.get(8)?,
    })
}
