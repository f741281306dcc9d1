//! A link was opened: is somebody here already? Their session, perhaps with files and forms on their way, is not
//! replaced without a question (OWASP, session management; login forgery).

use std::sync::Arc;

use super::{Effect, Model, Phase};
use crate::api::{CallError, Response};
use crate::screen::{Person, SwitchingScreen};
use crate::session::{LinkId, Session};

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
    /// The lead says whether the link is opened, or whoever is here goes on.
    pub(super) fn switch_decided(&mut self, _opens_link: bool, _effects: &mut Vec<Effect>) {}

    /// Whether somebody is here, before the link is spent.
    pub(super) fn meeting_answered(
        &mut self,
        link: LinkId,
        _answer: Result<Response, CallError>,
        _effects: &mut Vec<Effect>,
    ) {
        self.phase = Phase::Holding(link);
    }
}
