//! When a session ends and how long a code secures it, by the back-end's clock; and what goes on when it is over.
//!
//! Devices sleep and timers come late: [`Model::keep_limits`] runs after every event and goes by the time alone.

use std::sync::Arc;

use super::opening::complain;
use super::{Effect, Model, Now, Phase, Ticket};
use crate::api::{self, CallError, Response};
use crate::calendar::DateTime;
use crate::failure::Failure;
use crate::screen::{ExtensionState, LimitScreen};
use crate::session::{Account, Session};
use crate::tabs::Word;

/// How long before its end a session's end is told, in seconds. WCAG 2.2.1 asks for 20 at least.
const WARNING: i64 = 120;
/// No timer runs longer, in seconds: what it waits for may move meanwhile, and browsers count in 31 bits.
const LONGEST_WAIT: i64 = 60 * 60;
/// How soon the back-end is asked again whether a session is over, in seconds, where it could not say.
const PAUSE: i64 = 30;

/// How the end of the session is kept an eye on.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    /// The timer, and the time that it is for, by the browser's clock.
    timer: Option<(Ticket, i64)>,
    /// The back-end is being asked how the session stands.
    asking: Option<Ticket>,
    /// Before this time it is not asked again, by the browser's clock.
    asks_at: i64,
    extension: Extension,
}

/// How asking for more time stands.
#[derive(Debug, Default)]
enum Extension {
    #[default]
    Ready,
    UnderWay(Ticket),
    Failed(Failure),
    NotOffered,
}

impl Limits {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.asking == Some(ticket) || matches!(self.extension, Extension::UnderWay(awaited) if awaited == ticket)
    }

    /// Whether the timer with that ticket is awaited; it runs no more then.
    pub(super) fn woke(&mut self, ticket: Ticket) -> bool {
        self.timer.take_if(|(awaited, _)| *awaited == ticket).is_some()
    }

    /// The page came into view, or the network is back: nobody waits any longer before asking.
    pub(super) fn ask_at_once(&mut self) {
        self.asks_at = 0;
    }
}

impl Model {
    /// The same state at this time: seconds since 1970-01-01T00:00Z by the browser's clock.
    #[must_use]
    pub fn at(self, now: i64) -> Self {
        Self { now, ..self }
    }

    /// The same state with another random number, for waits that not everybody ends at the same time.
    #[must_use]
    pub fn with_chance(self, random: u32) -> Self {
        Self { random, ..self }
    }

    /// The session ends soon.
    pub(crate) fn limit_screen(&self) -> Option<LimitScreen> {
        let ends_at = self.ends_at().filter(|end| self.now >= end - WARNING)?;
        let state = match self.limits.extension {
            Extension::Ready => ExtensionState::Ready,
            Extension::UnderWay(_) => ExtensionState::UnderWay,
            Extension::Failed(failure) => ExtensionState::Failed(failure),
            Extension::NotOffered => ExtensionState::NotOffered,
        };
        Some(LimitScreen { ends_at, state })
    }

    /// Until when a code secures the session, while it does, by the browser's clock.
    pub(crate) fn secured_until(&self) -> Option<DateTime> {
        DateTime::from_seconds(self.secure_until()?)
    }

    /// The end of a call that tells what time it is for the back-end. `Date` has whole seconds and took a while to come,
    /// so that a little more or less is no news.
    pub(super) fn set_clock(&mut self, response: &Response) {
        let Some(server_time) = response.server_time else { return };
        let skew = server_time - response.received_at;
        if (skew - self.skew).abs() > 2 {
            self.skew = skew;
        }
    }

    /// Runs after every event: keeps the timer, and asks whether the session is over when its time is.
    pub(super) fn keep_limits(&mut self, effects: &mut Vec<Effect>) {
        if !matches!(self.phase, Phase::Present(_)) {
            (self.limits, self.step_up) = (Limits::default(), None);
            return;
        }
        let end = self.ends_at();
        let past = end.is_some_and(|end| end <= self.now);
        if past && self.limits.asks_at <= self.now && self.limits.asking.is_none() {
            self.limits.asks_at = self.now + PAUSE;
            self.refresh_session(effects);
        }
        let asks_at = past.then_some(self.limits.asks_at);
        let dues = [end.map(|end| end - WARNING), end, asks_at, self.secure_until()];
        let Some(due) = dues.into_iter().flatten().filter(|due| *due > self.now).min() else { return };
        if self.limits.timer.is_none_or(|(_, at)| at != due) {
            let seconds = u32::try_from((due - self.now).min(LONGEST_WAIT)).unwrap_or_default();
            self.limits.timer = Some((self.wake(seconds * 1000, effects), due));
        }
    }

