//! What the back-end is asked about a visit, and what it answers: the address, the outcome, how the journey stands.

use std::sync::Arc;

use super::{Asking, Checking, Frame, KeptVisit, Stay, Visit, close_tab};
use crate::activity::Answer;
use crate::api::{self, CallError, HandedOver, Response};
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::{Journey, JourneyStatus};
use crate::machine::opening::complain;
use crate::machine::{Effect, Lookout, Model, Notice, Phase, Present, Ticket};
use crate::provider::{Claim, Way};
use crate::route::Route;

/// Longer than this no timer is set: browsers count milliseconds in 31 bits.
const LONGEST_VALIDITY_SECONDS: i64 = 24 * 60 * 60;

impl Model {
    /// "I've finished": first the back-end is asked. Where it has left the activity open, the lead's own declaration
    /// goes out as the completion, and the back-end judges that.
    pub(in crate::machine) fn finish_claimed(
        &mut self,
        id: ActivityId,
        key: String,
        time_spent: u64,
        effects: &mut Vec<Effect>,
    ) {
        let Some((present, task)) = self.open_task(id) else { return };
        if present.is_asking() {
            return;
        }
        let visit = present.visit_mut(id);
        let declared = || Answer::new([("Outcome", task.claim.wire_name().into())]);
        let booked = visit.booked.as_ref().map(|booking| booking.answer.clone());
        match booked.or_else(|| (visit.unconfirmed && task.declares).then(declared)) {
            Some(answer) => self.submit(id, answer, key, time_spent, effects),
            None => self.ask(id, Some(task.claim), effects),
        }
    }

    /// The lead wants to know how things stand: a look, and no claim.
    pub(in crate::machine) fn status_wanted(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        let Some((present, _)) = self.open_task(id) else { return };
        if !present.is_asking() {
            self.ask(id, None, effects);
        }
    }

    /// This tab came back from a provider with the page as it was left.
    pub(in crate::machine) fn came_back(&mut self, effects: &mut Vec<Effect>) {
        let Route::Activity(id) = self.route else { return };
        let Some((present, _)) = self.open_task(id) else { return };
        let left = present.visit(id).is_some_and(|visit| matches!(visit.stay, Stay::Elsewhere(Way::SameTab, _)));
        if left && !present.is_asking() {
            effects.push(Effect::ForgetVisit);
            self.ask(id, None, effects);
        }
    }

    /// The page was loaded anew during a visit: it goes on, if it is this lead's and there is still something to do.
    pub(in crate::machine) fn resume_visit(&mut self, effects: &mut Vec<Effect>) {
        let Some(KeptVisit { user, activity: id, frame }) = self.kept.take() else { return };
        effects.push(Effect::ForgetVisit);
        let Phase::Present(present) = &mut self.phase else { return };
        if present.session.user.id != user || present.task(id).is_none() {
            return;
        }
        let visit = present.visit_mut(id);
        visit.reloaded = frame.is_some();
        visit.stay = frame.map_or(Stay::Elsewhere(Way::SameTab, None), |url| Stay::Framed(Frame::new(url)));
        self.go(Route::Activity(id), true, effects);
    }

    /// Whether this tab came back from a provider where the activity was done meanwhile: then the journey goes on from
    /// it, as after any completion.
    pub(in crate::machine) fn goes_on_after_visit(&mut self, effects: &mut Vec<Effect>) -> bool {
        let (Some(kept), Phase::Present(present)) = (&self.kept, &self.phase) else { return false };
        let (id, journey) = (kept.activity, Arc::unwrap_or_clone(present.journey.clone()));
        let done = journey.find(id).filter(|(_, activity)| activity.is_handed_in());
        let name = done.map(|(_, activity)| activity.name.clone());
        let Some(name) = name.filter(|_| present.session.user.id == kept.user) else { return false };
        self.kept = None;
        effects.push(Effect::ForgetVisit);
        let Phase::Present(mut present) = std::mem::replace(&mut self.phase, Phase::Idle) else { return false };
        present.notice = Some(Notice::after(&journey, id, name));
        self.advance(present, journey, id, effects);
        true
    }

