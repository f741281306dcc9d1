//! From an address to a journey: the link, the session that may be there already, the first fetch.

use std::sync::Arc;

use super::{Again, Effect, Model, Phase, Renewal};
use crate::api::{self, CallError, Refusal, Response};
use crate::config::TokenStore;
use crate::failure::Failure;
use crate::id::JourneyId;
use crate::route::Route;
use crate::session::{LinkId, Session};
use crate::tabs::Word;

impl Model {
    /// What an address asks for. A link is spent only when somebody sees the page.
    pub(super) fn begin(&mut self, link: Option<String>, visible: bool, effects: &mut Vec<Effect>) {
        match link.as_deref().map(LinkId::parse) {
            Some(None) => self.stop(Failure::LinkMalformed, Again::Nothing, None, effects),
            Some(Some(link)) if !visible => self.phase = Phase::Holding(link),
            Some(Some(link)) => self.consider(link, effects),
            None => self.begin_without_link(effects),
        }
    }

    fn begin_without_link(&mut self, effects: &mut Vec<Effect>) {
        let otherwise = match self.route {
            Route::LogIn | Route::Unknown => return,
            Route::Autologin => Failure::LinkMissing,
            _ if self.token.is_some() => Failure::SessionEnded,
            _ => Failure::SignedOut,
        };
        self.resume(otherwise, None, effects);
    }

