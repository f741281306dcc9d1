//! A start without a network: the visit opens as it was kept, and goes on by itself once the back-end can be heard.
//! First it is asked who is here, then how the journey stands, and only then goes out what waits to be sent.

use std::sync::Arc;

use super::opening::complain;
use super::{Again, Effect, Model, Now, Phase, Ticket};
use crate::api::{self, CallError, Refusal, Response};
use crate::failure::Failure;
use crate::journey::Journey;
use crate::session::Session;
use crate::snapshot::Snapshot;
use crate::upload::pace::wait;

/// No pause between two questions is longer than after so many setbacks.
const MOST_SETBACKS: u32 = 6;

/// The session or the journey could not be read, and this browser is asked whether it has kept them.
#[derive(Debug)]
pub(crate) struct Finding {
    ticket: Ticket,
    failure: Failure,
    again: Again,
    pub(super) session: Option<Arc<Session>>,
}

/// The visit on the page is as it was kept; the back-end was not heard of since.
#[derive(Debug)]
pub(super) struct Unplugged {
    question: Question,
    setbacks: u32,
}

/// What is asked of the back-end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    /// Nothing until the timer ends.
    Pausing(Ticket),
    /// Who is here.
    Who(Ticket),
    /// How the journey stands.
    Journey(Ticket),
    /// Nothing: the session is over. The next one goes on with the journey.
    Over,
}

/// What was kept of a session and its journey, and of which version.
pub(super) type Kept = (Arc<Session>, u64);

impl Unplugged {
    fn new(question: Question) -> Self {
        Self { question, setbacks: 0 }
    }
}

impl Model {
    /// Whether the back-end was not heard of yet, although a visit is on the page.
    pub(super) fn is_unplugged(&self) -> bool {
        self.unplugged.as_ref().is_some_and(|unplugged| unplugged.question != Question::Over)
    }

    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn asks_back_end(&self, ticket: Ticket) -> bool {
        let question = self.unplugged.as_ref().map(|unplugged| unplugged.question);
        [Some(Question::Who(ticket)), Some(Question::Journey(ticket))].contains(&question)
    }

    /// The session or the journey cannot be read. Where there is no connection, it may have been kept.
    pub(super) fn stop_or_open_kept(
        &mut self,
        failure: Failure,
        again: Again,
        session: Option<Arc<Session>>,
        effects: &mut Vec<Effect>,
    ) {
        let by_link = matches!(again, Again::Resume { link: Some(_), .. });
        let is_first_try = self.setbacks == 0;
        if by_link || !is_first_try || !failure.is_about_connection() || !self.config.offline {
            return self.stop(failure, again, session, effects);
        }
        let ticket = self.ticket();
        effects.push(Effect::FindSnapshot(ticket));
        self.phase = Phase::Finding(Finding { ticket, failure, again, session });
    }

