//! One file: how far it is, and what each turn makes of it. Which turn it takes is for the machine to say.

use super::event::Ticket;
use super::location::Address;
use super::pace::{self, FIRST_CHUNK, LEAST_CHUNK, MOST_CHUNK};
use super::view::Obstacle;
use super::{FileFacts, FileId, FileState, FileView, Place};
use crate::form::Document;
use crate::id::DocumentId;

/// So many setbacks without a byte of progress between them are a failure.
const MOST_SETBACKS: u32 = 10;

/// So many times an upload that got lost is begun anew.
const MOST_BEGINNINGS: u32 = 4;

#[derive(Debug)]
pub(super) struct File {
    pub(super) id: FileId,
    pub(super) place: Place,
    pub(super) phase: Phase,
    /// The lead paused it. One that is being created is paused once that is answered.
    pub(super) paused: bool,
    /// When it was chosen (milliseconds), later than any other: files that are chosen together have an order, too.
    pub(super) chosen: u64,
    /// Where its upload is, once it was created.
    pub(super) upload: Option<Address>,
    origin: Origin,
    /// How many bytes the back-end has; `None` when it must be asked.
    offset: Option<u64>,
    /// The most bytes that the back-end ever said it has.
    reached: u64,
    /// The most bytes that it can have, since no others were handed to it.
    handed: u64,
    chunk: u64,
    most_chunk: u64,
    setbacks: u32,
    beginnings: u32,
}

/// Where a file comes from.
#[derive(Debug)]
enum Origin {
    /// Chosen in this visit, or in one that this goes on with.
    Chosen(FileFacts),
    /// A document that the field held, and that is the activity's: it is never deleted.
    Held(Document),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Its next request can go out.
    Ready,
    /// Its upload is being created.
    Creating(Ticket),
    /// The back-end is asked how many bytes it has.
    Asking(Ticket),
    /// Bytes `from..to` are on their way, of which `sent` have left; since `began` (milliseconds).
    Sending { ticket: Ticket, from: u64, to: u64, sent: u64, began: u64 },
    /// It waits after a setback until then (milliseconds), unless the timer is overtaken.
    Resting { ticket: Ticket, until: u64, obstacle: Obstacle },
    /// The back-end has all of it.
    Done,
    /// It waits for the lead's decision.
    Failed { obstacle: Obstacle, can_retry: bool },
}

/// What comes next for a file that is ready.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Create,
    Ask(Address),
    Append { upload: Address, from: u64, to: u64 },
}

/// What a setback leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum After {
    /// So many milliseconds of rest.
    Rest(u32),
    Failure,
}

impl File {
    pub(super) fn chosen(id: FileId, place: Place, facts: FileFacts, chosen: u64) -> Self {
        Self {
            id,
            place,
            phase: Phase::Ready,
            paused: false,
            chosen,
            upload: None,
            origin: Origin::Chosen(facts),
            offset: None,
            reached: 0,
            handed: 0,
            chunk: FIRST_CHUNK,
            most_chunk: MOST_CHUNK,
            setbacks: 0,
            beginnings: 0,
        }
    }

    pub(super) fn held(id: FileId, place: Place, document: Document) -> Self {
        let origin = Origin::Held(document);
        Self { phase: Phase::Done, origin, ..Self::chosen(id, place, FileFacts::default(), 0) }
    }

    /// Goes on with an upload of an earlier visit, after asking how far it is.
    pub(super) fn resumed(mut self, upload: Option<Address>) -> Self {
        self.upload = upload;
        self.handed = self.size();
        self
    }

    /// What the browser said about it; `None` for a document that was held before.
    pub(super) fn facts(&self) -> Option<&FileFacts> {
        match &self.origin {
            Origin::Chosen(facts) => Some(facts),
            Origin::Held(_) => None,
        }
    }

    pub(super) fn is_held(&self) -> bool {
        matches!(self.origin, Origin::Held(_))
    }

    fn size(&self) -> u64 {
        self.facts().map_or(0, |facts| facts.size)
    }

    /// The document that the back-end has of it, once it is done.
    pub(super) fn document(&self) -> Option<Document> {
        match (&self.origin, &self.upload) {
            _ if self.phase != Phase::Done => None,
            (Origin::Held(document), _) => Some(document.clone()),
            (Origin::Chosen(facts), Some(upload)) => Some(Document {
                id: upload.id().clone(),
                name: facts.name.clone(),
                size: Some(facts.size),
                content_type: Some(facts.content_type.clone()).filter(|content_type| !content_type.is_empty()),
            }),
            (Origin::Chosen(_), None) => None,
        }
    }

    /// Whether it is this document of the back-end's.
    pub(super) fn holds(&self, id: &DocumentId) -> bool {
        self.document().is_some_and(|document| document.id == *id)
    }

    /// The request whose answer it waits for.
    pub(super) fn awaits(&self) -> Option<Ticket> {
        match self.phase {
            Phase::Creating(ticket) | Phase::Asking(ticket) | Phase::Sending { ticket, .. } => Some(ticket),
            Phase::Ready | Phase::Resting { .. } | Phase::Done | Phase::Failed { .. } => None,
        }
    }

