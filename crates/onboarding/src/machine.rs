//! The spine: which state the visit is in, and what each event makes of it. Pure and total: an event that does not
//! fit, a late answer or a second click changes nothing.
//!
//! Opening(link) → Loading(session) → Present{session, journey}: working, settling, then leaving or done.

mod choosing;
mod documents;
mod ending;
mod hearing;
mod limits;
mod log_in;
mod log_out;
mod meeting;
mod network;
mod opening;
mod outbox;
mod replay;
mod roster;
mod sending;
mod step_up;
mod stopping;
mod unplugged;
mod visiting;
mod waiting;
mod working;

pub(crate) use outbox::{Sending, Submission};
pub(crate) use stopping::{Again, Stop};
pub(crate) use unplugged::Finding;
pub(crate) use visiting::{Asking, Checking, Stay, Visit};
pub use visiting::{Ending, KeptVisit};

use std::fmt;
use std::sync::Arc;

use crate::activity::{self, Answer, Body};
use crate::api::{CallError, Channel, Request, Response};
use crate::config::{Config, TokenStore};
use crate::credentials::{Code, Password};
use crate::failure::Failure;
use crate::form::Form;
use crate::id::{ActivityId, JourneyId, UserId};
use crate::journey::Journey;
use crate::outbox::Recorded;
use crate::provider::{Message, ProviderUrl, Way};
use crate::redirect::RedirectUrl;
use crate::route::Route;
use crate::session::{AccessToken, AccountId, LinkId, Session};
use crate::snapshot::Snapshot;
use crate::tabs::Word;
use crate::text::Locale;
use crate::work::Standing;
use crate::workspace::Workspace;

use choosing::{Asked, Choosing};
use limits::Limits;
use log_in::LogIn;
use log_out::LogOut;
use meeting::Switching;
use outbox::Outbox;
pub use roster::ListPage;
use roster::Roster;
use step_up::StepUp;
use unplugged::{Kept, Unplugged};
pub(crate) use waiting::Lookout;
pub use waiting::News;

/// The whole state of a visit.
#[derive(Debug)]
pub struct Model {
    pub(crate) config: Config,
    /// The language that the lead has chosen in this browser, if they have.
    chosen_language: Option<Locale>,
    /// Nobody has come in in this browser before by a cookie, so nobody is here whom a link could replace.
    is_new_browser: bool,
    pub(crate) route: Route,
    pub(crate) phase: Phase,
    arrival: Arrival,
    token: Option<AccessToken>,
    /// The visit to a provider that this page was left for.
    kept: Option<KeptVisit>,
    /// The link that was spent here, by which a new one can be asked for.
    link: Option<LinkId>,
    /// The session that the link being spent takes the place of.
    replaced: Option<Arc<Session>>,
    /// Whether somebody sees the page.
    visible: bool,
    /// Whether the browser has a network, as far as it knows.
    online: bool,
    /// The last call before the network was lost: an answer to a later one shows that it is there.
    lost_after: Ticket,
    /// The visit was opened as it was kept, and the back-end is still to be heard.
    unplugged: Option<Unplugged>,
    /// What was kept of the visit last.
    snapshot: Option<Kept>,
    /// A fresh random number for each event.
    random: u32,
    /// How often in a row the session or the journey could not be read.
    setbacks: u32,
    /// Where the lead was before the log-in page, to go on there.
    wanted: Option<Route>,
    /// The journey that another tab has changed before it was here: what is fetched may be older than that.
    changed_elsewhere: Option<JourneyId>,
    /// What time it is, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    now: i64,
    /// By how many seconds the back-end's clock is ahead of the browser's.
    skew: i64,
    pub(crate) log_in: LogIn,
    log_out: LogOut,
    limits: Limits,
    step_up: Option<StepUp>,
    roster: Roster,
    /// When an answer came last, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    heard_at: i64,
    last_ticket: u32,
    /// Counts the sessions that began.
    session_generation: u32,
    /// The company of the last session. The page stays its own when the session is over.
    pub(crate) workspace: Workspace,
}

/// Names one call or one timer, so that a late answer is told from an awaited one. Later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u32);

