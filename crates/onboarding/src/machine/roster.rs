//! The person's active sessions: a page of the list at a time, ending one, ending all others.

use super::{Effect, Model, Ticket};
use crate::api::{CallError, Response};
use crate::screen::{EndingState, SessionList, SessionsScreen};
use crate::session::AccountId;

/// The list, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Roster {}

/// Which part of the list to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPage {
    /// From the beginning, anew.
    First,
    /// What comes after it.
    Older,
    /// What comes before it.
    Newer,
}

impl Roster {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, _: Ticket) -> bool {
        false
    }
}

impl Model {
    pub(crate) fn sessions_screen(&self) -> SessionsScreen {
        SessionsScreen {
            list: SessionList::Loading,
            has_newer: false,
            has_older: false,
            ending_others: EndingState::Ready,
        }
    }

    pub(super) fn sessions_wanted(&mut self, _page: ListPage, _effects: &mut Vec<Effect>) {}

    pub(super) fn session_end_wanted(&mut self, _id: &AccountId, _effects: &mut Vec<Effect>) {}

    pub(super) fn other_sessions_end_wanted(&mut self, _effects: &mut Vec<Effect>) {}

    pub(super) fn roster_answered(
        &mut self,
        _ticket: Ticket,
        _answer: Result<Response, CallError>,
        _effects: &mut Vec<Effect>,
    ) {
    }
}
