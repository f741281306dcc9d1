//! With the journey at hand: what is next, sending an activity, settling, leaving.

use std::sync::Arc;

use super::opening::complain;
use super::{Again, Arrival, Effect, Model, Notice, Now, Phase, Present, Sending, Settling, Submission, Ticket};
use crate::activity::{self, Answer, Body};
use crate::api::{self, CallError, Completed, Response};
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::{Activity, Journey, JourneyStatus};
use crate::route::Route;
use crate::session::Session;

/// The longest pause between two looks while settling (contract, section 3: 1 s doubling to 5 s).
const LONGEST_PAUSE_SECONDS: u32 = 5;

/// How it came that nothing is left to do.
#[derive(Clone, Copy)]
enum End {
    /// The lead has just done the last thing.
    Reached,
    /// It was so already, or became so by itself.
    Found,
}

impl Submission {
    fn is_under_way(&self) -> bool {
        matches!(self.state, Sending::Sent(_) | Sending::Overtaken(_) | Sending::Held(..))
    }
}

impl Present {
    /// The call that is awaited, if one is.
    pub(super) fn awaited(&self) -> Option<Ticket> {
        match (&self.submission, &self.now) {
            (Some(Submission { state: Sending::Sent(ticket) | Sending::Overtaken(ticket), .. }), _) => Some(*ticket),
            (_, Now::Settling(settling)) => Some(settling.ticket),
            _ => None,
        }
    }

    /// The activity to open next: one that can be done here, looked for behind the given one first.
    pub(crate) fn next(&self, after: Option<ActivityId>) -> Option<&Activity> {
        let supported = |activity: &&Activity| activity::open(activity, &self.journey) != Body::Unsupported;
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
        self.phase =
            Phase::Present(Box::new(Present { session, journey, now: Now::Working, submission: None, notice: None }));
        if idle {
            return self.settle(End::Found, effects);
        }
        let arrived = matches!(self.route, Route::Autologin | Route::LogIn | Route::Done)
            || (self.route == Route::Journey && self.arrival == Arrival::Fresh);
        if arrived {
            self.go(only.map_or(Route::Journey, Route::Activity), true, effects);
        }
    }

    pub(super) fn submit(
        &mut self,
        id: ActivityId,
        answer: Answer,
        key: String,
        time_spent: u64,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Present(present) = &mut self.phase else { return };
        let available =
            present.journey.find(id).is_some_and(|(_, activity)| activity.is_available_to(&present.session));
        if !available || present.submission.as_ref().is_some_and(Submission::is_under_way) {
            return;
        }
        // The same answers again are the same attempt: its key makes the back-end count it once.
        let again = present.submission.take().filter(|earlier| earlier.activity == id && earlier.answer == answer);
        let (key, body) = match again {
            Some(earlier) => (earlier.key, earlier.body),
            None => (key, api::completion_body(&answer, time_spent)),
        };
        present.notice = None;
        let request = api::complete(id, &key, &body, present.session.token.as_ref());
        let state = Sending::Sent(self.call(request, effects));
        if let Phase::Present(present) = &mut self.phase {
            present.submission = Some(Submission { activity: id, answer, key, body, state });
        }
    }

    pub(super) fn present_answered(
        &mut self,
        mut present: Box<Present>,
        ticket: Ticket,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let awaits = |submission: &mut Submission| match submission.state {
            Sending::Sent(awaited) | Sending::Overtaken(awaited) => awaited == ticket,
            _ => false,
        };
        match present.submission.take_if(awaits) {
            Some(submission @ Submission { state: Sending::Overtaken(_), .. }) => {
                self.overtaken_answered(present, submission, answer, effects);
            }
            Some(submission) => self.completion_answered(present, submission, answer, effects),
            None => self.look_answered(present, answer, effects),
        }
    }

    pub(super) fn present_woke(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        let token = present.session.token.as_ref();
        if let Some(submission) = &mut present.submission
            && matches!(submission.state, Sending::Held(held, _) if held == ticket)
        {
            let request = api::complete(submission.activity, &submission.key, &submission.body, token);
            let state = Sending::Sent(self.call(request, effects));
            self.set_sending(state);
            return;
        }
        if let Now::Settling(settling) = &present.now
            && settling.ticket == ticket
        {
            let request = api::read_journey(present.journey.id, present.journey.etag.as_deref(), token);
            let ticket = self.call(request, effects);
            if let Phase::Present(present) = &mut self.phase
                && let Now::Settling(settling) = &mut present.now
            {
                settling.ticket = ticket;
            }
        }
    }

    fn completion_answered(
        &mut self,
        mut present: Box<Present>,
        submission: Submission,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let id = submission.activity;
        let name = present.journey.find(id).map(|(_, activity)| activity.name.clone()).unwrap_or_default();
        match api::completion_from(answer) {
            Ok(Completed::Accepted(journey)) => {
                present.notice = Some(Notice::Completed(name));
                self.advance(present, *journey, id, effects);
            }
            Ok(Completed::AlreadyDone(Some(journey))) => {
                present.notice = Some(Notice::AlreadyDone(name));
                self.advance(present, *journey, id, effects);
            }
            Ok(Completed::AlreadyDone(None)) => {
                let request = api::read_journey(present.journey.id, None, present.session.token.as_ref());
                let state = Sending::Overtaken(self.call(request, effects));
                present.submission = Some(Submission { state, ..submission });
                self.phase = Phase::Present(present);
            }
            Ok(Completed::Invalid(problems, messages)) => {
                present.submission = Some(Submission { state: Sending::Invalid(problems, messages), ..submission });
                self.phase = Phase::Present(present);
            }
            Err(refusal) => {
                complain(&refusal, effects);
                self.completion_failed(present, submission, refusal.failure, effects);
            }
        }
    }