    pub(super) fn seen(&mut self, effects: &mut Vec<Effect>) {
        self.visible = true;
        self.plug_in(effects);
        self.look_at_once(effects);
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Holding(link) => self.consider(link, effects),
            other => self.phase = other,
        }
    }

    pub(super) fn confirmed(&mut self, effects: &mut Vec<Effect>) {
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Confirming(link) => self.spend(link, effects),
            other => self.phase = other,
        }
    }

    pub(super) fn new_link_wanted(&mut self, effects: &mut Vec<Effect>) {
        let (Some(Renewal::Offered(link)) | Some(Renewal::Failed(link, _))) = self.renewal() else { return };
        let link = link.clone();
        let ticket = self.call(api::renew_link(&link), effects);
        if let Some(renewal) = self.renewal() {
            *renewal = Renewal::Asking(link, ticket);
        }
    }

    /// Where a new link can be asked for: nothing goes on without one.
    fn renewal(&mut self) -> Option<&mut Renewal> {
        match &mut self.phase {
            Phase::Stopped(stop) => Some(&mut stop.renewal),
            Phase::Present(present) if present.session_is_over() => Some(&mut present.renewal),
            _ => None,
        }
    }

    pub(super) fn renewal_answered(
        &mut self,
        renewal: Renewal,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) -> Renewal {
        match renewal {
            // Whatever the UUID, the back-end answers 202 (contract, section 2).
            Renewal::Asking(link, _) => match api::renewal_from(answer) {
                Ok(()) => Renewal::Sent,
                Err(refusal) => {
                    complain(&refusal, effects);
                    Renewal::Failed(link, refusal.left_to_the_lead().failure)
                }
            },
            renewal => renewal,
        }
    }

    pub(super) fn link_answered(
        &mut self,
        link: LinkId,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match api::link_from(answer) {
            Ok((session, complaint)) => {
                let session = self.adopt_new(session, complaint, effects);
                self.end_replaced_session(effects);
                effects.push(Effect::Tell(Word::SignedIn(session.user.id)));
                self.go_into(session, effects);
            }
            // The same lead may have opened it before, here: then their session goes on.
            Err(Refusal { failure: failure @ (Failure::LinkUsed | Failure::LinkExpired), .. }) => {
                self.resume(failure, Some(link), effects);
            }
            Err(refusal) => {
                complain(&refusal, effects);
                let again = match refusal.failure {
                    Failure::LinkUnknown | Failure::LinkMalformed => Again::Nothing,
                    _ => Again::Spend(link),
                };
                self.stop(refusal.failure, again, None, effects);
            }
        }
    }

    pub(super) fn session_answered(
        &mut self,
        otherwise: Failure,
        link: Option<LinkId>,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match api::known_session_from(answer) {
            Ok((session, complaint)) => {
                self.setbacks = 0;
                // A spent link that did not open this session may be somebody else's: no new one is asked for by it.
                let is_other = |link: &LinkId| session.link.as_ref().is_some_and(|own| !own.is_same_as(link));
                self.link.take_if(|link| is_other(link));
                let session = self.adopt(session, complaint, effects);
                self.go_into(session, effects);
            }
            Err(Refusal { failure: Failure::SessionEnded | Failure::NotFound, .. }) => {
                self.forget_token(effects);
                let again = link.map_or(Again::Nothing, Again::Spend);
                self.stop(otherwise, again, None, effects);
            }
            Err(refusal) => {
                complain(&refusal, effects);
                self.stop_or_open_kept(refusal.failure, Again::Resume { otherwise, link }, None, effects);
            }
        }
    }

    pub(super) fn journey_answered(
        &mut self,
        session: Arc<Session>,
        id: JourneyId,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match api::whole_journey_from(answer) {
            Ok(journey) => self.enter(session, journey, effects),
            Err(refusal) => {
                complain(&refusal, effects);
                self.stop_or_open_kept(refusal.failure, Again::Load(session.clone(), id), Some(session), effects);
            }
        }
    }

    pub(super) fn load(&mut self, session: Arc<Session>, journey: JourneyId, effects: &mut Vec<Effect>) {
        self.session_begins();
        let ticket = self.call(api::read_journey(journey, None, session.token.as_ref()), effects);
        self.phase = Phase::Loading { session, journey, ticket };
    }

    pub(super) fn spend(&mut self, link: LinkId, effects: &mut Vec<Effect>) {
        self.link = Some(link.clone());
        let ticket = self.call(api::spend_link(&link), effects);
        self.phase = Phase::Opening { link, ticket };
    }

    pub(super) fn resume(&mut self, otherwise: Failure, link: Option<LinkId>, effects: &mut Vec<Effect>) {
        let ticket = self.call(api::read_session(self.token.as_ref()), effects);
        self.phase = Phase::Resuming { ticket, otherwise, link };
    }

    /// The session is worth nothing any more: neither its token nor what was kept of the visit.
    pub(super) fn forget_token(&mut self, effects: &mut Vec<Effect>) {
        self.forget_snapshot(effects);
        if self.token.take().is_some() && self.config.token_store == TokenStore::Tab {
            effects.push(Effect::ForgetToken);
        }
    }

    /// A new session is here. Whatever was kept belongs to an earlier one, perhaps of somebody else.
    pub(super) fn adopt_new(
        &mut self,
        session: Session,
        complaint: Option<String>,
        effects: &mut Vec<Effect>,
    ) -> Arc<Session> {
        if session.token.is_none() {
            self.forget_token(effects);
        }
        self.token = None;
        self.adopt(session, complaint, effects)
    }

    /// A session is here: its token is kept as configured.
    pub(super) fn adopt(
        &mut self,
        mut session: Session,
        complaint: Option<String>,
        effects: &mut Vec<Effect>,
    ) -> Arc<Session> {
        effects.extend(complaint.map(Effect::Complain));
        match &session.token {
            Some(token) => {
                if self.config.token_store == TokenStore::Tab && self.token.as_ref() != Some(token) {
                    effects.push(Effect::KeepToken(token.clone()));
                }
            }
            // The answer to a resumed session need not repeat the token that opened it.
            None => session.token = self.token.take(),
        }
        self.token = session.token.clone();
        if self.token.is_none() {
            self.is_new_browser = false;
            effects.push(Effect::RememberSession);
        }
        Arc::new(session)
    }

    /// On to the session's journey.
    pub(super) fn go_into(&mut self, session: Arc<Session>, effects: &mut Vec<Effect>) {
        effects.push(Effect::ForgetLink);
        match session.journey {
            Some(journey) => self.load(session, journey, effects),
            None => self.choose(session, effects),
        }
    }
}

pub(super) fn complain(refusal: &Refusal, effects: &mut Vec<Effect>) {
    effects.extend(refusal.detail.clone().map(Effect::Complain));
}
