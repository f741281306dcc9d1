//! Waiting: while others are at work, the journey is looked at again by itself, less and less often. What it brings
//! appears in place, and nothing is taken out of the lead's hands.
//!
//! [`Present::awaits_news`] alone says when; [`Model::keep_looking`] runs after every event and follows it.

use std::sync::Arc;

use super::ending::End;
use super::opening::complain;
use super::{Checking, Effect, Ending, Model, Notice, Now, Phase, Present, Stay, Ticket, Visit};
use crate::api::{self, CallError, Response};
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::{Activity, ActivityStatus, Journey, JourneyStatus};
use crate::route::Route;
use crate::session::Session;

/// The pause before the first look, and after each change, in milliseconds.
const FIRST_PAUSE: u32 = 2_000;
/// The longest pause while somebody sees the page.
const LONGEST_PAUSE: u32 = 30_000;
/// The pause while nobody does.
const HIDDEN_PAUSE: u32 = 120_000;

/// The looks at the journey while others are at work.
#[derive(Debug)]
pub(crate) struct Lookout {
    state: State,
    /// Milliseconds before the next look on a page that is seen.
    pause: u32,
    /// When the journey was heard of last, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    pub(crate) heard_at: i64,
    /// Whether the last look was in vain.
    pub(crate) in_vain: bool,
}

#[derive(Debug, PartialEq)]
enum State {
    /// Nothing is awaited, or something else is under way.
    Resting,
    /// Until the next look; a firm pause is the back-end's own wish, which nothing cuts short.
    Pausing { ticket: Ticket, firm: bool },
    /// A look is under way.
    Looking(Ticket),
}

/// What has changed by itself, by the names of the activities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What the lead can do now and could not before.
    pub opened: Vec<String>,
    /// What has been completed.
    pub completed: Vec<String>,
}

impl Lookout {
    pub(super) fn new(heard_at: i64) -> Self {
        Self { state: State::Resting, pause: FIRST_PAUSE, heard_at, in_vain: false }
    }

    /// Whether a look with that ticket is under way.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.state == State::Looking(ticket)
    }

    /// Whether a look is under way.
    pub(super) fn is_looking(&self) -> bool {
        matches!(self.state, State::Looking(_))
    }

    /// Whether a pause with that ticket is under way.
    pub(super) fn pauses(&self, ticket: Ticket) -> bool {
        matches!(self.state, State::Pausing { ticket: pausing, .. } if pausing == ticket)
    }

    fn slow_down(&mut self) {
        self.pause = (self.pause + self.pause / 2).min(LONGEST_PAUSE);
    }
}

impl News {
    /// What became of a journey, besides what is told of the activity on the page.
    fn between(before: &Journey, after: &Journey, session: &Session, on_page: Option<ActivityId>) -> Self {
        let mut news = Self::default();
        let is_news = |activity: &&Activity| Some(activity.id) != on_page && activity.is_shown_to(session);
        for activity in after.activities().filter(is_news) {
            let earlier = before.find(activity.id).map(|(_, earlier)| earlier);
            let was = |rule: fn(&Activity, &Session) -> bool| earlier.is_some_and(|earlier| rule(earlier, session));
            let opened = activity.is_available_to(session) && !was(Activity::is_available_to);
            let completed = is_completed(activity, session) && earlier.is_some() && !was(is_completed);
            if opened {
                news.opened.push(activity.name.clone());
            } else if completed {
                news.completed.push(activity.name.clone());
            }
        }
        news
    }

    fn is_empty(&self) -> bool {
        self.opened.is_empty() && self.completed.is_empty()
    }
}

fn is_completed(activity: &Activity, _: &Session) -> bool {
    activity.status == ActivityStatus::Completed
}

impl Present {
    /// Whether somebody else is at work on this journey: at an activity of their own, or at a verdict.
    pub(crate) fn others_are_at_work(&self) -> bool {
        let under_way = |activity: &Activity| {
            activity.status == ActivityStatus::InProgress
                && (activity.awaiting_result || !activity.belongs_to(&self.session))
        };
        self.journey.status == JourneyStatus::InProgress && self.journey.activities().any(under_way)
    }

    /// Whether a provider's word is awaited that reaches the back-end by other ways: of a visit outside this page, of
    /// one that the back-end could not confirm yet, or of a frame that failed, perhaps after all was done.
    fn awaits_provider(&self) -> bool {
        let awaits = |visit: &Visit| {
            matches!(visit.stay, Stay::Elsewhere(..) | Stay::Ended(Ending::Failed))
                || matches!(visit.checking, Checking::NotConfirmed)
        };
        self.visits.iter().any(awaits)
    }

    /// Whether the journey is to be looked at by itself now. A look never runs beside a call whose answer is a journey
    /// too: the older of two answers could come last. When the session is over, looking on would be in vain.
    fn awaits_news(&self) -> bool {
        self.can_look() && (self.others_are_at_work() || self.awaits_provider() || self.outbox.has_doubts())
    }

    fn can_look(&self) -> bool {
        let here = matches!(self.now, Now::Working | Now::Done);
        here && !self.is_asking() && !self.session_is_over()
    }
}

impl Model {
    /// Begins to look for news when there is reason to, and drops a pause or a look when there is none any more.
    pub(super) fn keep_looking(&mut self, effects: &mut Vec<Effect>) {
        // The back-end is asked who is here before anything else.
        if self.unplugged.is_some() {
            return;
        }
        let Phase::Present(present) = &mut self.phase else { return };
        match (&present.lookout.state, present.awaits_news()) {
            (State::Looking(_), _) if present.can_look() => {}
            (State::Pausing { firm: true, .. }, true) => {}
            _ if present.is_to_look && present.can_look() => self.look_for_news(effects),
            (State::Resting, true) => self.pause_before_look(None, effects),
            (State::Pausing { .. } | State::Looking(_), false) => present.lookout.state = State::Resting,
            _ => {}
        }
    }

