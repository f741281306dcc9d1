//! What the pages show by which one comes in: logging in, a question before switching, a choice of journeys.

use crate::failure::Failure;
use crate::id::JourneyId;
use crate::session::JourneyChoice;

/// The log-in page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogInScreen {
    /// How logging in stands.
    pub state: LogInState,
}

/// How logging in stands, on its own page or over another.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LogInState {
    /// Nothing was tried, or nothing is under way.
    #[default]
    Ready,
    /// It is under way.
    UnderWay,
    /// It was refused.
    Refused(LogInRefusal),
}

/// Why a log-in was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogInRefusal {
    /// E-mail address or password is wrong; nobody says which.
    Credentials,
    /// The person's account is closed.
    Closed,
    /// Too many tries: the next one counts at this time, in seconds since 1970-01-01T00:00Z by the browser's clock.
    Throttled(i64),
    /// Something else.
    Failed(Failure),
}

/// Somebody is here already, and a link was opened that may be for somebody else.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchingScreen {
    /// Who is here.
    pub person: Person,
}

/// A person as the page names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The whole name, where the back-end knows it.
    pub name: Option<String>,
    /// The e-mail address, masked: `j•••@gmail.com`.
    pub email: Option<String>,
}

/// Several journeys, one to be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceScreen {
    /// The journeys, in the back-end's order.
    pub journeys: Vec<JourneyChoice>,
    /// The one that is being opened.
    pub opening: Option<JourneyId>,
    /// Why the last one could not be opened.
    pub failure: Option<Failure>,
}
