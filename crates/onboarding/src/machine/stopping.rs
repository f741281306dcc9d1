//! Something stands in the way: what helps, and what is tried again by itself. Only reads are, as long as the lead does
//! not say so: spending a link, logging in and the like may not be safe to do twice.

use std::sync::Arc;

use super::sending::MOST_SETBACKS;
use super::{Effect, Model, Phase, Present, Renewal, Ticket};
use crate::api;
use crate::failure::Failure;
use crate::id::JourneyId;
use crate::session::{LinkId, Session};
use crate::upload::pace;

#[derive(Debug)]
pub(crate) struct Stop {
    pub(crate) failure: Failure,
    pub(crate) again: Again,
    pub(crate) session: Option<Arc<Session>>,
    pub(crate) renewal: Renewal,
    pub(super) trying: Trying,
}

/// What trying again means.
#[derive(Debug)]
pub(crate) enum Again {
    Nothing,
    Spend(LinkId),
    Resume {
        otherwise: Failure,
        link: Option<LinkId>,
    },
    Load(Arc<Session>, JourneyId),
    /// The whole page, which is somebody else's now.
    Reload,
}

/// How trying again by itself stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trying {
    /// It is left to the lead.
    Not,
    /// Until the timer ends.
    Pausing(Ticket),
    /// The call is under way; what is told stays until it is answered.
    Asking(Ticket),
}

impl Stop {
    /// Whether the same is tried again by itself.
    pub(crate) fn tries_again(&self) -> bool {
        self.trying != Trying::Not
    }

    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.trying == Trying::Asking(ticket)
    }
}

impl Again {
    /// Whether it only reads.
    fn is_read(&self) -> bool {
        matches!(self, Self::Resume { .. } | Self::Load(..))
    }
}

impl Model {
    /// Stops, and tries again by itself where the back-end said when, and a few times where nothing but reading failed.
    pub(super) fn stop(
        &mut self,
        failure: Failure,
        again: Again,
        session: Option<Arc<Session>>,
        effects: &mut Vec<Effect>,
    ) {
        let renewal = match (&again, failure) {
            (Again::Spend(link), Failure::LinkUsed | Failure::LinkExpired) => Renewal::Offered(link.clone()),
            (_, Failure::SessionEnded) => Renewal::by(self.link.as_ref(), session.as_deref()),
            _ => Renewal::NotOffered,
        };
        let pause = match failure {
            Failure::Busy(Some(seconds)) => Some(seconds * 1000),
            _ if again.is_read() && failure.passes() && self.setbacks < MOST_SETBACKS => {
                self.setbacks += 1;
                Some(pace::wait(self.setbacks, self.random))
            }
            _ => None,
        };
        let trying = pause.map_or(Trying::Not, |pause| Trying::Pausing(self.wake(pause, effects)));
        self.phase = Phase::Stopped(Stop { failure, again, session, renewal, trying });
    }

    /// The journey was called off: nothing of it is to be sent any more.
    pub(super) fn called_off(&mut self, mut present: Present, effects: &mut Vec<Effect>) {
        present.outbox.remove_all(effects);
        self.stop(Failure::Cancelled, Again::Nothing, Some(present.session), effects);
    }

    /// The lead asks for the same again, or for what waits to be sent at once.
    pub(super) fn retried(&mut self, effects: &mut Vec<Effect>) {
        self.setbacks = 0;
        if !self.plug_in(effects) {
            self.begin_again(effects);
        }
    }

    fn begin_again(&mut self, effects: &mut Vec<Effect>) {
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Stopped(stop) => match stop.again {
                Again::Nothing => self.phase = Phase::Stopped(stop),
                Again::Reload => {
                    effects.push(Effect::Reload);
                    self.phase = Phase::Stopped(stop);
                }
                Again::Spend(link) => self.spend(link, effects),
                Again::Resume { otherwise, link } => self.resume(otherwise, link, effects),
                Again::Load(session, journey) => self.load(session, journey, effects),
            },
            Phase::Present(mut present) => {
                present.outbox.insist();
                self.phase = Phase::Present(present);
            }
            other => self.phase = other,
        }
    }

    /// The pause is over.
    pub(super) fn stop_woke(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        match &self.phase {
            Phase::Stopped(stop) if stop.trying != Trying::Pausing(ticket) => {}
            Phase::Stopped(stop) if stop.again.is_read() => self.read_again(effects),
            _ => self.begin_again(effects),
        }
    }

    /// The network is back: what only it stood in the way of is read without any further pause.
    pub(super) fn read_again_at_once(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Stopped(stop) = &self.phase else { return };
        let is_asked_to_wait = matches!(stop.failure, Failure::Busy(Some(_)));
        let is_asking = matches!(stop.trying, Trying::Asking(_));
        let is_wanted = stop.again.is_read() && stop.failure.passes() && !self.log_in.is_under_way();
        if is_wanted && !is_asked_to_wait && !is_asking {
            self.setbacks = 0;
            self.read_again(effects);
        }
    }

    /// Reads the same again, while the page goes on telling what stands in the way.
    fn read_again(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Stopped(stop) = &self.phase else { return };
        let request = match &stop.again {
            Again::Resume { .. } => api::read_session(self.token.as_ref()),
            Again::Load(session, journey) => api::read_journey(*journey, None, session.token.as_ref()),
            Again::Nothing | Again::Spend(_) | Again::Reload => return,
        };
        let ticket = self.call(request, effects);
        self.set_trying(Trying::Asking(ticket));
    }

    /// Nothing is tried again by itself: another way in is being taken.
    pub(super) fn give_up_trying(&mut self) {
        self.set_trying(Trying::Not);
    }

    fn set_trying(&mut self, trying: Trying) {
        if let Phase::Stopped(stop) = &mut self.phase {
            stop.trying = trying;
        }
    }
}
