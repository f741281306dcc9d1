//! Logging in by e-mail address and password, on its own page or over what is on the page; and a link that is pasted
//! there. Where the same person is back at the same journey, everything on the page stays.

use std::sync::Arc;

use super::opening::complain;
use super::{Again, Arrival, Effect, Model, Phase, Renewal, Ticket};
use crate::api::{self, CallError, Refusal, Response};
use crate::credentials::Password;
use crate::failure::Failure;
use crate::route::Route;
use crate::screen::{LogInRefusal, LogInScreen, LogInState};
use crate::session::{AccessToken, LinkId, Session};
use crate::tabs::Word;

/// How many seconds to wait after too many tries, where the back-end does not say.
const USUAL_WAIT: u32 = 60;

/// How logging in stands.
#[derive(Debug, Default)]
pub(crate) enum LogIn {
    /// Nothing is under way.
    #[default]
    Ready,
    /// E-mail address and password are on their way.
    Asking(Ticket),
    /// They are right, and this token came for them if no cookie did; the session is being fetched.
    Fetching(Ticket, Option<AccessToken>),
    /// A link that was pasted is being spent.
    Spending(Ticket, LinkId),
    /// The person is back with several journeys; the one on the page is being chosen for them.
    Returning(Ticket, Arc<Session>),
    /// It was refused.
    Refused(LogInRefusal),
}

impl LogIn {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        match self {
            Self::Asking(awaited)
            | Self::Fetching(awaited, _)
            | Self::Spending(awaited, _)
            | Self::Returning(awaited, _) => *awaited == ticket,
            Self::Ready | Self::Refused(_) => false,
        }
    }

    /// Whether somebody is about to come in.
    pub(super) fn is_under_way(&self) -> bool {
        self.state() == LogInState::UnderWay
    }

    /// What is shown of it.
    pub(crate) fn state(&self) -> LogInState {
        match self {
            Self::Ready => LogInState::Ready,
            Self::Asking(_) | Self::Fetching(..) | Self::Spending(..) | Self::Returning(..) => LogInState::UnderWay,
            Self::Refused(refusal) => LogInState::Refused(*refusal),
        }
    }

    /// Going elsewhere makes a refusal old, but does not shorten a wait.
    pub(super) fn went(&mut self) {
        if matches!(self, Self::Refused(refusal) if !matches!(refusal, LogInRefusal::Throttled(_))) {
            *self = Self::Ready;
        }
    }
}

impl Model {
    pub(crate) fn log_in_screen(&self) -> LogInScreen {
        LogInScreen { state: self.log_in.state() }
    }

    pub(super) fn log_in_wanted(&mut self, email: &str, password: &Password, effects: &mut Vec<Effect>) {
        let is_throttled = matches!(self.log_in, LogIn::Refused(LogInRefusal::Throttled(until)) if self.now < until);
        if is_throttled || !self.takes_log_in() {
            return;
        }
        if matches!(self.phase, Phase::Resuming { .. }) {
            // Whoever that would find is about to be replaced.
            self.phase = Phase::Idle;
        }
        self.give_up_trying();
        self.log_in = LogIn::Asking(self.call(api::log_in(email, password), effects));
    }

    /// Spends a link where the session is over, so that what is on the page can stay.
    pub(super) fn link_pasted(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if !matches!(self.phase, Phase::Present(_)) || !self.takes_log_in() {
            return;
        }
        self.log_in = match LinkId::find_in(text) {
            Some(link) => LogIn::Spending(self.call(api::spend_link(&link), effects), link),
            None => LogIn::Refused(LogInRefusal::Failed(Failure::LinkMalformed)),
        };
    }

    /// Nobody is here, or about to be, whom a log-in would replace; and none is under way.
    fn takes_log_in(&self) -> bool {
        let rests = matches!(self.log_in, LogIn::Ready | LogIn::Refused(_));
        let comes = match self.phase {
            Phase::Meeting { .. } | Phase::Opening { .. } => true,
            Phase::Resuming { .. } => self.route != Route::LogIn,
            _ => false,
        };
        rests && !comes && !self.somebody_is_here()
    }

    /// Whether there is a live session, as far as the page knows.
    fn somebody_is_here(&self) -> bool {
        match &self.phase {
            Phase::Present(present) => !present.session_is_over(),
            Phase::Switching(_) | Phase::Loading { .. } | Phase::Choosing(_) => true,
            _ => false,
        }
    }

    /// Whoever is here needs no log-in page.
    pub(super) fn leave_log_in_page(&mut self, effects: &mut Vec<Effect>) {
        if self.route == Route::LogIn && self.somebody_is_here() {
            self.go(Route::Journey, true, effects);
        }
    }

    pub(super) fn log_in_answered(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        match std::mem::take(&mut self.log_in) {
            LogIn::Asking(_) => self.credentials_answered(answer, effects),
            LogIn::Fetching(_, token) => match api::known_session_from(answer) {
                Ok((session, complaint)) => {
                    let token = session.token.clone().or(token);
                    self.link = None;
                    self.signed_in(Session { token, ..session }, complaint, effects);
                }
                Err(refusal) => self.log_in_failed(refusal, effects),
            },
            LogIn::Spending(_, link) => match api::link_from(answer) {
                Ok((session, complaint)) => {
                    self.link = Some(link);
                    self.signed_in(session, complaint, effects);
                }
                Err(refusal) => self.pasted_link_failed(link, refusal, effects),
            },
            LogIn::Returning(_, session) => match self.chosen_from(&session, answer, effects) {
                Ok(chosen) => self.come_back(chosen, effects),
                Err(Failure::JourneyGone) => self.come_in(session, effects),
                Err(failure) => self.log_in = LogIn::Refused(LogInRefusal::Failed(failure)),
            },
            other => self.log_in = other,
        }
    }

