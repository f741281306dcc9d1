//! The network comes and goes, and earlier visits may have left something unsent: what then goes out by itself.

use std::collections::BTreeMap;

use super::outbox::{Outbox, Submission};
use super::{Effect, Model, Notice, Now, Phase, Sending, Settling, Ticket};
use crate::activity::Answer;
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::Activity;
use crate::outbox::Recorded;

/// What was recorded longer ago is not sent any more, in seconds: nobody remembers what they sent a week ago.
const LONGEST_KEPT: i64 = 7 * 24 * 60 * 60;

impl Outbox {
    /// Nobody waits any longer, but for the back-end's own wish. What was given up for want of a connection begins anew.
    fn go_on(&mut self) {
        self.take_up(Failure::is_about_connection);
        self.stop_waiting();
    }

    /// Whether any waits for nothing but its turn.
    fn waits(&self) -> bool {
        self.submissions.iter().any(|submission| matches!(submission.state, Sending::Waiting))
    }

    fn stop_waiting(&mut self) {
        for submission in &mut self.submissions {
            if matches!(submission.state, Sending::Held(_, failure) if !matches!(failure, Failure::Busy(Some(_)))) {
                submission.begin_anew();
            }
        }
    }

    /// Likewise by the lead's own wish, even where there is no network as far as the browser knows.
    pub(super) fn insist(&mut self) {
        self.take_up(|failure| failure.passes() || failure == Failure::Unreadable);
        self.stop_waiting();
        for submission in self.submissions.iter_mut().filter(|submission| matches!(submission.state, Sending::Waiting))
        {
            (submission.is_wanted, submission.is_tried_offline) = (true, true);
        }
    }
}

impl Model {
    /// Whether the back-end can be reached, as far as one knows.
    pub(crate) fn is_online(&self) -> bool {
        self.online && !self.is_unplugged()
    }

    /// The network is back: what waits for it goes on at once.
    pub(super) fn came_online(&mut self, effects: &mut Vec<Effect>) {
        self.online = true;
        if self.plug_in(effects) {
            return;
        }
        self.read_again_at_once(effects);
        if let Phase::Present(present) = &mut self.phase {
            present.outbox.go_on();
            if matches!(present.now, Now::Settling(Settling { is_looking: false, .. })) {
                self.look_again(effects);
            }
        }
        let sends = matches!(&self.phase, Phase::Present(present) if present.outbox.waits());
        // What is sent brings the journey along.
        if sends {
            self.limits.ask_at_once();
        } else {
            self.look_at_once(effects);
        }
    }

    /// The network is gone: what would be tried again after a while waits for it.
    pub(super) fn went_offline(&mut self) {
        self.online = false;
        self.lost_after = Ticket(self.last_ticket);
        if let Phase::Present(present) = &mut self.phase {
            present.outbox.stop_waiting();
        }
    }

    /// An answer came, whatever the browser believes of its network.
    pub(super) fn shows_network(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        if !self.online && ticket > self.lost_after {
            self.came_online(effects);
        }
    }

    /// What earlier visits recorded of this person in this journey goes out, if it is still to be done. What is done by
    /// now was answered unheard.
    pub(super) fn resumed(&mut self, mut found: Vec<Recorded>, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &mut self.phase else { return };
        let own = (present.session.user.id, present.journey.id);
        found.retain(|recorded| (recorded.user, recorded.journey) == own);
        found.sort_by_key(|recorded| recorded.at);
        // Two tabs may have recorded one each: the later one counts.
        let last: BTreeMap<_, _> = found.iter().map(|recorded| (recorded.activity, recorded.key.clone())).collect();
        found.retain(|recorded| last.get(&recorded.activity) == Some(&recorded.key));
        let activities: BTreeMap<ActivityId, &Activity> =
            present.journey.activities().map(|activity| (activity.id, activity)).collect();
        for recorded in found {
            let activity = activities.get(&recorded.activity);
            let is_old = recorded.at.saturating_add(LONGEST_KEPT) < self.now;
            let is_to_do = activity.is_some_and(|activity| activity.is_available_to(&present.session));
            match Answer::from_body(&recorded.body).filter(|_| is_to_do && !is_old) {
                // What was given here meanwhile is newer, and has taken its place in the record.
                Some(_) if present.outbox.find(recorded.activity).is_some() => {}
                Some(answer) => present.outbox.submissions.push(Submission::of_earlier_visit(recorded, answer)),
                None => {
                    if let Some(activity) = activity.filter(|activity| activity.is_handed_in()) {
                        let name = activity.name.clone();
                        let notice = Notice::accepted(&present.journey, recorded.activity, name);
                        present.notice.get_or_insert(notice);
                    }
                    effects.push(Effect::Unrecord(recorded));
                }
            }
        }
    }
}

impl Submission {
    /// How far it came is not known.
    fn of_earlier_visit(recorded: Recorded, answer: Answer) -> Self {
        Self { is_kept: true, in_doubt: true, ..Self::new(recorded, answer) }
    }
}
