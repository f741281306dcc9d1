//! What the back-end's answers make of the files.

use super::super::event::{Ticket, UploadAnswer, UploadEffect, UploadError};
use super::super::file::{After, Phase};
use super::super::location::Address;
use super::super::tus::{self, Verdict, byte_count};
use super::super::view::Obstacle;
use super::Step;

impl Step<'_> {
    pub(super) fn answered(&mut self, ticket: Ticket, answer: Result<UploadAnswer, UploadError>) {
        if let Some(at) = self.uploads.orphans.iter().position(|orphan| *orphan == ticket) {
            self.uploads.orphans.swap_remove(at);
            return self.remove_orphan(answer);
        }
        let Some(index) = self.uploads.files.iter().position(|file| file.awaits() == Some(ticket)) else { return };
        let verdict = tus::judge(&answer);
        let answer = answer.unwrap_or_default();
        match (verdict, &self.uploads.files[index].phase) {
            (Verdict::SignedOut, _) => self.session_ended(index),
            (Verdict::CodeNeeded, _) => self.code_needed(index),
            (Verdict::Later(obstacle, wait), _) => self.set_back(index, obstacle, wait),
            (Verdict::Unreadable, _) => self.fail(index, Obstacle::Unreadable, false),
            (Verdict::Done, Phase::Creating(_)) => self.created(index, &answer),
            (Verdict::Gone, Phase::Creating(_)) => self.fail(index, Obstacle::NotOffered, true),
            (Verdict::Conflict, Phase::Creating(_)) => self.set_back(index, Obstacle::Broken, None),
            (Verdict::Done, Phase::Asking(_)) => self.told_the_offset(index, &answer),
            (Verdict::Done, Phase::Sending { from, to, began, .. }) => {
                let (from, to, began) = (*from, *to, *began);
                self.appended(index, from, to, began, &answer);
            }
            (Verdict::Conflict, _) => self.ask_again(index),
            // Back-ends may answer 403 where there is no such upload (tus 1.0.0, "HEAD").
            (Verdict::Gone | Verdict::Refused(Obstacle::NotAllowed), Phase::Asking(_) | Phase::Sending { .. }) => {
                self.begin_anew(index);
            }
            (Verdict::TooLarge, Phase::Sending { .. }) => self.piece_too_large(index),
            (Verdict::TooLarge, _) => self.fail(index, Obstacle::TooLarge, false),
            (Verdict::Refused(obstacle), _) => {
                let can_retry = obstacle != Obstacle::NotAccepted;
                self.fail(index, obstacle, can_retry);
            }
            (Verdict::Gone | Verdict::Done, _) => {}
        }
    }

    fn created(&mut self, index: usize, answer: &UploadAnswer) {
        let address = answer.location.as_deref().and_then(|location| self.uploads.back_end.resolve(location));
        let is_taken = |address: &Address| self.uploads.files.iter().any(|file| file.upload.as_ref() == Some(address));
        match address {
            Some(address) if !is_taken(&address) => {
                self.uploads.files[index].created(address);
                self.keep(index);
                self.finish(index);
            }
            Some(_) => {
                self.complain("the back-end gave two files the same Location");
                self.fail(index, Obstacle::Broken, true);
            }
            None => {
                self.complain(match answer.location {
                    Some(_) => "the Location of a created document is not behind the back-end's address",
                    None => "a created document has no Location, or the back-end does not expose it",
                });
                self.fail(index, Obstacle::Broken, true);
            }
        }
    }

    fn told_the_offset(&mut self, index: usize, answer: &UploadAnswer) {
        let file = &mut self.uploads.files[index];
        let size = file.facts().map(|facts| facts.size);
        let length = byte_count(answer.upload_length.as_deref());
        match byte_count(answer.upload_offset.as_deref()) {
            None => {
                self.complain("a document has no Upload-Offset, or the back-end does not expose it");
                self.set_back(index, Obstacle::Broken, None);
            }
            Some(_) if length.is_some() && length != size => self.begin_anew(index),
            Some(offset) if offset < file.reached() => {
                // It has lost bytes; they go out again, but not for ever.
                match file.setback(self.moment.random) {
                    After::Failure => self.fail(index, Obstacle::Broken, true),
                    After::Rest(_) => {
                        file.at(offset);
                    }
                }
            }
            Some(offset) if file.at(offset) => self.finish(index),
            // More than anybody sent: these are the bytes of something else.
            Some(_) => self.begin_anew(index),
        }
    }

    fn appended(&mut self, index: usize, from: u64, to: u64, began: u64, answer: &UploadAnswer) {
        match byte_count(answer.upload_offset.as_deref()) {
            Some(offset) if from < offset && offset <= to => {
                let millis = self.moment.now.saturating_sub(began);
                self.uploads.files[index].advanced(from, offset, millis);
                self.finish(index);
            }
            // Nothing of it arrived, or something else did.
            _ => self.ask_again(index),
        }
    }

    /// Asks where the upload ends: at once, but after a rest when that did not help.
    fn ask_again(&mut self, index: usize) {
        let file = &mut self.uploads.files[index];
        match file.setback(self.moment.random) {
            After::Failure => self.fail(index, Obstacle::Broken, true),
            After::Rest(_) if file.is_first_setback() => {}
            After::Rest(wait) => self.rest(index, Obstacle::Broken, wait),
        }
    }

    /// What stands before the back-end may take small pieces only.
    fn piece_too_large(&mut self, index: usize) {
        if !self.uploads.files[index].shrink() {
            self.fail(index, Obstacle::TooLarge, false);
        }
    }

    fn finish(&mut self, index: usize) {
        let file = &self.uploads.files[index];
        if file.phase == Phase::Done {
            let (id, place) = (file.id, file.place);
            self.keep(index);
            self.effects.extend([UploadEffect::DropBytes(id), UploadEffect::Done(id, place)]);
        }
    }

    /// The session ended under way: every file waits for the next one.
    fn session_ended(&mut self, index: usize) {
        self.uploads.files[index].forgive();
        self.signed_out();
        self.effects.push(UploadEffect::SessionEnded);
    }

    /// A code is needed first: every file waits for the session that it secures.
    fn code_needed(&mut self, index: usize) {
        self.uploads.files[index].forgive();
        self.break_off();
        self.uploads.needs_code = true;
        self.effects.push(UploadEffect::CodeNeeded);
    }

    /// The lead had taken the file back before its upload was there.
    fn remove_orphan(&mut self, answer: Result<UploadAnswer, UploadError>) {
        let created = tus::judge(&answer) == Verdict::Done;
        let location = answer.ok().filter(|_| created).and_then(|answer| answer.location);
        if let Some(address) = location.and_then(|location| self.uploads.back_end.resolve(&location)) {
            self.call_and_forget(tus::remove(&address));
        }
    }

    fn complain(&mut self, about: &str) {
        self.effects.push(UploadEffect::Complain(about.to_owned()));
    }
}
