//! The end: a little patience for what goes on by itself, then away, once, or a closing page.

use std::sync::Arc;

use super::opening::complain;
use super::{Again, Arrival, Effect, Model, Now, Phase, Present, Settling};
use crate::api::{self, CallError, Response};
use crate::failure::Failure;
use crate::journey::JourneyStatus;
use crate::route::Route;

/// The longest pause between two looks while settling (contract, section 3: 1 s doubling to 5 s).
const LONGEST_PAUSE_SECONDS: u32 = 5;

/// How it came that nothing is left to do.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// The lead has just done the last thing.
    Reached,
    /// It was so already, or became so by itself.
    Found,
}

impl Model {
    /// Nothing can be done now. What goes on by itself gets a little time to change that.
    pub(super) fn settle(&mut self, end: End, effects: &mut Vec<Effect>) {
        // What was kept may be out of date: nobody is led away by it.
        if self.is_choosing() || self.unplugged.is_some() {
            return self.set_now(Now::Working);
        }
        let Phase::Present(present) = &mut self.phase else { return };
        // Nobody is taken away from their sessions by what happens elsewhere.
        if matches!(end, End::Found) && self.route == Route::Sessions {
            present.now = Now::Done;
            return;
        }
        if self.config.settle_seconds == 0 || !present.journey.moves_by_itself() {
            return self.finish(end, effects);
        }
        let ticket = self.wake(1000, effects);
        self.set_now(Now::Settling(Settling { ticket, waited_seconds: 0, pause_seconds: 1, is_looking: false }));
        self.go_to_end(end, effects);
    }

    /// The lead looks at the choice no more: what has ended meanwhile ends now.
    pub(super) fn settle_after_choice(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let idle = present.journey.available(&present.session).next().is_none();
        if idle && matches!(present.now, Now::Working) && !present.session_is_over() {
            self.settle(End::Found, effects);
        }
    }

    /// Looks at the journey again, unless the known version still holds.
    pub(super) fn look_again(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let token = present.session.token.as_ref();
        let request = api::read_journey(present.journey.id, present.journey.etag.as_deref(), token);
        let ticket = self.call(request, effects);
        if let Phase::Present(present) = &mut self.phase
            && let Now::Settling(settling) = &mut present.now
        {
            (settling.ticket, settling.is_looking) = (ticket, true);
        }
    }

    /// A look at the journey while settling was answered.
    pub(super) fn look_answered(
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
                present.lookout.heard_at = self.heard_at;
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
        if present.journey.status == JourneyStatus::Cancelled {
            return self.called_off(*present, effects);
        }
        if failure == Some(Failure::SessionEnded) && present.session_is_over() {
            // It settles anew in the next session.
            present.now = Now::Working;
            self.phase = Phase::Present(present);
            return;
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
            let settling = Settling { ticket, waited_seconds: waited, pause_seconds, is_looking: false };
            self.set_now(Now::Settling(settling));
        } else {
            self.finish(End::Found, effects);
        }
    }

    /// Nothing is left to do: the one place from which the page is left.
    fn finish(&mut self, end: End, effects: &mut Vec<Effect>) {
        if self.is_choosing() {
            return self.set_now(Now::Working);
        }
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

    /// Back from the site that the page was left for: going there again by itself would be a trap.
    pub(super) fn restored(&mut self, effects: &mut Vec<Effect>) {
        self.came_back(effects);
        self.listen_again(effects);
        let Phase::Present(present) = &mut self.phase else { return };
        if !matches!(present.now, Now::Leaving(_)) {
            return;
        }
        present.now = Now::Done;
        self.arrival = Arrival::Back;
        self.go(Route::Done, true, effects);
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
}
