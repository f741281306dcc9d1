//! What happens to the things that a lead gives, and what the shell is to do about it.

use std::sync::Arc;

use super::Record;
use super::record::Piece;
use crate::api::{CallError, Request, Response};
use crate::form::{Context, Form};
use crate::id::{ActivityId, JourneyId, UserId};

/// Names one write, one request or one timer, so that a late answer is told from an awaited one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub(super) u32);

/// When an event happens, chance, and what is looked up only where it is needed: a key press asks for none of it.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// Milliseconds since 1970-01-01T00:00Z, by the back-end's clock: [`crate::machine::Model::back_end_time`].
    pub now: i64,
    /// Any random number.
    pub random: u32,
    /// The form of an activity as the journey has it now ([`crate::machine::Model::form`]); asked for just before a draft
    /// goes out.
    pub form: &'a dyn Fn(ActivityId) -> Option<Arc<Form>>,
    /// How the lead writes.
    pub context: &'a Context,
}

/// How the visit stands: [`crate::machine::Model::standing`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Who is here, once that is known.
    pub user: Option<UserId>,
    /// The journey at hand.
    pub journey: Option<JourneyId>,
    /// Rises with each session that begins.
    pub session: u32,
    /// The visit is as this browser kept it, and the back-end has not said yet who is here: no draft goes out.
    pub is_unplugged: bool,
    /// Activities whose part is done: what was kept for them is not needed any more.
    pub handed_in: Vec<ActivityId>,
    /// Activities whose submission is under way.
    pub submitting: Vec<ActivityId>,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum SavingEvent {
    /// The visit may have gone on; told after each step of the machine. The same standing again changes nothing.
    Followed(Standing),
    /// What the browser kept of a person's: all that [`Record::read`] could read, of whatever journey and age.
    Restored(UserId, Vec<Record>),
    /// The lead gave something, on the page of an activity.
    Gave(ActivityId, Piece),
    /// The activity's page was left.
    Left(ActivityId),
    /// The page went out of view, perhaps for good.
    Hidden,
    /// What the browser kept is gone, while the page has it still.
    Lost,
    /// Some time has passed since a write failed: the next one may go well.
    PauseOver,
    /// The network is gone.
    WentOffline,
    /// The network is back.
    CameOnline,
    /// A [`SavingEffect::Write`] or [`SavingEffect::Remove`] is over. It must come, also where the store hangs.
    Written(Ticket, Result<(), NotKept>),
    /// A [`SavingEffect::Put`] is over.
    Answered(Ticket, Result<Response, CallError>),
    /// A timer ended.
    Woke(Ticket),
    /// The person has logged out, or left for good: nothing of theirs is written or sent any more.
    Forgotten,
}

/// Why the browser keeps nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// It has no store, or no cipher, for this page.
    Refused,
    /// It has no room left.
    Full,
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavingEffect {
    /// Keep these records of a person's in place of earlier ones of the same name, and report [`SavingEvent::Written`] when
    /// that is durable. There is never more than one write or removal at a time.
    Write(Ticket, UserId, Vec<Record>),
    /// Remove all records of an activity ([`Record::prefix`]), and report [`SavingEvent::Written`].
    Remove(Ticket, UserId, JourneyId, ActivityId),
    /// Send a draft, signed by [`crate::machine::Model::sign`], and report [`SavingEvent::Answered`].
    Put {
        /// Names the request.
        ticket: Ticket,
        /// The request, but for the session's proof.
        request: Request,
        /// Whether it is to outlive the page (Fetch standard, `keepalive`).
        keepalive: bool,
    },
    /// Wait so many milliseconds and report [`SavingEvent::Woke`].
    Wake(Ticket, u32),
}
