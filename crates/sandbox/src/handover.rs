//! An address at a provider, minted for one activity: opened within five minutes, and by some providers once only.

use rusqlite::{OptionalExtension, Transaction, params};
use uuid::Uuid;

use crate::problem::Problem;
use crate::timestamp::Milliseconds;

/// How long a minted address may be opened: DocuSign's five minutes, the shortest there is.
const LIFETIME: Milliseconds = 5 * 60 * 1000;

/// A minted address.
#[derive(Debug)]
pub(crate) struct Handover {
    pub(crate) token: String,
    pub(crate) activity_id: i64,
    pub(crate) valid_until: Milliseconds,
    /// When it was opened for the first time.
    opened: Option<Milliseconds>,
}

impl Handover {
    /// Mints another address for an activity.
    pub(crate) fn mint(tx: &Transaction, activity_id: i64, now: Milliseconds) -> Result<Self, Problem> {
        let token = Uuid::new_v4().simple().to_string();
        let handover = Self { token, activity_id, valid_until: now + LIFETIME, opened: None };
        tx.execute(
            "INSERT INTO handovers (token, activity_id, valid_until, created) VALUES (?1, ?2, ?3, ?4)",
            params![handover.token, activity_id, handover.valid_until, now],
        )?;
        Ok(handover)
    }

    /// The address with this token.
    pub(crate) fn find(tx: &Transaction, token: &str) -> Result<Option<Self>, Problem> {
        let query = "SELECT token, activity_id, valid_until, opened FROM handovers WHERE token = ?1";
        let found = tx
            .query_row(query, [token], |row| {
                Ok(Self { token: row.get(0)?, activity_id: row.get(1)?, valid_until: row.get(2)?, opened: row.get(3)? })
            })
            .optional()?;
        Ok(found)
    }

    /// Opens the address. `false` when that comes too late, or once too often where it works `once` only.
    pub(crate) fn open(&self, tx: &Transaction, once: bool, now: Milliseconds) -> Result<bool, Problem> {
        tx.execute("UPDATE handovers SET opened = coalesce(opened, ?2) WHERE token = ?1", params![self.token, now])?;
        Ok(match self.opened {
            Some(_) => !once,
            None => now < self.valid_until,
        })
    }
}
