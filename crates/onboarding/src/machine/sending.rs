//! Sending an activity: the same key and body as long as the answers are the same, and what each answer means for it.
//! What may have been received is sent again by itself, which the key makes safe, or the journey says what became of it.

use std::sync::Arc;

use super::opening::complain;
use super::outbox::Why;
use super::{Effect, Lookout, Model, Notice, Phase, Present, Sending, Submission, Ticket};
use crate::activity::Answer;
use crate::api::{self, CallError, Completed, Response};
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::Journey;
use crate::outbox::Recorded;
use crate::upload::pace;

/// After so many tries in a row that came to nothing, the next one is left to the lead.
pub(super) const MOST_SETBACKS: u32 = 4;

impl Present {
    /// The activities whose submission is under way.
    pub(super) fn submitting(&self) -> Vec<ActivityId> {
        self.outbox.under_way().into_iter().collect()
    }
}

impl Model {
    pub(super) fn submit(
        &mut self,
        id: ActivityId,
        answer: Answer,
        key: String,
        time_spent: u64,
        effects: &mut Vec<Effect>,
    ) {
        let at = self.now;
        let Phase::Present(present) = &mut self.phase else { return };
        let available =
            present.journey.find(id).is_some_and(|(_, activity)| activity.is_available_to(&present.session));
        if !available {
            return;
        }
        let (user, journey) = (present.session.user.id, present.journey.id);
        let new = |answer: Answer| {
            let body = answer.to_body(time_spent);
            Submission::new(Recorded { user, journey, activity: id, key, body, at }, answer)
        };
        match present.outbox.find_mut(id) {
            None => present.outbox.submissions.push(new(answer)),
            Some(earlier) if earlier.is_on_the_wire() || earlier.recording.is_some() => return,
            // The same answers again are the same attempt: its key makes the back-end count it once.
            Some(earlier) if earlier.answer == answer => {
                // The back-end's own wish to wait is cut short by nothing.
                if matches!(earlier.state, Sending::Held(_, Failure::Busy(Some(_)))) {
                    return;
                }
                earlier.begin_anew();
            }
            // A key stands for one body, whoever else may know of it. What waits for a time goes on waiting.
            Some(earlier) => {
                let held = matches!(earlier.state, Sending::Held(_, Failure::Busy(Some(_))));
                let state = std::mem::replace(&mut earlier.state, Sending::Waiting);
                *earlier = new(answer);
                if held {
                    earlier.state = state;
                }
            }
        }
        (present.notice, present.news) = (None, None);
        let Some(submission) = present.outbox.find_mut(id) else { return };
        submission.is_wanted = true;
        if !submission.is_kept {
            self.record(id, effects);
        }
    }

    pub(super) fn completion_answered(
        &mut self,
        mut present: Box<Present>,
        id: ActivityId,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        let name = present.journey.find(id).map(|(_, activity)| activity.name.clone()).unwrap_or_default();
        match api::completion_from(answer) {
            Ok(Completed::Accepted(journey)) => {
                present.outbox.remove(id, effects);
                Self::tell_journey(&present.journey, &journey, effects);
                present.notice = Some(Notice::accepted(&journey, id, name));
                // What failed for want of a connection may go on: there is one.
                present.outbox.take_up(Failure::is_about_connection);
                self.advance(present, *journey, id, effects);
            }
            Ok(Completed::Conflict(Some(journey))) => self.conflicted(present, id, Why::Conflict, *journey, effects),
            Ok(Completed::Conflict(None)) => self.ask_what_became(present, id, Why::Conflict, effects),
            Ok(Completed::Invalid(problems, messages)) => {
                present.outbox.unrecord(id, effects);
                self.put(present, id, Sending::Invalid(problems, messages));
            }
            Err(refusal) => {
                complain(&refusal, effects);
                self.completion_failed(present, id, refusal.failure, effects);
            }
        }
    }

    /// Another tab of this browser has sent it: how the journey stands says what came of it.
    pub(super) fn sent_elsewhere(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        let Phase::Present(mut present) = std::mem::replace(&mut self.phase, Phase::Idle) else { return };
        match present.outbox.submissions.iter_mut().find(|submission| submission.is_sent_by(ticket)) {
            Some(submission) => {
                submission.is_kept = false;
                let id = submission.activity();
                self.ask_what_became(present, id, Why::Elsewhere, effects);
            }
            None => self.phase = Phase::Present(present),
        }
    }

    /// The journey says what became of a submission.
    fn ask_what_became(&mut self, present: Box<Present>, id: ActivityId, why: Why, effects: &mut Vec<Effect>) {
        let request = api::read_journey(present.journey.id, None, present.session.token.as_ref());
        let state = Sending::Overtaken(self.call(request, effects), why);
        self.put(present, id, state);
    }

    /// The journey after an answer that did not bring it along.
    pub(super) fn overtaken_answered(
        &mut self,
        mut present: Box<Present>,
        id: ActivityId,
        why: Why,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match api::whole_journey_from(answer) {
            Ok(journey) => self.conflicted(present, id, why, journey, effects),
            Err(refusal) => {
                complain(&refusal, effects);
                // What another tab has sent is not sent here before the journey has said what came of it.
                if let Some(submission) = present.outbox.find_mut(id) {
                    submission.is_kept |= why == Why::Elsewhere;
                }
                match refusal.failure {
                    Failure::Cancelled => self.called_off(*present, effects),
                    failure if failure.passes() || failure == Failure::Unreadable => {
                        self.set_back(present, id, failure, effects);
                    }
                    // This was about the journey: what became of the submission is as unknown as before.
                    failure => self.put(present, id, Sending::Failed(failure)),
                }
            }
        }
    }

