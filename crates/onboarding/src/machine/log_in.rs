//! Logging in by e-mail address and password, on its own page or over what is on the page.

use super::{Effect, Model, Ticket};
use crate::api::{CallError, Response};
use crate::credentials::Password;
use crate::screen::{LogInScreen, LogInState};

/// How logging in stands.
#[derive(Debug, Default)]
pub(crate) enum LogIn {
    /// Nothing is under way.
    #[default]
    Ready,
}

impl LogIn {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, _: Ticket) -> bool {
        false
    }

    /// What is shown of it.
    pub(crate) fn state(&self) -> LogInState {
        LogInState::Ready
    }
}

impl Model {
    pub(crate) fn log_in_screen(&self) -> LogInScreen {
        LogInScreen { state: self.log_in.state() }
    }

    pub(super) fn log_in_wanted(&mut self, _email: &str, _password: &Password, _effects: &mut Vec<Effect>) {}

    pub(super) fn log_in_answered(&mut self, _answer: Result<Response, CallError>, _effects: &mut Vec<Effect>) {}
}
