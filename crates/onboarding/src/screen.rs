//! What the interface may know: the page to show, derived from the state and never kept beside it.

mod account;
mod entrance;

pub use account::*;
pub use entrance::*;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::activity::{self, Body};
use crate::calendar::DateTime;
use crate::failure::{Failure, NextStep};
use crate::form::{Form, Problem};
use crate::id::ActivityId;
use crate::journey::{Activity, ActivityStatus, Due, JourneyStatus, Progress, Role};
use crate::machine::{
    Again, Asking, Checking, Ending, Model, News, Notice, Now, Phase, Present, Renewal, Sending, Stay, Stop,
};
use crate::provider::{FrameRules, ProviderTask, ProviderUrl, Way};
use crate::redirect::RedirectUrl;
use crate::route::Route;
use crate::session::Workspace;

/// The frame around every screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Whose page this is, once that is known.
    pub workspace: Workspace,
    /// The whole name of the person who is here, where the back-end knows it.
    pub person: Option<String>,
    /// Whether there is a journey to go back to.
    pub has_journey: bool,
    /// How looking for news stands, while others are at work.
    pub looks: Option<Looks>,
    /// What has changed by itself since the lead last went somewhere.
    pub news: Option<News>,
    /// A new link, where the session is over and what is on the page stays.
    pub renewal: RenewalState,
    /// The person's e-mail address, masked: `j•••@gmail.com`.
    pub email: Option<String>,
    /// The session, where the back-end lets it be managed.
    pub account: Option<AccountScreen>,
    /// The session ends soon.
    pub limit: Option<LimitScreen>,
    /// How logging in stands, where the session is over and what is on the page stays.
    pub sign_in: Option<LogInState>,
    /// A code is asked for before the lead goes on.
    pub step_up: Option<StepUpScreen>,
    /// The browser has no network.
    pub offline: bool,
    /// How many submissions wait to be sent.
    pub unsent: usize,
}

/// How the page keeps itself up to date while others are at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// It looks by itself, and did so last at this time (UTC).
    Regular(DateTime),
    /// The same, but the back-end cannot be reached for now; the time is that of the last answer.
    InVain(DateTime),
    /// The session has ended, so it has stopped looking. What is on the page stays.
    SessionEnded,
}

/// The one thing to show.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// Something is on its way.
    Waiting(Waiting),
    /// The link asks for one click.
    Confirm,
    /// The task list.
    Journey(JourneyScreen),
    /// One activity.
    Activity(ActivityScreen),
    /// Something goes on by itself.
    Settling,
    /// On the way to another site.
    Leaving(RedirectUrl),
    /// Nothing is left to do.
    Closing(ClosingScreen),
    /// Something stands in the way.
    Failed(FailedScreen),
    /// The log-in page.
    LogIn(LogInScreen),
    /// A link was opened while somebody is here.
    Switching(SwitchingScreen),
    /// Several journeys, one to be chosen.
    Choice(ChoiceScreen),
    /// The person's active sessions.
    Sessions(SessionsScreen),
    /// The person has logged out.
    SignedOut,
    /// No such address, or no such activity.
    NotFound,
}

/// A page of its own: going from one to another is told, and moves focus.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Of [`Screen::Waiting`].
    Waiting(Waiting),
    /// Of [`Screen::Confirm`].
    Confirm,
    /// Of [`Screen::Journey`].
    Journey,
    /// Of [`Screen::Activity`].
    Activity(ActivityId),
    /// Of [`Screen::Settling`].
    Settling,
    /// Of [`Screen::Leaving`].
    Leaving,
    /// Of [`Screen::Closing`].
    Closing,
    /// Of [`Screen::Failed`]: each failure is news.
    Failed(FailedScreen),
    /// Of [`Screen::LogIn`].
    LogIn,
    /// Of [`Screen::Switching`].
    Switching,
    /// Of [`Screen::Choice`].
    Choice,
    /// Of [`Screen::Sessions`].
    Sessions,
    /// Of [`Screen::SignedOut`].
    SignedOut,
    /// Of [`Screen::NotFound`].
    NotFound,
}

