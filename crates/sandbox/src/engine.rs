//! Runs journeys: starts stages, lets automatic activities complete when their time has come, and takes the
//! decision after each stage. Time is always given, so the same calls at the same moments give the same journey.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use crate::funnel::{ActivityPlan, Funnel, Role, StagePlan};
use crate::id;
use crate::journey_data;
use crate::people;
use crate::problem::Problem;
use crate::timestamp::Milliseconds;

const DAY: Milliseconds = 86_400_000;

/// What a journey is made from.
pub(crate) struct NewJourney<'a> {
    pub(crate) id: i64,
    pub(crate) workspace_id: i64,
    pub(crate) user_id: i64,
    pub(crate) funnel: &'a Funnel,
    /// Values that are known from the start, as kept entries.
    pub(crate) journey_data: &'a [Value],
}

/// Creates a journey with all its stages and starts the first.
pub(crate) fn start(tx: &Transaction, new: &NewJourney, now: Milliseconds) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO journeys (id, workspace_id, funnel_id, user_id, status, created, changed)
         VALUES (?1, ?2, ?3, ?4, 'InProgress', ?5, ?5)",
        params![new.id, new.workspace_id, new.funnel.id, new.user_id, now],
    )?;
    for entry in new.journey_data {
        journey_data::keep(tx, new.id, entry)?;
    }
    let first = new.funnel.stages.first();
    let reachable = first.map(|stage| new.funnel.reachable_from(stage.id));
    for (position, stage) in (1..).zip(&new.funnel.stages) {
        if reachable.as_ref().is_some_and(|ids| ids.contains(&stage.id)) {
            create_stage(tx, new, stage, position, now)?;
        }
    }
    enter(tx, new.id, new.funnel, first, now)?;
    settle(tx, new.id, now)
}

fn create_stage(
    tx: &Transaction,
    new: &NewJourney,
    stage: &StagePlan,
    position: i64,
    now: Milliseconds,
) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO stages (journey_id, id, position, name, status) VALUES (?1, ?2, ?3, ?4, 'Blocked')",
        params![new.id, stage.id, position, stage.name],
    )?;
    for (position, plan) in (1_i64..).zip(&stage.activities) {
        let user_id = match (plan.role, &plan.user) {
            (Role::Lead, _) => Some(new.user_id),
            (_, Some(person)) => Some(people::find_or_add(tx, new.workspace_id, person, now)?),
            (_, None) => None,
        };
        tx.execute(
            "INSERT INTO activities
             (id, journey_id, stage_id, position, role, user_id, document, status, created, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'Blocked', ?8, ?8)",
            params![
                id::next(tx)?,
                new.id,
                stage.id,
                position,
                plan.role.name(),
                user_id,
                serde_json::to_string(plan)?,
                now
            ],
        )?;
    }
    Ok(())
}

