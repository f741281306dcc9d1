//! A code before the lead goes on: asked for, typed, verified; then what waited for it goes on by itself.

use super::{Effect, Model, Ticket};
use crate::api::{CallError, Channel, Response};
use crate::credentials::Code;
use crate::screen::StepUpScreen;

/// How far asking for a code has come.
#[derive(Debug)]
pub(crate) struct StepUp {}

impl StepUp {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, _: Ticket) -> bool {
        false
    }
}

impl Model {
    pub(crate) fn step_up_screen(&self) -> Option<StepUpScreen> {
        None
    }

    /// The dialog opens, if something waits for a code.
    pub(super) fn step_up_wanted(&mut self, _effects: &mut Vec<Effect>) {}

    /// The dialog is closed; what waited stays as it is.
    pub(super) fn step_up_left(&mut self) {}

    pub(super) fn code_wanted(&mut self, _channel: Channel, _effects: &mut Vec<Effect>) {}

    pub(super) fn code_typed(&mut self, _code: &Code, _effects: &mut Vec<Effect>) {}

    pub(super) fn step_up_answered(&mut self, _answer: Result<Response, CallError>, _effects: &mut Vec<Effect>) {}
}
