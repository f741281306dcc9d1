//! All files of a visit: which goes out when, and what each answer makes of it. Total: an event that does not fit, a late
//! answer or a second click changes nothing.

mod answers;
mod choices;
mod network;

use super::event::{Ticket, UploadEffect, UploadEvent};
use super::file::{After, File, Phase, Turn};
use super::kept::Note;
use super::location::BackEnd;
use super::view::{FileView, Obstacle};
use super::{FileId, Place, tus};
use crate::api::Request;
use crate::form::{Document, Entry};
use crate::id::{DocumentId, UserId};

/// So many files are on their way at once.
const AT_ONCE: usize = 2;

/// When an event happens, and chance for those that need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00Z, by the browser's clock.
    pub now: u64,
    /// Any random number.
    pub random: u32,
}

/// The files of a visit, and the documents that its fields hold.
#[derive(Debug)]
pub struct Uploads {
    back_end: BackEnd,
    /// In the order in which they go out.
    files: Vec<File>,
    user: Option<UserId>,
    signed_in: bool,
    /// The session is to be secured by a code first.
    needs_code: bool,
    online: bool,
    /// Uploads that are being created for files that were taken back meanwhile.
    orphans: Vec<Ticket>,
    /// Documents that the back-end knows as given, and the lead took back since.
    taken_back: Vec<(Place, DocumentId)>,
    last_ticket: u32,
    last_held: u64,
}

/// One event at work.
struct Step<'a> {
    uploads: &'a mut Uploads,
    moment: Moment,
    effects: Vec<UploadEffect>,
}

impl Uploads {
    /// No files yet. `api_url` is where the back-end is, absolute: the page's own origin where none is configured. Files
    /// go nowhere else, whatever an answer says.
    pub fn new(api_url: &str) -> Self {
        Self {
            back_end: BackEnd::at(api_url),
            files: Vec::new(),
            user: None,
            signed_in: false,
            needs_code: false,
            online: true,
            orphans: Vec::new(),
            taken_back: Vec::new(),
            last_ticket: 0,
            last_held: 0,
        }
    }

    /// What an event makes of the files, and what is to be done about it.
    pub fn step(&mut self, moment: Moment, event: UploadEvent) -> Vec<UploadEffect> {
        if let UploadEvent::Progressed(ticket, bytes) = event {
            self.progressed(ticket, bytes);
            return Vec::new();
        }
        let shown = match &event {
            UploadEvent::Shown { place, .. } => Some(*place),
            _ => None,
        };
        let mut before = self.places();
        let mut step = Step { uploads: self, moment, effects: Vec::new() };
        step.take(event);
        step.send_what_can_be_sent();
        let mut effects = step.effects;
        let nothing = Entry::Documents { held: Vec::new(), under_way: 0, failed: 0 };
        for (place, entry) in self.places() {
            let held = before.iter().position(|(other, _)| *other == place).map(|at| before.swap_remove(at).1);
            if shown != Some(place) && held.as_ref().unwrap_or(&nothing) != &entry {
                effects.push(UploadEffect::EntryChanged(place));
            }
        }
        let left = before.into_iter().map(|(place, _)| place).filter(|place| shown != Some(*place));
        effects.extend(left.chain(shown).map(UploadEffect::EntryChanged));
        effects
    }

    /// The files of a field in the order in which they were chosen, documents that it held before among them.
    pub fn files(&self, place: Place, now: u64) -> Vec<FileView> {
        self.at(place).map(|file| file.view(now, self.online, self.signed_in, self.needs_code)).collect()
    }

    /// How many files and documents a field has, for [`super::Rules::refuse`]. A file whose bytes are lost does not count,
    /// so that it can be chosen again.
    pub fn count(&self, place: Place) -> usize {
        self.at(place).filter(|file| !file.lacks_its_bytes()).count()
    }

    /// What the field holds, for its draft and for the check of its form.
    pub fn entry(&self, place: Place) -> Entry {
        let held: Vec<Document> = self.at(place).filter_map(File::document).collect();
        let under_way = self.at(place).filter(|file| file.is_under_way()).count();
        let failed = self.at(place).filter(|file| matches!(file.phase, Phase::Failed { .. })).count();
        Entry::Documents { held, under_way, failed }
    }

    /// Whether there is any file that the lead chose and that was not handed in yet, however far it is.
    pub fn has_chosen(&self) -> bool {
        self.files.iter().any(|file| !file.is_held())
    }

    fn at(&self, place: Place) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.place == place)
    }

    /// The fields that have files, and what each of them holds.
    fn places(&self) -> Vec<(Place, Entry)> {
        let is_first = |(at, file): &(usize, &File)| !self.files[..*at].iter().any(|other| other.place == file.place);
        let firsts = self.files.iter().enumerate().filter(is_first);
        firsts.map(|(_, file)| (file.place, self.entry(file.place))).collect()
    }

    fn progressed(&mut self, reporting: Ticket, bytes: u64) {
        for file in &mut self.files {
            if let Phase::Sending { ticket, from, to, sent, .. } = &mut file.phase
                && *ticket == reporting
            {
                *sent = bytes.min(*to - *from);
            }
        }
    }
}

