//! The outbox: what the lead has given and the back-end has not answered yet. At most one submission for each activity,
//! in the order in which they were given, one of them on the wire at a time.
//!
//! Each is written ahead before it goes out, with its key; its record goes when its outcome is known, and not before.

use std::collections::BTreeSet;

use super::{Effect, Model, Phase, Present, Ticket, Visit};
use crate::activity::Answer;
use crate::api;
use crate::failure::Failure;
use crate::form::Problem;
use crate::id::ActivityId;
use crate::outbox::Recorded;

/// The submissions of a journey.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    pub(super) submissions: Vec<Submission>,
}

/// An attempt to complete an activity: the same answers keep the same key and body.
#[derive(Debug)]
pub(crate) struct Submission {
    pub(super) recorded: Recorded,
    pub(super) answer: Answer,
    pub(crate) state: Sending,
    /// It is being written ahead.
    pub(super) recording: Option<Ticket>,
    /// It is written ahead, so that it survives a crash and other tabs know of it.
    pub(super) is_kept: bool,
    /// An earlier try may have been received, although no answer told.
    pub(super) in_doubt: bool,
    /// The lead asked for it just now: it goes out also in a session that is over, as far as one knows.
    pub(super) is_wanted: bool,
    /// The lead wants it tried although the browser knows of no network.
    pub(super) is_tried_offline: bool,
    /// How many tries in a row came to nothing, and the last one's failure.
    pub(super) setbacks: u32,
    pub(super) last_setback: Option<Failure>,
}

/// Where a submission is.
#[derive(Debug)]
pub(crate) enum Sending {
    /// It goes out as soon as it is written ahead, nothing else is under way and there is a network.
    Waiting,
    /// Under way.
    Sent(Ticket),
    /// The journey as it is now is being fetched, which says what became of it.
    Overtaken(Ticket, Why),
    /// It goes out again by itself when the timer ends.
    Held(Ticket, Failure),
    /// It failed; the lead may send it again.
    Failed(Failure),
    /// Answers were refused.
    Invalid(Vec<Problem>, Vec<String>),
}

/// Why the journey is asked what became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It conflicts with how the journey stands, and the answer did not say how that is.
    Conflict,
    /// Another tab has sent it.
    Elsewhere,
    /// This was the answer, and an earlier or even this try may have been received.
    Unclear(Failure),
}

impl Submission {
    pub(super) fn new(recorded: Recorded, answer: Answer) -> Self {
        Self {
            recorded,
            answer,
            state: Sending::Waiting,
            recording: None,
            is_kept: false,
            in_doubt: false,
            is_wanted: false,
            is_tried_offline: false,
            setbacks: 0,
            last_setback: None,
        }
    }

    pub(super) fn activity(&self) -> ActivityId {
        self.recorded.activity
    }

    /// Whether it goes its way by itself.
    pub(super) fn is_under_way(&self) -> bool {
        !matches!(self.state, Sending::Failed(_) | Sending::Invalid(..))
    }

    /// Whether a call about it is under way.
    pub(super) fn is_on_the_wire(&self) -> bool {
        matches!(self.state, Sending::Sent(_) | Sending::Overtaken(..))
    }

    /// Whether the answer to the call with that ticket is awaited.
    fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self.state, Sending::Sent(awaited) | Sending::Overtaken(awaited, _) if awaited == ticket)
    }

    /// What the last try failed for, while the next one is under way.
    pub(crate) fn last_setback(&self) -> Option<Failure> {
        self.last_setback
    }

    /// Why the journey is being asked what became of it, if it is.
    pub(super) fn why(&self) -> Option<Why> {
        match self.state {
            Sending::Overtaken(_, why) => Some(why),
            _ => None,
        }
    }

    /// A new round of tries begins, as soon as it can.
    pub(super) fn begin_anew(&mut self) {
        (self.state, self.setbacks, self.last_setback) = (Sending::Waiting, 0, None);
    }
}