    /// Tells the back-end what it is still to hear, one thing at a time.
    pub(super) fn settle_debts(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        if !present.session_is_over() {
            // Whatever refused them, it was an earlier session.
            present.take_up(Failure::SessionEnded);
        }
        self.send_next(effects);
        let Phase::Present(present) = &mut self.phase else { return };
        if present.session_is_over() || present.is_asking() {
            return;
        }
        for visit in &mut present.visits {
            let id = visit.activity;
            if let Some(booking) = &mut visit.booked
                && let Some((key, time_spent)) = booking.unsent.take()
            {
                let answer = booking.answer.clone();
                return self.submit(id, answer, key, time_spent, effects);
            }
            if let Some(claim) = visit.owed.take() {
                return self.ask(id, Some(claim), effects);
            }
        }
    }

    pub(in crate::machine) fn visit_answered(
        &mut self,
        mut present: Box<Present>,
        ticket: Ticket,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(visit) = present.visits.iter_mut().find(|visit| visit.awaits(ticket)) else {
            self.phase = Phase::Present(present);
            return;
        };
        let id = visit.activity;
        // Both may be awaited at the same time.
        match (&visit.stay, &visit.checking) {
            (Stay::Minting(way, asking), _) if asking.awaits(ticket) => {
                let way = *way;
                visit.stay = Stay::Ready;
                self.handed_over(present, id, way, answer, effects);
            }
            (_, Checking::Asking(claim, _)) => {
                let claim = *claim;
                visit.checking = Checking::Idle;
                self.asked(present, id, claim, api::outcome_from(answer), effects);
            }
            _ => self.phase = Phase::Present(present),
        }
    }

    pub(in crate::machine) fn visit_woke(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        let is_held = |asking: &Asking| matches!(asking, Asking::Held(held, _) if *held == ticket);
        for visit in &mut present.visits {
            let id = visit.activity;
            match (&visit.stay, &visit.checking) {
                (Stay::Minting(way, asking), _) if is_held(asking) => {
                    let way = *way;
                    return self.mint(id, way, effects);
                }
                (_, Checking::Asking(claim, asking)) if is_held(asking) => {
                    let claim = *claim;
                    return self.ask(id, claim, effects);
                }
                (Stay::Framed(frame), _) if frame.waits_with(ticket) => return self.frame_is_silent(id),
                _ if visit.valid == Some(ticket) => return visit.expire(),
                _ => {}
            }
        }
    }

    /// Asks the back-end whether the claim is so, or how the journey stands.
    fn ask(&mut self, id: ActivityId, claim: Option<Claim>, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let token = present.session.token.as_ref();
        let request = match claim {
            Some(claim) => api::report_outcome(id, claim.wire_name(), token),
            None => api::read_journey(present.journey.id, None, token),
        };
        let asking = Asking::Asked(self.call(request, effects));
        if let Phase::Present(present) = &mut self.phase {
            present.notice = None;
            present.visit_mut(id).checking = Checking::Asking(claim, asking);
        }
    }

    fn asked(
        &mut self,
        mut present: Box<Present>,
        id: ActivityId,
        claim: Option<Claim>,
        answer: Result<Journey, api::Refusal>,
        effects: &mut Vec<Effect>,
    ) {
        let asks_for_success = matches!(claim, Some(Claim::Finished | Claim::Completed));
        let failure = match answer {
            Ok(journey) => {
                let visit = present.visit_mut(id);
                visit.unconfirmed |= asks_for_success;
                if asks_for_success || claim.is_none() {
                    visit.checking = Checking::NotConfirmed;
                }
                if claim.is_some() {
                    Self::tell_journey(&present.journey, &journey, effects);
                }
                return self.journey_moved(present, journey, id, effects);
            }
            Err(refusal) => {
                complain(&refusal, effects);
                refusal.failure
            }
        };
        if failure == Failure::Cancelled {
            return self.called_off(*present, effects);
        }
        let visit = present.visit_mut(id);
        // The back-end has heard it and does not take it: the lead's declaration is all that is left.
        visit.unconfirmed |= asks_for_success && matches!(failure, Failure::NotFound | Failure::NotAccepted);
        visit.checking = match failure {
            // Nobody waits for this: the lead has given up, and knows it.
            _ if !asks_for_success && claim.is_some() => Checking::Idle,
            Failure::Busy(Some(seconds)) => {
                Checking::Asking(claim, Asking::Held(self.wake(seconds * 1000, effects), failure))
            }
            failure => Checking::Failed(claim, failure),
        };
        self.phase = Phase::Present(present);
        if failure == Failure::CodeNeeded {
            self.code_demanded();
        }
    }