    /// Whether it can go on only when it is chosen again.
    pub(super) fn lacks_its_bytes(&self) -> bool {
        matches!(self.phase, Phase::Failed { obstacle: Obstacle::BytesMissing, .. })
    }

    pub(super) fn is_under_way(&self) -> bool {
        !matches!(self.phase, Phase::Done | Phase::Failed { .. })
    }

    pub(super) fn turn(&mut self) -> Turn {
        match (self.upload.clone(), self.offset) {
            (None, _) => Turn::Create,
            (Some(upload), None) => Turn::Ask(upload),
            (Some(upload), Some(from)) => {
                let to = from.saturating_add(self.chunk).min(self.size());
                self.handed = self.handed.max(to);
                Turn::Append { upload, from, to }
            }
        }
    }

    /// Breaks off what is under way, and asks before it goes on. What is being created is not broken off, since nobody
    /// would know where it is.
    pub(super) fn halt(&mut self) -> Option<Ticket> {
        let running = match self.phase {
            Phase::Asking(ticket) | Phase::Sending { ticket, .. } => Some(ticket),
            Phase::Resting { .. } => None,
            _ => return None,
        };
        self.offset = None;
        self.phase = Phase::Ready;
        running
    }

    pub(super) fn created(&mut self, upload: Address) {
        self.upload = Some(upload);
        self.phase = Phase::Ready;
        self.at(0);
    }

    /// The back-end says, in an answer that can be believed, how many bytes it has. `false` when these cannot be the
    /// bytes of this file.
    pub(super) fn at(&mut self, offset: u64) -> bool {
        if offset > self.handed {
            return false;
        }
        self.offset = Some(offset);
        if offset > self.reached {
            self.reached = offset;
            self.setbacks = 0;
        }
        self.phase = if offset == self.size() { Phase::Done } else { Phase::Ready };
        true
    }

    /// The bytes of one piece arrived, up to `offset`, after so many milliseconds.
    pub(super) fn advanced(&mut self, from: u64, offset: u64, millis: u64) {
        self.chunk = pace::next_chunk(self.chunk, offset - from, millis).min(self.most_chunk);
        self.at(offset);
    }

    /// Something went wrong that may go right another time. Where the back-end is, is asked before anything is sent.
    pub(super) fn setback(&mut self, random: u32) -> After {
        self.offset = None;
        self.phase = Phase::Ready;
        self.setbacks += 1;
        self.chunk = (self.chunk / 2).max(LEAST_CHUNK);
        if self.setbacks > MOST_SETBACKS { After::Failure } else { After::Rest(pace::wait(self.setbacks, random)) }
    }

    /// The most bytes that the back-end ever said it has.
    pub(super) fn reached(&self) -> u64 {
        self.reached
    }

    /// Whether this is the first setback since the last progress.
    pub(super) fn is_first_setback(&self) -> bool {
        self.setbacks == 1
    }

    /// Smaller pieces, if there are any: what stands before the back-end may take small ones only.
    pub(super) fn shrink(&mut self) -> bool {
        if self.chunk <= LEAST_CHUNK {
            return false;
        }
        self.chunk = (self.chunk / 4).max(LEAST_CHUNK);
        self.most_chunk = self.chunk;
        self.offset = None;
        self.phase = Phase::Ready;
        true
    }

    /// The upload is gone: everything goes out anew. `false` when that was tried too often.
    pub(super) fn begin_anew(&mut self) -> bool {
        self.upload = None;
        self.offset = None;
        self.reached = 0;
        self.handed = 0;
        self.phase = Phase::Ready;
        self.beginnings += 1;
        self.beginnings <= MOST_BEGINNINGS
    }

    /// The lead wants another try.
    pub(super) fn forgive(&mut self) {
        self.setbacks = 0;
        self.beginnings = 0;
        self.offset = None;
        self.phase = Phase::Ready;
    }

    pub(super) fn view(&self, now: u64, online: bool, signed_in: bool, needs_code: bool) -> FileView {
        let state = match &self.phase {
            Phase::Done => FileState::Done,
            Phase::Failed { obstacle, can_retry } => {
                FileState::Failed { obstacle: obstacle.clone(), can_retry: *can_retry }
            }
            _ if self.paused => FileState::Paused { sent: self.reached, total: self.size() },
            _ if !signed_in => FileState::SignedOut,
            _ if needs_code => FileState::CodeNeeded,
            _ if !online => FileState::Offline,
            Phase::Resting { until, obstacle, .. } => {
                let seconds = until.saturating_sub(now).div_ceil(1000).max(1);
                FileState::Retrying { seconds: u32::try_from(seconds).unwrap_or(u32::MAX), obstacle: obstacle.clone() }
            }
            Phase::Sending { from, sent, .. } => FileState::Sending { sent: from + sent, total: self.size() },
            Phase::Creating(_) | Phase::Asking(_) => FileState::Sending { sent: self.reached, total: self.size() },
            Phase::Ready => FileState::Waiting,
        };
        let (name, size, content_type) = match &self.origin {
            Origin::Chosen(facts) => (&facts.name, Some(facts.size), Some(facts.content_type.clone())),
            Origin::Held(document) => (&document.name, document.size, document.content_type.clone()),
        };
        FileView { id: self.id, name: name.clone(), size, content_type, state }
    }
}
