//! When a session ends and how long a code secures it, by the back-end's clock; and what goes on when it is over.

use super::{Effect, Model, Ticket};
use crate::api::{CallError, Response};
use crate::calendar::DateTime;
use crate::screen::LimitScreen;

/// How the end of the session is kept an eye on.
#[derive(Debug, Default)]
pub(crate) struct Limits {}

impl Limits {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, _: Ticket) -> bool {
        false
    }

    /// Whether the timer with that ticket is awaited.
    pub(super) fn pauses(&self, _: Ticket) -> bool {
        false
    }
}

impl Model {
    /// The same state at this time: seconds since 1970-01-01T00:00Z by the browser's clock.
    #[must_use]
    pub fn at(self, now: i64) -> Self {
        Self { now, ..self }
    }

    /// The session ends soon.
    pub(crate) fn limit_screen(&self) -> Option<LimitScreen> {
        None
    }

    /// Until when a code secures the session, while it does, by the browser's clock.
    pub(crate) fn secured_until(&self) -> Option<DateTime> {
        None
    }

    /// Runs after every event: keeps the timers, and notices when a limit is reached.
    pub(super) fn keep_limits(&mut self, _effects: &mut Vec<Effect>) {}

    pub(super) fn limits_answered(
        &mut self,
        _ticket: Ticket,
        _answer: Result<Response, CallError>,
        _effects: &mut Vec<Effect>,
    ) {
    }

    /// The lead wants to stay signed in.
    pub(super) fn stay_wanted(&mut self, _effects: &mut Vec<Effect>) {}

    /// Asks the back-end how the session stands now: another tab may have changed it.
    pub(super) fn refresh_session(&mut self, _effects: &mut Vec<Effect>) {}
}
