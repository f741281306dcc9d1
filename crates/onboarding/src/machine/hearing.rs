//! What is heard of other tabs. Nothing heard is told on, or tabs would never stop talking.
//!
//! Tabs whose session a cookie carries share it. Where each carries its token, the sessions are several: what another
//! person does in another tab does not concern this one.

use super::meeting::Switching;
use super::{Effect, Model, Phase};
use crate::api;
use crate::id::UserId;
use crate::journey::Journey;
use crate::route::Route;
use crate::session::{AccessToken, AccountId, Session};
use crate::tabs::Word;

impl Model {
    pub(super) fn told(&mut self, word: Word, effects: &mut Vec<Effect>) {
        // Who is asked about may be gone, or somebody else by now.
        if let (Phase::Switching(Switching { link, .. }), Word::SignedOut(_) | Word::SignedIn(_)) = (&self.phase, &word)
        {
            return self.consider(link.clone(), effects);
        }
        let is_mine = |user: UserId| self.user() == Some(user);
        match word {
            Word::SignedOut(user) if is_mine(user) => self.signed_out_elsewhere(user, effects),
            Word::SignedIn(user) if is_mine(user) => self.refresh_session(effects),
            Word::SignedIn(_) if self.has_cookie() => self.replaced(effects),
            Word::SessionChanged(user) if is_mine(user) => self.refresh_session(effects),
            Word::JourneyChanged(journey) => match &mut self.phase {
                Phase::Present(present) => present.is_to_look |= present.journey.id == journey,
                _ => self.changed_elsewhere = Some(journey),
            },
            Word::Renewed { was, token } => self.renewed(&was, token, effects),
            Word::SignedOut(_) | Word::SignedIn(_) | Word::SessionChanged(_) => {}
        }
    }

    /// The page comes back as it was, and has heard nothing since: what others said meanwhile is asked for.
    pub(super) fn listen_again(&mut self, effects: &mut Vec<Effect>) {
        self.refresh_session(effects);
        if let Phase::Present(present) = &mut self.phase {
            present.is_to_look |= !present.is_asking();
        }
    }

    /// What became of the journey from here is told to the other tabs.
    pub(super) fn tell_journey(before: &Journey, after: &Journey, effects: &mut Vec<Effect>) {
        if !before.is_same_as(after) {
            effects.push(Effect::Tell(Word::JourneyChanged(after.id)));
        }
    }

    /// The person has logged out elsewhere, so they are gone here as well. A session of this tab's own ends with theirs;
    /// its answer changes nothing here, since its token is forgotten whatever it is.
    fn signed_out_elsewhere(&mut self, user: UserId, effects: &mut Vec<Effect>) {
        if let Some(Session { account: Some(account), token: Some(token), .. }) = self.session() {
            let request = api::end_session(&account.id, Some(token));
            self.call(request, effects);
        }
        self.forget_everything(user, effects);
        if self.route != Route::LogIn {
            self.go(Route::Journey, true, effects);
        }
    }

    /// The session of this page goes on under another token: this tab was copied from the one that tells it.
    fn renewed(&mut self, was: &AccountId, token: AccessToken, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let is_it = present.session.account.as_ref().is_some_and(|account| account.id == *was);
        if !is_it || present.session.token.is_none() {
            return;
        }
        let session = Session { token: Some(token), ..Session::clone(&present.session) };
        self.continue_with_token_of(session, effects);
        self.refresh_session(effects);
    }

    /// Whether a cookie carries the session, so that whoever signs in elsewhere takes its place here too.
    fn has_cookie(&self) -> bool {
        self.session().is_some_and(|session| session.token.is_none())
    }
}