    /// The page came into view, or the network is back: a pause that is not the back-end's own wish is over.
    pub(super) fn look_at_once(&mut self, effects: &mut Vec<Effect>) {
        self.limits.ask_at_once();
        let Phase::Present(present) = &self.phase else { return };
        if matches!(present.lookout.state, State::Pausing { firm: false, .. }) {
            self.look_for_news(effects);
        }
    }

    /// Nobody sees the page any more: there is no hurry.
    pub(super) fn hidden(&mut self, effects: &mut Vec<Effect>) {
        self.visible = false;
        let Phase::Present(present) = &self.phase else { return };
        if matches!(present.lookout.state, State::Pausing { firm: false, .. }) {
            self.pause_before_look(None, effects);
        }
    }

    /// A pause is over.
    pub(super) fn look_for_news(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        present.is_to_look = false;
        let request =
            api::read_journey(present.journey.id, present.journey.etag.as_deref(), present.session.token.as_ref());
        let state = State::Looking(self.call(request, effects));
        self.set_lookout(state);
    }

    /// A look was answered.
    pub(super) fn news_answered(
        &mut self,
        mut present: Box<Present>,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let lookout = &mut present.lookout;
        let refusal = match api::journey_from(answer) {
            Ok(Some(journey)) => return self.news(present, journey, effects),
            Ok(None) => None,
            Err(refusal) => Some(refusal),
        };
        let failure = refusal.as_ref().map(|refusal| refusal.failure);
        // Said once: what goes on for hours would fill the console.
        if let Some(refusal) = refusal.filter(|_| !lookout.in_vain) {
            complain(&refusal, effects);
        }
        lookout.slow_down();
        lookout.in_vain = failure.is_some();
        if failure.is_none() {
            lookout.heard_at = self.heard_at;
        }
        match failure {
            Some(Failure::Cancelled) => self.called_off(*present, effects),
            Some(Failure::SessionEnded) => {
                present.lookout = Lookout::new(present.lookout.heard_at);
                self.phase = Phase::Present(present);
            }
            failure => {
                self.phase = Phase::Present(present);
                let asked_to_wait = match failure {
                    Some(Failure::Busy(seconds)) => seconds,
                    _ => None,
                };
                self.pause_before_look(asked_to_wait, effects);
            }
        }
    }

    /// The journey as it is now.
    pub(super) fn news(&mut self, mut present: Box<Present>, journey: Journey, effects: &mut Vec<Effect>) {
        if journey.status == JourneyStatus::Cancelled {
            return self.called_off(*present, effects);
        }
        let before = std::mem::replace(&mut present.journey, Arc::new(journey));
        let pause = present.lookout.pause;
        present.lookout = Lookout::new(self.heard_at);
        if present.journey.is_same_as(&before) {
            present.lookout.pause = pause;
            present.lookout.slow_down();
        }
        let open = match self.route {
            Route::Activity(id) => Some(id),
            _ => None,
        };
        let could_be_done = |journey: &Journey, id| {
            journey.find(id).is_some_and(|(_, activity)| activity.is_available_to(&present.session))
        };
        let overtaken = open.filter(|id| could_be_done(&before, *id) && !could_be_done(&present.journey, *id));
        let news = News::between(&before, &present.journey, &present.session, overtaken);
        if !news.is_empty() {
            present.news = Some(news);
        }
        match overtaken {
            Some(id) => self.overtaken_by_others(present, &before, id, effects),
            None => self.take_in_news(present, effects),
        }
    }

    /// The activity on the page was completed elsewhere: on as after a completion, and say so.
    fn overtaken_by_others(
        &mut self,
        mut present: Box<Present>,
        before: &Journey,
        id: ActivityId,
        effects: &mut Vec<Effect>,
    ) {
        let name = before.find(id).map(|(_, activity)| activity.name.clone()).unwrap_or_default();
        // What failed here may have arrived after all.
        let tried_here = present.outbox.find(id).is_some();
        let from_here = tried_here || present.visit(id).is_some();
        present.notice = Some(match present.journey.find(id).map(|(_, activity)| activity) {
            Some(activity) if activity.status == ActivityStatus::Completed && !from_here => {
                Notice::CompletedElsewhere(name)
            }
            Some(activity) if activity.is_handed_in() => Notice::accepted(&present.journey, id, name),
            Some(_) => Notice::NotNow(name),
            None => Notice::AlreadyDone(name),
        });
        self.go_on(present, id, effects);
    }

    /// Nothing on the page is concerned. Whoever reads the closing page stays on it, whatever there is to do now.
    pub(super) fn take_in_news(&mut self, mut present: Box<Present>, effects: &mut Vec<Effect>) {
        let idle = present.journey.available(&present.session).next().is_none();
        let over = idle && matches!(present.now, Now::Working);
        if !idle && self.route != Route::Done {
            present.now = Now::Working;
        }
        self.phase = Phase::Present(present);
        if over {
            self.settle(End::Found, effects);
        }
    }

    fn pause_before_look(&mut self, asked_to_wait: Option<u32>, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let own = if self.visible { present.lookout.pause } else { HIDDEN_PAUSE };
        let asked = asked_to_wait.map_or(0, |seconds| seconds * 1000);
        let ticket = self.wake(own.max(asked), effects);
        self.set_lookout(State::Pausing { ticket, firm: asked_to_wait.is_some() });
    }

    fn set_lookout(&mut self, state: State) {
        if let Phase::Present(present) = &mut self.phase {
            present.lookout.state = state;
        }
    }
}
