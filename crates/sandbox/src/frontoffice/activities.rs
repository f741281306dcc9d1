//! One activity of the caller's journey: found, and judged whether it may be worked on now.

use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::engine;
use crate::funnel::ActivityPlan;
use crate::journey;
use crate::problem::Problem;
use crate::session::Session;
use crate::timestamp::Milliseconds;

/// What the calls on an activity need to know of it.
pub(super) struct Activity {
    pub(super) id: i64,
    pub(super) journey_id: i64,
    pub(super) plan: ActivityPlan,
    user_id: Option<i64>,
    status: String,
    awaiting_result: bool,
    confirmed: bool,
}

/// The activity with this id in the session's journey, brought up to the present.
pub(super) fn find(
    tx: &Transaction,
    session: &Session,
    activity_id: i64,
    now: Milliseconds,
) -> Result<Activity, Problem> {
    let journey_id = session.journey_id().ok_or_else(unknown)?;
    engine::settle(tx, journey_id, now)?;
    let row = tx
        .query_row(
            "SELECT document, user_id, status, awaiting_result, confirmed IS NOT NULL FROM activities
             WHERE id = ?1 AND journey_id = ?2",
            params![activity_id, journey_id],
            |row| {
                let document: String = row.get(0)?;
                Ok((document, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            },
        )
        .optional()?;
    let Some((document, user_id, status, awaiting_result, confirmed)) = row else {
        return Err(unknown());
    };
    let plan: ActivityPlan = serde_json::from_str(&document)?;
    // Stakeholders do not even see what others have to do.
    if session.is_of_stakeholder() && !session.is_assigned(plan.role, user_id) {
        return Err(unknown());
    }
    Ok(Activity { id: activity_id, journey_id, plan, user_id, status, awaiting_result, confirmed })
}

/// Refuses bytes of a document when every activity that asks this session for documents asks for a secured session too,
/// and it is not: an upload does not say what it is for.
pub(super) fn uploads_must_be_secured(tx: &Transaction, session: &Session, now: Milliseconds) -> Result<(), Problem> {
    if session.is_secured(now) {
        return Ok(());
    }
    let mut statement = tx.prepare_cached(
        "SELECT document, user_id FROM activities
         WHERE journey_id = ?1 AND status = 'InProgress' AND NOT awaiting_result",
    )?;
    let mut rows = statement.query([session.journey_id()])?;
    let mut asks = Vec::new();
    while let Some(row) = rows.next()? {
        let plan: ActivityPlan = serde_json::from_str(&row.get::<_, String>(0)?)?;
        if session.is_assigned(plan.role, row.get(1)?) && plan.asks_for_documents() {
            asks.push(plan.secured_session);
        }
    }
    match !asks.is_empty() && asks.into_iter().all(|secured| secured) {
        true => Err(not_secured()),
        false => Ok(()),
    }
}

fn not_secured() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "SecuredSessionRequired", "Secure the session by a code first.")
}

fn unknown() -> Problem {
    Problem::not_found("There is no such activity.")
}

impl Activity {
    /// Refuses unless the activity is available: in progress, not awaiting its result, assigned to the
    /// session's role and user, in a journey that goes on.
    pub(super) fn must_be_available(&self, tx: &Transaction, session: &Session) -> Result<(), Problem> {
        let journey_status: String =
            tx.query_row("SELECT status FROM journeys WHERE id = ?1", [self.journey_id], |row| row.get(0))?;
        if journey_status == "Cancelled" {
            return Err(Problem::new(StatusCode::GONE, "JourneyCancelled", "The journey has been cancelled."));
        }
        let mine = session.is_assigned(self.plan.role, self.user_id);
        let (code, detail) = match self.status.as_str() {
            "Completed" if mine => ("AlreadyCompleted", "The activity has been completed."),
            "InProgress" if mine && !self.awaiting_result => return Ok(()),
            _ => ("ActivityNotAvailable", "The activity is not available."),
        };
        Err(self.conflict(tx, session, code, detail)?)
    }

    /// Whether whoever must confirm that the work is done has done so.
    pub(super) fn is_confirmed(&self) -> bool {
        self.confirmed || self.plan.confirmed_by.is_none()
    }

    /// Refuses as long as whoever must confirm that the work is done has not.
    pub(super) fn must_be_confirmed(&self, tx: &Transaction, session: &Session) -> Result<(), Problem> {
        match self.is_confirmed() {
            true => Ok(()),
            false => Err(self.conflict(tx, session, "NotConfirmed", "The provider has not confirmed it yet.")?),
        }
    }

    fn conflict(
        &self,
        tx: &Transaction,
        session: &Session,
        code: &'static str,
        detail: &str,
    ) -> Result<Problem, Problem> {
        let journey = journey::document(tx, self.journey_id, Some(session))?;
        Ok(Problem::new(StatusCode::CONFLICT, code, detail).with("Journey", journey))
    }

    /// Refuses when the activity asks for a secured session and this one is not.
    pub(super) fn must_be_secured(&self, session: &Session, now: Milliseconds) -> Result<(), Problem> {
        match !self.plan.secured_session || session.is_secured(now) {
            true => Ok(()),
            false => Err(not_secured()),
        }
    }
}
