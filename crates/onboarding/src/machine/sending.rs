//! Sending an activity: one attempt at a time, the same key and body as long as the answers are the same.

use std::sync::Arc;

use super::opening::complain;
use super::{Again, Effect, Lookout, Model, Notice, Phase, Present, Sending, Submission};
use crate::activity::Answer;
use crate::api::{self, CallError, Completed, Response};
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::Journey;

impl Submission {
    pub(super) fn is_under_way(&self) -> bool {
        !matches!(self.state, Sending::Failed(_) | Sending::Invalid(..))
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
        let Phase::Present(present) = &mut self.phase else { return };
        let available =
            present.journey.find(id).is_some_and(|(_, activity)| activity.is_available_to(&present.session));
        if !available || present.is_asking() {
            return;
        }
        // The same answers again are the same attempt: its key makes the back-end count it once.
        let again = present.submission.take().filter(|earlier| earlier.activity == id && earlier.answer == answer);
        let (key, body) = match again {
            Some(earlier) => (earlier.key, earlier.body),
            None => (key, answer.to_body(time_spent)),
        };
        present.notice = None;
        present.news = None;
        present.submission = Some(Submission { activity: id, answer, key, body, state: Sending::Waiting });
        self.send_waiting(effects);
    }

    /// What has waited goes out, with its key and body; not in a session that is over.
    pub(super) fn send_again(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        if present.session_is_over() {
            return self.set_sending(Sending::Failed(Failure::SessionEnded));
        }
        self.send_waiting(effects);
    }

    /// Sends the submission, unless a code is known to be needed first.
    fn send_waiting(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let Some(submission) = &present.submission else { return };
        if self.needs_code(submission.activity) {
            self.code_needed();
            return self.set_sending(Sending::Failed(Failure::CodeNeeded));
        }
        let token = present.session.token.as_ref();
        let request = api::complete(submission.activity, &submission.key, &submission.body, token);
        let state = Sending::Sent(self.call(request, effects));
        self.set_sending(state);
    }

    fn set_sending(&mut self, state: Sending) {
        if let Phase::Present(present) = &mut self.phase
            && let Some(submission) = &mut present.submission
        {
            submission.state = state;
        }
    }

    pub(super) fn completion_answered(
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
                Self::tell_journey(&present.journey, &journey, effects);
                present.notice = Some(Notice::accepted(&journey, id, name));
                self.advance(present, *journey, id, effects);
            }
            Ok(Completed::Conflict(Some(journey))) => self.conflicted(present, submission, *journey, effects),
            Ok(Completed::Conflict(None)) => {
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
    pub(super) fn overtaken_answered(
        &mut self,
        present: Box<Present>,
        submission: Submission,
        answer: Result<Response, CallError>,
        effects: &mut Vec<Effect>,
    ) {
        match api::whole_journey_from(answer) {
            Ok(journey) => self.conflicted(present, submission, journey, effects),
            Err(refusal) => {
                complain(&refusal, effects);
                self.completion_failed(present, submission, refusal.failure, effects);
            }
        }
    }

    /// The journey, not the code of the refusal, says what the conflict is about (contract, section 3: 409). What can
    /// still be done was not accepted, and nothing of it is lost: the same answers keep their key.
    fn conflicted(
        &mut self,
        mut present: Box<Present>,
        submission: Submission,
        journey: Journey,
        effects: &mut Vec<Effect>,
    ) {
        let id = submission.activity;
        let earlier_name = present.journey.find(id).map(|(_, activity)| activity.name.clone());
        match journey.find(id).map(|(_, activity)| activity) {
            Some(activity) if activity.is_available_to(&present.session) => {
                present.journey = Arc::new(journey);
                present.lookout = Lookout::new(self.heard_at);
                if present.leave_unconfirmed(id) {
                    self.phase = Phase::Present(present);
                    return;
                }
                return self.completion_failed(present, submission, Failure::NotAccepted, effects);
            }
            Some(activity) if !activity.is_handed_in() => {
                present.notice = Some(Notice::NotNow(activity.name.clone()));
            }
            _ => present.notice = earlier_name.map(Notice::AlreadyDone),
        }
        self.advance(present, journey, id, effects);
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
        if failure == Failure::CodeNeeded {
            self.code_demanded();
        }
    }
}
