//! The shell of the uploads, simulated: it keeps files, carries requests to the server or loses them, and lets time pass.
//! What must always hold is checked at every step.

use std::collections::{BTreeMap, BTreeSet};

use onboarding::api::Request;
use onboarding::form::Entry;
use onboarding::id::{ActivityId, DataPointId, UserId};
use onboarding::upload::{
    FileFacts, FileId, FileState, KeptFile, Moment, Place, Ticket, UploadAnswer, UploadEffect, UploadError,
    UploadEvent, Uploads,
};

use super::tus_server::{API_URL, TusServer, status};

pub(crate) struct Sender {
    pub(crate) uploads: Uploads,
    pub(crate) server: TusServer,
    pub(crate) now: u64,
    pub(crate) flights: Vec<Flight>,
    pub(crate) timers: Vec<(u64, Ticket)>,
    /// What the store of the browser holds, also across a reload.
    pub(crate) store: BTreeMap<FileId, Kept>,
    /// The bytes of every file that was ever chosen.
    pub(crate) disk: BTreeMap<FileId, Vec<u8>>,
    /// Requests that were broken off, or that seemed lost: they may arrive yet.
    pub(crate) adrift: Vec<Flight>,
    /// What was told in passing.
    pub(crate) told: Vec<String>,
    pub(crate) random: u32,
}

#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) text: String,
    pub(crate) bytes: Option<FileFacts>,
}

/// A request on its way.
pub(crate) struct Flight {
    ticket: Ticket,
    pub(crate) request: Request,
    body: Vec<u8>,
}

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(crate) enum Fate {
    /// It arrives, and its answer too.
    Answered,
    /// It never arrives.
    Lost,
    /// It arrives, and its answer does not.
    AnswerLost,
    /// So many bytes of its body arrive, and nothing comes back.
    Cut(usize),
    /// It is answered with a status by somebody who does nothing else.
    Status(u16),
    /// Likewise, by this answer.
    Says(UploadAnswer),
    /// It arrives, and its answer names another offset.
    Misreported(u64),
    /// The file cannot be read.
    Unreadable,
}

pub(crate) const LEAD: i64 = 9_007_199_254_740_993;

pub(crate) fn place() -> Place {
    Place {
        activity: ActivityId::from_digits("9007199254740994").unwrap(),
        field: DataPointId::from_digits("7").unwrap(),
    }
}

pub(crate) fn file(number: u64) -> FileId {
    FileId::from_random(0x1000 + number)
}

/// Bytes that differ from file to file and from place to place.
pub(crate) fn content(number: u64, size: usize) -> Vec<u8> {
    (0..size).map(|at| (at as u64).wrapping_mul(31).wrapping_add(number * 7 + (at as u64 >> 8)) as u8).collect()
}

impl Sender {
    /// A lead who is signed in.
    pub(crate) fn new() -> Self {
        let mut sender = Self {
            uploads: Uploads::new(API_URL),
            server: TusServer::default(),
            now: 1_790_000_000_000,
            flights: Vec::new(),
            timers: Vec::new(),
            store: BTreeMap::new(),
            disk: BTreeMap::new(),
            adrift: Vec::new(),
            told: Vec::new(),
            random: 0,
        };
        sender.signs_in(LEAD);
        sender
    }

    pub(crate) fn signs_in(&mut self, user: i64) -> &mut Self {
        self.happens(UploadEvent::SignedIn(UserId::from_digits(&user.to_string()).unwrap()))
    }

    /// The lead chooses a file of so many bytes.
    pub(crate) fn chooses(&mut self, number: u64, size: usize) -> &mut Self {
        self.disk.insert(file(number), content(number, size));
        let facts = facts(number, size);
        self.happens(UploadEvent::Added { file: file(number), place: place(), facts })
    }

    pub(crate) fn happens(&mut self, event: UploadEvent) -> &mut Self {
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let moment = Moment { now: self.now, random: self.random };
        for effect in self.uploads.step(moment, event) {
            self.performs(effect);
        }
        self.keeps_the_laws();
        self
    }