    /// The journey, not the code of the refusal, says what the conflict is about (contract, section 3: 409). What can
    /// still be done was not accepted, and nothing of it is lost: the same answers keep their key.
    fn conflicted(
        &mut self,
        mut present: Box<Present>,
        id: ActivityId,
        why: Why,
        journey: Journey,
        effects: &mut Vec<Effect>,
    ) {
        let earlier_name = present.journey.find(id).map(|(_, activity)| activity.name.clone());
        let may_be_from_here =
            why != Why::Conflict || present.outbox.find(id).is_some_and(|submission| submission.in_doubt);
        match journey.find(id).map(|(_, activity)| activity) {
            Some(activity) if activity.is_available_to(&present.session) => {
                present.journey = Arc::new(journey);
                present.lookout = Lookout::new(self.heard_at);
                return self.was_not_accepted(present, id, why, effects);
            }
            Some(activity) if !activity.is_handed_in() => {
                present.notice = Some(Notice::NotNow(activity.name.clone()));
            }
            Some(_) if may_be_from_here => {
                present.notice = earlier_name.map(|name| Notice::accepted(&journey, id, name));
                Self::tell_journey(&present.journey, &journey, effects);
            }
            _ => present.notice = earlier_name.map(Notice::AlreadyDone),
        }
        present.outbox.remove(id, effects);
        self.advance(present, journey, id, effects);
    }

    /// The journey says that the activity can still be done, so that nothing was received so far.
    fn was_not_accepted(&mut self, mut present: Box<Present>, id: ActivityId, why: Why, effects: &mut Vec<Effect>) {
        let failure = match why {
            Why::Unclear(failure @ Failure::Unreadable) => return self.set_back(present, id, failure, effects),
            Why::Unclear(failure) => failure,
            Why::Conflict | Why::Elsewhere => Failure::NotAccepted,
        };
        if why == Why::Conflict && present.leave_unconfirmed(id) {
            present.outbox.remove(id, effects);
            self.phase = Phase::Present(present);
            return;
        }
        present.outbox.unrecord(id, effects);
        if let Some(submission) = present.outbox.find_mut(id) {
            submission.in_doubt = false;
        }
        self.put(present, id, Sending::Failed(failure));
    }

    /// Everything typed stays in place. What passes is tried again by itself; what waits for a code or a session is kept
    /// for it; what was refused is the lead's to do again, once it is clear that no earlier try was received.
    fn completion_failed(
        &mut self,
        mut present: Box<Present>,
        id: ActivityId,
        failure: Failure,
        effects: &mut Vec<Effect>,
    ) {
        let Some(submission) = present.outbox.find_mut(id) else {
            self.phase = Phase::Present(present);
            return;
        };
        match failure {
            Failure::Cancelled => self.called_off(*present, effects),
            Failure::Unreadable => {
                submission.in_doubt = true;
                self.ask_what_became(present, id, Why::Unclear(failure), effects);
            }
            _ if failure.passes() => {
                submission.in_doubt |= !matches!(failure, Failure::Busy(_));
                self.set_back(present, id, failure, effects);
            }
            Failure::CodeNeeded | Failure::SessionEnded => {
                self.put(present, id, Sending::Failed(failure));
                if failure == Failure::CodeNeeded {
                    self.code_demanded();
                }
            }
            _ if submission.in_doubt => self.ask_what_became(present, id, Why::Unclear(failure), effects),
            _ => {
                present.outbox.unrecord(id, effects);
                self.put(present, id, Sending::Failed(failure));
            }
        }
    }

    /// A try came to nothing: the same goes out again after a while, when the back-end said, or when there is a network.
    fn set_back(&mut self, mut present: Box<Present>, id: ActivityId, failure: Failure, effects: &mut Vec<Effect>) {
        let Some(submission) = present.outbox.find_mut(id) else {
            self.phase = Phase::Present(present);
            return;
        };
        let is_last = submission.setbacks >= MOST_SETBACKS;
        let state = match failure {
            Failure::Busy(Some(seconds)) => Sending::Held(self.wake(seconds * 1000, effects), failure),
            _ if !self.is_online() => Sending::Waiting,
            _ if is_last => Sending::Failed(failure),
            _ => {
                submission.setbacks += 1;
                submission.last_setback = Some(failure);
                Sending::Held(self.wake(pace::wait(submission.setbacks, self.random), effects), failure)
            }
        };
        if matches!(state, Sending::Failed(_)) && failure.is_about_connection() {
            // The others would have no better luck.
            for other in present.outbox.submissions.iter_mut().filter(|other| matches!(other.state, Sending::Waiting)) {
                other.state = Sending::Failed(failure);
            }
        }
        self.put(present, id, state);
    }

    fn put(&mut self, mut present: Box<Present>, id: ActivityId, state: Sending) {
        if let Some(submission) = present.outbox.find_mut(id) {
            if matches!(state, Sending::Failed(_) | Sending::Invalid(..)) {
                submission.begin_anew();
            }
            submission.state = state;
        }
        self.phase = Phase::Present(present);
    }
}

impl Submission {
    fn is_sent_by(&self, ticket: Ticket) -> bool {
        matches!(self.state, Sending::Sent(sent) if sent == ticket)
    }
}
