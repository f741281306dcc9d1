//! What the pages show of the session itself: how it is secured, when it ends, what others there are, leaving it.

use crate::api::Channel;
use crate::calendar::DateTime;
use crate::failure::Failure;
use crate::session::AccountId;

/// The session, where the back-end lets it be managed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountScreen {
    /// Until when a code has secured it (UTC, by the browser's clock), while it does.
    pub secured_until: Option<DateTime>,
    /// Whether there are other journeys to choose.
    pub has_choice: bool,
    /// How logging out stands.
    pub leaving: LeavingState,
}

/// How logging out stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeavingState {
    /// Nothing was asked for.
    #[default]
    Ready,
    /// It is under way.
    UnderWay,
    /// It failed: the session still lives.
    Failed(Failure),
}

/// The session ends soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitScreen {
    /// When, in seconds since 1970-01-01T00:00Z by the browser's clock.
    pub ends_at: i64,
    /// How staying stands.
    pub state: ExtensionState,
}

/// How asking for more time stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExtensionState {
    /// It can be asked for.
    #[default]
    Ready,
    /// It was just asked for.
    UnderWay,
    /// It failed, and can be asked for again.
    Failed(Failure),
    /// The back-end gives no more time.
    NotOffered,
}

/// A code is asked for before the lead goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct StepUpScreen {
    /// How far it has come.
    pub state: StepUpState,
    /// How the last code was sent.
    pub channel: Option<Channel>,
    /// When another code can be sent the same way, in seconds since 1970-01-01T00:00Z by the browser's clock.
    pub resend_at: Option<i64>,
    /// What is wrong.
    pub problem: Option<StepUpProblem>,
}

/// How far asking for a code has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepUpState {
    /// The lead chooses how it is sent.
    Choosing,
    /// It is being sent.
    Sending,
    /// It is on its way, and can be typed in.
    Awaiting,
    /// It is being verified.
    Verifying,
}

/// What is wrong with a code, or with sending it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepUpProblem {
    /// It is not the code that was sent.
    Wrong,
    /// Too many were tried or sent: the next one counts at this time, in seconds since 1970-01-01T00:00Z by the
    /// browser's clock, where the back-end says.
    TooMany(Option<i64>),
    /// Something else.
    Failed(Failure),
}

/// The person's active sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionsScreen {
    /// The sessions of this page of the list.
    pub list: SessionList,
    /// Whether there are more recently used ones before these.
    pub has_newer: bool,
    /// Whether there are others after these.
    pub has_older: bool,
    /// How ending all others stands.
    pub ending_others: EndingState,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionList {
    /// On its way.
    Loading,
    /// It could not be had.
    Failed(Failure),
    /// Here.
    Here(Vec<SessionRow>),
}

/// One session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRow {
    /// Its id.
    pub id: AccountId,
    /// Whether it is the one of this page.
    pub is_this: bool,
    /// The program and the system, as far as their name is known.
    pub device: Device,
    /// Where it was begun, in the back-end's words.
    pub place: Option<String>,
    /// When it was used last (UTC).
    pub last_used: Option<DateTime>,
    /// When it was begun (UTC).
    pub begun: Option<DateTime>,
    /// Whether a code secures it now.
    pub secured: bool,
    /// How ending it stands.
    pub ending: EndingState,
}

/// The names of a program and of a system, such as `Firefox` and `Android`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The browser.
    pub browser: Option<&'static str>,
    /// The operating system.
    pub system: Option<&'static str>,
}

/// How ending a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndingState {
    /// Nothing was asked for.
    #[default]
    Ready,
    /// It is under way.
    UnderWay,
    /// It failed, and can be tried again.
    Failed(Failure),
}
