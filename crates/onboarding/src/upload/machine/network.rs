//! Sessions and networks that come and go.

use super::super::event::{Ticket, UploadEffect};
use super::super::file::{File, Phase};
use super::super::view::Obstacle;
use super::Step;
use crate::id::UserId;

impl Step<'_> {
    pub(super) fn signed_in(&mut self, user: UserId) {
        if self.uploads.user != Some(user) {
            // What another person chose is theirs; the shell keeps it for them.
            self.forgotten();
            self.uploads.user = Some(user);
        } else if self.uploads.signed_in {
            // What is under way was signed by the session before, and may be refused for that.
            self.break_off();
        }
        (self.uploads.signed_in, self.uploads.needs_code) = (true, false);
    }

    pub(super) fn signed_out(&mut self) {
        self.uploads.signed_in = false;
        self.break_off();
    }

    pub(super) fn forgotten(&mut self) {
        self.signed_out();
        self.uploads.files.clear();
        self.uploads.taken_back.clear();
        self.uploads.user = None;
    }

    /// Breaks off everything, also what is being created: its answer would be about a session that has ended, and must
    /// not end the next one.
    pub(super) fn break_off(&mut self) {
        self.halt_all();
        for file in &mut self.uploads.files {
            if let Phase::Creating(ticket) = file.phase {
                self.effects.push(UploadEffect::Abort(ticket));
                file.phase = Phase::Ready;
            }
        }
        self.effects.extend(self.uploads.orphans.drain(..).map(UploadEffect::Abort));
    }

    pub(super) fn went_offline(&mut self) {
        self.uploads.online = false;
        self.halt_all();
    }

    /// The network is back: nobody waits any longer, also who had given up for want of it.
    pub(super) fn came_online(&mut self) {
        self.uploads.online = true;
        for file in &mut self.uploads.files {
            let gave_up = Phase::Failed { obstacle: Obstacle::Unreachable, can_retry: true };
            if file.phase == gave_up {
                file.forgive();
            } else if matches!(file.phase, Phase::Resting { .. }) {
                file.phase = Phase::Ready;
            }
        }
    }

    pub(super) fn woke(&mut self, waking: Ticket) {
        let is_woken = |file: &&mut File| matches!(file.phase, Phase::Resting { ticket, .. } if ticket == waking);
        if let Some(file) = self.uploads.files.iter_mut().find(is_woken) {
            file.phase = Phase::Ready;
        }
    }
}
