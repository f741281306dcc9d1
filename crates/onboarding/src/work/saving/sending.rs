//! Drafts on their way to the back-end: which of them goes out now, and what each answer makes of all of them.

use super::super::drafting::Drafting;
use super::super::event::{SavingEffect, Ticket};
use super::super::record::Piece;
use super::super::sent::Sent;
use super::Step;
use crate::api::{self, CallError, Kept, Response};
use crate::id::ActivityId;

/// A body that outlives the page may have so many bytes: browsers hold 64 KiB for all of them (Fetch standard,
/// "HTTP-network-or-cache fetch", step 8).
const OUTLIVES: usize = 60_000;

impl Step<'_> {
    pub(super) fn answered(&mut self, ticket: Ticket, answer: Result<Response, CallError>) {
        let is_awaited =
            |(_, draft): &(&ActivityId, &mut Drafting)| draft.under_way.is_some_and(|(awaited, _)| awaited == ticket);
        let session = self.saving.standing.session;
        let Some((activity, draft)) = self.saving.drafts.iter_mut().find(is_awaited) else { return };
        let activity = *activity;
        let kept = api::draft_from(answer);
        let is_late = draft.under_way.is_some_and(|(_, made_in)| made_in != session);
        let sent = draft.answered(kept, self.moment.now, self.moment.random);
        match kept {
            Kept::NotOffered => self.saving.offers_drafts = false,
            Kept::NotInThisSession if !is_late => self.saving.is_refused = true,
            _ => {}
        }
        if let Some(sent) = sent {
            let sent = Sent { taken: Some(self.moment.now), ..sent };
            self.keep(activity, Piece::Sent(sent), self.moment.now);
        }
    }

    /// The drafts that are due now; for those that are due later a timer is set.
    pub(super) fn drafts_to_send(&mut self) -> Vec<ActivityId> {
        let saving = &*self.saving;
        if !saving.keeps_drafts() {
            return Vec::new();
        }
        let now = self.moment.now;
        let is_free = |activity: &ActivityId| !saving.standing.submitting.contains(activity);
        let due = |(activity, draft): (&ActivityId, &Drafting)| Some((*activity, draft.due(now)?));
        let waiting: Vec<(ActivityId, i64)> =
            saving.drafts.iter().filter(|(activity, _)| is_free(activity)).filter_map(due).collect();
        for (activity, due) in waiting.iter().filter(|(_, due)| *due > now) {
            let ticket = self.ticket();
            if let Some(draft) = self.saving.drafts.get_mut(activity).filter(|draft| draft.lacks_timer(*due)) {
                draft.set_timer(ticket, *due);
                self.effects.push(SavingEffect::Wake(ticket, u32::try_from(due - now).unwrap_or(u32::MAX)));
            }
        }
        waiting.into_iter().filter(|(_, due)| *due <= now).map(|(activity, _)| activity).collect()
    }

    pub(super) fn send(&mut self, activity: ActivityId) {
        let ticket = self.ticket();
        let form = (self.moment.form)(activity);
        let (saving, moment) = (&mut *self.saving, &self.moment);
        let (Some(draft), Some(journey)) = (saving.drafts.get_mut(&activity), saving.journey) else { return };
        let Some(form) = form else { return draft.rest(false) };
        let outgoing = saving.work.outgoing(journey, activity, &form, moment.context, &draft.sent);
        if outgoing.own.is_empty() || draft.has(&outgoing.own) {
            return draft.rest(outgoing.is_partial);
        }
        let request = api::keep_draft(activity, outgoing.entries());
        let sent = saving.work.sent_with(journey, activity, &outgoing);
        let marks = sent.after(saving.work.sent(journey, activity).unwrap_or(&Sent::default()));
        draft.send((ticket, saving.standing.session), outgoing.own, outgoing.is_partial, sent);
        let length = request.body.as_ref().map_or(0, String::len);
        let keepalive = self.is_last_chance && length <= OUTLIVES;
        self.effects.push(SavingEffect::Put { ticket, request, keepalive });
        self.keep(activity, Piece::Sent(marks), moment.now);
    }
}