/// How the browser came to this page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// By a link, an address or a log-in.
    #[default]
    Fresh,
    /// By a reload.
    Reload,
    /// By Back or Forward. Leaving again by itself would be a trap.
    Back,
}

/// What happened.
#[derive(Clone)]
pub enum Event {
    /// The page was opened.
    Started {
        /// Its address.
        route: Route,
        /// The UUID that came with the address, as it was written.
        link: Option<String>,
        /// The token that the tab kept.
        token: Option<AccessToken>,
        /// Whether somebody sees the page: it is neither prerendered nor hidden.
        visible: bool,
        /// How the browser came here.
        arrival: Arrival,
        /// The visit to a provider that the tab kept.
        visit: Option<KeptVisit>,
    },
    /// The page came into view.
    Seen,
    /// The page went out of view.
    Hidden,
    /// The network is back.
    Online,
    /// The network is gone.
    Offline,
    /// The page came back from the browser's cache, as it was when it was left.
    Restored,
    /// The lead agreed to open the link.
    Confirmed,
    /// The address changed: Back, Forward or a link in the page.
    Went(Route),
    /// A call ended.
    Answered(Ticket, Result<Response, CallError>),
    /// A timer ended.
    Woke(Ticket),
    /// The lead sends an activity.
    Submitted {
        /// Which one.
        activity: ActivityId,
        /// Their checked answer.
        answer: Answer,
        /// A fresh random key, used if this is a new attempt.
        key: String,
        /// Seconds of use.
        time_spent: u64,
    },
    /// A submission was written ahead; `false` where the browser keeps nothing.
    Recorded(Ticket, bool),
    /// What earlier visits recorded and never saw answered.
    Resumed(Vec<Recorded>),
    /// Another tab of this browser has sent what was to be sent.
    SentElsewhere(Ticket),
    /// What this browser kept of the last visit, if it did; whether it may be shown is decided here.
    SnapshotFound(Ticket, Option<Snapshot>),
    /// The lead asks for the failed thing again, or for what waits to be sent at once.
    Retried,
    /// The lead asks for a new link by e-mail.
    NewLinkWanted,
    /// The lead pasted a link over what is on the page, where the session is over: the link, or its UUID.
    LinkPasted(String),
    /// The lead logs in.
    LogInWanted {
        /// Their e-mail address.
        email: String,
        /// Their password.
        password: Password,
    },
    /// The lead logs out.
    LogOutWanted,
    /// A link waits while somebody is here: whether it is opened, or whoever is here goes on.
    SwitchDecided(bool),
    /// The lead chooses one of their journeys.
    JourneyChosen(JourneyId),
    /// The lead wants to stay signed in.
    StayWanted,
    /// The lead wants to give the code that something waits for.
    StepUpWanted,
    /// The lead does not want to give it now.
    StepUpLeft,
    /// The lead asks for a code, or another one.
    CodeWanted(Channel),
    /// The lead typed the code.
    CodeTyped(Code),
    /// The lead looks at their sessions, or at another page of them.
    SessionsWanted(ListPage),
    /// The lead ends one of their other sessions.
    SessionEndWanted(AccountId),
    /// The lead ends all of their other sessions.
    OtherSessionsEndWanted,
    /// Files were refused, because the session is not secured by a code.
    FilesNeedCode,
    /// Files were refused, because the session is over.
    FilesSignedOut,
    /// Another tab of this browser told something.
    Told(Word),
    /// The lead goes to the provider of the open activity, by a click.
    HandoverWanted {
        /// For which activity.
        activity: ActivityId,
        /// One of the ways that its screen offers.
        way: Way,
    },
    /// The provider's frame posted something; the shell has checked the window and the exact origin it comes from.
    FrameSaid {
        /// The activity whose frame it is.
        activity: ActivityId,
        /// What it posted.
        message: Message,
        /// Whether the frame covers the whole page.
        covers: bool,
        /// A fresh random key, used if the message completes the activity.
        key: String,
        /// Seconds of use.
        time_spent: u64,
    },
    /// The browser refused to show the frame (`securitypolicyviolation`).
    FrameBlocked(ActivityId),
    /// The lead says "I've finished".
    FinishClaimed {
        /// What they finished.
        activity: ActivityId,
        /// A fresh random key, used if this completes the activity.
        key: String,
        /// Seconds of use.
        time_spent: u64,
    },
    /// The lead asks whether the back-end knows more by now.
    StatusWanted(ActivityId),
    /// The lead closes the provider's frame, or does not go on elsewhere.
    VisitClosed(ActivityId),
    /// The lead chooses the language of the interface.
    LanguageChosen(Locale),
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send a request and report [`Event::Answered`].
    Call(Ticket, Request),
    /// Write a submission ahead, durably and in place of an earlier one of the same activity, and report
    /// [`Event::Recorded`] before long, whatever comes of it: nothing is sent before.
    Record(Ticket, Recorded),
    /// Its outcome is known: the record is not needed any more, unless another key has taken its place.
    Unrecord(Recorded),
    /// Look for the recorded submissions of a person in a journey, and report [`Event::Resumed`].
    FindRecorded(UserId, JourneyId),
    /// Send a recorded submission as [`Effect::Call`] does, but only one tab at a time, and not where another one has
    /// done so meanwhile ([`Event::SentElsewhere`]).
    SendOnce(Ticket, Recorded, Request),
    /// Keep what is on the page for a start without a network, in place of any earlier one, whoever's that is.
    KeepSnapshot(Snapshot),
    /// Drop what was kept for a start without a network, whoever's that is.
    ForgetSnapshot,
    /// Look for what was kept, and report [`Event::SnapshotFound`] before long, whatever comes of it.
    FindSnapshot(Ticket),
    /// Wait so many milliseconds and report [`Event::Woke`].
    Wake(Ticket, u32),
    /// Change the address; `replace` leaves no entry in the history.
    Go {
        /// Where to.
        route: Route,
        /// Without an entry of its own.
        replace: bool,
    },
    /// Leave the page for good.
    Leave(RedirectUrl),
    /// Somebody is in, by the link or without it: a reload has no more use for it.
    ForgetLink,
    /// Keep in mind that this browser has the cookie of a session, for [`Model::in_browser`].
    RememberSession,
    /// Keep the token as long as the tab lives.
    KeepToken(AccessToken),
    /// Drop the kept token.
    ForgetToken,
    /// Tell the integrator by the console.
    Complain(String),
    /// Post an object to the activity's frame, at the frame's own origin and nowhere else.
    PostToFrame {
        /// The activity whose frame it is.
        activity: ActivityId,
        /// What to post.
        message: Message,
    },
    /// Show the address in the tab that was opened on the click.
    OpenTab(ProviderUrl),
    /// Close the tab that was opened on the click: there is nothing to show in it.
    CloseTab,
    /// Leave for a provider, on the lead's click; the tab comes back later.
    VisitProvider(ProviderUrl),
    /// Keep a visit as long as the tab lives, through a reload or a stay elsewhere.
    RememberVisit(KeptVisit),
    /// Drop the kept visit.
    ForgetVisit,
    /// Load the page anew.
    Reload,
    /// Tell the other tabs of this browser.
    Tell(Word),
    /// Forget everything that is kept for this person, in the browser's stores and on the page.
    ForgetPerson(UserId),
    /// Keep the language that was chosen, for every visit in this browser: it says nothing of the person.
    KeepLanguage(Locale),
}

