//! The person's active sessions: a page of the list at a time, ending one, ending all others.
//!
//! The list is asked for on coming to its page, and anew when the session of this page goes on under another id.

mod others;

use super::opening::complain;
use super::{Effect, Model, Phase, Ticket};
use crate::api::{self, Beside, CallError, Refusal, Response};
use crate::device::device;
use crate::failure::Failure;
use crate::route::Route;
use crate::screen::{Device, EndingState, LeavingState, SessionList, SessionRow, SessionsScreen};
use crate::session::AccountId;
use crate::wire::{AccountSession, AccountSessions};
use others::Others;

/// The list, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    list: List,
    /// The session that it was asked for from.
    own: Option<AccountId>,
    /// How ending single sessions stands, where anything was asked for.
    endings: Vec<(AccountId, Ending)>,
    others: Others,
}

/// Which part of the list to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPage {
    /// From the beginning, anew.
    First,
    /// What comes after it.
    Older,
    /// What comes before it.
    Newer,
}

#[derive(Debug, Default)]
enum List {
    /// Nobody has asked for it.
    #[default]
    Unknown,
    Asked(Ticket, Beside),
    Failed(Failure),
    Here(Shown),
}

/// A part of the list.
#[derive(Debug)]
struct Shown {
    rows: Vec<SessionRow>,
    has_newer: bool,
    has_older: bool,
}

#[derive(Debug)]
enum Ending {
    UnderWay(Ticket),
    Failed(Failure),
}

impl Roster {
    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self.list, List::Asked(awaited, _) if awaited == ticket)
            || self.others.awaits(ticket)
            || self.ended_by(ticket).is_some()
    }

    fn is_at_work(&self) -> bool {
        self.others.is_under_way() || self.endings.iter().any(|(_, ending)| matches!(ending, Ending::UnderWay(_)))
    }

    /// The session that is being ended by the call with that ticket.
    fn ended_by(&self, ticket: Ticket) -> Option<AccountId> {
        let is_it = |ending: &Ending| matches!(ending, Ending::UnderWay(awaited) if *awaited == ticket);
        self.endings.iter().find(|(_, ending)| is_it(ending)).map(|(id, _)| id.clone())
    }

    fn shown(&self) -> Option<&Shown> {
        match &self.list {
            List::Here(shown) => Some(shown),
            _ => None,
        }
    }

    fn set_ending(&mut self, id: &AccountId, ending: Option<Ending>) {
        self.endings.retain(|(known, _)| known != id);
        self.endings.extend(ending.map(|ending| (id.clone(), ending)));
    }

    /// A session is not there any more.
    fn remove(&mut self, id: &AccountId) {
        self.set_ending(id, None);
        if let List::Here(shown) = &mut self.list {
            shown.rows.retain(|row| row.id != *id);
        }
    }

    fn ending_of(&self, id: &AccountId) -> EndingState {
        match self.endings.iter().find(|(known, _)| known == id) {
            None => EndingState::Ready,
            Some((_, Ending::UnderWay(_))) => EndingState::UnderWay,
            Some((_, Ending::Failed(failure))) => EndingState::Failed(*failure),
        }
    }
}

impl Shown {
    fn new(sessions: AccountSessions, beside: &Beside) -> Self {
        let there_are_more = sessions.remaining > 0;
        let (has_newer, has_older) = match beside {
            Beside::First => (false, there_are_more),
            Beside::After(_) => (true, there_are_more),
            Beside::Before(_) => (there_are_more, true),
        };
        Self { rows: sessions.sessions.into_iter().map(row).collect(), has_newer, has_older }
    }
}

impl Model {
    /// Whether there is a session to whose person the list belongs, and by which it can be managed.
    pub(crate) fn has_roster(&self) -> bool {
        match &self.phase {
            Phase::Stopped(stop) if stop.failure == Failure::SessionEnded => false,
            Phase::Loading { .. } => false,
            _ => self.own_account().is_some(),
        }
    }

    pub(crate) fn sessions_screen(&self) -> SessionsScreen {
        let own = self.own_account();
        let leaving = match self.account_screen().map(|account| account.leaving) {
            None | Some(LeavingState::Ready) => EndingState::Ready,
            Some(LeavingState::UnderWay) => EndingState::UnderWay,
            Some(LeavingState::Failed(failure)) => EndingState::Failed(failure),
        };
        let row = |row: &SessionRow| {
            let is_this = own == Some(&row.id);
            let ending = if is_this { leaving } else { self.roster.ending_of(&row.id) };
            let secured = row.secured || (is_this && self.secured_until().is_some());
            SessionRow { is_this, ending, secured, ..row.clone() }
        };
        let list = match &self.roster.list {
            List::Unknown | List::Asked(..) => SessionList::Loading,
            List::Failed(failure) => SessionList::Failed(*failure),
            List::Here(shown) => SessionList::Here(shown.rows.iter().map(row).collect()),
        };
        let shown = self.roster.shown();
        SessionsScreen {
            list,
            has_newer: shown.is_some_and(|shown| shown.has_newer),
            has_older: shown.is_some_and(|shown| shown.has_older),
            ending_others: self.roster.others.state(),
        }
    }

