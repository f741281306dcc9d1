//! A code before the lead goes on: asked for, typed, verified; then what waited for it goes on by itself.
//!
//! What waits is not kept here: it is whatever was refused, or not even sent, with [`Failure::CodeNeeded`].

use std::sync::Arc;

use super::opening::complain;
use super::{Checking, Effect, Model, Phase, Present, Stay, Ticket, Visit};
use crate::api::{self, CallError, Channel, Refusal, Response};
use crate::config::TokenStore;
use crate::credentials::Code;
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::provider::Way;
use crate::route::Route;
use crate::screen::{StepUpProblem, StepUpScreen, StepUpState};
use crate::session::Account;
use crate::tabs::Word;
use crate::wire::AccountSession;

/// How long a code is awaited before another one is sent the same way, in seconds.
const RESEND_AFTER: i64 = 30;
/// How long a code secures the session, in seconds (contract, section 4).
const SECURED_FOR: i64 = 60 * 60;
/// What is secured for less, in seconds, may not be any more when a request arrives.
const GRACE: i64 = 5;

/// How far asking for a code has come.
#[derive(Debug, Default)]
pub(crate) struct StepUp {
    /// The lead has closed the dialog; the code that was sent may still be typed later.
    closed: bool,
    sending: Option<(Ticket, Channel)>,
    verifying: Option<Ticket>,
    /// How the last code was sent.
    channel: Option<Channel>,
    resend_at: Option<i64>,
    problem: Option<StepUpProblem>,
}

impl StepUp {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.verifying == Some(ticket) || self.sending.is_some_and(|(awaited, _)| awaited == ticket)
    }

    fn screen(&self) -> StepUpScreen {
        let state = match self {
            Self { verifying: Some(_), .. } => StepUpState::Verifying,
            Self { sending: Some(_), .. } => StepUpState::Sending,
            Self { channel: Some(_), .. } => StepUpState::Awaiting,
            _ => StepUpState::Choosing,
        };
        StepUpScreen { state, channel: self.channel, resend_at: self.resend_at, problem: self.problem }
    }
}

impl Present {
    fn waits_for_code(&self) -> bool {
        let waits = |visit: &Visit| {
            matches!(visit.stay, Stay::Refused(_, Failure::CodeNeeded))
                || matches!(visit.checking, Checking::Failed(_, Failure::CodeNeeded))
        };
        self.outbox.has_failed_for(Failure::CodeNeeded) || self.files_need_code || self.visits.iter().any(waits)
    }
}

impl Model {
    pub(crate) fn step_up_screen(&self) -> Option<StepUpScreen> {
        self.account()?;
        self.step_up.as_ref().filter(|step_up| !step_up.closed).map(StepUp::screen)
    }

    /// Whether an activity asks for a session that a code secures, and this one is known not to be.
    pub(super) fn needs_code(&self, id: ActivityId) -> bool {
        let (Phase::Present(present), Some(account)) = (&self.phase, self.account()) else { return false };
        let asks = present.journey.find(id).is_some_and(|(_, activity)| activity.secured_session);
        asks && account.secured_until.is_none_or(|until| until <= self.now + self.skew + GRACE)
    }

    /// The back-end has refused something for want of a code, or something was kept back for that.
    pub(super) fn code_needed(&mut self) {
        if self.account().is_some() {
            self.step_up.get_or_insert_default().closed = false;
        }
    }

    /// The back-end itself says that the session is not secured, whatever was known.
    pub(super) fn code_demanded(&mut self) {
        if let Phase::Present(present) = &mut self.phase
            && let Some(account) = &mut Arc::make_mut(&mut present.session).account
        {
            account.secured_until = None;
        }
        self.code_needed();
    }

    pub(super) fn files_need_code(&mut self) {
        let Phase::Present(present) = &mut self.phase else { return };
        present.files_need_code = true;
        self.code_demanded();
    }

    /// The dialog opens, if something waits for a code.
    pub(super) fn step_up_wanted(&mut self) {
        let Phase::Present(present) = &self.phase else { return };
        let asked_here = matches!(self.route, Route::Activity(id) if self.needs_code(id));
        if asked_here || present.waits_for_code() {
            self.code_needed();
        }
    }

    /// The dialog is closed; what waited stays as it is.
    pub(super) fn step_up_left(&mut self) {
        if let Some(step_up) = &mut self.step_up {
            (step_up.closed, step_up.problem) = (true, None);
        }
    }

    pub(super) fn code_wanted(&mut self, channel: Channel, effects: &mut Vec<Effect>) {
        let Some(shown) = self.step_up_screen() else { return };
        let rests = matches!(shown.state, StepUpState::Choosing | StepUpState::Awaiting);
        let too_soon = shown.channel == Some(channel) && shown.resend_at.is_some_and(|at| self.now < at);
        let Some(account) = self.account().filter(|_| rests && !too_soon) else { return };
        let request = api::send_code(&account.id, channel, self.session().and_then(|session| session.token.as_ref()));
        let ticket = self.call(request, effects);
        let step_up = self.step_up.get_or_insert_default();
        (step_up.sending, step_up.problem) = (Some((ticket, channel)), None);
    }

