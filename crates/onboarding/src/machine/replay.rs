//! Going on in place: the session is over, or is not good enough, and another one of the same person takes its place.
//! Nothing on the page is dropped; what was refused goes out again by itself, a submission with its key and body.

use std::sync::Arc;

use super::ending::End;
use super::{Again, Checking, Effect, Limits, Lookout, Model, Now, Phase, Present, Renewal, Stay, Ticket};
use crate::config::TokenStore;
use crate::failure::Failure;
use crate::route::Route;
use crate::session::Session;

impl Present {
    /// Whether the back-end has said that the session is over.
    pub(crate) fn session_is_over(&self) -> bool {
        self.over.is_some()
    }

    /// What was refused for this reason waits for its turn again. An address is left to be asked for again by the lead.
    pub(super) fn take_up(&mut self, refused: Failure) {
        self.outbox.take_up(|failure| failure == refused);
        for visit in &mut self.visits {
            if let Checking::Failed(claim, failure) = visit.checking
                && failure == refused
            {
                visit.owe(claim);
            }
            if matches!(&visit.stay, Stay::Refused(_, failure) if *failure == refused) {
                visit.stay = Stay::Ready;
            }
        }
    }
}

impl Model {
    /// What the status of an answer in the journey says of the session. Calls of an earlier one may be answered late.
    pub(super) fn heard(&mut self, ticket: Ticket, status: u16, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        match status {
            401 if present.earlier < Some(ticket) => self.session_ended(effects),
            // It was over, and a call after that went well: the browser has another one.
            200..=399 if present.over.is_some_and(|over| over < ticket) => self.refresh_session(effects),
            _ => {}
        }
    }

    /// The back-end has said to the files of the page that the session is over.
    pub(super) fn files_signed_out(&mut self, effects: &mut Vec<Effect>) {
        self.session_ended(effects);
    }

    /// The session on the page is over. Everything stays in place, and nothing goes out by itself any more.
    pub(super) fn session_ended(&mut self, effects: &mut Vec<Effect>) {
        let last = Ticket(self.last_ticket);
        let Phase::Present(present) = &mut self.phase else { return };
        present.over.get_or_insert(last);
        self.forget_token(effects);
    }

    /// The same person is here again, in the same journey: their new session takes the place of the one before, and what
    /// was refused because that was over, or not secured, goes out again. The session's token was adopted already.
    pub(super) fn continue_with(&mut self, session: Arc<Session>, effects: &mut Vec<Effect>) {
        if self.unplugged.is_some() {
            return self.plug_in_with(session, effects);
        }
        let renewal = Renewal::by(self.link.as_ref(), Some(&session));
        self.session_begins();
        (self.limits, self.step_up) = (Limits::default(), None);
        let Phase::Present(present) = &mut self.phase else { return };
        present.session = session;
        present.over = None;
        present.earlier = Some(Ticket(self.last_ticket));
        present.renewal = renewal;
        // A look that is under way was for the session before: it is made anew.
        present.is_to_look |= present.lookout.is_looking();
        present.lookout = Lookout::new(present.lookout.heard_at);
        present.files_need_code = false;
        self.go_on_with_code(effects);
        let Phase::Present(present) = &self.phase else { return };
        let idle = present.journey.available(&present.session).next().is_none();
        if idle && matches!(present.now, Now::Working) {
            self.settle(End::Found, effects);
        }
    }

    /// Likewise, of a session whose token was not adopted yet.
    pub(super) fn continue_with_token_of(&mut self, session: Session, effects: &mut Vec<Effect>) {
        if let Some(token) = &session.token
            && self.token.as_ref() != Some(token)
        {
            self.token = Some(token.clone());
            if self.config.token_store == TokenStore::Tab {
                effects.push(Effect::KeepToken(token.clone()));
            }
        }
        self.continue_with(Arc::new(session), effects);
    }

    /// Another person, or another journey, has taken the place of this one in the browser. What is on the page is none
    /// of theirs.
    pub(super) fn replaced(&mut self, effects: &mut Vec<Effect>) {
        self.forget_snapshot(effects);
        self.stop(Failure::Replaced, Again::Reload, None, effects);
        self.go(Route::Journey, true, effects);
    }

    /// Whatever waits for another session hears of it.
    pub(super) fn session_begins(&mut self) {
        self.session_generation += 1;
    }
}
