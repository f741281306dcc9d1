//! Logging out: the back-end ends the session, and nothing of the person stays behind here.

use super::{Effect, Model, Phase, Ticket, start};
use crate::api::{self, CallError, Response};
use crate::failure::Failure;
use crate::id::UserId;
use crate::route::Route;
use crate::screen::{AccountScreen, LeavingState};
use crate::tabs::Word;

/// How logging out stands.
#[derive(Debug, Default)]
pub(crate) enum LogOut {
    /// Nothing was asked for.
    #[default]
    Ready,
    /// The back-end is being told.
    UnderWay(Ticket, UserId),
    /// The session still lives.
    Failed(Failure),
}

impl LogOut {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self, Self::UnderWay(awaited, _) if *awaited == ticket)
    }

    fn state(&self) -> LeavingState {
        match self {
            Self::Ready => LeavingState::Ready,
            Self::UnderWay(..) => LeavingState::UnderWay,
            Self::Failed(failure) => LeavingState::Failed(*failure),
        }
    }
}

impl Model {
    /// The session, where the back-end lets it be managed.
    pub(crate) fn account_screen(&self) -> Option<AccountScreen> {
        let session = self.session().filter(|session| session.account.is_some())?;
        Some(AccountScreen {
            secured_until: self.secured_until(),
            has_choice: session.journeys.len() > 1,
            leaving: self.log_out.state(),
        })
    }

    pub(super) fn log_out_wanted(&mut self, effects: &mut Vec<Effect>) {
        if matches!(self.log_out, LogOut::UnderWay(..)) {
            return;
        }
        let Some(session) = self.session() else { return };
        let Some(account) = &session.account else { return };
        let (request, user) = (api::end_session(&account.id, session.token.as_ref()), session.user.id);
        self.log_out = LogOut::UnderWay(self.call(request, effects), user);
    }

    /// A session that was over before is over as well. Where it still lives, all stays: a cookie that scripts cannot
    /// reach (RFC 6265, section 5.2.6) would sign in whoever comes next.
    pub(super) fn log_out_answered(&mut self, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let LogOut::UnderWay(_, user) = self.log_out else { return };
        match api::end_from(answer) {
            Ok(()) => {
                self.forget_everything(user, effects);
                effects.push(Effect::Tell(Word::SignedOut(user)));
                self.go(Route::Journey, true, effects);
            }
            Err(refusal) => {
                super::opening::complain(&refusal, effects);
                self.log_out = LogOut::Failed(refusal.left_to_the_lead().failure);
            }
        }
    }

    /// Nothing of the person is left here: only what the page itself was given, the time, the network, and the numbers of tickets and
    /// sessions, so that nothing late is taken for something later.
    pub(super) fn forget_everything(&mut self, user: UserId, effects: &mut Vec<Effect>) {
        if let Phase::Present(present) = &mut self.phase {
            present.visits.iter_mut().for_each(|visit| visit.leave(effects));
        }
        self.forget_token(effects);
        effects.extend([Effect::ForgetVisit, Effect::ForgetPerson(user)]);
        let Self { route, visible, online, lost_after, random, now, skew, last_ticket, session_generation, .. } = *self;
        // The page stays the company's own.
        let workspace = std::mem::take(&mut self.workspace);
        let empty = start(std::mem::take(&mut self.config));
        let phase = Phase::SignedOut;
        *self = Self {
            route,
            visible,
            online,
            lost_after,
            random,
            now,
            skew,
            last_ticket,
            session_generation,
            workspace,
            phase,
            ..empty
        };
    }
}
