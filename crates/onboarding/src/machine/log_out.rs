//! Logging out: the back-end ends the session, and nothing of the person stays behind here.

use super::{Effect, Model, Ticket};
use crate::api::{CallError, Response};
use crate::screen::AccountScreen;

/// How logging out stands.
#[derive(Debug, Default)]
pub(crate) enum LogOut {
    /// Nothing was asked for.
    #[default]
    Ready,
}

impl LogOut {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, _: Ticket) -> bool {
        false
    }
}

impl Model {
    /// The session, where the back-end lets it be managed.
    pub(crate) fn account_screen(&self) -> Option<AccountScreen> {
        None
    }

    pub(super) fn log_out_wanted(&mut self, _effects: &mut Vec<Effect>) {}

    pub(super) fn log_out_answered(&mut self, _answer: Result<Response, CallError>, _effects: &mut Vec<Effect>) {}
}