    fn credentials_answered(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        if let Some(refusal) = self.refusal_of_credentials(&answer) {
            self.log_in = LogIn::Refused(refusal);
            return;
        }
        match api::account_session_from(answer) {
            Ok(account) => {
                self.earlier_session_is_void();
                let ticket = self.call(api::read_session(account.token.as_ref()), effects);
                self.log_in = LogIn::Fetching(ticket, account.token);
            }
            Err(refusal) => self.log_in_failed(refusal, effects),
        }
    }

    /// A cookie may have been replaced: what could not be opened in an earlier session is not asked for again in this one.
    fn earlier_session_is_void(&mut self) {
        if let Phase::Stopped(stop) = &mut self.phase
            && stop.session.take().is_some()
        {
            stop.again = Again::Resume { otherwise: Failure::SessionEnded, link: None };
        }
    }

    /// What is told of the person, never whether the address or the password was wrong (OWASP, Authentication Cheat
    /// Sheet). An address that cannot be one is a wrong one.
    fn refusal_of_credentials(&self, answer: &Result<Response, CallError>) -> Option<LogInRefusal> {
        let (status, code, seconds) = api::refusal_code(answer)?;
        match (status, code.as_str()) {
            (400 | 401 | 422, _) => Some(LogInRefusal::Credentials),
            (403, "UserClosed") => Some(LogInRefusal::Closed),
            (403, "NothingToOpen") => Some(LogInRefusal::Failed(Failure::NothingToDo)),
            (404 | 405 | 410 | 501, _) => Some(LogInRefusal::Failed(Failure::LogInNotOffered)),
            (429, _) => Some(LogInRefusal::Throttled(self.now + i64::from(seconds.unwrap_or(USUAL_WAIT)))),
            _ => None,
        }
    }

    fn log_in_failed(&mut self, refusal: Refusal, effects: &mut Vec<Effect>) {
        complain(&refusal, effects);
        let failure = match refusal.left_to_the_lead().failure {
            // Nothing that the person did or typed: the back-end has no log-in, or the browser did not keep its cookie.
            Failure::NotFound | Failure::SessionEnded => Failure::NotLoaded,
            failure => failure,
        };
        self.log_in = LogIn::Refused(LogInRefusal::Failed(failure));
    }

    fn pasted_link_failed(&mut self, link: LinkId, refusal: Refusal, effects: &mut Vec<Effect>) {
        if matches!(refusal.failure, Failure::LinkUsed | Failure::LinkExpired) {
            if let Phase::Present(present) = &mut self.phase
                && !matches!(present.renewal, Renewal::Asking(..))
            {
                present.renewal = Renewal::Offered(link);
            }
        } else {
            complain(&refusal, effects);
        }
        self.log_in = LogIn::Refused(LogInRefusal::Failed(refusal.left_to_the_lead().failure));
    }

    /// A person has signed in: on with the journey on the page, if it is theirs, or to their own.
    fn signed_in(&mut self, session: Session, complaint: Option<String>, effects: &mut Vec<Effect>) {
        let session = self.adopt_new(session, complaint, effects);
        let on_page = match &self.phase {
            Phase::Present(present) if present.session.user.id == session.user.id => Some(present.journey.id),
            _ => None,
        };
        match (on_page, session.journey) {
            (Some(on_page), Some(journey)) if on_page == journey => self.come_back(session, effects),
            (Some(on_page), None) if session.journeys.iter().any(|choice| choice.id == on_page) => {
                let ticket = self.call(api::choose_journey(on_page, session.token.as_ref()), effects);
                self.log_in = LogIn::Returning(ticket, session);
            }
            _ => self.come_in(session, effects),
        }
    }

    /// To a journey that is not on the page: whatever was there is over.
    fn come_in(&mut self, session: Arc<Session>, effects: &mut Vec<Effect>) {
        effects.push(Effect::Tell(Word::SignedIn(session.user.id)));
        self.begin_anew(effects);
        self.go_into(session, effects);
    }

    /// Back at the journey on the page.
    fn come_back(&mut self, session: Arc<Session>, effects: &mut Vec<Effect>) {
        effects.push(Effect::Tell(Word::SignedIn(session.user.id)));
        let Phase::Present(present) = &self.phase else { return self.come_in(session, effects) };
        let waiting = present.outbox.first().map(Route::Activity);
        self.continue_with(session, effects);
        if self.route == Route::LogIn {
            self.go(waiting.unwrap_or(Route::Journey), true, effects);
        }
    }

    /// Whoever has just come in, or chosen another journey, begins at its start, not at an address of another one.
    pub(super) fn begin_anew(&mut self, effects: &mut Vec<Effect>) {
        self.arrival = Arrival::Fresh;
        self.go(Route::Journey, true, effects);
    }
}
