//! Several journeys of one person, one to be chosen: before the first is open, or beside the one that is.

use std::sync::Arc;

use super::opening::complain;
use super::{Again, Effect, Model, Phase, Present, Ticket};
use crate::api::{self, CallError, Refusal, Response};
use crate::failure::Failure;
use crate::id::JourneyId;
use crate::route::Route;
use crate::screen::ChoiceScreen;
use crate::session::{JourneyChoice, Session};
use crate::tabs::Word;

/// The choice, while no journey is open.
#[derive(Debug)]
pub(crate) struct Choosing {
    pub(super) session: Arc<Session>,
    pub(super) asked: Asked,
}

/// What became of a choice.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// The journey that is being opened.
    pub(super) opening: Option<(JourneyId, Ticket)>,
    /// Why the last one could not be.
    failure: Option<Failure>,
}

impl Asked {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.opening.is_some_and(|(_, awaited)| awaited == ticket)
    }

    /// Going elsewhere makes a failure old.
    pub(super) fn went(&mut self) {
        self.failure = None;
    }

    fn screen(&self, journeys: &[JourneyChoice]) -> ChoiceScreen {
        let opening = self.opening.map(|(journey, _)| journey);
        ChoiceScreen { journeys: journeys.to_vec(), opening, failure: self.failure }
    }
}

impl Choosing {
    /// `None` while the only journey there is opens by itself.
    pub(crate) fn screen(&self) -> Option<ChoiceScreen> {
        let opens_by_itself = self.session.journeys.len() == 1 && self.asked.opening.is_some();
        (!opens_by_itself).then(|| self.asked.screen(&self.session.journeys))
    }
}

impl Present {
    /// The choice beside an open journey; `None` where there is no other journey.
    pub(crate) fn choice_screen(&self) -> Option<ChoiceScreen> {
        self.session.has_choice().then(|| self.choosing.screen(&self.session.journeys))
    }
}

impl Model {
    /// Whether the lead looks at the choice beside an open journey. The end of that one leads nobody away from the others.
    pub(super) fn is_choosing(&self) -> bool {
        let has_choice = matches!(&self.phase, Phase::Present(present) if present.session.has_choice());
        has_choice && self.route == Route::Journeys
    }

    /// A session that is in no journey yet.
    pub(super) fn choose(&mut self, session: Arc<Session>, effects: &mut Vec<Effect>) {
        let only = match session.journeys.as_slice() {
            [] => return self.stop(Failure::NothingToDo, Again::Nothing, Some(session), effects),
            [only] => Some(only.id),
            _ => None,
        };
        self.phase = Phase::Choosing(Choosing { session, asked: Asked::default() });
        self.leave_log_in_page(effects);
        if let Some(only) = only {
            self.journey_chosen(only, effects);
        }
    }

    pub(super) fn journey_chosen(&mut self, journey: JourneyId, effects: &mut Vec<Effect>) {
        let session = match &self.phase {
            Phase::Choosing(Choosing { session, asked: Asked { opening: None, .. } }) => session,
            Phase::Present(present) if present.choosing.opening.is_none() => &present.session,
            _ => return,
        };
        if !session.journeys.iter().any(|choice| choice.id == journey) {
            return;
        }
        let request = api::choose_journey(journey, session.token.as_ref());
        let opening = Some((journey, self.call(request, effects)));
        self.set_choice(Asked { opening, failure: None });
    }

    /// The answer to a choice while no journey is open.
    pub(super) fn choice_answered(
        &mut self,
        Choosing { session, .. }: Choosing,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match self.chosen_from(&session, answer, effects) {
            Ok(chosen) => {
                // Where a cookie carries the session, other tabs are in that journey now too.
                effects.push(Effect::Tell(Word::SessionChanged(chosen.user.id)));
                // The only journey there is opens at the address that was asked for.
                if session.has_choice() {
                    self.begin_anew(effects);
                }
                self.go_into(chosen, effects);
            }
            Err(Failure::SessionEnded) => {
                self.forget_token(effects);
                self.stop(Failure::SessionEnded, Again::Nothing, Some(session), effects);
            }
            Err(failure) => {
                let asked = Asked { opening: None, failure: Some(failure) };
                self.phase = Phase::Choosing(Choosing { session, asked });
            }
        }
    }

    /// The answer to a choice beside an open journey.
    pub(super) fn other_choice_answered(
        &mut self,
        mut present: Box<Present>,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match self.chosen_from(&present.session, answer, effects) {
            // The one that is open: what is typed and under way there goes on.
            Ok(chosen) if chosen.journey == Some(present.journey.id) => {
                present.choosing = Asked::default();
                self.phase = Phase::Present(present);
                self.go(Route::Journey, true, effects);
                self.continue_with(chosen, effects);
            }
            Ok(chosen) => {
                effects.push(Effect::Tell(Word::SessionChanged(chosen.user.id)));
                self.begin_anew(effects);
                self.go_into(chosen, effects);
            }
            Err(failure) => {
                present.choosing = Asked { opening: None, failure: Some(failure) };
                self.phase = Phase::Present(present);
            }
        }
    }

    /// The session in its new journey; the token stays, unless the answer brings another one.
    pub(super) fn chosen_from(
        &mut self,
        session: &Session,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) -> Result<Arc<Session>, Failure> {
        match api::chosen_session_from(answer) {
            Ok((mut chosen, complaint)) => {
                chosen.token = chosen.token.or_else(|| session.token.clone());
                Ok(self.adopt(chosen, complaint, effects))
            }
            Err(Refusal { failure: Failure::SessionEnded, .. }) => Err(Failure::SessionEnded),
            Err(refusal) => {
                complain(&refusal, effects);
                Err(refusal.left_to_the_lead().failure)
            }
        }
    }

    fn set_choice(&mut self, asked: Asked) {
        match &mut self.phase {
            Phase::Choosing(choosing) => choosing.asked = asked,
            Phase::Present(present) => present.choosing = asked,
            _ => {}
        }
    }
}