#[derive(Debug)]
pub(crate) enum Phase {
    /// Nothing was asked of the back-end: the address needs no session.
    Idle,
    /// The page is not seen yet, so nothing is spent.
    Holding(LinkId),
    /// The link waits for a click.
    Confirming(LinkId),
    /// A link was opened, and the browser may have a session already.
    Meeting { link: LinkId, ticket: Ticket, patience: Ticket },
    /// Somebody is here; the link waits for their word.
    Switching(Switching),
    /// The link is being spent.
    Opening { link: LinkId, ticket: Ticket },
    /// The browser may have a session already; if not, `otherwise` is what to tell.
    Resuming { ticket: Ticket, otherwise: Failure, link: Option<LinkId> },
    /// Neither the session nor the journey can be read, but they may have been kept.
    Finding(Finding),
    /// The journey is being fetched.
    Loading { session: Arc<Session>, journey: JourneyId, ticket: Ticket },
    /// There are several journeys.
    Choosing(Choosing),
    /// The person has logged out.
    SignedOut,
    /// The journey is here.
    Present(Box<Present>),
    /// Something stands in the way.
    Stopped(Stop),
}

/// Whether a new link can be asked for, and how far that is.
#[derive(Debug)]
pub(crate) enum Renewal {
    NotOffered,
    Offered(LinkId),
    /// It was asked for in vain, and can be asked for again.
    Failed(LinkId, Failure),
    Asking(LinkId, Ticket),
    Sent,
}