    /// Asks the back-end how the session stands now: another tab may have changed it. What was asked before that may be
    /// answered with what was so before, so that only the last answer counts.
    pub(super) fn refresh_session(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let request = api::read_session(present.session.token.as_ref());
        self.limits.asking = Some(self.call(request, effects));
    }

    /// The lead wants to stay signed in.
    pub(super) fn stay_wanted(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        if self.limit_screen().is_some() && matches!(self.limits.extension, Extension::Ready | Extension::Failed(_)) {
            let request = api::extend_session(present.session.token.as_ref());
            self.limits.extension = Extension::UnderWay(self.call(request, effects));
        }
    }

    pub(super) fn limits_answered(
        &mut self,
        ticket: Ticket,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        if let Ok(Response { status: 401, .. }) = answer {
            self.heard(ticket, 401, effects);
        }
        if self.limits.asking.take_if(|asking| *asking == ticket).is_some() {
            return self.refreshed(answer, effects);
        }
        self.limits.extension = Extension::Ready;
        self.extended(answer, effects);
    }

    /// Only the back-end's own word ends a session: without an answer the question stays open.
    fn refreshed(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        match api::known_session_from(answer) {
            Ok((session, _)) => self.session_stands(session, effects),
            Err(refusal) if refusal.failure == Failure::SessionEnded => {}
            Err(refusal) => complain(&refusal, effects),
        }
    }

    fn extended(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let status = answer.as_ref().map_or(0, |response| response.status);
        match api::session_from(answer) {
            Ok((session, _)) => {
                let (user, before) = (session.user.id, self.ends_at());
                self.session_stands(session, effects);
                if self.ends_at() > before {
                    effects.push(Effect::Tell(Word::SessionChanged(user)));
                } else {
                    self.limits.extension = Extension::NotOffered;
                }
            }
            Err(_) if matches!(status, 404 | 405 | 410 | 501) => self.limits.extension = Extension::NotOffered,
            Err(refusal) => {
                complain(&refusal, effects);
                self.limits.extension = Extension::Failed(refusal.left_to_the_lead().failure);
            }
        }
    }

    /// The session as the back-end knows it now. One of somebody else, or of another journey, has taken the place of this
    /// one; one without a journey is of somebody who is still to choose.
    fn session_stands(&mut self, mut session: Session, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        let known = &present.session;
        let Some(journey) = session.journey else { return };
        if (session.user.id, journey) != (known.user.id, present.journey.id) {
            return self.replaced(effects);
        }
        // The answer need not repeat the token.
        session.token = session.token.or_else(|| known.token.clone());
        let id = |session: &Session| session.account.as_ref().map(|account| account.id.clone());
        let is_another = id(&session) != id(known) || session.token != known.token;
        if is_another || present.session_is_over() {
            return self.continue_with_token_of(session, effects);
        }
        present.session = Arc::new(session);
    }

    /// When the session on the page ends, by the browser's clock, where the back-end says and anybody minds.
    fn ends_at(&self) -> Option<i64> {
        let Phase::Present(present) = &self.phase else { return None };
        let goes_on = match present.now {
            Now::Working | Now::Settling(_) => true,
            Now::Done => present.others_are_at_work(),
            Now::Leaving(_) => false,
        };
        self.account().filter(|_| goes_on)?.expires_at.map(|end| end - self.skew)
    }

    /// Until when a code secures the session, while it does, by the browser's clock.
    pub(super) fn secure_until(&self) -> Option<i64> {
        let until = self.account()?.secured_until? - self.skew;
        (until > self.now).then_some(until)
    }

    /// What is known of a session that lives.
    pub(super) fn account(&self) -> Option<&Account> {
        let is_over = matches!(&self.phase, Phase::Present(present) if present.session_is_over());
        self.session().filter(|_| !is_over)?.account.as_ref()
    }
}
