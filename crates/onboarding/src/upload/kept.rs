//! What is kept of a file beside its bytes, so that its upload goes on after a reload.

use serde_json::{Value as Json, json};

use super::location::Address;
use super::{FileFacts, FileId, Place};
use crate::id::{ActivityId, DataPointId, UserId};

/// A file as the shell finds it in its store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Under which name it was kept.
    pub file: FileId,
    /// The text of [`super::UploadEffect::Keep`].
    pub text: String,
    /// What the browser says about the bytes; `None` where they are gone, or were dropped since the back-end has them.
    pub bytes: Option<FileFacts>,
}

impl FileFacts {
    /// A text that stands before the bytes where they are kept.
    pub fn to_text(&self) -> String {
        self.json().to_string()
    }

    /// Reads such a text.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::read(&serde_json::from_str(text).ok()?)
    }

    fn json(&self) -> Json {
        json!({
            "Name": self.name, "Size": self.size, "ContentType": self.content_type, "Modified": self.last_modified,
        })
    }

    fn read(facts: &Json) -> Option<Self> {
        Some(Self {
            name: facts["Name"].as_str()?.to_owned(),
            size: facts["Size"].as_u64()?,
            content_type: facts["ContentType"].as_str()?.to_owned(),
            last_modified: facts["Modified"].as_i64()?,
        })
    }
}

/// How long a file is kept for the person who chose it, in milliseconds: a week.
const KEPT_FOR: u64 = 7 * 24 * 60 * 60 * 1000;

/// What the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Who chose the file. Nobody else sees it.
    pub(super) user: UserId,
    pub(super) place: Place,
    pub(super) facts: FileFacts,
    /// Where its upload is, once it was created.
    pub(super) upload: Option<Address>,
    pub(super) paused: bool,
    /// Whether the back-end has all of it.
    pub(super) done: bool,
    /// Its turn among the files of the person, as [`super::file::File::chosen`] has it.
    pub(super) chosen: u64,
    /// When this was written, in milliseconds since 1970.
    pub(super) at: u64,
}

impl Note {
    pub(super) fn write(&self) -> String {
        let mut note = self.facts.json();
        let more = json!({
            "User": i64::from(self.user),
            "Activity": i64::from(self.place.activity),
            "DataPoint": i64::from(self.place.field),
            "Path": self.upload.as_ref().map(Address::path),
            "Paused": self.paused,
            "Done": self.done,
            "Chosen": self.chosen,
            "At": self.at,
        });
        if let (Some(note), Json::Object(more)) = (note.as_object_mut(), more) {
            note.extend(more);
        }
        note.to_string()
    }

    /// Reads a text that this page, an older one or anybody else may have written.
    pub(super) fn read(text: &str) -> Option<Self> {
        let note: Json = serde_json::from_str(text).ok()?;
        let number = |name: &str| note[name].as_i64();
        let upload = match &note["Path"] {
            Json::Null => None,
            path => Some(Address::read(path.as_str()?)?),
        };
        let done = note["Done"].as_bool()?;
        let read = Self {
            user: UserId::from_number(number("User")?),
            place: Place {
                activity: ActivityId::from_number(number("Activity")?),
                field: DataPointId::from_number(number("DataPoint")?),
            },
            facts: FileFacts::read(&note)?,
            upload,
            paused: note["Paused"].as_bool()?,
            done,
            // A page of before this was kept goes by when it was written.
            chosen: note["Chosen"].as_u64().or(note["At"].as_u64())?,
            at: note["At"].as_u64()?,
        };
        // What is done is somewhere.
        if done && read.upload.is_none() { None } else { Some(read) }
    }

    /// Whether it has been kept for long enough, or is from a time that has not come.
    pub(super) fn is_stale(&self, now: u64) -> bool {
        now.abs_diff(self.at) > KEPT_FOR
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn note() -> Note {
        Note {
            user: UserId::from_number(9_007_199_254_740_993),
            place: Place { activity: ActivityId::from_number(i64::MAX), field: DataPointId::from_number(-7) },
            facts: FileFacts {
                name: "pièce d’identité.jpg".to_owned(),
                size: 2_000_000,
                content_type: "image/jpeg".to_owned(),
                last_modified: -1,
            },
            upload: Address::read("/internal/v1/documents/9007199254740993"),
            paused: false,
            done: true,
            chosen: 1_789_999_999_999,
            at: 1_790_000_000_000,
        }
    }

    #[test]
    fn what_was_kept_is_read_again_to_the_last_digit() {
        let begun = Note { upload: None, paused: true, done: false, ..note() };
        for note in [note(), begun] {
            assert_eq!(Note::read(&note.write()), Some(note));
        }
    }

    #[test]
    fn what_stands_before_the_bytes_is_read_again() {
        let facts = note().facts;
        assert_eq!(FileFacts::from_text(&facts.to_text()), Some(facts));
        assert_eq!(FileFacts::from_text("{}"), None);
    }

    #[test]
    fn what_cannot_be_is_passed_over() {
        let text = note().write();
        for (part, other) in [
            ("\"/internal/v1/documents/9007199254740993\"", "\"https://evil.test/9\""),
            ("\"/internal/v1/documents/9007199254740993\"", "\"//evil.test/9\""),
            ("\"/internal/v1/documents/9007199254740993\"", "7"),
            ("\"/internal/v1/documents/9007199254740993\"", "null"),
            ("2000000", "-1"),
            ("\"Done\":true", "\"Done\":\"true\""),
            (":9007199254740993}", ":1e99}"),
            ("{", "["),
        ] {
            assert!(text.contains(part), "{part}");
            assert_eq!(Note::read(&text.replacen(part, other, 1)), None, "{part} → {other}");
        }
    }

    #[test]
    fn nothing_is_kept_for_ever() {
        let note = note();
        assert!(!note.is_stale(note.at + KEPT_FOR) && !note.is_stale(note.at));
        assert!(note.is_stale(note.at + KEPT_FOR + 1) && note.is_stale(0));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}", cut in 0usize..300) {
            let _ = Note::read(&text);
            let whole = note().write();
            if let Some(part) = whole.get(..cut.min(whole.len() - 1)) {
                proptest::prop_assert_eq!(Note::read(part), None);
            }
        }
    }
}