/// Brings a journey up to the present: whatever completes by itself and is due does so, in the order of the
/// moments at which it was due, exactly as if somebody had been watching all along.
pub(crate) fn settle(tx: &Transaction, journey_id: i64, now: Milliseconds) -> Result<(), Problem> {
    loop {
        let due: Option<(i64, Milliseconds)> = tx
            .query_row(
                "SELECT activities.id, completes_at FROM activities
                 JOIN journeys ON journeys.id = journey_id
                 WHERE journey_id = ?1 AND activities.status = 'InProgress'
                   AND journeys.status = 'InProgress' AND completes_at <= ?2
                 ORDER BY completes_at, activities.id LIMIT 1",
                params![journey_id, now],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((activity_id, at)) = due else {
            return Ok(());
        };
        finish(tx, activity_id, at)?;
    }
}

/// Brings every journey up to the present, before several are listed.
pub(crate) fn settle_all(tx: &Transaction, now: Milliseconds) -> Result<(), Problem> {
    let query = "SELECT DISTINCT journey_id FROM activities WHERE status = 'InProgress' AND completes_at <= ?1";
    let mut statement = tx.prepare_cached(query)?;
    let due: Vec<i64> = statement.query_map([now], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    due.into_iter().try_for_each(|journey_id| settle(tx, journey_id, now))
}

/// Completes an activity for good and goes on to the next stage when it was the last of its stage.
pub(crate) fn finish(tx: &Transaction, activity_id: i64, at: Milliseconds) -> Result<(), Problem> {
    let (journey_id, stage_id, document): (i64, i64, String) = tx.query_row(
        "UPDATE activities SET status = 'Completed', awaiting_result = 0, completes_at = NULL,
           draft = NULL, draft_changed = NULL, completed = ?2, changed = ?2
         WHERE id = ?1 RETURNING journey_id, stage_id, document",
        params![activity_id, at],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let plan: ActivityPlan = serde_json::from_str(&document)?;
    for entry in &plan.gives {
        journey_data::keep(tx, journey_id, entry)?;
    }
    touch(tx, journey_id, at)?;
    close_stage_when_done(tx, journey_id, stage_id, at)
}

/// Takes an activity as worked through: where a result follows it waits for that, otherwise it is finished.
pub(crate) fn hand_in(
    tx: &Transaction,
    journey_id: i64,
    activity_id: i64,
    plan: &ActivityPlan,
    at: Milliseconds,
) -> Result<(), Problem> {
    match plan.awaits_result {
        true => await_result(tx, activity_id, plan, at)?,
        false => finish(tx, activity_id, at)?,
    }
    // A result or an automatic activity without delay is due at once.
    settle(tx, journey_id, at)
}

/// Marks a completed activity as waiting for its result; where the plan says when, the result comes by itself.
fn await_result(tx: &Transaction, activity_id: i64, plan: &ActivityPlan, at: Milliseconds) -> Result<(), Problem> {
    let journey_id: i64 = tx.query_row(
        "UPDATE activities SET awaiting_result = 1, completes_at = ?2,
           draft = NULL, draft_changed = NULL, changed = ?3
         WHERE id = ?1 RETURNING journey_id",
        params![activity_id, plan.result_after.map(|after| at + after * 1000), at],
        |row| row.get(0),
    )?;
    touch(tx, journey_id, at)
}

/// Ends a journey before its time: nothing in it can be completed any more.
pub(crate) fn cancel(tx: &Transaction, journey_id: i64, now: Milliseconds) -> Result<(), Problem> {
    set_journey_status(tx, journey_id, "Cancelled", now)
}

fn close_stage_when_done(tx: &Transaction, journey_id: i64, stage_id: i64, at: Milliseconds) -> Result<(), Problem> {
    let open: i64 = tx.query_row(
        "SELECT count(*) FROM activities
         WHERE journey_id = ?1 AND stage_id = ?2 AND status <> 'Completed'",
        params![journey_id, stage_id],
        |row| row.get(0),
    )?;
    if open > 0 {
        return Ok(());
    }
    set_stage_status(tx, journey_id, stage_id, "Completed")?;
    let funnel = funnel_of(tx, journey_id)?;
    let next = funnel.after(stage_id, &journey_data::all(tx, journey_id)?);
    enter(tx, journey_id, &funnel, next, at)
}

/// Starts a stage, forgets the stages that can no longer be reached from it, and ends the journey where there
/// is no stage.
fn enter(
    tx: &Transaction,
    journey_id: i64,
    funnel: &Funnel,
    stage: Option<&StagePlan>,
    at: Milliseconds,
) -> Result<(), Problem> {
    let Some(stage) = stage else {
        forget_blocked_stages(tx, journey_id, |_| true)?;
        return set_journey_status(tx, journey_id, "Completed", at);
    };
    let reachable = funnel.reachable_from(stage.id);
    forget_blocked_stages(tx, journey_id, |id| !reachable.contains(&id))?;
    set_stage_status(tx, journey_id, stage.id, "InProgress")?;
    for (position, plan) in (1_i64..).zip(&stage.activities) {
        let completes_at = plan.seconds_to_completion().map(|after| at + after * 1000);
        tx.execute(
            "UPDATE activities SET status = 'InProgress', completes_at = ?4, due = ?5, changed = ?6
             WHERE journey_id = ?1 AND stage_id = ?2 AND position = ?3",
            params![journey_id, stage.id, position, completes_at, plan.due_in_days.map(|days| at + days * DAY), at],
        )?;
    }
    touch(tx, journey_id, at)?;
    // A stage without activities is over as soon as it has begun.
    close_stage_when_done(tx, journey_id, stage.id, at)
}

fn forget_blocked_stages(tx: &Transaction, journey_id: i64, forget: impl Fn(i64) -> bool) -> Result<(), Problem> {
    let mut statement = tx.prepare_cached("SELECT id FROM stages WHERE journey_id = ?1 AND status = 'Blocked'")?;
    let blocked: Vec<i64> = statement.query_map([journey_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for stage_id in blocked.into_iter().filter(|id| forget(*id)) {
        tx.execute("DELETE FROM stages WHERE journey_id = ?1 AND id = ?2", params![journey_id, stage_id])?;
    }
    Ok(())
}

fn funnel_of(tx: &Transaction, journey_id: i64) -> Result<Funnel, Problem> {
    let document: String = tx.query_row(
        "SELECT funnels.document FROM funnels JOIN journeys ON funnel_id = funnels.id
         WHERE journeys.id = ?1",
        [journey_id],
        |row| row.get(0),
    )?;
    Ok(serde_json::from_str(&document)?)
}

fn set_stage_status(tx: &Transaction, journey_id: i64, stage_id: i64, status: &str) -> Result<(), Problem> {
    tx.execute(
        "UPDATE stages SET status = ?3 WHERE journey_id = ?1 AND id = ?2",
        params![journey_id, stage_id, status],
    )?;
    Ok(())
}

fn set_journey_status(tx: &Transaction, journey_id: i64, status: &str, at: Milliseconds) -> Result<(), Problem> {
    tx.execute("UPDATE journeys SET status = ?2, changed = ?3 WHERE id = ?1", params![journey_id, status, at])?;
    Ok(())
}

fn touch(tx: &Transaction, journey_id: i64, at: Milliseconds) -> Result<(), Problem> {
    tx.execute("UPDATE journeys SET changed = max(changed, ?2) WHERE id = ?1", params![journey_id, at])?;
    Ok(())
}