#[derive(Debug)]
pub(crate) struct Present {
    pub(crate) session: Arc<Session>,
    /// The last call before the back-end said that the session is over, while it is.
    over: Option<Ticket>,
    /// The last call in an earlier session: whatever it is told of that one is past.
    earlier: Option<Ticket>,
    pub(crate) journey: Arc<Journey>,
    pub(crate) now: Now,
    pub(crate) outbox: Outbox,
    pub(crate) notice: Option<Notice>,
    /// Files wait for a code.
    files_need_code: bool,
    /// Visits to providers, at most one for each activity.
    pub(crate) visits: Vec<Visit>,
    pub(crate) lookout: Lookout,
    /// Another tab said that the journey has changed, and it was not looked at since.
    is_to_look: bool,
    /// A new link, for when the session is over.
    pub(crate) renewal: Renewal,
    /// What has changed by itself since the lead last went somewhere.
    pub(crate) news: Option<News>,
    /// What became of choosing another journey.
    pub(crate) choosing: Asked,
}

#[derive(Debug)]
pub(crate) enum Now {
    /// Something can be done.
    Working,
    /// Nothing can be done yet, but something goes on by itself.
    Settling(Settling),
    /// On the way to the `RedirectURL`.
    Leaving(RedirectUrl),
    /// Nothing is left to do.
    Done,
}

#[derive(Debug)]
pub(crate) struct Settling {
    ticket: Ticket,
    waited_seconds: u32,
    pause_seconds: u32,
    /// Whether the ticket is that of a call, not of a pause.
    is_looking: bool,
}

/// Something to tell in passing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The activity of that name was completed.
    Completed(String),
    /// The activity of that name was handed in and is being checked.
    HandedIn(String),
    /// The activity of that name had been completed before, or is not to be done any more.
    AlreadyDone(String),
    /// The activity of that name was completed while it was open here, and not from here.
    CompletedElsewhere(String),
    /// The activity of that name cannot be done for now.
    NotNow(String),
}

/// The state before anything happened.
pub fn start(config: Config) -> Model {
    Model {
        config,
        chosen_language: None,
        is_new_browser: false,
        route: Route::Journey,
        phase: Phase::Idle,
        arrival: Arrival::Fresh,
        token: None,
        kept: None,
        link: None,
        replaced: None,
        visible: true,
        online: true,
        lost_after: Ticket(0),
        unplugged: None,
        snapshot: None,
        random: 0,
        setbacks: 0,
        changed_elsewhere: None,
        wanted: None,
        now: 0,
        skew: 0,
        log_in: LogIn::default(),
        log_out: LogOut::default(),
        limits: Limits::default(),
        step_up: None,
        roster: Roster::default(),
        heard_at: 0,
        last_ticket: 0,
        session_generation: 0,
        workspace: Workspace::default(),
    }
}