impl Outbox {
    /// The submission of an activity.
    pub(crate) fn find(&self, id: ActivityId) -> Option<&Submission> {
        self.submissions.iter().find(|submission| submission.activity() == id)
    }

    pub(super) fn find_mut(&mut self, id: ActivityId) -> Option<&mut Submission> {
        self.submissions.iter_mut().find(|submission| submission.activity() == id)
    }

    /// The submission that awaits the answer to the call with that ticket.
    pub(super) fn awaiting(&self, ticket: Ticket) -> Option<&Submission> {
        self.submissions.iter().find(|submission| submission.awaits(ticket))
    }

    /// What goes its way by itself, and is nothing to be done any more for now.
    pub(crate) fn under_way(&self) -> BTreeSet<ActivityId> {
        self.submissions.iter().filter(|submission| submission.is_under_way()).map(Submission::activity).collect()
    }

    /// The activity whose submission waits longest.
    pub(super) fn first(&self) -> Option<ActivityId> {
        self.submissions.first().map(Submission::activity)
    }

    /// Whether a call about any of them is under way.
    pub(super) fn is_on_the_wire(&self) -> bool {
        self.submissions.iter().any(Submission::is_on_the_wire)
    }

    /// Whether a call about any of them is under way, or soon will be.
    pub(super) fn is_busy(&self) -> bool {
        let is_busy = |submission: &Submission| {
            submission.is_on_the_wire()
                || submission.recording.is_some()
                || matches!(submission.state, Sending::Held(..))
        };
        self.submissions.iter().any(is_busy)
    }

    /// Whether one has failed that may have been received: how the journey stands will tell.
    pub(super) fn has_doubts(&self) -> bool {
        self.submissions.iter().any(|submission| submission.in_doubt && matches!(submission.state, Sending::Failed(_)))
    }

    /// Whether any has failed for this reason.
    pub(super) fn has_failed_for(&self, reason: Failure) -> bool {
        let has = |submission: &Submission| matches!(submission.state, Sending::Failed(failure) if failure == reason);
        self.submissions.iter().any(has)
    }

    /// What holds the whole queue up.
    pub(crate) fn hold_up(&self) -> Option<Failure> {
        self.submissions.iter().find_map(|submission| match submission.state {
            Sending::Held(_, failure) => Some(failure),
            _ => None,
        })
    }

    /// What failed for one of these reasons waits for its turn again.
    pub(super) fn take_up(&mut self, is_reason: impl Fn(Failure) -> bool) {
        for submission in &mut self.submissions {
            if matches!(submission.state, Sending::Failed(failure) if is_reason(failure)) {
                submission.begin_anew();
            }
        }
    }

    /// Its outcome is known: it is not kept any more, in this browser.
    pub(super) fn unrecord(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        if let Some(submission) = self.find_mut(id)
            && std::mem::take(&mut submission.is_kept)
        {
            effects.push(Effect::Unrecord(submission.recorded.clone()));
        }
    }

    /// Nothing is left to be said of it.
    pub(super) fn remove(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        self.unrecord(id, effects);
        self.submissions.retain(|submission| submission.activity() != id);
    }

    /// The journey is over, and all of them with it.
    pub(super) fn remove_all(&mut self, effects: &mut Vec<Effect>) {
        let kept = self.submissions.drain(..).filter(|submission| submission.is_kept);
        effects.extend(kept.map(|submission| Effect::Unrecord(submission.recorded)));
    }
}

impl Present {
    /// What is not to be done any more, by the journey as it is now, needs no sending: its outcome is known.
    fn drop_overtaken(&mut self, effects: &mut Vec<Effect>) {
        if self.outbox.submissions.is_empty() {
            return;
        }
        let available: BTreeSet<_> = self.journey.available(&self.session).map(|activity| activity.id).collect();
        let is_over = |submission: &mut Submission| !available.contains(&submission.activity());
        for submission in self.outbox.submissions.extract_if(.., is_over).filter(|submission| submission.is_kept) {
            effects.push(Effect::Unrecord(submission.recorded));
        }
    }
}

