//! What a lead gave and has not sent yet: kept in this browser, one record for each thing given, so that a key press
//! costs the same in a long form as in a short one and two tabs do not overwrite each other; and on the back-end, where
//! it keeps drafts.
//!
//! The shell tells [`Saving`] what happens and carries out the [`SavingEffect`]s; [`Saving::open`] says what a form holds.

mod body;
mod drafting;
mod event;
mod kept;
mod merge;
mod record;
mod saving;
mod sent;

pub use event::{Moment, NotKept, SavingEffect, SavingEvent, Standing, Ticket};
use kept::Work;
pub use merge::Opening;
pub use record::{Piece, Record, is_stale, time_of};
pub use saving::{Saved, Saving};
pub use sent::Sent;