/// What an event makes of the state, and what is to be done about it.
pub fn step(mut model: Model, event: Event) -> (Model, Vec<Effect>) {
    let mut effects = Vec::new();
    match event {
        Event::Started { route, link, token, visible, arrival, visit } => {
            model.route = route;
            model.arrival = arrival;
            model.kept = visit;
            model.visible = visible;
            model.token = token.filter(|_| model.config.token_store == TokenStore::Tab);
            if !model.config.offline {
                model.forget_snapshot(&mut effects);
            }
            model.begin(link, visible, &mut effects);
        }
        Event::Went(route) => model.went(route, &mut effects),
        Event::Submitted { activity, answer, key, time_spent } => {
            model.submit(activity, answer, key, time_spent, &mut effects);
        }
        Event::Answered(ticket, answer) => model.answered(ticket, answer, &mut effects),
        Event::Woke(ticket) => model.woke(ticket, &mut effects),
        Event::Seen => model.seen(&mut effects),
        Event::Hidden => model.hidden(&mut effects),
        Event::Online => model.came_online(&mut effects),
        Event::Offline => model.went_offline(),
        Event::Recorded(ticket, is_kept) => model.recorded(ticket, is_kept),
        Event::Resumed(found) => model.resumed(found, &mut effects),
        Event::SentElsewhere(ticket) => model.sent_elsewhere(ticket, &mut effects),
        Event::SnapshotFound(ticket, found) => model.snapshot_found(ticket, found, &mut effects),
        Event::Restored => model.restored(&mut effects),
        Event::Confirmed => model.confirmed(&mut effects),
        Event::Retried => model.retried(&mut effects),
        Event::NewLinkWanted => model.new_link_wanted(&mut effects),
        Event::LinkPasted(text) => model.link_pasted(&text, &mut effects),
        Event::LogInWanted { email, password } => model.log_in_wanted(&email, &password, &mut effects),
        Event::LogOutWanted => model.log_out_wanted(&mut effects),
        Event::SwitchDecided(opens_link) => model.switch_decided(opens_link, &mut effects),
        Event::JourneyChosen(journey) => model.journey_chosen(journey, &mut effects),
        Event::StayWanted => model.stay_wanted(&mut effects),
        Event::StepUpWanted => model.step_up_wanted(),
        Event::FilesNeedCode => model.files_need_code(),
        Event::StepUpLeft => model.step_up_left(),
        Event::CodeWanted(channel) => model.code_wanted(channel, &mut effects),
        Event::CodeTyped(code) => model.code_typed(&code, &mut effects),
        Event::FilesSignedOut => model.files_signed_out(&mut effects),
        Event::SessionsWanted(page) => model.sessions_wanted(page, &mut effects),
        Event::SessionEndWanted(id) => model.session_end_wanted(&id, &mut effects),
        Event::OtherSessionsEndWanted => model.other_sessions_end_wanted(&mut effects),
        Event::Told(word) => model.told(word, &mut effects),
        Event::HandoverWanted { activity, way } => model.hand_over(activity, way, &mut effects),
        Event::FrameSaid { activity, message, covers, key, time_spent } => {
            model.frame_said(activity, &message, covers, key, time_spent, &mut effects);
        }
        Event::FrameBlocked(activity) => model.frame_blocked(activity),
        Event::FinishClaimed { activity, key, time_spent } => {
            model.finish_claimed(activity, key, time_spent, &mut effects);
        }
        Event::StatusWanted(activity) => model.status_wanted(activity, &mut effects),
        Event::VisitClosed(activity) => model.visit_closed(activity, &mut effects),
        Event::LanguageChosen(locale) => model.language_chosen(locale, &mut effects),
    }
    model.attend(&mut effects);
    model.keep_roster(&mut effects);
    model.keep_limits(&mut effects);
    model.keep_looking(&mut effects);
    model.keep_snapshot(&mut effects);
    model.wear();
    (model, effects)
}

impl Renewal {
    /// By the link that was spent here, otherwise by the one that opened the session, as after a reload.
    fn by(link: Option<&LinkId>, session: Option<&Session>) -> Self {
        let link = link.or_else(|| session?.link.as_ref());
        link.map_or(Self::NotOffered, |link| Self::Offered(link.clone()))
    }
}