/// What is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A link is being opened, or will be once the page is seen.
    Link,
    /// The session or the journey is being fetched.
    Journey,
}

/// The journey as a task list.
#[derive(Clone, Debug, PartialEq)]
pub struct JourneyScreen {
    /// The name of the funnel, where the integrator gave one.
    pub name: Option<String>,
    /// The first name to greet by.
    pub first_name: Option<String>,
    /// How far the lead's own activities have come.
    pub progress: Progress,
    /// The stages that have anything in them.
    pub stages: Arc<Vec<StageRows>>,
    /// Something to tell in passing.
    pub notice: Option<Notice>,
}

/// A stage of the task list.
#[derive(Clone, Debug, PartialEq)]
pub struct StageRows {
    /// Its name.
    pub name: String,
    /// Its activities.
    pub rows: Vec<Row>,
}

/// An activity in the task list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: ActivityId,
    /// Its name; may be empty.
    pub name: String,
    /// Where it stands.
    pub state: RowState,
    /// Who does it; `None`: the lead.
    pub actor: Option<Role>,
    /// When it should be done by, while it is not.
    pub due: Option<Due>,
    /// How long it takes, while it is not done.
    pub minutes: Option<u32>,
    /// Whether it can be opened.
    pub opens: bool,
}

/// Where an activity stands, for the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// The first that can be done now.
    Next,
    /// Can be done now.
    ToDo,
    /// The lead has sent it off, and it waits for the network.
    Unsent,
    /// Done.
    Completed,
    /// Handed in; a verdict is awaited.
    BeingChecked,
    /// Somebody else is at it.
    WaitingForOthers,
    /// Can be done now, but not on this page.
    ContactUs,
    /// Not yet.
    NotYet,
}

/// One activity, to be done or to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityScreen {
    /// Its id.
    pub id: ActivityId,
    /// Its name; may be empty.
    pub name: String,
    /// The name of its stage; may be empty.
    pub stage: String,
    /// What the integrator says about it.
    pub description: Option<String>,
    /// When it should be done by.
    pub due: Option<Due>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// When it was completed, once it is.
    pub completed: Option<DateTime>,
    /// What to show.
    pub content: Content,
    /// How sending it stands.
    pub sending: SendingState,
    /// How the visit to its provider stands, where it is done at one.
    pub visit: Box<VisitScreen>,
    /// Something to tell in passing.
    pub notice: Option<Notice>,
    /// How far the lead's own activities have come.
    pub progress: Progress,
    /// The stages that have anything in them, for the side of a wide page.
    pub stages: Arc<Vec<StageRows>>,
}

/// What an activity's page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Something to do.
    ToDo(Body),
    /// What was given, to be read.
    Given(Body),
    /// Handed in; a verdict is awaited.
    BeingChecked,
    /// Somebody else does it.
    WaitingFor(Role),
    /// Not yet.
    NotYet,
}

/// How the visit to a provider stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VisitScreen {
    /// Where it is.
    pub stay: StayScreen,
    /// The ways there, the main one first.
    pub ways: Vec<Way>,
    /// What the back-end says about it.
    pub checking: CheckingScreen,
    /// Whether "I've finished" now is the lead's own declaration, since the back-end was asked and does not know.
    pub declares: bool,
}

/// Where a visit to a provider is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum StayScreen {
    /// Not begun.
    #[default]
    Ready,
    /// The address is being asked for, to go this way; the failure is what it waits for, if it does.
    Opening(Way, Option<Failure>),
    /// The address could not be had; the lead may ask for it again.
    Refused(Failure),
    /// In a frame on the page.
    Framed(FrameScreen),
    /// In another tab, on another device, or in this tab before it came back. The address is there as long as it can
    /// be opened.
    Elsewhere(Way, Option<ProviderUrl>),
    /// Over without success; the lead may begin again.
    Ended(Ending),
}

