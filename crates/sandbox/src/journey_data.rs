//! The values of a journey, at most one per data point, as the entries that the journey shows.

use rusqlite::{Transaction, params};
use serde_json::Value;

use crate::problem::Problem;
use crate::values;

/// Keeps a value, replacing the one that the journey had for the same data point.
pub(crate) fn keep(tx: &Transaction, journey_id: i64, entry: &Value) -> Result<(), Problem> {
    let Some(data_point_id) = values::data_point_id(entry) else {
        return Err(Problem::internal(&"a value without a data point"));
    };
    tx.execute(
        "INSERT OR REPLACE INTO journey_data (journey_id, data_point_id, value) VALUES (?1, ?2, ?3)",
        params![journey_id, data_point_id, entry.to_string()],
    )?;
    Ok(())
}

/// Removes the value of a data point.
pub(crate) fn forget(tx: &Transaction, journey_id: i64, data_point_id: i64) -> Result<(), Problem> {
    tx.execute(
        "DELETE FROM journey_data WHERE journey_id = ?1 AND data_point_id = ?2",
        params![journey_id, data_point_id],
    )?;
    Ok(())
}

/// The values of a journey, in the order of their data points.
pub(crate) fn all(tx: &Transaction, journey_id: i64) -> Result<Vec<Value>, Problem> {
    let mut statement =
        tx.prepare_cached("SELECT value FROM journey_data WHERE journey_id = ?1 ORDER BY data_point_id")?;
    let texts = statement.query_map([journey_id], |row| row.get::<_, String>(0))?;
    texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
}
