//! One thing given, as it stands in this browser's store: a name and a text. The text is encrypted there, but it may
//! still be damaged, or from another version of this page.

use serde_json::{Value as Json, json};

use super::Sent;
use crate::form::Entry;
use crate::id::{ActivityId, DataPointId, JourneyId};
use crate::signing::{self, Method, Strokes};
use crate::watching::together;

/// How long a record is kept for the person who gave it, in milliseconds: a week.
const KEPT_FOR: u64 = 7 * 24 * 60 * 60 * 1000;
/// The longest text that is read, in bytes. Nobody gives as much in one field.
const LONGEST: usize = 32 << 20;

/// One thing that a lead gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What a field of a form holds, right or wrong. Files are never written: they have a store of their own.
    Entry(DataPointId, Entry),
    /// What was typed, drawn and ticked under documents; of documents to read, the tick.
    Agreement(signing::Draft),
    /// How far a film was watched, as [`crate::activity::Video::to_kept`] writes it.
    Film(String),
    /// Seconds of use so far.
    Used(u64),
    /// What the back-end was sent as a draft.
    Sent(Sent),
}

/// Which thing of an activity: at most one of each is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Entry(DataPointId),
    Agreement,
    Film,
    Used,
    Sent,
}

/// One thing given, where, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// In which journey.
    pub journey: JourneyId,
    /// In which activity.
    pub activity: ActivityId,
    /// What.
    pub piece: Piece,
    /// When, in milliseconds since 1970-01-01T00:00Z, by the back-end's clock.
    pub at: i64,
}

impl Record {
    /// The record's own part of its key, behind the person's: `{journey}/{activity}/{piece}`.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.journey, self.activity, self.piece.slot().name())
    }

    /// What every name of an activity's records begins with.
    pub fn prefix(journey: JourneyId, activity: ActivityId) -> String {
        format!("{journey}/{activity}/")
    }

    /// The text to keep, encrypted. What [`Record::name`] says is not repeated in it.
    pub fn to_text(&self) -> String {
        let (member, value) = match &self.piece {
            Piece::Entry(_, entry) => entry_to_json(entry),
            Piece::Agreement(draft) => ("Agreement", agreement_to_json(draft)),
            Piece::Film(text) => ("Film", Json::from(text.as_str())),
            Piece::Used(seconds) => ("Seconds", Json::from(*seconds)),
            Piece::Sent(sent) => ("Sent", sent.to_json()),
        };
        json!({ "At": self.at, member: value }).to_string()
    }

    /// Whether what another tab has kept under the same name counts besides: what was watched of a film does.
    pub fn adds_up(&self) -> bool {
        matches!(self.piece, Piece::Film(_))
    }

    /// The same with what was kept under its name, where that counts besides.
    pub fn with_kept(mut self, text: &str) -> Self {
        if let Some(Self { piece: Piece::Film(kept), .. }) = Self::read(&self.name(), text)
            && let Piece::Film(own) = &mut self.piece
            && let Some(both) = together(own, &kept)
        {
            *own = both;
        }
        self
    }

    /// Reads what [`Record::to_text`] wrote; `None` for anything else. Members that this version does not know are passed
    /// over.
    pub fn read(name: &str, text: &str) -> Option<Self> {
        let mut parts = name.split('/');
        let journey = JourneyId::from_digits(parts.next()?)?;
        let activity = ActivityId::from_digits(parts.next()?)?;
        let slot = Slot::named(parts.next()?)?;
        let kept = parse(text).filter(|_| parts.next().is_none())?;
        let piece = match slot {
            Slot::Entry(id) => Piece::Entry(id, entry_from_json(&kept)?),
            Slot::Agreement => Piece::Agreement(agreement_from_json(&kept["Agreement"])?),
            Slot::Film => Piece::Film(kept["Film"].as_str()?.to_owned()),
            Slot::Used => Piece::Used(kept["Seconds"].as_u64()?),
            Slot::Sent => Piece::Sent(Sent::from_json(&kept["Sent"])?),
        };
        Some(Self { journey, activity, piece, at: kept["At"].as_i64()? })
    }

    /// Whether the record is not kept any longer. `now` is in milliseconds since 1970, by the back-end's clock.
    pub fn is_stale(&self, now: i64) -> bool {
        is_stale(self.at, now)
    }
}

/// When a record's text was written, in milliseconds since 1970; `None` for what is no record.
pub fn time_of(text: &str) -> Option<i64> {
    parse(text)?["At"].as_i64()
}

/// Whether something of such a time has been kept for long enough, or is from a time that has not come.
pub fn is_stale(at: i64, now: i64) -> bool {
    now.abs_diff(at) > KEPT_FOR
}

impl Piece {
    pub(super) fn slot(&self) -> Slot {
        match self {
            Self::Entry(id, _) => Slot::Entry(*id),
            Self::Agreement(_) => Slot::Agreement,
            Self::Film(_) => Slot::Film,
            Self::Used(_) => Slot::Used,
            Self::Sent(_) => Slot::Sent,
        }
    }

    /// Whether the lead gave it, and would miss it.
    pub(super) fn is_given(&self) -> bool {
        !matches!(self, Self::Used(_) | Self::Sent(_))
    }
}

impl Slot {
    fn name(self) -> String {
        match self {
            Self::Entry(id) => return id.to_string(),
            Self::Agreement => "agreement",
            Self::Film => "film",
            Self::Used => "used",
            Self::Sent => "sent",
        }
        .to_owned()
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "agreement" => Self::Agreement,
            "film" => Self::Film,
            "used" => Self::Used,
            "sent" => Self::Sent,
            digits => Self::Entry(DataPointId::from_digits(digits)?),
        })
    }
}

fn parse(text: &str) -> Option<Json> {
    if text.len() > LONGEST { None } else { serde_json::from_str(text).ok() }
}

fn entry_to_json(entry: &Entry) -> (&'static str, Json) {
    match entry {
        Entry::Text(text) => ("Text", Json::from(text.as_str())),
        Entry::Many(values) => ("Many", Json::from(values.as_slice())),
        Entry::Date { day, month, year, time } => ("Date", json!([day, month, year, time])),
        Entry::Documents { .. } => ("Documents", Json::Null),
    }
}

fn entry_from_json(kept: &Json) -> Option<Entry> {
    let texts = |value: &Json| -> Option<Vec<String>> {
        value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
    };
    if let Some(text) = kept.get("Text") {
        return Some(Entry::Text(text.as_str()?.to_owned()));
    }
    if let Some(values) = kept.get("Many") {
        return texts(values).map(Entry::Many);
    }
    let [day, month, year, time] = texts(kept.get("Date")?)?.try_into().ok()?;
    Some(Entry::Date { day, month, year, time })
}

fn agreement_to_json(draft: &signing::Draft) -> Json {
    json!({
        "Drawn": draft.method == Method::Drawn,
        "Name": draft.name,
        "Strokes": draft.strokes.to_json(),
        "Consent": draft.consent,
    })
}

fn agreement_from_json(kept: &Json) -> Option<signing::Draft> {
    Some(signing::Draft {
        method: if kept["Drawn"].as_bool()? { Method::Drawn } else { Method::Typed },
        name: kept["Name"].as_str()?.to_owned(),
        strokes: Strokes::from_json(&kept["Strokes"])?,
        consent: kept["Consent"].as_bool()?,
    })
}

#[cfg(test)]
mod tests;