impl fmt::Debug for Event {
    /// What kind of event it is and what it is about; no link, no key and nothing that was typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started { route, visible, arrival, .. } => {
                write!(f, "Started({route:?}, {arrival:?}, visible: {visible})")
            }
            Self::Seen => f.write_str("Seen"),
            Self::Hidden => f.write_str("Hidden"),
            Self::Online => f.write_str("Online"),
            Self::Offline => f.write_str("Offline"),
            Self::Recorded(ticket, kept) => write!(f, "Recorded({ticket:?}, {kept})"),
            Self::Resumed(recorded) => write!(f, "Resumed({recorded:?})"),
            Self::SentElsewhere(ticket) => write!(f, "SentElsewhere({ticket:?})"),
            Self::SnapshotFound(ticket, found) => write!(f, "SnapshotFound({ticket:?}, {})", found.is_some()),
            Self::Restored => f.write_str("Restored"),
            Self::Confirmed => f.write_str("Confirmed"),
            Self::Went(route) => write!(f, "Went({route:?})"),
            Self::Answered(ticket, answer) => write!(f, "Answered({ticket:?}, {answer:?})"),
            Self::Woke(ticket) => write!(f, "Woke({ticket:?})"),
            Self::Submitted { activity, .. } => write!(f, "Submitted({activity})"),
            Self::Retried => f.write_str("Retried"),
            Self::NewLinkWanted => f.write_str("NewLinkWanted"),
            Self::LinkPasted(_) => f.write_str("LinkPasted"),
            Self::LogInWanted { .. } => f.write_str("LogInWanted"),
            Self::LogOutWanted => f.write_str("LogOutWanted"),
            Self::SwitchDecided(opens_link) => write!(f, "SwitchDecided({opens_link})"),
            Self::JourneyChosen(journey) => write!(f, "JourneyChosen({journey})"),
            Self::StayWanted => f.write_str("StayWanted"),
            Self::StepUpWanted => f.write_str("StepUpWanted"),
            Self::StepUpLeft => f.write_str("StepUpLeft"),
            Self::CodeWanted(channel) => write!(f, "CodeWanted({channel:?})"),
            Self::CodeTyped(_) => f.write_str("CodeTyped"),
            Self::SessionsWanted(page) => write!(f, "SessionsWanted({page:?})"),
            Self::SessionEndWanted(_) => f.write_str("SessionEndWanted"),
            Self::OtherSessionsEndWanted => f.write_str("OtherSessionsEndWanted"),
            Self::FilesNeedCode => f.write_str("FilesNeedCode"),
            Self::FilesSignedOut => f.write_str("FilesSignedOut"),
            Self::Told(word) => write!(f, "Told({word:?})"),
            Self::HandoverWanted { activity, way } => write!(f, "HandoverWanted({activity}, {way:?})"),
            Self::FrameSaid { activity, message, .. } => write!(f, "FrameSaid({activity}, {message:?})"),
            Self::FrameBlocked(activity) => write!(f, "FrameBlocked({activity})"),
            Self::FinishClaimed { activity, .. } => write!(f, "FinishClaimed({activity})"),
            Self::StatusWanted(activity) => write!(f, "StatusWanted({activity})"),
            Self::VisitClosed(activity) => write!(f, "VisitClosed({activity})"),
            Self::LanguageChosen(locale) => write!(f, "LanguageChosen({locale:?})"),
        }
    }
}

impl Model {
    /// The same visit in the language that the lead chose in this browser before, if they did.
    #[must_use]
    pub fn speaking(self, chosen: Option<Locale>) -> Self {
        Self { chosen_language: chosen, ..self }
    }

    /// The same visit in a browser in which somebody has come in before, or nobody yet. Unless told, it is asked of the
    /// back-end.
    #[must_use]
    pub fn in_browser(self, is_known: bool) -> Self {
        Self { is_new_browser: !is_known, ..self }
    }

    /// The tag of the language that is asked for (RFC 5646): the lead's choice, otherwise the configuration's,
    /// otherwise the workspace's. A choice keeps the region that the integrator names for the same language.
    pub fn language(&self) -> Option<&str> {
        let workspace = self.session().and_then(|session| session.workspace.locale.as_deref());
        let asked = self.config.locale.as_deref();
        let Some(chosen) = self.chosen_language else { return asked.or(workspace) };
        let same = [asked, workspace].into_iter().flatten().find(|tag| Locale::from_tag(tag) == Some(chosen));
        Some(same.unwrap_or(chosen.tag()))
    }

    fn language_chosen(&mut self, locale: Locale, effects: &mut Vec<Effect>) {
        self.chosen_language = Some(locale);
        effects.push(Effect::KeepLanguage(locale));
    }

    /// The page wears the company of whoever is here, and goes on to after they have left.
    fn wear(&mut self) {
        let here = match &self.phase {
            Phase::Switching(switching) => Some(&*switching.session),
            _ => self.session(),
        };
        if let Some(session) = here.filter(|session| session.workspace != self.workspace) {
            self.workspace = session.workspace.clone();
        }
    }

