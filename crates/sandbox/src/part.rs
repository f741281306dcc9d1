//! Who takes part in which journey, and as what.

use rusqlite::{OptionalExtension, Transaction, params};

use crate::problem::Problem;

/// A user's part in a journey: its lead, or a stakeholder with an activity of their own.
pub(crate) struct Part {
    pub(crate) journey_id: i64,
    pub(crate) user_id: i64,
    pub(crate) role: String,
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
                "SELECT journey_id, user_id, role FROM (
                   SELECT id AS journey_id, user_id, 'Lead' AS role, status, workspace_id FROM journeys
                   UNION ALL
                   SELECT journeys.id, activities.user_id, activities.role, journeys.status, workspace_id
                   FROM activities JOIN journeys ON journeys.id = journey_id
                   WHERE activities.role = 'Stakeholder' AND activities.user_id IS NOT NULL)
                 WHERE workspace_id = ?1 AND (?2 IS NULL OR journey_id = ?2)
                   AND CASE WHEN ?3 IS NULL THEN role = 'Lead' ELSE user_id = ?3 END
                 ORDER BY status = 'InProgress' DESC, role, journey_id DESC LIMIT 1",
                params![workspace_id, journey.flatten(), user.flatten()],
                |row| Ok(Self { journey_id: row.get(0)?, user_id: row.get(1)?, role: row.get(2)? }),
            )
            .optional()?;
        Ok(found)
    }
}
