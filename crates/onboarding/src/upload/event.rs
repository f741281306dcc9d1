//! What happens to files, and what the shell is to do about it.

use std::fmt;

use super::{FileFacts, FileId, KeptFile, Place};
use crate::api::Request;
use crate::form::Document;
use crate::id::{ActivityId, UserId};

/// Names one request or one timer of an upload, so that a late answer is told from an awaited one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub(super) u32);

/// What happened.
#[derive(Clone, Debug)]
pub enum UploadEvent {
    /// A session begins, somebody's first or another one of theirs. What another person had here goes out of sight, and stays kept for them.
    SignedIn(UserId),
    /// The session has ended. Files wait for the next one.
    SignedOut,
    /// Nothing of anybody's is to be left here: the person has logged out.
    Forgotten,
    /// A form shows a field. [`UploadEffect::EntryChanged`] follows in any case.
    Shown {
        /// The field.
        place: Place,
        /// What the back-end knows as given, by [`crate::form::Form::documents`]: what the lead takes back of these is not
        /// deleted, and does not come back with the next time that the form is shown.
        known: Vec<Document>,
    },
    /// Files that an earlier visit of the person signed in left in the shell's store.
    Restored(Vec<KeptFile>),
    /// The lead chose a file, and the field's [`super::Rules`] do not refuse it.
    Added {
        /// Its new name.
        file: FileId,
        /// The field.
        place: Place,
        /// What the browser says about it, with a content type that [`super::Rules::content_type`] put right.
        facts: FileFacts,
    },
    /// The lead pauses a file.
    Paused(FileId),
    /// The lead goes on with a paused file.
    Resumed(FileId),
    /// The lead tries a failed file again, or does not want to wait for the next try.
    Retried(FileId),
    /// The lead takes a file or a document back.
    Removed(FileId),
    /// So many bytes of a [`UploadEffect::Patch`] have left.
    Progressed(Ticket, u64),
    /// A request ended.
    Answered(Ticket, Result<UploadAnswer, UploadError>),
    /// A timer ended.
    Woke(Ticket),
    /// The network is gone.
    WentOffline,
    /// The network is back.
    CameOnline,
    /// The back-end took an activity with what its fields held.
    Given(ActivityId),
}

/// What came back. A header that is not there, or that the back-end does not expose to this page, is `None`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UploadAnswer {
    /// HTTP status.
    pub status: u16,
    /// `Location`.
    pub location: Option<String>,
    /// `Upload-Offset`.
    pub upload_offset: Option<String>,
    /// `Upload-Length`.
    pub upload_length: Option<String>,
    /// `Retry-After`: seconds or a date.
    pub retry_after: Option<String>,
    /// The body of a 403, which says why.
    pub refusal: Option<String>,
    /// When it came, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    pub received_at: i64,
}

impl fmt::Debug for UploadAnswer {
    /// Status and offset only: an address is for those who may use it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with offset {:?}", self.status, self.upload_offset)
    }
}

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// No connection, or it broke.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The bytes of the file cannot be read: it was changed, moved or deleted, or the store has lost it.
    FileUnreadable,
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadEffect {
    /// Send a request without body, signed by [`crate::machine::Model::sign`], and report [`UploadEvent::Answered`].
    Call(Ticket, Request),
    /// Likewise, with bytes `from..to` of the file as the body, and report [`UploadEvent::Progressed`] on the way.
    Patch {
        /// Names the request.
        ticket: Ticket,
        /// Whose bytes.
        file: FileId,
        /// The request, but for its body.
        request: Request,
        /// The first byte.
        from: u64,
        /// The byte behind the last.
        to: u64,
    },
    /// Break a request off. Nothing needs to be reported.
    Abort(Ticket),
    /// Wait so many milliseconds and report [`UploadEvent::Woke`].
    Wake(Ticket, u32),
    /// Keep this text for the file, beside its bytes and under the person signed in, in place of an earlier one.
    Keep(FileId, String),
    /// Drop the file's bytes; its text stays kept.
    DropBytes(FileId),
    /// Drop the file's text and bytes.
    Forget(FileId),
    /// What the field holds has changed: take [`super::Uploads::entry`] into the draft, if its form is on the page.
    EntryChanged(Place),
    /// Every byte has arrived: tell it in passing.
    Done(FileId, Place),
    /// The file failed for now or for good: tell it in passing.
    Failed(FileId, Place),
    /// The back-end says that the session has ended: report [`crate::machine::Event::FilesSignedOut`].
    SessionEnded,
    /// The back-end wants a code first: report [`crate::machine::Event::FilesNeedCode`].
    CodeNeeded,
    /// Tell the integrator by the console.
    Complain(String),
}
