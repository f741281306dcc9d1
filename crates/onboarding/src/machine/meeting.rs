//! A link was opened: is somebody here already? Their session, perhaps with files and forms on their way, is not
//! replaced without a question (OWASP, Session Management Cheat Sheet; login forgery).

use std::sync::Arc;

use super::{Effect, Model, Phase};
use crate::api::{self, CallError, Response};
use crate::config::Autologin;
use crate::screen::{Person, SwitchingScreen};
use crate::session::{LinkId, Session};

/// How long the link waits for that question, in milliseconds: coming in must not hang on it.
const PATIENCE: u32 = 10_000;

/// Somebody is here, and a link waits that may be for somebody else.
#[derive(Debug)]
pub(crate) struct Switching {
    pub(super) session: Arc<Session>,
    pub(super) link: LinkId,
}

impl Switching {
    pub(crate) fn screen(&self) -> SwitchingScreen {
        SwitchingScreen { person: Person { name: self.session.user.name(), email: self.session.user.masked_email() } }
    }
}

impl Model {
    /// Somebody sees the page, so the link can be thought of: first, whether somebody is here already.
    pub(super) fn consider(&mut self, link: LinkId, effects: &mut Vec<Effect>) {
        // Browsers write the answer, 401, into their consoles as an error.
        if self.is_new_browser && self.token.is_none() {
            return self.open(link, effects);
        }
        let ticket = self.call(api::read_session(self.token.as_ref()), effects);
        let patience = self.wake(PATIENCE, effects);
        self.phase = Phase::Meeting { link, ticket, patience };
    }

    /// Whether somebody is here. Whatever is no live session lets the link be opened.
    pub(super) fn meeting_answered(
        &mut self,
        link: LinkId,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let is_over = matches!(&answer, Ok(Response { status: 401, .. }));
        let Ok((session, complaint)) = api::known_session_from(answer) else {
            if is_over {
                self.forget_token(effects);
            }
            return self.open(link, effects);
        };
        let is_opened_by_it = session.link.as_ref().is_some_and(|own| own.is_same_as(&link));
        let session = self.adopt(session, complaint, effects);
        if is_opened_by_it {
            self.link = Some(link);
            return self.go_into(session, effects);
        }
        self.phase = Phase::Switching(Switching { session, link });
        self.leave_log_in_page(effects);
    }

    /// No answer came for long.
    pub(super) fn meeting_takes_too_long(&mut self, effects: &mut Vec<Effect>) {
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Meeting { link, .. } => self.open(link, effects),
            other => self.phase = other,
        }
    }

    /// The lead says whether the link is opened, or whoever is here goes on.
    pub(super) fn switch_decided(&mut self, opens_link: bool, effects: &mut Vec<Effect>) {
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Switching(Switching { session, link }) if opens_link => {
                self.replaced = Some(session);
                self.spend(link, effects);
            }
            Phase::Switching(Switching { session, .. }) => self.go_into(session, effects),
            other => self.phase = other,
        }
    }

    /// Somebody else has come in by the link: the session that was here is over for the back-end too. One that a cookie
    /// carried was replaced by the back-end with its cookie.
    pub(super) fn end_replaced_session(&mut self, effects: &mut Vec<Effect>) {
        let Some(replaced) = self.replaced.take() else { return };
        let (Some(account), Some(token)) = (&replaced.account, &replaced.token) else { return };
        if self.token.as_ref() != Some(token) {
            // Nothing is done about its answer: without the token nobody goes on with it here.
            self.call(api::end_session(&account.id, Some(token)), effects);
        }
    }

    /// Nobody is here, as far as one can tell.
    fn open(&mut self, link: LinkId, effects: &mut Vec<Effect>) {
        match self.config.autologin {
            Autologin::Automatic => self.spend(link, effects),
            Autologin::Confirm => self.phase = Phase::Confirming(link),
        }
    }
}