/// A provider's frame.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameScreen {
    /// What it shows.
    pub url: ProviderUrl,
    /// Rises each time it is to be loaded anew.
    pub generation: u32,
    /// Its height in CSS pixels: what it asked for, and never less than the provider needs.
    pub height: u32,
    /// Nothing loads, as far as one can tell.
    pub silent: bool,
    /// What it needs of the page.
    pub rules: FrameRules,
}

/// What the back-end says about a visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CheckingScreen {
    /// It was not asked.
    #[default]
    Idle,
    /// It is being asked; the failure is what that waits for, if it does.
    UnderWay(Option<Failure>),
    /// It was asked, and the activity is still open.
    NotConfirmed,
    /// It could not be asked.
    Failed(Failure),
}

/// How sending an activity stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SendingState {
    /// Nothing is under way.
    #[default]
    Ready,
    /// It is under way; the failure is what it waits for, if it does.
    UnderWay(Option<Failure>),
    /// It failed and can be sent again.
    Failed(Failure),
    /// Answers were refused: problems of fields, and sentences about the whole.
    Invalid(Vec<Problem>, Vec<String>),
}

/// The last page, where there is nowhere to go by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosingScreen {
    /// Where the lead may go on.
    pub redirect: Option<RedirectUrl>,
    /// What is left to be done at all.
    pub rest: Rest,
    /// The stages that have anything in them.
    pub stages: Arc<Vec<StageRows>>,
}

/// What is left when a lead can do nothing more for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Something new that the lead can do now: it came while the closing page was open.
    ToDo,
    /// Nothing.
    Nothing,
    /// Something that others do.
    Others,
    /// Something that the lead will do later.
    Lead,
}

/// Something stands in the way.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedScreen {
    /// What.
    pub failure: Failure,
    /// What helps.
    pub next: NextStep,
    /// Whether a new link was asked for.
    pub renewal: RenewalState,
    /// Whether the same is tried again by itself.
    pub retries: bool,
}

/// How asking for a new link stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RenewalState {
    /// It cannot be asked for.
    #[default]
    NotOffered,
    /// It can.
    Offered,
    /// It was asked for in vain, and can be asked for again.
    Failed(Failure),
    /// It was just asked for.
    Asking,
    /// It is on its way, if the link was known.
    Sent,
}

impl Page {
    /// The frame for a state.
    pub fn of(model: &Model) -> Self {
        let workspace = model.workspace.clone().or(&model.config.workspace);
        let person = model.session().and_then(|session| session.user.name());
        let bare = Self { workspace, person, offline: !model.is_online(), ..Self::default() };
        if matches!(&model.phase, Phase::Present(present) if matches!(present.now, Now::Leaving(_))) {
            return bare;
        }
        let email = model.session().and_then(|session| session.user.masked_email());
        let bare = Self { email, account: model.account_screen(), ..bare };
        let Phase::Present(present) = &model.phase else { return bare };
        let renewal =
            if present.session_is_over() { RenewalState::of(&present.renewal) } else { RenewalState::default() };
        Self {
            has_journey: true,
            looks: present.looks(),
            news: present.news.clone(),
            renewal,
            limit: model.limit_screen(),
            sign_in: present.session_is_over().then(|| model.log_in.state()),
            step_up: model.step_up_screen(),
            unsent: present.outbox.under_way().len(),
            ..bare
        }
    }
}

