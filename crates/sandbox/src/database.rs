//! The SQLite file: opened, migrated by `PRAGMA user_version`, and used one transaction at a time on threads
//! where blocking is allowed.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::problem::Problem;

/// One entry per version; a released entry is never edited, a change is a new entry.
const MIGRATIONS: [&str; 4] = [
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
    include_str!("migrations/4.sql"),
];

const NEWEST: u32 = MIGRATIONS.len() as u32;

/// How long one process waits for another that is writing to the same file.
const BUSY: Duration = Duration::from_secs(5);

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Database {
    connection: Arc<Mutex<Connection>>,
}

impl Database {
    /// Opens the file, creating or migrating it.
    ///
    /// # Errors
    /// When the file cannot be opened or was written by a newer version.
    pub fn open(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        Self::prepare(connection)
    }

    /// A database that lives as long as its handle.
    ///
    /// # Errors
    /// When SQLite refuses, which it does only without memory.
    pub fn in_memory() -> rusqlite::Result<Self> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> rusqlite::Result<Self> {
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate(&mut connection)?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Runs the work in one transaction that has the write lock from its start: all of it happens, or, when
    /// it returns a problem, none.
    pub(crate) async fn transaction<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let database = self.clone();
        tokio::task::spawn_blocking(move || database.transaction_now(work))
            .await
            .unwrap_or_else(|error| Err(Problem::internal(&error)))
    }

    /// The same on the calling thread, for the start of the program.
    pub(crate) fn transaction_now<T>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        // A panic elsewhere rolled its transaction back, so the connection itself is sound.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&tx)?;
        tx.commit()?;
        Ok(result)
    }
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > NEWEST {
        let newer = "the file was written by a newer version of the sandbox".to_owned();
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_MISMATCH);
        return Err(rusqlite::Error::SqliteFailure(code, Some(newer)));
    }
    for migration in MIGRATIONS.iter().skip(version as usize) {
        tx.execute_batch(migration)?;
    }
    tx.pragma_update(None, "user_version", NEWEST)?;
    tx.commit()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_newer_version_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", NEWEST + 1).unwrap();
        let refused = migrate(&mut connection).unwrap_err();
        assert!(refused.to_string().contains("newer version"), "{refused}");
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute("INSERT INTO facts (name, value) VALUES ('kept', 1)", []).unwrap();
        migrate(&mut connection).unwrap();
        let kept: i64 = connection.query_row("SELECT value FROM facts", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1);
    }

    #[test]
    fn a_refused_transaction_leaves_nothing_behind() {
        let database = Database::in_memory().unwrap();
        let refused = database.transaction_now(|tx| {
            tx.execute("INSERT INTO facts (name, value) VALUES ('lost', 1)", [])?;
            Err::<(), _>(Problem::not_found("no"))
        });
        assert!(refused.is_err());
        let count = |tx: &Transaction| Ok(tx.query_row("SELECT count(*) FROM facts", [], |row| row.get::<_, i64>(0))?);
        assert_eq!(database.transaction_now(count).unwrap(), 0);
    }
}