    fn performs(&mut self, effect: UploadEffect) {
        match effect {
            UploadEffect::Call(ticket, request) => self.flights.push(Flight { ticket, request, body: Vec::new() }),
            UploadEffect::Patch { ticket, file, request, from, to } => {
                assert!(from < to, "a request without bytes");
                let body = self.disk[&file][from as usize..to as usize].to_vec();
                self.flights.push(Flight { ticket, request, body });
            }
            UploadEffect::Abort(ticket) => {
                self.adrift.extend(self.flights.extract_if(.., |flight| flight.ticket == ticket));
            }
            UploadEffect::Wake(ticket, millis) => self.timers.push((self.now + u64::from(millis), ticket)),
            UploadEffect::Keep(file, text) => {
                let size = self.disk[&file].len();
                let bytes = self.store.get(&file).map_or(Some(()), |kept| kept.bytes.as_ref().map(drop));
                let facts = bytes.map(|()| facts(file_number(file), size));
                self.store.insert(file, Kept { text, bytes: facts });
            }
            UploadEffect::DropBytes(file) => {
                if let Some(kept) = self.store.get_mut(&file) {
                    kept.bytes = None;
                }
            }
            UploadEffect::Forget(file) => drop(self.store.remove(&file)),
            UploadEffect::EntryChanged(_) => {}
            UploadEffect::Done(file, _) => self.told.push(format!("{} done", file_number(file))),
            UploadEffect::Failed(file, _) => self.told.push(format!("{} failed", file_number(file))),
            UploadEffect::CodeNeeded => self.told.push("code needed".to_owned()),
            UploadEffect::SessionEnded => self.told.push("session ended".to_owned()),
            UploadEffect::Complain(about) => self.told.push(about),
        }
    }

    /// The oldest request that is on its way meets its fate.
    pub(crate) fn meets(&mut self, fate: Fate) -> &mut Self {
        assert!(!self.flights.is_empty(), "nothing is on its way");
        self.meets_at(0, fate)
    }

    pub(crate) fn meets_at(&mut self, index: usize, fate: Fate) -> &mut Self {
        let Flight { ticket, request, body } = self.flights.remove(index);
        let answer = match fate {
            Fate::Answered => Ok(self.server.take(&request, &body)),
            Fate::Lost => {
                self.adrift.push(Flight { ticket, request, body });
                Err(UploadError::Unreachable)
            }
            Fate::AnswerLost => {
                self.server.take(&request, &body);
                Err(UploadError::TimedOut)
            }
            Fate::Cut(arriving) => {
                self.server.take_cut(&request, &body, arriving);
                Err(UploadError::Unreachable)
            }
            Fate::Status(number) => Ok(status(number)),
            Fate::Says(answer) => Ok(answer),
            Fate::Misreported(offset) => {
                let answer = self.server.take(&request, &body);
                Ok(UploadAnswer { upload_offset: Some(offset.to_string()), ..answer })
            }
            Fate::Unreadable => Err(UploadError::FileUnreadable),
        };
        self.happens(UploadEvent::Answered(ticket, answer))
    }

    /// So many bytes of a request that nobody waits for any more arrive at the server.
    pub(crate) fn arrives_late(&mut self, index: usize, arriving: usize) {
        if index < self.adrift.len() {
            let Flight { request, body, .. } = self.adrift.remove(index);
            self.server.take_cut(&request, &body, arriving);
        }
    }

    pub(crate) fn has(&self, number: u64) -> bool {
        self.uploads.files(place(), self.now).iter().any(|view| view.id == file(number))
    }

    /// The next timer ends.
    pub(crate) fn time_passes(&mut self) -> &mut Self {
        let next = (0..self.timers.len()).min_by_key(|index| self.timers[*index].0).expect("a timer runs");
        let (at, ticket) = self.timers.swap_remove(next);
        self.now = self.now.max(at);
        self.happens(UploadEvent::Woke(ticket))
    }