impl Screen {
    /// The screen for a state.
    pub fn of(model: &Model) -> Self {
        if let Phase::Present(present) = &model.phase
            && let Now::Leaving(url) = &present.now
        {
            return Self::Leaving(url.clone());
        }
        match (model.route, &model.phase) {
            (Route::LogIn, _) => Self::LogIn(model.log_in_screen()),
            (Route::Unknown, _) => Self::NotFound,
            (_, Phase::Idle) => Self::Waiting(Waiting::Journey),
            (_, Phase::SignedOut) => Self::SignedOut,
            (Route::Sessions, _) if model.has_roster() => Self::Sessions(model.sessions_screen()),
            (_, Phase::Choosing(choosing)) => choosing.screen().map_or(Self::Waiting(Waiting::Journey), Self::Choice),
            (_, Phase::Switching(switching)) => Self::Switching(switching.screen()),
            (_, Phase::Holding(_) | Phase::Meeting { .. } | Phase::Opening { .. }) => Self::Waiting(Waiting::Link),
            (_, Phase::Confirming(_)) => Self::Confirm,
            (_, Phase::Resuming { .. } | Phase::Loading { .. } | Phase::Finding(_)) => Self::Waiting(Waiting::Journey),
            (_, Phase::Stopped(stop)) => Self::Failed(stop.screen()),
            (Route::Activity(id), Phase::Present(present)) => {
                present.activity(id, model).map_or(Self::NotFound, Self::Activity)
            }
            (Route::Done, Phase::Present(present)) => match present.now {
                Now::Settling(_) => Self::Settling,
                Now::Done => Self::Closing(present.closing()),
                _ => Self::Journey(present.journey_screen()),
            },
            (Route::Sessions, Phase::Present(_)) => Self::NotFound,
            (Route::Journeys, Phase::Present(present)) => {
                present.choice_screen().map_or_else(|| Self::Journey(present.journey_screen()), Self::Choice)
            }
            (Route::Journey | Route::Autologin, Phase::Present(present)) => Self::Journey(present.journey_screen()),
        }
    }

    /// What decides whether the page is another one. All else varies while it is open: focus, scroll and typed text
    /// stay in place.
    pub fn place(&self) -> Place {
        match self {
            Self::Waiting(waiting) => Place::Waiting(*waiting),
            Self::Confirm => Place::Confirm,
            Self::Journey(_) => Place::Journey,
            Self::Activity(activity) => Place::Activity(activity.id),
            Self::Settling => Place::Settling,
            Self::Leaving(_) => Place::Leaving,
            Self::Closing(_) => Place::Closing,
            Self::Failed(failed) => Place::Failed(failed.clone()),
            Self::LogIn(_) => Place::LogIn,
            Self::Switching(_) => Place::Switching,
            Self::Choice(_) => Place::Choice,
            Self::Sessions(_) => Place::Sessions,
            Self::SignedOut => Place::SignedOut,
            Self::NotFound => Place::NotFound,
        }
    }
}

impl RenewalState {
    fn of(renewal: &Renewal) -> Self {
        match renewal {
            Renewal::NotOffered => Self::NotOffered,
            Renewal::Offered(_) => Self::Offered,
            Renewal::Failed(_, failure) => Self::Failed(*failure),
            Renewal::Asking(..) => Self::Asking,
            Renewal::Sent => Self::Sent,
        }
    }
}

impl Stop {
    fn screen(&self) -> FailedScreen {
        let renewal = RenewalState::of(&self.renewal);
        let next = match (self.failure.next_step(), &self.again) {
            (NextStep::Retry | NextStep::Journey, Again::Nothing) => NextStep::Contact,
            (NextStep::NewLink, _) if renewal == RenewalState::NotOffered => NextStep::LogIn,
            (NextStep::LogIn, _) if renewal != RenewalState::NotOffered => NextStep::NewLink,
            // Nothing was opened that one could go back to; and what stands between may be gone in a moment.
            (NextStep::Journey, _) => NextStep::Retry,
            (next, _) => next,
        };
        FailedScreen { failure: self.failure, next, renewal, retries: self.tries_again() }
    }
}

