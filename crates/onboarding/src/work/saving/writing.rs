//! The writes to this browser's store: one at a time, whatever was given last of each thing, in one go.

use std::collections::BTreeMap;

use super::super::event::{NotKept, SavingEffect, Ticket};
use super::super::record::{Record, Slot};
use crate::id::{ActivityId, JourneyId, UserId};

/// What is to be written, and what is being written.
#[derive(Debug, Default)]
pub(super) struct Writing {
    /// What was given and is not being written yet.
    waiting: BTreeMap<Key, Record>,
    removals: Vec<(UserId, JourneyId, ActivityId)>,
    under_way: Option<(Ticket, Job)>,
    /// How the last write ended.
    trouble: Option<NotKept>,
    /// The last write failed, and nothing has happened since that lets hope for more.
    is_stuck: bool,
    /// Something has happened since the last write began.
    has_news: bool,
}

/// Whose thing, and which.
type Key = (UserId, JourneyId, ActivityId, Slot);

#[derive(Debug)]
enum Job {
    Write(BTreeMap<Key, Record>),
    Remove(UserId, JourneyId, ActivityId),
}

impl Writing {
    /// Takes something in; what waits in its place is out of date.
    pub(super) fn add(&mut self, user: UserId, record: Record) {
        self.waiting.insert((user, record.journey, record.activity, record.piece.slot()), record);
        self.try_again();
    }

    /// Takes in what is not kept any more, unless something newer waits in its place.
    pub(super) fn add_again(&mut self, user: UserId, record: &Record) {
        let key = (user, record.journey, record.activity, record.piece.slot());
        self.waiting.entry(key).or_insert_with(|| record.clone());
        self.try_again();
    }

    /// Takes away all that is kept of an activity, and all that waits to be.
    pub(super) fn remove(&mut self, user: UserId, journey: JourneyId, activity: ActivityId) {
        let is_other = |key: &Key, _: &mut Record| (key.0, key.1, key.2) != (user, journey, activity);
        self.waiting.retain(is_other);
        if let Some((_, Job::Write(records))) = &mut self.under_way {
            // Should it fail, it is not missed.
            records.retain(is_other);
        }
        self.removals.push((user, journey, activity));
        self.try_again();
    }

    /// Nothing that waits is written any more.
    pub(super) fn forget(&mut self) {
        self.waiting.clear();
        self.removals.clear();
        if let Some((_, job)) = &mut self.under_way {
            *job = Job::Write(BTreeMap::new());
        }
    }

    /// What failed may go well now.
    pub(super) fn try_again(&mut self) {
        (self.is_stuck, self.has_news) = (false, true);
    }

    /// A write or a removal is over. What failed waits again, unless something newer does.
    pub(super) fn written(&mut self, ticket: Ticket, written: Result<(), NotKept>) {
        let Some((_, job)) = self.under_way.take_if(|(awaited, _)| *awaited == ticket) else { return };
        self.trouble = written.err();
        self.is_stuck = self.trouble.is_some() && !self.has_news;
        if self.trouble.is_none() {
            return;
        }
        match job {
            Job::Write(records) => {
                for (key, record) in records {
                    self.waiting.entry(key).or_insert(record);
                }
            }
            Job::Remove(user, journey, activity) => self.removals.push((user, journey, activity)),
        }
    }

    /// Whether something can be begun.
    pub(super) fn is_idle(&self) -> bool {
        self.under_way.is_none() && !self.is_stuck && !(self.waiting.is_empty() && self.removals.is_empty())
    }

    /// Begins the next write or removal. Removals come first: what waits was given after them.
    pub(super) fn next(&mut self, ticket: Ticket) -> Option<SavingEffect> {
        self.has_news = false;
        if !self.removals.is_empty() {
            let (user, journey, activity) = self.removals.remove(0);
            self.under_way = Some((ticket, Job::Remove(user, journey, activity)));
            return Some(SavingEffect::Remove(ticket, user, journey, activity));
        }
        let user = self.waiting.keys().next()?.0;
        let (now, later) = std::mem::take(&mut self.waiting).into_iter().partition(|(key, _)| key.0 == user);
        self.waiting = later;
        let records = BTreeMap::values(&now).cloned().collect();
        self.under_way = Some((ticket, Job::Write(now)));
        Some(SavingEffect::Write(ticket, user, records))
    }

    /// Why the last write failed, if it did.
    pub(super) fn trouble(&self) -> Option<NotKept> {
        self.trouble
    }

    /// Whether anything that a person gave in an activity is not written yet.
    pub(super) fn owes(&self, user: UserId, journey: JourneyId, activity: ActivityId) -> bool {
        let is_owed = |(key, record): (&Key, &Record)| {
            (key.0, key.1, key.2) == (user, journey, activity) && record.piece.is_given()
        };
        let being_written = match &self.under_way {
            Some((_, Job::Write(records))) => records.iter().any(is_owed),
            _ => false,
        };
        being_written || self.waiting.iter().any(is_owed)
    }
}