    /// Everything goes well until nothing is left to do.
    pub(crate) fn all_goes_well(&mut self) -> &mut Self {
        for _ in 0..10_000 {
            self.now += 100;
            if !self.flights.is_empty() {
                self.meets(Fate::Answered);
            } else if !self.timers.is_empty() {
                self.time_passes();
            } else {
                return self;
            }
        }
        panic!("it never ends");
    }

    /// The page is loaded anew: what was under way is gone, what was kept is found.
    pub(crate) fn reloads(&mut self) -> &mut Self {
        self.adrift.append(&mut self.flights);
        self.timers.clear();
        self.uploads = Uploads::new(API_URL);
        self.signs_in(LEAD).restores()
    }

    /// The shell hands in what it has kept.
    pub(crate) fn restores(&mut self) -> &mut Self {
        let kept = self.store.iter().map(|(file, kept)| {
            let Kept { text, bytes } = kept.clone();
            KeptFile { file: *file, text, bytes }
        });
        let kept = kept.collect();
        self.happens(UploadEvent::Restored(kept))
    }

    /// What is on its way: `PATCH …991 at 0 with 10`.
    pub(crate) fn on_its_way(&self) -> Vec<String> {
        let tail = |path: &str| path.rsplit('/').next().unwrap_or_default().replace("9007199254740", "…");
        let words = |flight: &Flight| {
            let at = super::visit::header(&flight.request, "Upload-Offset");
            let at = at.map(|at| format!(" at {at} with {}", flight.body.len())).unwrap_or_default();
            format!("{} {}{at}", flight.request.method, tail(&flight.request.path))
        };
        self.flights.iter().map(words).collect()
    }

    #[track_caller]
    pub(crate) fn sends(&mut self, wanted: &[&str]) -> &mut Self {
        assert_eq!(self.on_its_way(), wanted);
        self
    }

    pub(crate) fn state(&self, number: u64) -> FileState {
        let files = self.uploads.files(place(), self.now);
        let found = files.into_iter().find(|view| view.id == file(number));
        found.expect("the file is there").state
    }

    #[track_caller]
    pub(crate) fn is(&mut self, number: u64, state: FileState) -> &mut Self {
        assert_eq!(self.state(number), state);
        self
    }

    #[track_caller]
    pub(crate) fn tells(&mut self, wanted: &[&str]) -> &mut Self {
        assert_eq!(std::mem::take(&mut self.told), wanted);
        self
    }

    /// The ids that the field holds.
    pub(crate) fn holds(&self) -> Vec<String> {
        let Entry::Documents { held, .. } = self.uploads.entry(place()) else { panic!("documents") };
        held.iter().map(|document| document.id.to_string()).collect()
    }

    /// The bytes that the server has of a file that is done.
    #[track_caller]
    pub(crate) fn arrived(&mut self, number: u64) -> &mut Self {
        self.is(number, FileState::Done);
        let expected = &self.disk[&file(number)];
        let ids = self.holds();
        let has = |id: &String| self.server.uploads.get(&format!("/internal/v1/documents/{id}"));
        let found = ids.iter().filter_map(has).filter(|upload| upload.bytes == *expected).count();
        assert_eq!(found, 1, "file {number} is there exactly once");
        self
    }

    fn keeps_the_laws(&self) {
        let running = self.flights.iter().filter(|flight| flight.request.method != "DELETE");
        let paths: Vec<&str> = running.map(|flight| flight.request.path.as_str()).collect();
        assert!(paths.len() <= 2, "{paths:?}");
        let uploads: Vec<&&str> = paths.iter().filter(|path| path.split('/').count() > 4).collect();
        assert_eq!(uploads.iter().collect::<BTreeSet<_>>().len(), uploads.len(), "two requests for one upload");
    }
}

pub(crate) fn facts(number: u64, size: usize) -> FileFacts {
    FileFacts {
        name: format!("file {number}.pdf"),
        size: size as u64,
        content_type: "application/pdf".to_owned(),
        last_modified: 1_700_000_000_000,
    }
}

pub(crate) fn file_number(file: FileId) -> u64 {
    u64::from_str_radix(&file.to_string(), 16).unwrap() - 0x1000
}
