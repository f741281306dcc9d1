//! Everything that is kept of one person, in memory: what the page shows is made of it, and so are drafts.

use std::collections::BTreeMap;

use super::record::{Piece, Slot};
use super::{Record, Sent};
use crate::form::Entry;
use crate::id::{ActivityId, DataPointId, JourneyId};
use crate::signing;

/// Everything that one person gave and that was not handed in yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    records: BTreeMap<(JourneyId, ActivityId, Slot), Record>,
}

impl Work {
    /// What was typed, drawn and ticked under an activity's documents.
    pub(super) fn agreement(&self, journey: JourneyId, activity: ActivityId) -> Option<&signing::Draft> {
        match &self.get(journey, activity, Slot::Agreement)?.piece {
            Piece::Agreement(draft) => Some(draft),
            _ => None,
        }
    }

    /// How far an activity's film was watched, for [`crate::activity::Video::from_kept`].
    pub(super) fn film(&self, journey: JourneyId, activity: ActivityId) -> Option<&str> {
        match &self.get(journey, activity, Slot::Film)?.piece {
            Piece::Film(text) => Some(text),
            _ => None,
        }
    }

    /// Seconds that an activity was in use.
    pub(super) fn used(&self, journey: JourneyId, activity: ActivityId) -> u64 {
        match self.get(journey, activity, Slot::Used).map(|record| &record.piece) {
            Some(Piece::Used(seconds)) => *seconds,
            _ => 0,
        }
    }

    /// The activities of a journey in which something was given.
    pub(super) fn given_in(&self, journey: JourneyId) -> Vec<ActivityId> {
        let given = self.records.values().filter(|record| record.journey == journey && record.piece.is_given());
        let mut activities: Vec<ActivityId> = given.map(|record| record.activity).collect();
        activities.dedup();
        activities
    }

    /// What a field holds, and since when.
    pub(super) fn entry(&self, journey: JourneyId, activity: ActivityId, id: DataPointId) -> Option<(&Entry, i64)> {
        let record = self.get(journey, activity, Slot::Entry(id))?;
        match &record.piece {
            Piece::Entry(_, entry) => Some((entry, record.at)),
            _ => None,
        }
    }

    /// What the back-end was sent as a draft of an activity.
    pub(super) fn sent(&self, journey: JourneyId, activity: ActivityId) -> Option<&Sent> {
        match &self.get(journey, activity, Slot::Sent)?.piece {
            Piece::Sent(sent) => Some(sent),
            _ => None,
        }
    }

    /// Everything.
    pub(super) fn all(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// Takes something given in; what was given before in its place is replaced.
    pub(super) fn keep(&mut self, record: Record) {
        self.records.insert((record.journey, record.activity, record.piece.slot()), record);
    }

    /// Takes in what was kept. What was given on this page meanwhile stands.
    pub(super) fn restore(&mut self, record: Record) {
        self.records.entry((record.journey, record.activity, record.piece.slot())).or_insert(record);
    }

    /// Whether anything is kept of an activity.
    pub(super) fn knows(&self, journey: JourneyId, activity: ActivityId) -> bool {
        self.of(journey, activity).next().is_some()
    }

    /// Whether the lead gave anything in an activity.
    pub(super) fn has_given(&self, journey: JourneyId, activity: ActivityId) -> bool {
        self.of(journey, activity).any(|record| record.piece.is_given())
    }

    /// Whether the lead typed anything in an activity.
    pub(super) fn has_typed(&self, journey: JourneyId, activity: ActivityId) -> bool {
        self.of(journey, activity).any(|record| matches!(record.piece, Piece::Entry(..)))
    }

    /// Drops what was given in an activity.
    pub(super) fn drop(&mut self, journey: JourneyId, activity: ActivityId) {
        self.records.retain(|(of, id, _), _| (*of, *id) != (journey, activity));
    }

    fn of(&self, journey: JourneyId, activity: ActivityId) -> impl Iterator<Item = &Record> {
        // Entries are the first of the slots.
        let first = (journey, activity, Slot::Entry(DataPointId::from_number(i64::MIN)));
        self.records.range(first..=(journey, activity, Slot::Sent)).map(|(_, record)| record)
    }

    fn get(&self, journey: JourneyId, activity: ActivityId, slot: Slot) -> Option<&Record> {
        self.records.get(&(journey, activity, slot))
    }
}