    fn handed_over(
        &mut self,
        mut present: Box<Present>,
        id: ActivityId,
        way: Way,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let refusal = match api::handover_from(answer) {
            Ok(HandedOver::Minted(url, seconds)) => {
                let task = present.task(id);
                self.phase = Phase::Present(present);
                let Some(task) = task else { return };
                self.arrive(id, &task, way, &url, effects);
                return self.watch_validity(id, seconds, effects);
            }
            Ok(HandedOver::Overtaken(journey)) => {
                close_tab(way, effects);
                present.visit_mut(id).stay = Stay::Refused(way, Failure::NotAccepted);
                return match journey {
                    Some(journey) => self.journey_moved(present, *journey, id, effects),
                    None => {
                        self.phase = Phase::Present(present);
                        self.ask(id, None, effects);
                    }
                };
            }
            Err(refusal) => refusal,
        };
        complain(&refusal, effects);
        let stay = match refusal.failure {
            Failure::Cancelled => {
                close_tab(way, effects);
                return self.called_off(*present, effects);
            }
            // A tab that stays empty for long helps nobody, and a later one would need another click.
            Failure::Busy(Some(_)) if way == Way::Tab => Stay::Refused(way, Failure::Busy(None)),
            Failure::Busy(Some(seconds)) => {
                Stay::Minting(way, Asking::Held(self.wake(seconds * 1000, effects), refusal.failure))
            }
            failure => Stay::Refused(way, failure),
        };
        if !matches!(stay, Stay::Minting(..)) {
            close_tab(way, effects);
        }
        present.visit_mut(id).stay = stay;
        self.phase = Phase::Present(present);
        if refusal.failure == Failure::CodeNeeded {
            self.code_demanded();
        }
    }

    /// An answer brought the journey along. Where the activity is not to be done any more, the journey goes on.
    fn journey_moved(
        &mut self,
        mut present: Box<Present>,
        journey: Journey,
        id: ActivityId,
        effects: &mut Vec<Effect>,
    ) {
        if journey.status == JourneyStatus::Cancelled {
            return self.called_off(*present, effects);
        }
        let name = present.journey.find(id).map(|(_, activity)| activity.name.clone()).unwrap_or_default();
        if present.is_still_open(&journey, id) {
            present.journey = Arc::new(journey);
            // What was just asked about may change any moment: the next look is not long in coming.
            present.lookout = Lookout::new(self.heard_at);
            self.phase = Phase::Present(present);
            return;
        }
        present.notice = Some(Notice::after(&journey, id, name));
        self.advance(present, journey, id, effects);
    }

    fn watch_validity(&mut self, id: ActivityId, seconds: Option<i64>, effects: &mut Vec<Effect>) {
        // A time that is past already says that two clocks differ, not that the address is of no use.
        let Some(seconds) = seconds.filter(|seconds| (1..=LONGEST_VALIDITY_SECONDS).contains(seconds)) else { return };
        let milliseconds = u32::try_from(seconds * 1000).unwrap_or(u32::MAX);
        let valid = self.wake(milliseconds, effects);
        if let Phase::Present(present) = &mut self.phase {
            present.visit_mut(id).valid = Some(valid);
        }
    }
}

impl Visit {
    /// The address cannot be opened any more. Who is there already stays there.
    fn expire(&mut self) {
        (self.stale, self.valid) = (true, None);
        if let Stay::Elsewhere(_, url) = &mut self.stay {
            *url = None;
        }
    }
}

impl Notice {
    /// A completion of the activity of that name was accepted.
    pub(in crate::machine) fn accepted(journey: &Journey, id: ActivityId, name: String) -> Self {
        match Self::after(journey, id, name) {
            Self::AlreadyDone(name) => Self::Completed(name),
            notice => notice,
        }
    }

    /// What became of an activity of that name that was open before.
    fn after(journey: &Journey, id: ActivityId, name: String) -> Self {
        match journey.find(id).map(|(_, activity)| activity) {
            Some(activity) if activity.awaiting_result => Self::HandedIn(name),
            Some(activity) if activity.is_handed_in() => Self::Completed(name),
            _ => Self::AlreadyDone(name),
        }
    }
}