impl Present {
    fn looks(&self) -> Option<Looks> {
        if self.session_is_over() {
            return Some(Looks::SessionEnded);
        }
        let heard_at = DateTime::from_minutes(self.lookout.heard_at.div_euclid(60))?;
        let looks = if self.lookout.in_vain { Looks::InVain(heard_at) } else { Looks::Regular(heard_at) };
        self.others_are_at_work().then_some(looks)
    }

    fn journey_screen(&self) -> JourneyScreen {
        JourneyScreen {
            name: self.journey.name.clone(),
            first_name: self.session.user.first_name.clone(),
            progress: self.journey.progress(&self.session),
            stages: self.stages(),
            notice: self.notice.clone(),
        }
    }

    fn activity(&self, id: ActivityId, model: &Model) -> Option<ActivityScreen> {
        let (stage, activity) = self.journey.find(id).filter(|(_, activity)| activity.is_shown_to(&self.session))?;
        let open = !activity.is_handed_in();
        let content = self.content(activity);
        let visit = match &content {
            Content::ToDo(Body::Provider(task)) => Box::new(self.visit_screen(id, task, model.session_survives())),
            _ => Box::default(),
        };
        Some(ActivityScreen {
            id,
            name: activity.name.clone(),
            stage: stage.name.clone(),
            description: activity.description.clone(),
            due: activity.due.filter(|_| open),
            minutes: activity.minutes.filter(|_| open),
            completed: activity.completed.filter(|_| activity.status == ActivityStatus::Completed),
            content,
            sending: self.sending(id, model.is_online()),
            visit,
            notice: self.notice.clone(),
            progress: self.journey.progress(&self.session),
            stages: self.stages(),
        })
    }

    fn content(&self, activity: &Activity) -> Content {
        if !activity.belongs_to(&self.session) {
            return Content::WaitingFor(activity.role.clone());
        }
        match activity.status {
            ActivityStatus::Completed => Content::Given(activity::open(activity, &self.journey)),
            _ if activity.awaiting_result => Content::BeingChecked,
            ActivityStatus::InProgress => Content::ToDo(activity::open(activity, &self.journey)),
            ActivityStatus::Blocked => Content::NotYet,
        }
    }

    fn sending(&self, id: ActivityId, online: bool) -> SendingState {
        let Some(submission) = self.outbox.find(id) else { return SendingState::Ready };
        match &submission.state {
            // What is told of the last try stays while the next one is under way.
            Sending::Sent(_) | Sending::Overtaken(..) => SendingState::UnderWay(submission.last_setback()),
            Sending::Waiting if !online => SendingState::UnderWay(Some(Failure::Offline)),
            Sending::Waiting => SendingState::UnderWay(self.outbox.hold_up()),
            Sending::Held(_, failure) => SendingState::UnderWay(Some(*failure)),
            Sending::Failed(failure) => SendingState::Failed(*failure),
            Sending::Invalid(problems, messages) => SendingState::Invalid(problems.clone(), messages.clone()),
        }
    }

    fn visit_screen(&self, id: ActivityId, task: &ProviderTask, survives: bool) -> VisitScreen {
        let ways = task.ways(survives);
        let Some(visit) = self.visit(id) else { return VisitScreen { ways, ..VisitScreen::default() } };
        let waits_for = |asking: &Asking| match asking {
            Asking::Asked(_) => None,
            Asking::Held(_, failure) => Some(*failure),
        };
        let stay = match &visit.stay {
            Stay::Ready => StayScreen::Ready,
            Stay::Minting(way, asking) => StayScreen::Opening(*way, waits_for(asking)),
            Stay::Refused(_, failure) => StayScreen::Refused(*failure),
            Stay::Framed(frame) => task.frame().map_or(StayScreen::Ready, |rules| {
                StayScreen::Framed(FrameScreen {
                    url: frame.url.clone(),
                    generation: frame.generation,
                    height: frame.height.unwrap_or_default().max(rules.min_height),
                    silent: frame.silent,
                    rules,
                })
            }),
            Stay::Elsewhere(way, url) => StayScreen::Elsewhere(*way, url.clone()),
            Stay::Ended(ending) => StayScreen::Ended(*ending),
        };
        let checking = match &visit.checking {
            Checking::Idle => CheckingScreen::Idle,
            Checking::Asking(_, asking) => CheckingScreen::UnderWay(waits_for(asking)),
            Checking::NotConfirmed => CheckingScreen::NotConfirmed,
            Checking::Failed(_, failure) => CheckingScreen::Failed(*failure),
        };
        VisitScreen { stay, ways, checking, declares: visit.unconfirmed && task.declares }
    }

