//! What the back-end was sent as a draft, in a form that only compares: tells this device's draft from that of another
//! one, where the back-end does not say when each value was given.

use serde_json::{Value as Json, json};

use crate::form::Drafted;
use crate::id::DataPointId;

/// So many values of a field are known again: a line that loses more answers than that in a row is no line.
const MOST_MARKS: usize = 4;

/// What was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Data points, each with a fingerprint of its value.
    pub(super) marks: Vec<(DataPointId, u32)>,
    /// When the back-end last said that it has it, in milliseconds since 1970, by the back-end's clock.
    pub(super) taken: Option<i64>,
}

impl Sent {
    /// Whether what the back-end holds of a data point, in a draft that was changed at a time, was sent from here.
    pub(super) fn knows(&self, id: DataPointId, drafted: &Drafted) -> bool {
        let is_no_later = self.taken.zip(drafted.at).is_some_and(|(taken, changed)| changed <= taken);
        is_no_later || self.marks.contains(&(id, drafted.mark()))
    }

    /// The same beside what was sent earlier: as long as there is no answer, nobody knows which of it will come back.
    pub(super) fn after(&self, earlier: &Self) -> Self {
        let mut all = Self { marks: self.marks.clone(), taken: earlier.taken };
        for mark in &earlier.marks {
            let of_field = all.marks.iter().filter(|(id, _)| *id == mark.0).count();
            if of_field < MOST_MARKS && !all.marks.contains(mark) {
                all.marks.push(*mark);
            }
        }
        all
    }

    pub(super) fn to_json(&self) -> Json {
        let marks: Vec<Json> = self.marks.iter().map(|(id, mark)| json!([i64::from(*id), mark])).collect();
        json!({ "Marks": marks, "Taken": self.taken })
    }

    pub(super) fn from_json(kept: &Json) -> Option<Self> {
        let marks = kept["Marks"].as_array()?.iter().map(mark).collect::<Option<_>>()?;
        let taken = match &kept["Taken"] {
            Json::Null => None,
            time => Some(time.as_i64()?),
        };
        Some(Self { marks, taken })
    }
}

fn mark(pair: &Json) -> Option<(DataPointId, u32)> {
    let [id, mark] = pair.as_array()?.as_slice() else { return None };
    Some((DataPointId::from_number(id.as_i64()?), u32::try_from(mark.as_u64()?).ok()?))
}