impl Model {
    /// Whether anything that the lead has sent off would be lost if they logged out now.
    pub fn has_unsent_submission(&self) -> bool {
        let Phase::Present(present) = &self.phase else { return false };
        let is_unsent = |submission: &Submission| !matches!(submission.state, Sending::Invalid(..));
        present.outbox.submissions.iter().any(is_unsent)
    }

    /// Writes the submission of an activity ahead, in place of an earlier one.
    pub(super) fn record(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        let ticket = self.ticket();
        let Phase::Present(present) = &mut self.phase else { return };
        let Some(submission) = present.outbox.find_mut(id) else { return };
        submission.recording = Some(ticket);
        effects.push(Effect::Record(ticket, submission.recorded.clone()));
    }

    /// A submission was written ahead, or cannot be: it goes out in either case.
    pub(super) fn recorded(&mut self, ticket: Ticket, is_kept: bool) {
        let Phase::Present(present) = &mut self.phase else { return };
        let is_it = |submission: &&mut Submission| submission.recording == Some(ticket);
        if let Some(submission) = present.outbox.submissions.iter_mut().find(is_it) {
            (submission.recording, submission.is_kept) = (None, is_kept);
        }
    }

    /// The pause of a submission is over; whether it was one.
    pub(super) fn submission_woke(&mut self, ticket: Ticket) -> bool {
        let Phase::Present(present) = &mut self.phase else { return false };
        let is_it = |submission: &&mut Submission| matches!(submission.state, Sending::Held(held, _) if held == ticket);
        let Some(submission) = present.outbox.submissions.iter_mut().find(is_it) else { return false };
        submission.state = Sending::Waiting;
        true
    }

    /// The next submission goes out, with its key and body, if it is any one's turn. Runs after every event.
    pub(super) fn send_next(&mut self, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        present.drop_overtaken(effects);
        if present.outbox.is_on_the_wire() || present.visits.iter().any(Visit::is_asking) {
            return;
        }
        while let Some(id) = self.next_to_send() {
            if !self.needs_code(id) {
                return self.send(id, effects);
            }
            self.code_needed();
            self.set_sending(id, Sending::Failed(Failure::CodeNeeded));
        }
    }

    /// The first that may go out. What waits in a session that is over goes out in the next one.
    fn next_to_send(&mut self) -> Option<ActivityId> {
        // Who is here is asked first, whoever insists.
        if self.is_unplugged() {
            return None;
        }
        let may_insist = self.unplugged.is_none();
        let Phase::Present(present) = &mut self.phase else { return None };
        let is_over = present.session_is_over();
        for submission in &mut present.outbox.submissions {
            let has_network = self.online || (submission.is_tried_offline && may_insist);
            let has_session = !is_over || (submission.is_wanted && may_insist);
            match submission.state {
                Sending::Held(..) => return None,
                Sending::Waiting if submission.recording.is_some() => {}
                Sending::Waiting if has_network && has_session => return Some(submission.activity()),
                Sending::Waiting if !has_session => submission.state = Sending::Failed(Failure::SessionEnded),
                _ => {}
            }
        }
        None
    }

    fn send(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        let ticket = self.ticket();
        let Phase::Present(present) = &mut self.phase else { return };
        let Some(submission) = present.outbox.find_mut(id) else { return };
        let Recorded { key, body, .. } = &submission.recorded;
        let request = api::complete(id, key, body, present.session.token.as_ref());
        submission.state = Sending::Sent(ticket);
        (submission.is_wanted, submission.is_tried_offline) = (false, false);
        // What is kept nowhere is known to no other tab.
        effects.push(match submission.is_kept {
            true => Effect::SendOnce(ticket, submission.recorded.clone(), request),
            false => Effect::Call(ticket, request),
        });
    }

    fn set_sending(&mut self, id: ActivityId, state: Sending) {
        if let Phase::Present(present) = &mut self.phase
            && let Some(submission) = present.outbox.find_mut(id)
        {
            submission.state = state;
        }
    }
}
