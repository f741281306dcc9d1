//! What the lead chooses, and what their earlier visits left.

use super::super::file::{File, Phase};
use super::super::kept::{KeptFile, Note};
use super::super::tus;
use super::super::view::Obstacle;
use super::super::{FileFacts, FileId, Place, UploadEffect};
use super::Step;
use crate::form::Document;
use crate::id::ActivityId;

impl Step<'_> {
    /// The documents that a field was given before are among its files, each once, unless the lead took them back.
    pub(super) fn shown(&mut self, place: Place, known: Vec<Document>) {
        let is_known = |file: &File| known.iter().any(|document| file.holds(&document.id));
        self.uploads.files.retain(|file| file.place != place || !file.is_held() || is_known(file));
        for document in known {
            let holding = |file: &File| file.place == place && file.holds(&document.id);
            match self.uploads.files.iter().position(holding) {
                Some(index) => self.give(index),
                None if self.uploads.taken_back.contains(&(place, document.id.clone())) => {}
                None => {
                    let id = self.new_id();
                    self.uploads.files.push(File::held(id, place, document));
                }
            }
        }
    }

    fn new_id(&mut self) -> FileId {
        loop {
            self.uploads.last_held = self.uploads.last_held.wrapping_add(1);
            let id = FileId::from_random(self.uploads.last_held);
            if self.index_of(id).is_none() {
                return id;
            }
        }
    }

    /// A file that was chosen here is the activity's now.
    fn give(&mut self, index: usize) {
        let file = &mut self.uploads.files[index];
        if let (false, Some(document)) = (file.is_held(), file.document()) {
            self.effects.push(UploadEffect::Forget(file.id));
            *file = File::held(file.id, file.place, document);
        }
    }

    /// In the order in which they were chosen: a store hands them out by their names.
    pub(super) fn restored(&mut self, files: Vec<KeptFile>) {
        let mut lasting = Vec::new();
        for KeptFile { file: id, text, bytes } in files {
            match Note::read(&text) {
                Some(note) if Some(note.user) != self.uploads.user => {}
                Some(note) if !note.is_stale(self.moment.now) => lasting.push((id, note, bytes)),
                _ => self.effects.push(UploadEffect::Forget(id)),
            }
        }
        lasting.sort_by_key(|(_, note, _)| note.chosen);
        for (id, note, bytes) in lasting {
            self.restore(id, note, bytes.as_ref());
        }
    }

    fn restore(&mut self, id: FileId, note: Note, bytes: Option<&FileFacts>) {
        if self.index_of(id).is_some() {
            return;
        }
        let given = note.upload.as_ref().is_some_and(|upload| {
            self.uploads.files.iter().any(|file| file.place == note.place && file.holds(upload.id()))
        });
        if given {
            self.effects.push(UploadEffect::Forget(id));
            return;
        }
        let is_changed = bytes.is_some_and(|bytes| !are_same(&note.facts, bytes));
        let mut file = File::chosen(id, note.place, note.facts, note.chosen).resumed(note.upload);
        file.paused = note.paused;
        file.phase = match bytes {
            _ if note.done => Phase::Done,
            None => Phase::Failed { obstacle: Obstacle::BytesMissing, can_retry: false },
            Some(_) if is_changed => Phase::Failed { obstacle: Obstacle::Changed, can_retry: false },
            Some(_) => Phase::Ready,
        };
        self.uploads.files.push(file);
    }

    pub(super) fn added(&mut self, id: FileId, place: Place, facts: FileFacts) {
        if self.index_of(id).is_some() {
            return;
        }
        let latest = self.uploads.files.iter().map(|file| file.chosen).max();
        let chosen = self.moment.now.max(latest.map_or(0, |latest| latest.saturating_add(1)));
        let mut file = File::chosen(id, place, facts, chosen);
        if let Some(index) = self.waiting_for_its_bytes(&file) {
            let lost = self.uploads.files.remove(index);
            self.effects.push(UploadEffect::Forget(lost.id));
            if lost.facts() == file.facts() {
                file = file.resumed(lost.upload);
            } else if let Some(upload) = lost.upload {
                // It has another date, so that its bytes may be others.
                self.call_and_forget(tus::remove(&upload));
            }
        }
        self.uploads.files.push(file);
        self.keep(self.uploads.files.len() - 1);
    }

    /// A file of an earlier visit whose bytes were lost, and are chosen anew.
    fn waiting_for_its_bytes(&self, chosen: &File) -> Option<usize> {
        let name_and_size = |file: &File| file.facts().map(|facts| (facts.name.clone(), facts.size));
        let is_it = |file: &File| {
            file.lacks_its_bytes() && file.place == chosen.place && name_and_size(file) == name_and_size(chosen)
        };
        self.uploads.files.iter().position(is_it)
    }

    pub(super) fn paused(&mut self, id: FileId) {
        let Some(index) = self.index_of(id).filter(|index| self.uploads.files[*index].is_under_way()) else { return };
        self.uploads.files[index].paused = true;
        self.halt(index);
        self.keep(index);
    }

    pub(super) fn resumed(&mut self, id: FileId) {
        if let Some(index) = self.index_of(id).filter(|index| self.uploads.files[*index].paused) {
            self.uploads.files[index].paused = false;
            self.keep(index);
        }
    }

    pub(super) fn retried(&mut self, id: FileId) {
        let Some(index) = self.index_of(id) else { return };
        let file = &mut self.uploads.files[index];
        match file.phase {
            Phase::Failed { can_retry: true, .. } => file.forgive(),
            Phase::Resting { .. } => file.phase = Phase::Ready,
            _ => {}
        }
    }

    pub(super) fn removed(&mut self, id: FileId) {
        let Some(index) = self.index_of(id) else { return };
        self.halt(index);
        let file = self.uploads.files.remove(index);
        if let (true, Some(document)) = (file.is_held(), file.document()) {
            // An earlier completion names it, so that it is not this page's to delete.
            self.uploads.taken_back.push((file.place, document.id));
            return;
        }
        self.effects.push(UploadEffect::Forget(id));
        if let Phase::Creating(ticket) = file.phase {
            self.uploads.orphans.push(ticket);
        }
        if let Some(upload) = file.upload {
            self.call_and_forget(tus::remove(&upload));
        }
    }

    /// What the activity's fields held is the back-end's now. Nobody asks for the rest any more, from fields that were
    /// not asked in the end.
    pub(super) fn given(&mut self, activity: ActivityId) {
        let of_activity = self.uploads.files.iter().filter(|file| file.place.activity == activity);
        for id in of_activity.map(|file| file.id).collect::<Vec<_>>() {
            match self.index_of(id) {
                Some(index) if self.uploads.files[index].phase == Phase::Done => self.give(index),
                _ => self.removed(id),
            }
        }
        self.uploads.taken_back.retain(|(place, _)| place.activity != activity);
    }
}

/// Whether bytes are still those that were chosen, as far as the browser says. A store may forget when they were changed.
fn are_same(chosen: &FileFacts, found: &FileFacts) -> bool {
    let same_time = found.last_modified == 0 || found.last_modified == chosen.last_modified;
    found.size == chosen.size && same_time
}