    /// Rises with each session that begins, also of the same person: what the earlier one refused may go on.
    pub fn session_generation(&self) -> u32 {
        self.session_generation
    }

    /// The activities of the journey that are handed in: what was kept for them is not needed any more.
    pub fn handed_in(&self) -> Vec<ActivityId> {
        let Phase::Present(present) = &self.phase else { return Vec::new() };
        present.journey.activities().filter(|activity| activity.is_handed_in()).map(|activity| activity.id).collect()
    }

    /// Puts the session's proof into a request that was made beside the model. Without a token, cookies go along.
    pub fn sign(&self, request: Request) -> Request {
        request.signed(self.session().and_then(|session| session.token.as_ref()))
    }

    /// How the visit stands, for what is kept of it.
    pub fn standing(&self) -> Standing {
        let (journey, submitting) = match &self.phase {
            Phase::Present(present) => (Some(present.journey.id), present.submitting()),
            _ => (None, Vec::new()),
        };
        let (user, session) = (self.user(), self.session_generation);
        let is_unplugged = self.is_unplugged();
        Standing { user, journey, session, is_unplugged, handed_in: self.handed_in(), submitting }
    }

    /// A time of the browser's clock by that of the back-end, as far as it was heard; both in milliseconds since 1970.
    pub fn back_end_time(&self, milliseconds: i64) -> i64 {
        milliseconds.saturating_add(self.skew.saturating_mul(1000))
    }

    /// The form of an activity, as the journey has it now.
    pub fn form(&self, id: ActivityId) -> Option<Arc<Form>> {
        let Phase::Present(present) = &self.phase else { return None };
        match activity::open(present.journey.find(id)?.1, &present.journey) {
            Body::Form(form) => Some(form),
            _ => None,
        }
    }

    /// The person who is here, once that is known.
    pub fn user(&self) -> Option<UserId> {
        self.session().map(|session| session.user.id)
    }

    /// Whose things this browser has no reason to keep any more once the page was left for good, and of which journey
    /// only, where the person has others.
    pub fn departing(&self) -> Option<(UserId, Option<JourneyId>)> {
        let Phase::Present(present) = &self.phase else { return None };
        let has_others = present.session.journeys.len() > 1;
        Some((present.session.user.id, has_others.then_some(present.journey.id)))
    }

    /// Whether the journey at hand has an activity of that id whose part is done.
    pub fn is_handed_in(&self, id: ActivityId) -> bool {
        let Phase::Present(present) = &self.phase else { return false };
        present.journey.find(id).is_some_and(|(_, activity)| activity.is_handed_in())
    }

