//! The draft of one form on its way to the back-end: when it is due, and what each answer makes of it.

use std::collections::BTreeMap;

use super::Sent;
use super::event::Ticket;
use crate::api::Kept;
use crate::form::Drafted;
use crate::id::DataPointId;
use crate::upload::pace;

/// So long after the last change a draft goes out, in milliseconds.
const RESTS_FOR: i64 = 1_500;
/// A draft goes out at least so often while changes go on, in milliseconds.
const WAITS_AT_MOST: i64 = 10_000;
/// After so many setbacks in a row it is left be until the next change.
const MOST_SETBACKS: u32 = 4;

/// A form's draft.
#[derive(Debug, Default)]
pub(super) struct Drafting {
    /// What the back-end was not given yet: the times of the first and of the last change.
    changed: Option<(i64, i64)>,
    /// The form was left: there is nothing to wait for.
    at_once: bool,
    /// The request that is under way, and the session that it was made in.
    pub(super) under_way: Option<(Ticket, u32)>,
    /// The timer, and when it ends.
    timer: Option<(Ticket, i64)>,
    setbacks: u32,
    /// The last one was not taken yet.
    is_held_up: bool,
    not_before: i64,
    gave_up: bool,
    /// Whether the back-end has what it was given last.
    is_kept: bool,
    /// Something was given that is not valid yet.
    is_partial: bool,
    /// What is under way is about something that is past.
    is_abandoned: bool,
    /// What the back-end was given last.
    pub(super) sent: BTreeMap<DataPointId, Drafted>,
    marks: Sent,
}

impl Drafting {
    /// Whether nothing is known of it in this visit.
    pub(super) fn is_new(&self) -> bool {
        self.changed.is_none() && self.sent.is_empty() && !self.is_kept
    }

    /// The back-end has it already.
    pub(super) fn found_kept(&mut self) {
        self.is_kept = true;
    }

    /// Nothing of it goes out any more. A request that is under way is still waited for.
    pub(super) fn abandon(&mut self) {
        *self = Self { under_way: self.under_way, is_abandoned: self.under_way.is_some(), ..Self::default() };
    }

    /// Something was given.
    pub(super) fn touch(&mut self, now: i64) {
        let (first, _) = self.changed.unwrap_or((now, now));
        self.changed = Some((first, now));
        if self.gave_up {
            self.begin_anew();
        }
    }

    /// Goes on at once, if there is anything to send.
    pub(super) fn hurry(&mut self) {
        self.at_once = self.changed.is_some();
    }

    /// Another session, or the network is back: what went wrong before may go well now.
    pub(super) fn begin_anew(&mut self) {
        (self.setbacks, self.is_held_up, self.not_before, self.gave_up) = (0, false, 0, false);
    }

    /// When it is to go out; `None` where there is nothing to send, or nothing more to be hoped for.
    pub(super) fn due(&self, now: i64) -> Option<i64> {
        let (first, last) = self.changed.filter(|_| self.under_way.is_none() && !self.gave_up)?;
        // A clock that was put back must not make it wait.
        let rested = (last.min(now) + RESTS_FOR).min(first.min(now) + WAITS_AT_MOST);
        Some(if self.at_once { now } else { rested }.max(self.not_before.min(now.saturating_add(3_600_000))))
    }

    /// Whether a timer must be set for that time: none is running that ends by then.
    pub(super) fn lacks_timer(&self, due: i64) -> bool {
        self.timer.is_none_or(|(_, ends)| ends > due)
    }

    pub(super) fn set_timer(&mut self, ticket: Ticket, ends: i64) {
        self.timer = Some((ticket, ends));
    }

    /// A timer has ended, of this one or of another.
    pub(super) fn woke(&mut self, ticket: Ticket) {
        self.timer = self.timer.filter(|(awaited, _)| *awaited != ticket);
    }

    /// There is nothing to send; `is_partial` where that is for want of something valid.
    pub(super) fn rest(&mut self, is_partial: bool) {
        (self.changed, self.at_once, self.is_partial) = (None, false, is_partial);
    }

    /// A draft goes out, in a session.
    pub(super) fn send(
        &mut self,
        under_way: (Ticket, u32),
        sent: BTreeMap<DataPointId, Drafted>,
        is_partial: bool,
        marks: Sent,
    ) {
        self.rest(is_partial);
        (self.under_way, self.sent, self.is_kept) = (Some(under_way), sent, false);
        self.marks = marks;
    }

    /// Whether the same need not go out again.
    pub(super) fn has(&self, values: &BTreeMap<DataPointId, Drafted>) -> bool {
        self.is_kept && self.sent == *values
    }

    /// It is answered: what the back-end has now, if it took it.
    pub(super) fn answered(&mut self, kept: Kept, now: i64, random: u32) -> Option<Sent> {
        self.under_way = None;
        if std::mem::take(&mut self.is_abandoned) {
            return None;
        }
        if kept == Kept::Yes {
            self.is_kept = true;
            self.begin_anew();
            return Some(std::mem::take(&mut self.marks));
        }
        // What was not taken waits for nothing but its next turn.
        self.at_once |= self.changed.is_none();
        self.changed.get_or_insert((now, now));
        self.is_held_up = true;
        match kept {
            Kept::NotNow(Some(seconds)) => self.not_before = now + i64::from(seconds) * 1000,
            Kept::NotNow(None) => {
                self.setbacks += 1;
                self.gave_up = self.setbacks > MOST_SETBACKS;
                self.not_before = now + i64::from(pace::wait(self.setbacks, random));
            }
            Kept::Never => self.gave_up = true,
            Kept::Yes | Kept::NotOffered | Kept::NotInThisSession => {}
        }
        None
    }

    /// Whether the back-end has everything that was given.
    pub(super) fn is_complete(&self) -> bool {
        self.is_kept && !self.is_partial && self.changed.is_none() && self.under_way.is_none()
    }

    /// Whether it is likely to be there soon.
    pub(super) fn is_promising(&self) -> bool {
        let is_on_its_way = self.changed.is_some() || self.under_way.is_some();
        is_on_its_way && !self.is_held_up && !self.is_partial
    }
}