    /// A code counts also while another one is on its way: the earlier one stays valid (contract, section 4).
    pub(super) fn code_typed(&mut self, code: &Code, effects: &mut Vec<Effect>) {
        let Some(shown) = self.step_up_screen() else { return };
        let can_be_typed = shown.channel.is_some() && shown.state != StepUpState::Verifying;
        let Some(account) = self.account().filter(|_| can_be_typed) else { return };
        let request = api::verify_code(&account.id, code, self.session().and_then(|session| session.token.as_ref()));
        let ticket = self.call(request, effects);
        let step_up = self.step_up.get_or_insert_default();
        (step_up.verifying, step_up.problem) = (Some(ticket), None);
    }

    pub(super) fn step_up_answered(
        &mut self,
        ticket: Ticket,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        if let Ok(Response { status: 401, .. }) = answer {
            self.heard(ticket, 401, effects);
        }
        let Some(step_up) = &mut self.step_up else { return };
        match step_up.sending.take_if(|(sending, _)| *sending == ticket) {
            Some((_, channel)) => self.code_sent(channel, answer, effects),
            None => {
                step_up.verifying = None;
                self.code_verified(answer, effects);
            }
        }
    }

    fn code_sent(&mut self, channel: Channel, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let refused = self.too_many(&answer);
        let problem = match api::code_sent_from(answer) {
            Ok(()) => {
                let resend_at = Some(self.now + RESEND_AFTER);
                let step_up = self.step_up.get_or_insert_default();
                (step_up.channel, step_up.resend_at) = (Some(channel), resend_at);
                None
            }
            Err(_) if refused.is_some() => refused,
            Err(refusal) => self.other_problem(refusal, effects),
        };
        self.set_problem(problem);
    }

    fn code_verified(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let refused = match api::refusal_code(&answer) {
            Some((422, ..)) => Some(StepUpProblem::Wrong),
            _ => self.too_many(&answer),
        };
        match api::account_session_from(answer) {
            Ok(secured) => self.secured(secured, effects),
            Err(_) if refused.is_some() => self.set_problem(refused),
            Err(refusal) => {
                let problem = self.other_problem(refusal, effects);
                self.set_problem(problem);
            }
        }
    }

    /// The session is secured, under another id and token, and what waited for it goes on.
    fn secured(&mut self, secured: AccountSession, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let Some(before) = present.session.account.clone() else { return };
        let mut session = (*present.session).clone();
        session.account = Some(Account {
            id: secured.id,
            secured_until: Some(self.now + self.skew + SECURED_FOR),
            expires_at: before.expires_at,
        });
        effects.push(Effect::Tell(Word::SessionChanged(session.user.id)));
        if let Some(token) = secured.token {
            if self.config.token_store == TokenStore::Tab {
                effects.push(Effect::Tell(Word::Renewed { was: before.id, token: token.clone() }));
            }
            session.token = Some(token);
        }
        self.continue_with_token_of(session, effects);
        // What the back-end says of its end is better than what follows from the contract.
        self.refresh_session(effects);
    }

    /// Another session is here: what waited for a code goes out, unless this one is known to need a code as well. A new
    /// tab opens on a press only.
    pub(super) fn go_on_with_code(&mut self, effects: &mut Vec<Effect>) {
        let is_secured = self.secure_until().is_some();
        let is_known = self.account().is_some();
        let Phase::Present(present) = &self.phase else { return };
        if is_known && !is_secured {
            if present.waits_for_code() {
                self.code_needed();
            }
            return;
        }
        let refused = present.visits.iter().find_map(|visit| match visit.stay {
            Stay::Refused(way, Failure::CodeNeeded) if way != Way::Tab => Some((visit.activity, way)),
            _ => None,
        });
        if let Some((id, way)) = refused.filter(|_| is_secured) {
            self.hand_over(id, way, effects);
        }
        if let Phase::Present(present) = &mut self.phase {
            present.take_up(Failure::CodeNeeded);
        }
    }

    /// A wait that the back-end asks for before another try.
    fn too_many(&self, answer: &Result<Response, CallError>) -> Option<StepUpProblem> {
        let (status, _, seconds) = api::refusal_code(answer)?;
        let until = seconds.map(|seconds| self.now + i64::from(seconds));
        (status == 429).then_some(StepUpProblem::TooMany(until))
    }

    /// What else went wrong; that the session is over is told elsewhere.
    fn other_problem(&mut self, refusal: Refusal, effects: &mut Vec<Effect>) -> Option<StepUpProblem> {
        complain(&refusal, effects);
        // A cookie may carry another session by now, such as one that a code has secured whose answer got lost.
        if matches!(refusal.failure, Failure::Unreadable | Failure::NotFound) {
            self.refresh_session(effects);
        }
        match refusal.left_to_the_lead().failure {
            Failure::SessionEnded => None,
            // What is not found is no step, but where the code is asked for.
            Failure::NotFound => Some(StepUpProblem::Failed(Failure::NotAccepted)),
            failure => Some(StepUpProblem::Failed(failure)),
        }
    }

    fn set_problem(&mut self, problem: Option<StepUpProblem>) {
        if let Some(step_up) = &mut self.step_up {
            step_up.problem = problem;
        }
    }
}
