//! Values that a registration brings along: by the id of a data point (`DataPoint`, or the older `DataKey`), or
//! by its name with a plain `Value`. The data points must exist in the workspace.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use crate::attributes::Attributes;
use crate::fields;
use crate::problem::Problem;
use crate::values;

/// Reads the list at a path; what is wrong is noted with the message, entry by entry.
pub(crate) fn read(
    tx: &Transaction,
    workspace_id: i64,
    attributes: &mut Attributes,
    path: &str,
) -> Result<Vec<Value>, Problem> {
    let mut kept = Vec::new();
    for (index, entry) in attributes.optional_list(path).iter().enumerate() {
        let found = DataPoint::of(tx, workspace_id, entry)?;
        let judged = found.ok_or("Format").and_then(|point| point.judge(entry));
        match judged {
            Ok(entry) => kept.push(entry),
            Err(code) => {
                attributes.refuse::<()>(&format!("{path}.{index}"), code);
            }
        }
    }
    Ok(kept)
}

struct DataPoint {
    id: i64,
    name: String,
    data_type: String,
    currency: Option<String>,
}

impl DataPoint {
    fn of(tx: &Transaction, workspace_id: i64, entry: &Value) -> Result<Option<Self>, Problem> {
        let name = entry.get("Name").and_then(Value::as_str);
        let found = tx
            .query_row(
                "SELECT id, name, type, currency FROM data_points
                 WHERE workspace_id = ?1 AND (id = ?2 OR (?2 IS NULL AND name = ?3)) ORDER BY id LIMIT 1",
                params![workspace_id, values::data_point_id(entry), name],
                Self::from_row,
            )
            .optional()?;
        Ok(found)
    }

    fn from_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self { id: row.get(0)?, name: row.get(1)?, data_type: row.get(2)?, currency: row.get(3)? })
    }

    /// The entry as it is kept, or the code of its refusal.
    fn judge(&self, entry: &Value) -> Result<Value, &'static str> {
        let mut entry = match entry.get("Value") {
            Some(value) => self.plain(value)?,
            None => entry.clone(),
        };
        if let Some(currency) = self.currency.as_deref().filter(|_| entry["Currency"].is_null()) {
            entry["Currency"] = json!(currency);
        }
        let data_point = json!({"Id": self.id, "Name": self.name, "Type": self.data_type});
        fields::check_one(&json!({ "DataPoint": data_point }), &entry)?;
        Ok(values::written(self.id, &self.name, &self.data_type, &entry))
    }

    fn plain(&self, value: &Value) -> Result<Value, &'static str> {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Bool(_) => value.to_string(),
            Value::Number(number) if !number.is_f64() => value.to_string(),
            _ => return Err("Type"),
        };
        values::from_text(&self.data_type, &text).ok_or("Type")
    }
}
