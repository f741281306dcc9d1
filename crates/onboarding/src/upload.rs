//! Files on their way to the back-end: what a field takes, and the resumable upload of each file by tus 1.0.0 (core,
//! creation, termination). Pure: the shell reads files, sends requests and keeps bytes; [`Uploads`] says which and when.

mod accept;
mod base64;
mod content;
mod event;
mod file;
mod kept;
mod location;
mod machine;
pub(crate) mod pace;
mod refusal;
mod rules;
mod size;
mod tus;
mod view;

use std::fmt;

pub use event::{Ticket, UploadAnswer, UploadEffect, UploadError, UploadEvent};
pub use kept::KeptFile;
pub use machine::{Moment, Uploads};
pub use refusal::Refusal;
pub use rules::{FIRST_BYTES, Rules};
pub use size::show_size;
pub use view::{FileState, FileView, Obstacle};

use crate::id::{ActivityId, DataPointId};

/// Names one file from the moment it is chosen, also across reloads: a random number, drawn by the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u64);

/// The field that a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The activity.
    pub activity: ActivityId,
    /// The data point that the field asks for.
    pub field: DataPointId,
}

/// What the browser says about a file without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Its name, without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// The media type that the browser guesses by the name; empty where it has none.
    pub content_type: String,
    /// When it was changed last, in milliseconds since 1970-01-01T00:00Z.
    pub last_modified: i64,
}

impl FileId {
    /// A new file's name, from a random number.
    pub fn from_random(number: u64) -> Self {
        Self(number)
    }

    /// Reads the sixteen digits that [`fmt::Display`] writes.
    pub fn from_text(text: &str) -> Option<Self> {
        let well_formed = text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if well_formed { u64::from_str_radix(text, 16).ok().map(Self) } else { None }
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests;
