//! Ending all others: part by part of the list, one after the other, so that each is seen to go. Where to go on is always
//! told by a session that still lives, since one that was ended is no place in the list any more.

use super::{AccountId, List, Shown};
use crate::api::{self, Beside, CallError, Response};
use crate::failure::Failure;
use crate::machine::{Effect, Model, Ticket};
use crate::screen::EndingState;

/// More parts of a list than anybody has: a back-end whose list goes in circles is not followed for ever.
const MOST_PARTS: u16 = 1000;

/// How ending all others stands.
#[derive(Debug, Default)]
pub(super) enum Others {
    #[default]
    Ready,
    UnderWay(Walk),
    Failed(Failure),
}

/// On the way through the list.
#[derive(Debug)]
pub(super) struct Walk {
    /// The part that is looked at.
    beside: Beside,
    /// The call for it, while that is under way.
    asked: Option<Ticket>,
    /// What was tried already, with or without success.
    tried: Vec<AccountId>,
    /// How many of these were tried before this part was asked for.
    tried_before: usize,
    /// What went wrong first.
    failure: Option<Failure>,
    parts: u16,
}

impl Others {
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self, Self::UnderWay(walk) if walk.asked == Some(ticket))
    }

    pub(super) fn is_under_way(&self) -> bool {
        matches!(self, Self::UnderWay(_))
    }

    pub(super) fn state(&self) -> EndingState {
        match self {
            Self::Ready => EndingState::Ready,
            Self::UnderWay(_) => EndingState::UnderWay,
            Self::Failed(failure) => EndingState::Failed(*failure),
        }
    }
}

impl Model {
    pub(in crate::machine) fn other_sessions_end_wanted(&mut self, effects: &mut Vec<Effect>) {
        if !self.has_roster() || self.roster.is_at_work() || matches!(self.roster.list, List::Asked(..)) {
            return;
        }
        self.roster.endings.clear();
        let walk =
            Walk { beside: Beside::First, asked: None, tried: Vec::new(), tried_before: 0, failure: None, parts: 0 };
        self.look_at_part(walk, effects);
    }

    fn look_at_part(&mut self, mut walk: Walk, effects: &mut Vec<Effect>) {
        (walk.parts, walk.tried_before) = (walk.parts + 1, walk.tried.len());
        walk.asked = Some(self.call_for_list(&walk.beside, effects));
        self.roster.others = Others::UnderWay(walk);
    }

    pub(super) fn others_listed(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let listed = self.heard_of_sessions(api::sessions_from(answer), effects);
        let Others::UnderWay(walk) = &mut self.roster.others else { return };
        walk.asked = None;
        match listed {
            Ok(sessions) => {
                self.roster.list = List::Here(Shown::new(sessions, &walk.beside));
                self.end_next(None, effects);
            }
            Err(failure) => self.stop_ending(failure),
        }
    }

    /// On to the next one, after one whose end failed for this reason, if it did.
    pub(super) fn end_next(&mut self, failed: Option<Failure>, effects: &mut Vec<Effect>) {
        let own = self.own_account().cloned();
        let Others::UnderWay(walk) = &mut self.roster.others else { return };
        walk.failure = walk.failure.or(failed);
        // The rest would fare no better.
        let is_general = |failure: &Failure| {
            matches!(failure, Failure::SessionEnded | Failure::Unreachable | Failure::TimedOut | Failure::Busy(_))
        };
        if let Some(failure) = failed.filter(is_general) {
            return self.stop_ending(failure);
        }
        let List::Here(shown) = &self.roster.list else { return };
        let to_end = |id: &AccountId| own.as_ref() != Some(id) && !walk.tried.contains(id);
        if let Some(id) = shown.rows.iter().map(|row| &row.id).find(|id| to_end(id)).cloned() {
            walk.tried.push(id.clone());
            return self.end_session(&id, effects);
        }
        let next = match shown.rows.last() {
            Some(last) => Some(Beside::After(last.id.clone())).filter(|next| *next != walk.beside),
            // All of this part went, and what follows has moved up.
            None => (walk.tried.len() > walk.tried_before).then(|| walk.beside.clone()),
        };
        let next = next.filter(|_| shown.has_older && walk.parts < MOST_PARTS);
        let Others::UnderWay(walk) = std::mem::take(&mut self.roster.others) else { return };
        match next {
            Some(beside) => self.look_at_part(Walk { beside, ..walk }, effects),
            None => {
                self.roster.others = walk.failure.map_or(Others::Ready, Others::Failed);
                // It is asked for anew where somebody looks at it.
                self.roster.list = List::Unknown;
            }
        }
    }

    fn stop_ending(&mut self, failure: Failure) {
        self.roster.others = match failure {
            // The page says so itself.
            Failure::SessionEnded => Others::Ready,
            failure => Others::Failed(failure),
        };
    }
}