    /// The journey after a conflict that did not bring it along.
    fn overtaken_answered(
        &mut self,
        mut present: Box<Present>,
        submission: Submission,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let id = submission.activity;
        match api::journey_from(answer) {
            Ok(Some(journey)) => {
                let name = present.journey.find(id).map(|(_, activity)| activity.name.clone());
                present.notice = name.map(Notice::AlreadyDone);
                self.advance(present, journey, id, effects);
            }
            // No version was named, so there is none that could still hold.
            Ok(None) => self.completion_failed(present, submission, Failure::Unreadable, effects),
            Err(refusal) => {
                complain(&refusal, effects);
                self.completion_failed(present, submission, refusal.failure, effects);
            }
        }
    }

    /// Everything typed stays in place; where the back-end said when, the same goes out again by itself.
    fn completion_failed(
        &mut self,
        mut present: Box<Present>,
        submission: Submission,
        failure: Failure,
        effects: &mut Vec<Effect>,
    ) {
        if failure == Failure::Cancelled {
            return self.stop(Failure::Cancelled, Again::Nothing, Some(present.session), effects);
        }
        let state = match failure {
            Failure::Busy(Some(seconds)) => Sending::Held(self.wake(seconds * 1000, effects), failure),
            failure => Sending::Failed(failure),
        };
        present.submission = Some(Submission { state, ..submission });
        self.phase = Phase::Present(present);
    }

    /// The journey moved on: the next thing to do opens by itself.
    fn advance(&mut self, mut present: Box<Present>, journey: Journey, after: ActivityId, effects: &mut Vec<Effect>) {
        if journey.status == JourneyStatus::Cancelled {
            return self.stop(Failure::Cancelled, Again::Nothing, Some(present.session), effects);
        }
        present.journey = Arc::new(journey);
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

    /// Nothing can be done now. What goes on by itself gets a little time to change that.
    fn settle(&mut self, end: End, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        if self.config.settle_seconds == 0 || !present.journey.moves_by_itself() {
            return self.finish(end, effects);
        }
        let ticket = self.wake(1000, effects);
        self.set_now(Now::Settling(Settling { ticket, waited_seconds: 0, pause_seconds: 1 }));
        self.go_to_end(end, effects);
    }

    /// A look at the journey while settling was answered.
    fn look_answered(
        &mut self,
        mut present: Box<Present>,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let Now::Settling(Settling { waited_seconds, pause_seconds, .. }) = present.now else {
            self.phase = Phase::Present(present);
            return;
        };
        let failure = match api::journey_from(answer) {
            Ok(journey) => {
                if let Some(journey) = journey {
                    present.journey = Arc::new(journey);
                }
                None
            }
            Err(refusal) => {
                complain(&refusal, effects);
                Some(refusal.failure)
            }
        };
        if failure == Some(Failure::SessionEnded) || present.journey.status == JourneyStatus::Cancelled {
            let failure = failure.unwrap_or(Failure::Cancelled);
            return self.stop(failure, Again::Nothing, Some(present.session), effects);
        }
        let waited = waited_seconds + pause_seconds;
        let left = self.config.settle_seconds.saturating_sub(waited);
        let asked_to_wait = match failure {
            Some(Failure::Busy(Some(seconds))) => seconds,
            _ => 0,
        };
        let pause_seconds = (pause_seconds * 2).min(LONGEST_PAUSE_SECONDS).min(left).max(asked_to_wait);
        let first = present.journey.available(&present.session).next().map(|activity| activity.id);
        let moves = present.journey.moves_by_itself() || failure.is_some();
        let next = present.next(None).map(|activity| activity.id).or(first);
        if let Some(failure) = failure.filter(|_| left == 0 || asked_to_wait > left) {
            let journey = present.journey.id;
            return self.stop(failure, Again::Load(present.session.clone(), journey), Some(present.session), effects);
        }
        self.phase = Phase::Present(present);
        if let Some(next) = next {
            self.set_now(Now::Working);
            if self.route == Route::Done {
                self.go(Route::Activity(next), true, effects);
            }
        } else if moves && left > 0 {
            let ticket = self.wake(pause_seconds * 1000, effects);
            self.set_now(Now::Settling(Settling { ticket, waited_seconds: waited, pause_seconds }));
        } else {
            self.finish(End::Found, effects);
        }
    }

    /// Nothing is left to do: the one place from which the page is left.
    fn finish(&mut self, end: End, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        match present.session.redirect.clone() {
            Some(url) if self.arrival != Arrival::Back => {
                effects.push(Effect::Leave(url.clone()));
                present.now = Now::Leaving(url);
            }
            _ => {
                present.now = Now::Done;
                self.go_to_end(end, effects);
            }
        }
    }

    /// To the last page; but whoever opened an activity to read it may do so.
    fn go_to_end(&mut self, end: End, effects: &mut Vec<Effect>) {
        let reading = matches!(self.route, Route::Activity(_));
        match end {
            End::Reached => self.go(Route::Done, false, effects),
            End::Found if reading => {}
            End::Found => self.go(Route::Done, true, effects),
        }
    }

    fn set_now(&mut self, now: Now) {
        if let Phase::Present(present) = &mut self.phase {
            present.now = now;
        }
    }

    fn set_sending(&mut self, state: Sending) {
        if let Phase::Present(present) = &mut self.phase
            && let Some(submission) = &mut present.submission
        {
            submission.state = state;
        }
    }
}

/// The item, if there is exactly one.
fn only_one<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