impl Step<'_> {
    fn take(&mut self, event: UploadEvent) {
        match event {
            UploadEvent::SignedIn(user) => self.signed_in(user),
            UploadEvent::SignedOut => self.signed_out(),
            UploadEvent::Forgotten => self.forgotten(),
            UploadEvent::Shown { place, known } => self.shown(place, known),
            UploadEvent::Restored(files) => self.restored(files),
            UploadEvent::Added { file, place, facts } => self.added(file, place, facts),
            UploadEvent::Paused(file) => self.paused(file),
            UploadEvent::Resumed(file) => self.resumed(file),
            UploadEvent::Retried(file) => self.retried(file),
            UploadEvent::Removed(file) => self.removed(file),
            UploadEvent::Answered(ticket, answer) => self.answered(ticket, answer),
            UploadEvent::Woke(ticket) => self.woke(ticket),
            UploadEvent::WentOffline => self.went_offline(),
            UploadEvent::CameOnline => self.came_online(),
            UploadEvent::Given(activity) => self.given(activity),
            UploadEvent::Progressed(..) => {}
        }
    }

    /// Lets the next request of as many files go out as may be on their way at once, the earliest first.
    fn send_what_can_be_sent(&mut self) {
        if !self.uploads.online || !self.uploads.signed_in || self.uploads.needs_code {
            return;
        }
        let running = self.uploads.files.iter().filter(|file| file.awaits().is_some()).count();
        let running = running + self.uploads.orphans.len();
        for _ in running..AT_ONCE {
            let is_next = |file: &File| file.phase == Phase::Ready && !file.paused;
            let Some(index) = self.uploads.files.iter().position(is_next) else { return };
            self.send_next_of(index);
        }
    }

    fn send_next_of(&mut self, index: usize) {
        let ticket = self.ticket();
        let file = &mut self.uploads.files[index];
        match file.turn() {
            Turn::Create => {
                let Some(facts) = file.facts() else { return };
                let request = tus::create(facts);
                file.phase = Phase::Creating(ticket);
                self.effects.push(UploadEffect::Call(ticket, request));
            }
            Turn::Ask(upload) => {
                file.phase = Phase::Asking(ticket);
                self.effects.push(UploadEffect::Call(ticket, tus::ask(&upload)));
            }
            Turn::Append { upload, from, to } => {
                file.phase = Phase::Sending { ticket, from, to, sent: 0, began: self.moment.now };
                let request = tus::append(&upload, from);
                self.effects.push(UploadEffect::Patch { ticket, file: file.id, request, from, to });
            }
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.uploads.last_ticket = self.uploads.last_ticket.wrapping_add(1);
        Ticket(self.uploads.last_ticket)
    }

    fn index_of(&self, id: FileId) -> Option<usize> {
        self.uploads.files.iter().position(|file| file.id == id)
    }

    fn call_and_forget(&mut self, request: Request) {
        let ticket = self.ticket();
        self.effects.push(UploadEffect::Call(ticket, request));
    }

    fn halt(&mut self, index: usize) {
        self.effects.extend(self.uploads.files[index].halt().map(UploadEffect::Abort));
    }

    fn halt_all(&mut self) {
        for index in 0..self.uploads.files.len() {
            self.halt(index);
        }
    }

    fn keep(&mut self, index: usize) {
        let file = &self.uploads.files[index];
        let (Some(user), Some(facts)) = (self.uploads.user, file.facts()) else { return };
        let (upload, done) = (file.upload.clone(), file.phase == Phase::Done);
        let (place, facts, paused, chosen) = (file.place, facts.clone(), file.paused, file.chosen);
        let note = Note { user, place, facts, upload, paused, done, chosen, at: self.moment.now };
        self.effects.push(UploadEffect::Keep(file.id, note.write()));
    }

    fn fail(&mut self, index: usize, obstacle: Obstacle, can_retry: bool) {
        let file = &mut self.uploads.files[index];
        file.phase = Phase::Failed { obstacle, can_retry };
        self.effects.push(UploadEffect::Failed(file.id, file.place));
    }

    /// Waits and tries again, or gives up. `at_least` is in seconds.
    fn set_back(&mut self, index: usize, obstacle: Obstacle, at_least: Option<u32>) {
        match self.uploads.files[index].setback(self.moment.random) {
            After::Failure => self.fail(index, obstacle, true),
            After::Rest(wait) => {
                self.rest(index, obstacle, wait.max(at_least.unwrap_or_default().saturating_mul(1000)));
            }
        }
    }

    fn rest(&mut self, index: usize, obstacle: Obstacle, wait: u32) {
        if !self.uploads.online || !self.uploads.signed_in || self.uploads.files[index].paused {
            // It goes on by another event than a timer.
            return;
        }
        let ticket = self.ticket();
        let until = self.moment.now.saturating_add(u64::from(wait));
        self.uploads.files[index].phase = Phase::Resting { ticket, until, obstacle };
        self.effects.push(UploadEffect::Wake(ticket, wait));
    }

    fn begin_anew(&mut self, index: usize) {
        if self.uploads.files[index].begin_anew() {
            self.keep(index);
        } else {
            self.fail(index, Obstacle::Broken, true);
        }
    }
}