    fn closing(&self) -> ClosingScreen {
        ClosingScreen { redirect: self.session.redirect.clone(), rest: self.rest(), stages: self.stages() }
    }

    fn rest(&self) -> Rest {
        let progress = self.journey.progress(&self.session);
        let complete = self.journey.status == JourneyStatus::Completed;
        if self.journey.available(&self.session).next().is_some() {
            return Rest::ToDo;
        }
        // What was handed in may still be refused: it is not complete before its verdict is there.
        let all_completed = || self.journey.activities().all(|activity| activity.status == ActivityStatus::Completed);
        match complete || all_completed() {
            true => Rest::Nothing,
            false if progress.done < progress.total => Rest::Lead,
            false => Rest::Others,
        }
    }

    fn stages(&self) -> Arc<Vec<StageRows>> {
        let next = self.next(None).map(|activity| activity.id);
        let unsent = self.outbox.under_way();
        let is_shown = |activity: &&Activity| activity.is_shown_to(&self.session);
        let rows = |activities: &[Activity]| {
            activities.iter().filter(is_shown).map(|activity| self.row(activity, next, &unsent)).collect::<Vec<_>>()
        };
        let stages = self
            .journey
            .stages
            .iter()
            .map(|stage| StageRows { name: stage.name.clone(), rows: rows(&stage.activities) });
        Arc::new(stages.filter(|stage| !stage.rows.is_empty()).collect())
    }

    fn row(&self, activity: &Activity, next: Option<ActivityId>, unsent: &BTreeSet<ActivityId>) -> Row {
        let own = activity.belongs_to(&self.session);
        let state = match activity.status {
            ActivityStatus::Completed => RowState::Completed,
            _ if activity.awaiting_result => RowState::BeingChecked,
            ActivityStatus::Blocked => RowState::NotYet,
            ActivityStatus::InProgress if !own => RowState::WaitingForOthers,
            ActivityStatus::InProgress if unsent.contains(&activity.id) => RowState::Unsent,
            ActivityStatus::InProgress if next == Some(activity.id) => RowState::Next,
            ActivityStatus::InProgress if activity::open(activity, &self.journey) == Body::Unsupported => {
                RowState::ContactUs
            }
            ActivityStatus::InProgress => RowState::ToDo,
        };
        let open = !activity.is_handed_in();
        Row {
            id: activity.id,
            name: activity.name.clone(),
            state,
            actor: (!own).then(|| activity.role.clone()),
            due: activity.due.filter(|_| open),
            minutes: activity.minutes.filter(|_| open && own),
            opens: own && activity.status != ActivityStatus::Blocked,
        }
    }
}

impl ActivityScreen {
    /// What is to be done at a provider, if this is that.
    pub fn provider(&self) -> Option<&Arc<ProviderTask>> {
        match &self.content {
            Content::ToDo(Body::Provider(task)) => Some(task),
            _ => None,
        }
    }

    /// The form that is to be filled in, if this is one.
    pub fn form(&self) -> Option<&Arc<Form>> {
        match &self.content {
            Content::ToDo(Body::Form(form)) => Some(form),
            _ => None,
        }
    }
}

/// Whether a journey is worth a progress bar.
pub fn shows_progress(progress: Progress) -> bool {
    progress.total > 1
}