    /// Who is here, once that is known.
    pub(crate) fn session(&self) -> Option<&Session> {
        match &self.phase {
            Phase::Loading { session, .. } => Some(session),
            Phase::Present(present) => Some(&present.session),
            Phase::Stopped(stop) => stop.session.as_deref(),
            Phase::Finding(finding) => finding.session.as_deref(),
            Phase::Choosing(choosing) => Some(&choosing.session),
            Phase::Idle
            | Phase::Holding(_)
            | Phase::Meeting { .. }
            | Phase::Switching(_)
            | Phase::Confirming(_)
            | Phase::Opening { .. }
            | Phase::Resuming { .. }
            | Phase::SignedOut => None,
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        Ticket(self.last_ticket)
    }

    fn call(&mut self, request: Request, effects: &mut Vec<Effect>) -> Ticket {
        let ticket = self.ticket();
        effects.push(Effect::Call(ticket, request));
        ticket
    }

    fn wake(&mut self, milliseconds: u32, effects: &mut Vec<Effect>) -> Ticket {
        let ticket = self.ticket();
        effects.push(Effect::Wake(ticket, milliseconds));
        ticket
    }

    /// Goes to an address of the app, unless it is there already.
    fn go(&mut self, route: Route, replace: bool, effects: &mut Vec<Effect>) {
        if self.route != route {
            self.route = route;
            effects.push(Effect::Go { route, replace });
        }
    }

    fn went(&mut self, route: Route, effects: &mut Vec<Effect>) {
        if self.route == route {
            return;
        }
        let was_choosing = self.is_choosing();
        let before = std::mem::replace(&mut self.route, route);
        if route == Route::LogIn {
            self.wanted = Some(before);
        }
        self.log_in.went();
        self.leave_log_in_page(effects);
        match &mut self.phase {
            Phase::Present(present) => {
                present.went();
                if was_choosing {
                    self.settle_after_choice(effects);
                }
            }
            Phase::Idle => self.begin(None, true, effects),
            _ => {}
        }
    }

    fn answered(&mut self, ticket: Ticket, answer: Result<Response, CallError>, effects: &mut Vec<Effect>) {
        if let Ok(response) = &answer {
            self.set_clock(response);
        }
        // What goes on beside the journey.
        if self.log_in.awaits(ticket) {
            return self.log_in_answered(answer, effects);
        }
        if self.log_out.awaits(ticket) {
            return self.log_out_answered(answer, effects);
        }
        if self.limits.awaits(ticket) {
            return self.limits_answered(ticket, answer, effects);
        }
        if self.step_up.as_ref().is_some_and(|step_up| step_up.awaits(ticket)) {
            return self.step_up_answered(ticket, answer, effects);
        }
        if self.roster.awaits(ticket) {
            return self.roster_answered(ticket, answer, effects);
        }
        if self.asks_back_end(ticket) {
            self.heard_at = answer.as_ref().map_or(self.heard_at, |response| response.received_at);
            return self.unplugged_answered(answer, effects);
        }
        let is_awaited = match &self.phase {
            Phase::Meeting { ticket: awaited, .. }
            | Phase::Opening { ticket: awaited, .. }
            | Phase::Resuming { ticket: awaited, .. }
            | Phase::Loading { ticket: awaited, .. }
            | Phase::Stopped(Stop { renewal: Renewal::Asking(_, awaited), .. }) => *awaited == ticket,
            Phase::Stopped(stop) => stop.awaits(ticket),
            Phase::Choosing(choosing) => choosing.asked.awaits(ticket),
            Phase::Present(present) => present.awaits(ticket),
            _ => false,
        };
        if !is_awaited {
            return;
        }
        if let Ok(response) = &answer {
            self.shows_network(ticket, effects);
            self.heard_at = response.received_at;
            match &self.phase {
                Phase::Loading { .. } if response.status == 401 => self.forget_token(effects),
                Phase::Stopped(stop) if stop.awaits(ticket) && response.status == 401 => self.forget_token(effects),
                // A new link is asked for in no session.
                Phase::Present(present) if !present.awaits_renewal(ticket) => {
                    self.heard(ticket, response.status, effects)
                }
                _ => {}
            }
        }
        match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Meeting { link, .. } => self.meeting_answered(link, answer, effects),
            Phase::Choosing(choosing) => self.choice_answered(choosing, answer, effects),
            Phase::Opening { link, .. } => self.link_answered(link, answer, effects),
            Phase::Resuming { otherwise, link, .. } => self.session_answered(otherwise, link, answer, effects),
            Phase::Loading { session, journey, .. } => self.journey_answered(session, journey, answer, effects),
            Phase::Stopped(stop) if stop.awaits(ticket) => match stop.again {
                Again::Resume { otherwise, link } => self.session_answered(otherwise, link, answer, effects),
                Again::Load(session, journey) => self.journey_answered(session, journey, answer, effects),
                Again::Nothing | Again::Spend(_) | Again::Reload => self.phase = Phase::Stopped(stop),
            },
            Phase::Stopped(stop) => {
                let renewal = self.renewal_answered(stop.renewal, answer, effects);
                self.phase = Phase::Stopped(Stop { renewal, ..stop });
            }
            Phase::Present(present) => self.present_answered(present, ticket, answer, effects),
            other => self.phase = other,
        }
    }

    fn woke(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        if self.limits.woke(ticket) {
            // The time itself says what is due.
            return;
        }
        if self.unplugged_woke(ticket, effects) {
            return;
        }
        match &mut self.phase {
            Phase::Meeting { patience, .. } if *patience == ticket => self.meeting_takes_too_long(effects),
            Phase::Stopped(_) => self.stop_woke(ticket, effects),
            Phase::Present(_) => self.present_woke(ticket, effects),
            _ => {}
        }
    }
}
