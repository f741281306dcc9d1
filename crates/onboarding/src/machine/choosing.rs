//! Several journeys of one person, one to be chosen.

use std::sync::Arc;

use super::{Effect, Model, Ticket};
use crate::api::{CallError, Response};
use crate::failure::Failure;
use crate::id::JourneyId;
use crate::screen::ChoiceScreen;
use crate::session::Session;

/// The choice, and what became of it.
#[derive(Debug)]
pub(crate) struct Choosing {
    pub(super) session: Arc<Session>,
    pub(super) asked: Option<(JourneyId, Ticket)>,
    pub(super) failure: Option<Failure>,
}

impl Choosing {
    pub(crate) fn screen(&self) -> ChoiceScreen {
        ChoiceScreen {
            journeys: self.session.journeys.clone(),
            opening: self.asked.map(|(journey, _)| journey),
            failure: self.failure,
        }
    }
}

impl Model {
    pub(super) fn journey_chosen(&mut self, _journey: JourneyId, _effects: &mut Vec<Effect>) {}

    pub(super) fn choice_answered(
        &mut self,
        _choosing: Choosing,
        _answer: Result<Response, CallError>,
        _effects: &mut Vec<Effect>,
    ) {
    }
}
