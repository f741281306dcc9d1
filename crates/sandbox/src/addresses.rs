//! Where this run of the sandbox is reached. Funnels write `{FrontOffice}` and `{StandIns}`, since ports differ from
//! run to run while a database stays.

use rusqlite::{Transaction, params};

use crate::problem::Problem;

/// The two origins of a run, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Addresses {
    pub(crate) front_office: String,
    pub(crate) stand_ins: String,
}

impl Addresses {
    /// Remembers them for everything that is read from now on.
    pub(crate) fn remember(&self, tx: &Transaction) -> Result<(), Problem> {
        for (name, url) in [("FrontOffice", &self.front_office), ("StandIns", &self.stand_ins)] {
            tx.execute("INSERT OR REPLACE INTO addresses (name, url) VALUES (?1, ?2)", params![name, url])?;
        }
        Ok(())
    }

    /// Those of this run.
    pub(crate) fn read(tx: &Transaction) -> Result<Self, Problem> {
        let url = |name: &str| tx.query_row("SELECT url FROM addresses WHERE name = ?1", [name], |row| row.get(0));
        Ok(Self { front_office: url("FrontOffice")?, stand_ins: url("StandIns")? })
    }

    /// The text with both placeholders replaced.
    pub(crate) fn fill_in(&self, text: &str) -> String {
        text.replace("{FrontOffice}", &self.front_office).replace("{StandIns}", &self.stand_ins)
    }

    /// The app's page of an activity, where providers send people back to.
    pub(crate) fn activity_page(&self, activity_id: i64) -> String {
        format!("{}/activities/{activity_id}", self.front_office)
    }
}
