//! A lead's journey: stages, activities, whose turn it is, and how far it has come.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::value::RawValue;

use crate::calendar::{Date, DateTime};
use crate::form::{Drafted, Value};
use crate::id::{ActivityId, DataPointId, JourneyId, UserId};
use crate::session::Session;
use crate::wire;

/// A journey as the back-end last told it.
#[derive(Clone, Debug)]
pub struct Journey {
    /// Its id.
    pub id: JourneyId,
    /// Whether it goes on.
    pub status: JourneyStatus,
    /// The name of its funnel, as the integrator wrote it.
    pub name: Option<String>,
    /// Its stages, in their order.
    pub stages: Vec<Stage>,
    /// The version that the back-end gave this state (RFC 9110, `ETag`).
    pub etag: Option<String>,
    pub(crate) data: Vec<Box<RawValue>>,
    /// Tells one answer's text from another's.
    pub(crate) fingerprint: u64,
    /// The answer's text, unless it is too long to be kept.
    pub(crate) text: Option<Arc<str>>,
}

/// Whether a journey goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JourneyStatus {
    /// It goes on.
    InProgress,
    /// It has come to its end ("converted").
    Completed,
    /// It was called off.
    Cancelled,
}

impl JourneyStatus {
    /// Any other name means that it goes on.
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "Completed" => Self::Completed,
            "Cancelled" => Self::Cancelled,
            _ => Self::InProgress,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::InProgress => "InProgress",
            Self::Completed => "Completed",
            Self::Cancelled => "Cancelled",
        }
    }
}

/// A part of a journey whose activities run at the same time.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name, as the integrator wrote it.
    pub name: String,
    /// What is to be done in it.
    pub activities: Vec<Activity>,
}

/// Something to be done by somebody.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Its name, as the integrator wrote it.
    pub name: String,
    /// Plain text; a blank line starts a paragraph.
    pub description: Option<String>,
    /// What kind of thing it is, by the wire's name; see [`crate::activity`].
    pub kind: String,
    /// Whether it can be done now.
    pub status: ActivityStatus,
    /// It was handed in, and somebody else's verdict is awaited.
    pub awaiting_result: bool,
    /// It asks for a session that a code secures.
    pub secured_session: bool,
    /// Who does it.
    pub role: Role,
    /// The one person who does it; `None`: anybody of that role.
    pub user: Option<UserId>,
    /// When it should be done by.
    pub due: Option<Due>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// When it was completed.
    pub completed: Option<DateTime>,
    pub(crate) settings: Option<Box<RawValue>>,
    pub(crate) draft: Option<Box<RawValue>>,
}

/// Whether an activity can be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityStatus {
    /// Not yet.
    Blocked,
    /// Now.
    InProgress,
    /// It is done.
    Completed,
}

/// Who does an activity, and as whom a session acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The person whom the journey is for.
    Lead,
    /// Somebody else outside the company.
    Stakeholder,
    /// The company.
    BackOffice,
    /// Nobody: it happens by itself.
    Automatic,
    /// A role that this version does not know.
    Other,
}

/// When something should be done by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// By the end of a day.
    Day(Date),
    /// By a time.
    Time(DateTime),
}

/// How far a session's own activities have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Completed or handed in.
    pub done: usize,
    /// All of them.
    pub total: usize,
}

impl Journey {
    /// All activities, in their order.
    pub fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.stages.iter().flat_map(|stage| &stage.activities)
    }

    /// The activity with an id, and the stage that it is in.
    pub fn find(&self, id: ActivityId) -> Option<(&Stage, &Activity)> {
        let in_stage = |stage: &'_ Stage| stage.activities.iter().position(|activity| activity.id == id);
        self.stages.iter().find_map(|stage| in_stage(stage).map(|at| (stage, &stage.activities[at])))
    }

    /// Whether the back-end told the same both times. One that gives no versions tells everything each time.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }

    /// What the session's person can do now, in the order of the journey (contract, section 3, "Available").
    pub fn available<'a>(&'a self, session: &'a Session) -> impl Iterator<Item = &'a Activity> {
        self.activities().filter(|activity| activity.is_available_to(session))
    }

    /// Whether something goes on by itself that may make another activity available.
    pub fn moves_by_itself(&self) -> bool {
        self.activities()
            .any(|activity| activity.role == Role::Automatic && activity.status == ActivityStatus::InProgress)
    }

    /// How many of the session's own activities are done.
    pub fn progress(&self, session: &Session) -> Progress {
        let own = self.activities().filter(|activity| activity.belongs_to(session));
        own.fold(Progress::default(), |progress, activity| Progress {
            done: progress.done + usize::from(activity.is_handed_in()),
            total: progress.total + 1,
        })
    }

    /// The e-mail address of the session's person, where the journey tells it: the first among its data points, which is
    /// the lead's own as a rule and nobody else's.
    pub(crate) fn known_email(&self, session: &Session) -> Option<String> {
        wire::email(&self.data).filter(|_| session.role == Role::Lead)
    }

    /// The values of the journey's data points; what cannot be read is left out, since it only prefills.
    pub fn known_values(&self) -> BTreeMap<DataPointId, Value> {
        wire::values(&self.data)
    }
}

impl Activity {
    /// Whether it is the session's person's to do, now or at another time. Two unknown roles need not be the same one.
    pub fn belongs_to(&self, session: &Session) -> bool {
        let same_role = self.role == session.role && self.role != Role::Other;
        same_role && self.user.is_none_or(|user| user == session.user.id)
    }

    /// Whether the session's person sees it at all. The lead sees the whole journey; whoever has only a part in it sees
    /// that part, whatever the back-end sends.
    pub fn is_shown_to(&self, session: &Session) -> bool {
        session.role == Role::Lead || self.belongs_to(session)
    }

    /// Whether the session's person can do it now.
    pub fn is_available_to(&self, session: &Session) -> bool {
        self.status == ActivityStatus::InProgress && !self.awaiting_result && self.belongs_to(session)
    }

    /// Whether the person who does it has done their part.
    pub fn is_handed_in(&self) -> bool {
        self.status == ActivityStatus::Completed || self.awaiting_result
    }

    /// The values of an unfinished earlier visit, and when each was given.
    pub fn drafted_values(&self) -> BTreeMap<DataPointId, Drafted> {
        self.draft.as_deref().map(wire::drafted_values).unwrap_or_default()
    }
}

impl Role {
    /// By the name that the wire uses.
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "Lead" => Self::Lead,
            "Stakeholder" => Self::Stakeholder,
            "BackOffice" => Self::BackOffice,
            "Kohomai" => Self::Automatic,
            _ => Self::Other,
        }
    }

    /// The name that the wire uses.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Stakeholder => "Stakeholder",
            Self::BackOffice => "BackOffice",
            Self::Automatic => "Kohomai",
            Self::Other => "Other",
        }
    }
}