    /// Runs after every event: asks for the list on its own page, and drops it elsewhere once nothing is under way.
    pub(super) fn keep_roster(&mut self, effects: &mut Vec<Effect>) {
        let is_another = self.roster.own.is_some() && self.roster.own.as_ref() != self.own_account();
        let is_left = self.route != Route::Sessions && !self.roster.is_at_work();
        if is_another || is_left {
            self.roster = Roster::default();
        }
        let is_wanted = self.route == Route::Sessions && self.has_roster() && !self.session_is_over();
        if is_wanted && matches!(self.roster.list, List::Unknown) {
            self.ask_for_list(Beside::First, effects);
        }
    }

    /// The lead looks at another part of the list, or at the first anew.
    pub(super) fn sessions_wanted(&mut self, page: ListPage, effects: &mut Vec<Effect>) {
        if !self.has_roster() || self.roster.is_at_work() || matches!(self.roster.list, List::Asked(..)) {
            return;
        }
        let rows = self.roster.shown().map_or(&[][..], |shown| &shown.rows);
        let beside = match page {
            ListPage::First => None,
            ListPage::Older => rows.last().map(|row| Beside::After(row.id.clone())),
            ListPage::Newer => rows.first().map(|row| Beside::Before(row.id.clone())),
        };
        self.ask_for_list(beside.unwrap_or(Beside::First), effects);
    }

    /// The lead ends a session. Ending this page's own means to log out.
    pub(super) fn session_end_wanted(&mut self, id: &AccountId, effects: &mut Vec<Effect>) {
        if self.own_account() == Some(id) {
            return self.log_out_wanted(effects);
        }
        let is_known = self.roster.shown().is_some_and(|shown| shown.rows.iter().any(|row| row.id == *id));
        let is_under_way = self.roster.ending_of(id) == EndingState::UnderWay || self.roster.others.is_under_way();
        if is_known && !is_under_way {
            self.end_session(id, effects);
        }
    }

    pub(super) fn roster_answered(
        &mut self,
        ticket: Ticket,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        if let Some(id) = self.roster.ended_by(ticket) {
            self.end_answered(&id, answer, effects);
        } else if self.roster.others.awaits(ticket) {
            self.others_listed(answer, effects);
        } else if let List::Asked(_, beside) = std::mem::take(&mut self.roster.list) {
            let listed = self.heard_of_sessions(api::sessions_from(answer), effects);
            self.roster.list = match listed {
                Ok(sessions) => List::Here(Shown::new(sessions, &beside)),
                Err(failure) => List::Failed(failure),
            };
        }
    }

    fn end_answered(&mut self, id: &AccountId, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        let failure = self.heard_of_sessions(api::other_end_from(answer), effects).err();
        match failure {
            None => self.roster.remove(id),
            // It is this page's own that is over.
            Some(failure @ Failure::SessionEnded) => {
                self.roster.set_ending(id, None);
                if !self.session_is_over() {
                    self.roster.list = List::Failed(failure);
                }
            }
            Some(failure) => self.roster.set_ending(id, Some(Ending::Failed(failure))),
        }
        if self.roster.others.is_under_way() {
            return self.end_next(failure, effects);
        }
        let is_empty = self.roster.shown().is_some_and(|shown| shown.rows.is_empty());
        if is_empty {
            self.ask_for_list(Beside::First, effects);
        }
    }

    fn ask_for_list(&mut self, beside: Beside, effects: &mut Vec<Effect>) {
        self.roster.own = self.own_account().cloned();
        let ticket = self.call_for_list(&beside, effects);
        self.roster.list = List::Asked(ticket, beside);
    }

    fn call_for_list(&mut self, beside: &Beside, effects: &mut Vec<Effect>) -> Ticket {
        let request = api::list_sessions(beside, self.session().and_then(|session| session.token.as_ref()));
        self.call(request, effects)
    }

    fn end_session(&mut self, id: &AccountId, effects: &mut Vec<Effect>) {
        let request = api::end_session(id, self.session().and_then(|session| session.token.as_ref()));
        let ticket = self.call(request, effects);
        self.roster.set_ending(id, Some(Ending::UnderWay(ticket)));
    }

    /// What a call about sessions came to. That this page's own is over concerns more than the list.
    fn heard_of_sessions<T>(&mut self, heard: Result<T, Refusal>, effects: &mut Vec<Effect>) -> Result<T, Failure> {
        heard.map_err(|refusal| {
            complain(&refusal, effects);
            match refusal.failure {
                Failure::SessionEnded => self.session_ended(effects),
                // Trying again is left to the lead, so no wait is promised.
                Failure::Busy(_) => return Failure::Busy(None),
                _ => {}
            }
            refusal.failure
        })
    }

    fn own_account(&self) -> Option<&AccountId> {
        self.session().and_then(|session| session.account.as_ref()).map(|account| &account.id)
    }

    fn session_is_over(&self) -> bool {
        matches!(&self.phase, Phase::Present(present) if present.session_is_over())
    }
}

fn row(session: AccountSession) -> SessionRow {
    SessionRow {
        id: session.id,
        is_this: false,
        device: session.user_agent.as_deref().map_or(Device::default(), device),
        place: session.place,
        last_used: session.last_access,
        begun: session.creation,
        secured: session.secured,
        ending: EndingState::Ready,
    }
}