    /// What the browser has kept, if it has.
    pub(super) fn snapshot_found(&mut self, ticket: Ticket, found: Option<Snapshot>, effects: &mut Vec<Effect>) {
        let Finding { failure, again, session, .. } = match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Finding(finding) if finding.ticket == ticket => finding,
            other => return self.phase = other,
        };
        if found.as_ref().is_some_and(|found| !found.is_valid(self.now)) {
            effects.push(Effect::ForgetSnapshot);
        }
        let token = self.token.as_ref().map(|token| token.fingerprint());
        let valid = found.filter(|found| found.is_valid(self.now));
        let opened = valid.and_then(|valid| Some((valid.open(token)?, valid)));
        match opened {
            Some(((kept, journey), snapshot)) if again.is_for(&kept, &journey) => {
                if self.heard_at == 0 {
                    (self.heard_at, self.skew) = (snapshot.at, snapshot.skew);
                }
                let session = session.unwrap_or_else(|| Arc::new(Session { token: self.token.clone(), ..kept }));
                self.pause_before_asking(0, effects);
                self.enter(session, journey, effects);
            }
            _ => self.stop(failure, again, session, effects),
        }
    }

    /// The network may be back: nobody waits any longer. Whether this is such a visit.
    pub(super) fn plug_in(&mut self, effects: &mut Vec<Effect>) -> bool {
        let pauses = matches!(self.unplugged, Some(Unplugged { question: Question::Pausing(_), .. }));
        if pauses {
            self.ask_who_is_here(effects);
        }
        self.is_unplugged()
    }

    /// A pause is over; whether it was one.
    pub(super) fn unplugged_woke(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) -> bool {
        let pauses = self.unplugged.as_ref().is_some_and(|unplugged| unplugged.question == Question::Pausing(ticket));
        if pauses {
            self.ask_who_is_here(effects);
        }
        pauses
    }

    /// Somebody has signed in over the page that was kept: the journey is asked for before anything goes out.
    pub(super) fn plug_in_with(&mut self, session: Arc<Session>, effects: &mut Vec<Effect>) {
        let last = Ticket(self.last_ticket);
        let Phase::Present(present) = &mut self.phase else { return };
        (present.session, present.over, present.earlier) = (session, None, Some(last));
        self.ask_for_journey(effects);
    }

    pub(super) fn unplugged_answered(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        match self.unplugged.as_ref().map(|unplugged| unplugged.question) {
            Some(Question::Who(_)) => self.told_who_is_here(answer, effects),
            Some(Question::Journey(_)) => self.told_journey(answer, effects),
            _ => {}
        }
    }

    /// Keeps what is on the page whenever that has changed, where the session would live through a reload. Runs after
    /// every event.
    pub(super) fn keep_snapshot(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else {
            self.unplugged = None;
            return;
        };
        let is_over = present.session_is_over() || matches!(present.now, Now::Leaving(_));
        if is_over || self.unplugged.is_some() || !self.config.offline || !self.session_survives() {
            return;
        }
        let is_kept =
            |(session, journey): &Kept| *session == present.session && *journey == present.journey.fingerprint;
        if !self.snapshot.as_ref().is_some_and(is_kept) {
            let snapshot = Snapshot::of(&present.session, &present.journey, self.now, self.skew);
            effects.extend(snapshot.map(Effect::KeepSnapshot));
            self.snapshot = Some((present.session.clone(), present.journey.fingerprint));
        }
    }

    /// Nobody opens what was kept any more.
    pub(super) fn forget_snapshot(&mut self, effects: &mut Vec<Effect>) {
        self.snapshot = None;
        effects.push(Effect::ForgetSnapshot);
    }

    fn told_who_is_here(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let (user, journey) = (present.session.user.id, present.journey.id);
        match api::known_session_from(answer) {
            Ok((session, _)) if session.user.id != user || session.journey.is_some_and(|id| id != journey) => {
                self.replaced(effects);
            }
            Ok((session, complaint)) => {
                let session = self.adopt(session, complaint, effects);
                if let Phase::Present(present) = &mut self.phase {
                    present.session = session;
                }
                self.ask_for_journey(effects);
            }
            Err(refusal) => self.not_told(refusal, effects),
        }
    }

    fn told_journey(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        match api::journey_from(answer) {
            Ok(journey) => self.plugged_in(journey, effects),
            Err(refusal) if refusal.failure == Failure::JourneyGone => {
                let Phase::Present(present) = &self.phase else { return };
                let (session, journey) = (present.session.clone(), present.journey.id);
                self.stop(refusal.failure, Again::Load(session.clone(), journey), Some(session), effects);
            }
            Err(refusal) => self.not_told(refusal, effects),
        }
    }

    fn not_told(&mut self, refusal: Refusal, effects: &mut Vec<Effect>) {
        match refusal.failure {
            Failure::SessionEnded | Failure::NotFound => {
                self.unplugged = Some(Unplugged::new(Question::Over));
                self.session_ended(effects);
            }
            failure => {
                complain(&refusal, effects);
                let asked_to_wait = match failure {
                    Failure::Busy(Some(seconds)) => seconds * 1000,
                    _ => 0,
                };
                self.pause_before_asking(asked_to_wait, effects);
            }
        }
    }

    /// The back-end was heard: the journey as it is now takes the place of the one that was kept, unless that still
    /// holds, and the visit goes on like any other.
    fn plugged_in(&mut self, journey: Option<Journey>, effects: &mut Vec<Effect>) {
        self.unplugged = None;
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Present(present) => match journey {
                Some(journey) => self.news(present, journey, effects),
                None => self.take_in_news(present, effects),
            },
            other => self.phase = other,
        }
        let Phase::Present(present) = &self.phase else { return };
        let session = present.session.clone();
        self.continue_with(session, effects);
        self.came_online(effects);
    }

    fn pause_before_asking(&mut self, at_least: u32, effects: &mut Vec<Effect>) {
        let setbacks = self.unplugged.as_ref().map_or(0, |unplugged| unplugged.setbacks).min(MOST_SETBACKS - 1) + 1;
        let pause = wait(setbacks, self.random).max(at_least);
        let question = Question::Pausing(self.wake(pause, effects));
        self.unplugged = Some(Unplugged { question, setbacks });
    }

    fn ask_who_is_here(&mut self, effects: &mut Vec<Effect>) {
        let ticket = self.call(api::read_session(self.token.as_ref()), effects);
        self.set_question(Question::Who(ticket));
    }

    fn ask_for_journey(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let (journey, token) = (&present.journey, present.session.token.as_ref());
        let request = api::read_journey(journey.id, journey.etag.as_deref(), token);
        let ticket = self.call(request, effects);
        self.set_question(Question::Journey(ticket));
    }

    fn set_question(&mut self, question: Question) {
        self.unplugged.get_or_insert(Unplugged::new(question)).question = question;
    }
}

impl Again {
    /// Whether a visit that was kept is the one that could not be read.
    fn is_for(&self, kept: &Session, journey: &Journey) -> bool {
        match self {
            Self::Load(session, id) => (session.user.id, *id) == (kept.user.id, journey.id),
            _ => true,
        }
    }
}
