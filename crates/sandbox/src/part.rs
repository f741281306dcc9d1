//! Who takes part in which journey, and as what; and the parts that a user may choose from.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};

use crate::engine;
use crate::problem::Problem;
use crate::timestamp::Milliseconds;

/// How many parts a choice offers at most.
const MOST_OFFERED: i64 = 50;

/// Every part that anybody has. People belong to one workspace, and so do the journeys they take part in.
const PARTS: &str = "SELECT id AS journey_id, user_id, 'Lead' AS role FROM journeys
     UNION ALL
     SELECT journey_id, user_id, role FROM activities WHERE role = 'Stakeholder' AND user_id IS NOT NULL";

/// A user's part in a journey: its lead, or a stakeholder with an activity of their own.
pub(crate) struct Part {
    pub(crate) journey_id: i64,
    pub(crate) user_id: i64,
    pub(crate) role: String,
}

/// A part that a user may choose.
pub(crate) struct Offer {
    pub(crate) part: Part,
    name: Option<String>,
    status: String,
}

impl Part {
    /// With `journey` alone, its lead; with `user` alone, that user's current journey; with both, the user's part in
    /// it. `journey` and `user` are absent, an id that can belong to nothing, or an id.
    pub(crate) fn find(
        tx: &Transaction,
        workspace_id: i64,
        journey: Option<Option<i64>>,
        user: Option<Option<i64>>,
    ) -> Result<Option<Self>, Problem> {
        if journey == Some(None) || user == Some(None) {
            return Ok(None);
        }
        let found = tx
            .query_row(
                &format!(
                    "SELECT journey_id, parts.user_id, role FROM ({PARTS}) AS parts
                     JOIN journeys ON journeys.id = journey_id
                     WHERE workspace_id = ?1 AND (?2 IS NULL OR journey_id = ?2)
                       AND CASE WHEN ?3 IS NULL THEN role = 'Lead' ELSE parts.user_id = ?3 END
                     ORDER BY status = 'InProgress' DESC, role, journey_id DESC LIMIT 1"
                ),
                params![workspace_id, journey.flatten(), user.flatten()],
                |row| Ok(Self { journey_id: row.get(0)?, user_id: row.get(1)?, role: row.get(2)? }),
            )
            .optional()?;
        Ok(found)
    }
}

impl Offer {
    /// The user's parts as of now, one in each journey: those in progress first, the newest first.
    pub(crate) fn all(tx: &Transaction, user_id: i64, now: Milliseconds) -> Result<Vec<Self>, Problem> {
        engine::settle_all(tx, now)?;
        // Who leads a journey leads it, also where they have a stakeholder's activity in it: `Lead` is the least.
        let query = format!(
            "SELECT journey_id, min(role), funnels.document ->> 'Name', status FROM ({PARTS}) AS parts
             JOIN journeys ON journeys.id = journey_id
             JOIN users ON users.id = parts.user_id AND users.workspace_id = journeys.workspace_id
             JOIN funnels ON funnels.id = funnel_id
             WHERE parts.user_id = ?1 GROUP BY journey_id
             ORDER BY status = 'InProgress' DESC, journeys.created DESC, journey_id DESC LIMIT ?2"
        );
        let mut statement = tx.prepare_cached(&query)?;
        let offers = statement.query_map(params![user_id, MOST_OFFERED], |row| {
            let part = Part { journey_id: row.get(0)?, user_id, role: row.get(1)? };
            Ok(Self { part, name: row.get(2)?, status: row.get(3)? })
        })?;
        Ok(offers.collect::<rusqlite::Result<_>>()?)
    }

    /// The part as a session lists it.
    pub(crate) fn document(&self) -> Value {
        json!({"Id": self.part.journey_id, "Name": self.name, "Status": self.status, "Role": self.part.role})
    }
}
