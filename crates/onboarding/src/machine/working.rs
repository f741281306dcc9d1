//! With the journey at hand: where to begin, what is next, and whom each answer and each timer is for.

use std::sync::Arc;

use super::choosing::Asked;
use super::ending::End;
use super::outbox::Outbox;
use super::{Again, Arrival, Effect, Lookout, Model, Now, Phase, Present, Renewal, Ticket};
use crate::activity::{self, Body};
use crate::api::{CallError, Response};
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::{Activity, Journey, JourneyStatus};
use crate::route::Route;
use crate::session::Session;

impl Present {
    pub(super) fn new(session: Arc<Session>, journey: Arc<Journey>, heard_at: i64, renewal: Renewal) -> Self {
        Self {
            session,
            over: None,
            earlier: None,
            journey,
            now: Now::Working,
            outbox: Outbox::default(),
            notice: None,
            files_need_code: false,
            visits: Vec::new(),
            lookout: Lookout::new(heard_at),
            is_to_look: false,
            renewal,
            news: None,
            choosing: Asked::default(),
        }
    }

    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        let settling = match &self.now {
            Now::Settling(settling) => Some(settling.ticket),
            _ => None,
        };
        settling == Some(ticket)
            || self.outbox.awaiting(ticket).is_some()
            || self.lookout.awaits(ticket)
            || self.visits.iter().any(|visit| visit.awaits(ticket))
            || self.awaits_renewal(ticket)
            || self.choosing.awaits(ticket)
    }

    pub(super) fn awaits_renewal(&self, ticket: Ticket) -> bool {
        matches!(&self.renewal, Renewal::Asking(_, asked) if *asked == ticket)
    }

    /// The lead went to another page: what was told in passing is over.
    pub(super) fn went(&mut self) {
        self.notice = None;
        self.news = None;
        self.choosing.went();
        if matches!(self.now, Now::Done) && self.journey.available(&self.session).next().is_some() {
            self.now = Now::Working;
        }
    }

    /// The activity to open next: one that can be done here, looked for behind the given one first.
    pub(crate) fn next(&self, after: Option<ActivityId>) -> Option<&Activity> {
        let under_way = self.outbox.under_way();
        let is_left = |activity: &&Activity| !under_way.contains(&activity.id);
        let supported =
            |activity: &&Activity| is_left(activity) && activity::open(activity, &self.journey) != Body::Unsupported;
        let behind = after.and_then(|after| {
            let mut behind = self.journey.activities().skip_while(|activity| activity.id != after).skip(1);
            behind.find(|activity| activity.is_available_to(&self.session) && supported(activity))
        });
        behind.or_else(|| self.journey.available(&self.session).find(supported))
    }
}

impl Model {
    /// The journey was fetched. The address is kept where it makes sense; arriving with a single thing to do opens it.
    pub(super) fn enter(&mut self, session: Arc<Session>, journey: Journey, effects: &mut Vec<Effect>) {
        if journey.status == JourneyStatus::Cancelled {
            self.stop(Failure::Cancelled, Again::Nothing, Some(session), effects);
            return;
        }
        let journey = Arc::new(journey);
        let only = only_one(journey.available(&session)).map(|activity| activity.id);
        let idle = journey.available(&session).next().is_none();
        let renewal = Renewal::by(self.link.as_ref(), Some(&session));
        self.setbacks = 0;
        effects.push(Effect::FindRecorded(session.user.id, journey.id));
        let is_to_look = self.changed_elsewhere.take() == Some(journey.id);
        let present = Present::new(session, journey, self.heard_at, renewal);
        self.phase = Phase::Present(Box::new(Present { is_to_look, ..present }));
        if self.goes_on_after_visit(effects) {
            return;
        }
        if idle {
            self.resume_visit(effects);
            return self.settle(End::Found, effects);
        }
        let arrived = matches!(self.route, Route::Autologin | Route::LogIn | Route::Done)
            || (self.route == Route::Journey && self.arrival == Arrival::Fresh);
        let wanted = self.wanted.take().filter(|wanted| self.leads_somewhere(*wanted));
        if arrived {
            self.go(wanted.or(only.map(Route::Activity)).unwrap_or(Route::Journey), true, effects);
        }
        self.resume_visit(effects);
    }

    /// Whether the address is one of an activity that this person can do something about.
    fn leads_somewhere(&self, route: Route) -> bool {
        let (Route::Activity(id), Phase::Present(present)) = (route, &self.phase) else { return false };
        present.journey.find(id).is_some_and(|(_, activity)| activity.is_available_to(&present.session))
    }

    pub(super) fn present_answered(
        &mut self,
        mut present: Box<Present>,
        ticket: Ticket,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let submission = present.outbox.awaiting(ticket).map(|submission| (submission.activity(), submission.why()));
        match submission {
            Some((id, Some(why))) => self.overtaken_answered(present, id, why, answer, effects),
            Some((id, None)) => self.completion_answered(present, id, answer, effects),
            None if present.visits.iter().any(|visit| visit.awaits(ticket)) => {
                self.visit_answered(present, ticket, answer, effects);
            }
            None if present.awaits_renewal(ticket) => {
                present.renewal = self.renewal_answered(present.renewal, answer, effects);
                self.phase = Phase::Present(present);
            }
            None if present.choosing.awaits(ticket) => self.other_choice_answered(present, answer, effects),
            None if present.lookout.awaits(ticket) => self.news_answered(present, answer, effects),
            None => self.look_answered(present, answer, effects),
        }
    }

    pub(super) fn present_woke(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        if self.submission_woke(ticket) {
            return;
        }
        let Phase::Present(present) = &self.phase else { return };
        match &present.now {
            Now::Settling(settling) if settling.ticket == ticket => self.look_again(effects),
            _ if present.lookout.pauses(ticket) => self.look_for_news(effects),
            _ => self.visit_woke(ticket, effects),
        }
    }

    /// The journey moved on: the next thing to do opens by itself.
    pub(super) fn advance(
        &mut self,
        mut present: Box<Present>,
        journey: Journey,
        after: ActivityId,
        effects: &mut Vec<Effect>,
    ) {
        if journey.status == JourneyStatus::Cancelled {
            return self.called_off(*present, effects);
        }
        present.journey = Arc::new(journey);
        present.lookout = Lookout::new(self.heard_at);
        self.go_on(present, after, effects);
    }

    /// On to what comes after an activity that is not to be done here any more.
    pub(super) fn go_on(&mut self, present: Box<Present>, after: ActivityId, effects: &mut Vec<Effect>) {
        // Whoever has just completed something did not merely come Back here.
        self.arrival = Arrival::Fresh;
        let here = self.route == Route::Activity(after);
        let next = present.next(Some(after)).map(|activity| activity.id);
        let idle = present.journey.available(&present.session).next().is_none();
        self.phase = Phase::Present(present);
        match next {
            _ if idle => self.settle(End::Reached, effects),
            // Who has gone elsewhere meanwhile is not pulled away from there.
            _ if !here => {}
            Some(next) => self.go(Route::Activity(next), false, effects),
            None => self.go(Route::Journey, false, effects),
        }
    }
}

/// The item, if there is exactly one.
fn only_one<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
