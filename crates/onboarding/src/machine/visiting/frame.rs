//! A provider's frame on the page: what it says, and what is done when it says nothing.

use serde_json::json;

use super::{Booking, Checking, Ending, KeptVisit, Stay, Visit};
use crate::activity::Answer;
use crate::id::ActivityId;
use crate::machine::{Effect, Model, Phase, Ticket};
use crate::provider::{Claim, Message, ProviderUrl, Said, Way};

/// How long a frame may say nothing that is understood before help is offered, in milliseconds.
const PATIENCE: u32 = 10_000;
/// The highest frame that is believed, in CSS pixels.
const HIGHEST: u32 = 5_000;

/// A provider's page on this one.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) url: ProviderUrl,
    /// Rises each time the page is to be loaded anew.
    pub(crate) generation: u32,
    /// What the frame asked for, in CSS pixels.
    pub(crate) height: Option<u32>,
    /// Nothing that is understood has come for too long, or the browser refused the frame.
    pub(crate) silent: bool,
    /// Whether it is on the page now.
    shown: bool,
    heard: bool,
    patience: Option<Ticket>,
}

impl Frame {
    pub(super) fn new(url: ProviderUrl) -> Self {
        Self { url, generation: 0, height: None, silent: false, shown: false, heard: false, patience: None }
    }

    /// Its page is left, or it is to be loaded anew.
    pub(super) fn take_out(&mut self) {
        let generation = self.generation;
        *self = Self { generation, ..Self::new(self.url.clone()) };
    }

    /// Whether the timer is the one that waits for its first word.
    pub(super) fn waits_with(&self, ticket: Ticket) -> bool {
        self.patience == Some(ticket)
    }
}

impl Visit {
    /// The visit's frame, while it is on the page.
    fn frame_on_page(&mut self) -> Option<&mut Frame> {
        match &mut self.stay {
            Stay::Framed(frame) if frame.shown => Some(frame),
            _ => None,
        }
    }

    /// What the frame claims: each claim counts once, and none while the back-end is being asked about another.
    fn claimed(&mut self, claim: Claim) {
        if matches!(self.checking, Checking::Asking(Some(_), _)) || self.claims.contains(&claim) {
            return;
        }
        self.claims.push(claim);
        self.owed = Some(claim);
        let ending = match claim {
            Claim::Finished | Claim::Completed => return,
            Claim::Cancelled => Ending::Cancelled,
            Claim::Declined => Ending::Declined,
            Claim::Expired => Ending::Expired,
        };
        self.stay = Stay::Ended(ending);
    }
}

impl Model {
    /// The frame of the open activity posted something.
    pub(in crate::machine) fn frame_said(
        &mut self,
        id: ActivityId,
        message: &Message,
        covers: bool,
        key: String,
        time_spent: u64,
        effects: &mut Vec<Effect>,
    ) {
        let survives = self.session_survives();
        let Some((present, task)) = self.open_task(id) else { return };
        let user = present.session.user.id;
        let Some(visit) = present.visits.iter_mut().find(|visit| visit.activity == id) else { return };
        let reloaded = visit.reloaded;
        let Some(frame) = visit.frame_on_page() else { return };
        let said = task.protocol.read(message, covers);
        if said == Said::Nothing {
            return;
        }
        (frame.heard, frame.silent, frame.patience) = (true, false, None);
        match said {
            Said::Nothing | Said::Alive => {}
            Said::Wants(message) => effects.push(Effect::PostToFrame { activity: id, message }),
            Said::Height(height) => frame.height = Some(height.min(HIGHEST)),
            Said::Scheduled { event, invitee } => {
                let answer = Answer::new([("Event", json!({"URI": event})), ("Invitee", json!({"URI": invitee}))]);
                visit.booked.get_or_insert(Booking { answer, unsent: Some((key, time_spent)) });
            }
            Said::Claimed(claim) => visit.claimed(claim),
            Said::Failed => visit.stay = Stay::Ended(Ending::Failed),
            Said::ReloadWanted if reloaded => {}
            Said::ReloadWanted => {
                if survives {
                    let kept = KeptVisit { user, activity: id, frame: Some(frame.url.clone()) };
                    effects.extend([Effect::RememberVisit(kept), Effect::Reload]);
                } else {
                    frame.take_out();
                }
                visit.reloaded = true;
            }
        }
    }

    /// The browser refused the frame: there is nothing to wait for.
    pub(in crate::machine) fn frame_blocked(&mut self, id: ActivityId) {
        let Some((present, _)) = self.open_task(id) else { return };
        let visit = present.visits.iter_mut().find(|visit| visit.activity == id);
        if let Some(frame) = visit.and_then(Visit::frame_on_page) {
            (frame.silent, frame.patience) = (true, None);
        }
    }

    /// A frame whose page is open is put in, and has so long to say something. An address that is known ahead needs no
    /// click; one that could be opened for a while only is not opened again after that.
    pub(super) fn show_frame(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        let Some((present, task)) = self.open_task(id) else { return };
        let visit = present.visit(id);
        if let Some(address) = task.address.clone().filter(|_| task.framed && visit.is_none()) {
            self.arrive(id, &task, Way::Frame, &address, effects);
        }
        let Phase::Present(present) = &mut self.phase else { return };
        let Some(visit) = present.visits.iter_mut().find(|visit| visit.activity == id) else { return };
        match &mut visit.stay {
            Stay::Framed(frame) if !frame.shown && !visit.stale => {
                frame.shown = true;
                frame.generation += 1;
            }
            Stay::Framed(frame) if !frame.shown => {
                visit.stay = Stay::Ready;
                return;
            }
            _ => return,
        }
        let patience = self.wake(PATIENCE, effects);
        let Phase::Present(present) = &mut self.phase else { return };
        if let Some(frame) = present.visit_mut(id).frame_on_page() {
            frame.patience = Some(patience);
        }
    }

    /// The frame has said nothing that is understood.
    pub(super) fn frame_is_silent(&mut self, id: ActivityId) {
        let Phase::Present(present) = &mut self.phase else { return };
        if let Some(frame) = present.visit_mut(id).frame_on_page() {
            (frame.silent, frame.patience) = (!frame.heard, None);
        }
    }
}
