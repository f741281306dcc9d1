//! What is written and sent when. Everything given is written at once, and while a write is under way whatever comes
//! meanwhile waits for its end; drafts go to the back-end in the pauses. Total: an event that does not fit, or a late
//! answer, changes nothing.

mod sending;
mod writing;

use std::collections::BTreeMap;

use super::drafting::Drafting;
use super::event::{Moment, NotKept, SavingEffect, SavingEvent, Standing, Ticket};
use super::record::Piece;
use super::{Opening, Record, Work};
use crate::form::{Entry, Form};
use crate::id::{ActivityId, JourneyId, UserId};
use crate::signing;
use writing::Writing;

/// Where what was given in an activity is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was given.
    #[default]
    Nothing,
    /// It is being kept; soon to be told where.
    Saving,
    /// In this browser.
    OnDevice,
    /// By the back-end, all of it.
    Everywhere,
    /// Nowhere but on this page.
    NotKept(NotKept),
}

/// Everything that was given in a visit, and how far each thing is on its way to where it is kept.
#[derive(Debug)]
pub struct Saving {
    /// Whose work it is; it stays theirs while nobody is signed in.
    user: Option<UserId>,
    journey: Option<JourneyId>,
    /// Who has logged out, or left for good, in which session: nothing more is kept of that one.
    gone: Option<(UserId, u32)>,
    standing: Standing,
    work: Work,
    writing: Writing,
    /// The forms of the journey in which something was given.
    drafts: BTreeMap<ActivityId, Drafting>,
    /// Whether the back-end keeps drafts, as far as is known.
    offers_drafts: bool,
    /// The session is over, or not secured: no draft goes out before another one.
    is_refused: bool,
    is_online: bool,
    last_ticket: u32,
}

/// One event at work.
struct Step<'a> {
    saving: &'a mut Saving,
    moment: Moment<'a>,
    /// The page goes out of view with this event.
    is_last_chance: bool,
    effects: Vec<SavingEffect>,
}

impl Default for Saving {
    fn default() -> Self {
        Self {
            user: None,
            journey: None,
            gone: None,
            standing: Standing::default(),
            work: Work::default(),
            writing: Writing::default(),
            drafts: BTreeMap::new(),
            offers_drafts: true,
            is_refused: false,
            is_online: true,
            last_ticket: 0,
        }
    }
}

impl Saving {
    /// What an event makes of it, and what is to be done about it.
    pub fn step(&mut self, moment: Moment, event: SavingEvent) -> Vec<SavingEffect> {
        let is_last_chance = matches!(event, SavingEvent::Hidden);
        let mut step = Step { saving: self, moment, is_last_chance, effects: Vec::new() };
        step.take(event);
        step.go_on();
        step.effects
    }

    /// A form comes on the page: what its fields hold, and what is to be done about it.
    pub fn open(&mut self, moment: Moment, activity: ActivityId, form: &Form) -> (Opening, Vec<SavingEffect>) {
        let mut step = Step { saving: self, moment, is_last_chance: false, effects: Vec::new() };
        let opening = step.open(activity, form);
        step.go_on();
        (opening, step.effects)
    }

    /// Where what was given in an activity is kept.
    pub fn saved(&self, activity: ActivityId) -> Saved {
        let Some((user, journey)) = self.user.zip(self.journey) else { return Saved::Nothing };
        if !self.work.has_given(journey, activity) {
            return Saved::Nothing;
        }
        let draft = self.drafts.get(&activity);
        if draft.is_some_and(Drafting::is_complete) {
            return Saved::Everywhere;
        }
        if self.keeps_drafts() && draft.is_some_and(Drafting::is_promising) {
            return Saved::Saving;
        }
        match (self.writing.owes(user, journey, activity), self.writing.trouble()) {
            (false, _) => Saved::OnDevice,
            (true, None) => Saved::Saving,
            (true, Some(trouble)) => Saved::NotKept(trouble),
        }
    }

    /// What was typed, drawn and ticked under an activity's documents.
    pub fn agreement(&self, activity: ActivityId) -> Option<&signing::Draft> {
        self.work.agreement(self.journey?, activity)
    }

    /// How far an activity's film was watched, for [`crate::activity::Video::from_kept`].
    pub fn film(&self, activity: ActivityId) -> Option<&str> {
        self.work.film(self.journey?, activity)
    }

    /// Seconds that an activity was in use.
    pub fn used(&self, activity: ActivityId) -> u64 {
        self.journey.map_or(0, |journey| self.work.used(journey, activity))
    }

    /// The activities of the journey at hand in which something was given that was not handed in yet.
    pub fn given_in(&self) -> Vec<ActivityId> {
        self.journey.map(|journey| self.work.given_in(journey)).unwrap_or_default()
    }

    /// Whether the lead gave anything that would be missed, had they not given it: more than what is known of them anyway.
    pub fn has_unsent(&self, moment: Moment<'_>) -> bool {
        let Some(journey) = self.journey else { return false };
        self.work.given_in(journey).into_iter().any(|activity| {
            let typed = match (moment.form)(activity) {
                Some(form) => {
                    let opening = self.work.opening(journey, activity, &form, moment.context);
                    opening.draft != form.prefilled(moment.context)
                }
                None => self.work.has_typed(journey, activity),
            };
            typed || self.work.agreement(journey, activity).is_some_and(|draft| *draft != signing::Draft::default())
        })
    }

    /// Begins with nothing, for another person or for nobody. What is to be written still is.
    fn begin(&mut self, user: Option<UserId>, gone: Option<(UserId, u32)>) {
        let mut drafts = std::mem::take(&mut self.drafts);
        drafts.values_mut().for_each(Drafting::abandon);
        let (writing, is_online) = (std::mem::take(&mut self.writing), self.is_online);
        *self = Self { user, gone, writing, drafts, is_online, last_ticket: self.last_ticket, ..Self::default() };
    }

    /// Whether drafts can go out now: the back-end keeps them, and it is known who is here, with which journey.
    fn keeps_drafts(&self) -> bool {
        let Standing { user, journey, is_unplugged, .. } = &self.standing;
        let is_here = self.user.is_some() && *user == self.user && self.journey.is_some() && *journey == self.journey;
        is_here && !is_unplugged && self.offers_drafts && !self.is_refused && self.is_online
    }
}

impl Step<'_> {
    fn take(&mut self, event: SavingEvent) {
        match event {
            SavingEvent::Followed(standing) => self.followed(standing),
            SavingEvent::Restored(user, records) => self.restored(user, records),
            SavingEvent::Gave(activity, piece) => self.gave(activity, piece),
            SavingEvent::Left(activity) => {
                if let Some(draft) = self.saving.drafts.get_mut(&activity) {
                    draft.hurry();
                }
            }
            SavingEvent::Hidden => {
                self.saving.drafts.values_mut().for_each(Drafting::hurry);
                self.saving.writing.try_again();
            }
            SavingEvent::Lost => self.keep_anew(),
            SavingEvent::PauseOver => self.saving.writing.try_again(),
            SavingEvent::WentOffline => self.saving.is_online = false,
            SavingEvent::CameOnline => {
                self.saving.is_online = true;
                self.begin_anew();
            }
            SavingEvent::Written(ticket, written) => self.saving.writing.written(ticket, written),
            SavingEvent::Answered(ticket, answer) => self.answered(ticket, answer),
            SavingEvent::Woke(ticket) => {
                self.saving.drafts.values_mut().for_each(|draft| draft.woke(ticket));
            }
            SavingEvent::Forgotten => {
                let gone = self.saving.user.map(|user| (user, self.saving.standing.session));
                self.saving.begin(None, gone);
                self.saving.writing.forget();
            }
        }
    }

    fn followed(&mut self, standing: Standing) {
        let is_gone = standing.user.is_some_and(|user| self.saving.gone == Some((user, standing.session)));
        if standing == self.saving.standing || is_gone {
            return;
        }
        if standing.user.is_some() && standing.user != self.saving.user {
            // What another person gave is theirs, and stays kept for them.
            self.saving.begin(standing.user, None);
        } else if standing.session != self.saving.standing.session {
            self.saving.is_refused = false;
            self.begin_anew();
        }
        if standing.journey.is_some() && standing.journey != self.saving.journey {
            self.saving.journey = standing.journey;
            self.saving.drafts.values_mut().for_each(Drafting::abandon);
        }
        self.saving.standing = standing;
        self.drop_handed_in();
    }

    fn restored(&mut self, user: UserId, records: Vec<Record>) {
        if self.saving.user != Some(user) {
            return;
        }
        for record in records.into_iter().filter(|record| !record.is_stale(self.moment.now)) {
            self.saving.work.restore(record);
        }
        self.drop_handed_in();
    }

    fn drop_handed_in(&mut self) {
        let Some((user, journey)) = self.saving.user.zip(self.saving.standing.journey) else { return };
        for activity in self.saving.standing.handed_in.clone() {
            if let Some(draft) = self.saving.drafts.get_mut(&activity) {
                draft.abandon();
            }
            if self.saving.work.knows(journey, activity) {
                self.saving.work.drop(journey, activity);
                self.saving.writing.remove(user, journey, activity);
            }
        }
    }

    fn gave(&mut self, activity: ActivityId, piece: Piece) {
        // Files have a store of their own, and what is handed in is not given any more.
        let is_kept = !matches!(piece, Piece::Entry(_, Entry::Documents { .. }));
        let is_here = self.saving.user.is_some() && self.saving.journey.is_some();
        if !is_kept || !is_here || self.saving.standing.handed_in.contains(&activity) {
            return;
        }
        if matches!(piece, Piece::Entry(..)) {
            self.saving.drafts.entry(activity).or_default().touch(self.moment.now);
        }
        self.keep(activity, piece, self.moment.now);
    }

    fn keep(&mut self, activity: ActivityId, piece: Piece, at: i64) {
        let Some((user, journey)) = self.saving.user.zip(self.saving.journey) else { return };
        let record = Record { journey, activity, piece, at };
        self.saving.work.keep(record.clone());
        self.saving.writing.add(user, record);
    }

    fn keep_anew(&mut self) {
        let Some(user) = self.saving.user else { return };
        for record in self.saving.work.all() {
            self.saving.writing.add_again(user, record);
        }
    }

    fn open(&mut self, activity: ActivityId, form: &Form) -> Opening {
        let context = self.moment.context;
        let Some(journey) = self.saving.journey else {
            return Opening { draft: form.prefilled(context), ..Opening::default() };
        };
        let opening = self.saving.work.opening(journey, activity, form, context);
        // What counts now takes the place of what was given here before.
        for id in &opening.overtaken {
            let drafted = form.drafted.get(id).zip(form.field(*id));
            if let Some((drafted, field)) = drafted {
                let entry = drafted.entry(field, context);
                self.keep(activity, Piece::Entry(*id, entry), drafted.at.unwrap_or(self.moment.now));
            }
        }
        let is_given = self.saving.work.has_given(journey, activity);
        let draft = self.saving.drafts.entry(activity).or_default();
        if is_given && draft.is_new() {
            match self.saving.work.is_ahead(journey, activity, form, context) {
                true => draft.touch(self.moment.now),
                false => draft.found_kept(),
            }
        }
        opening
    }

    fn begin_anew(&mut self) {
        self.saving.drafts.values_mut().for_each(Drafting::begin_anew);
        self.saving.writing.try_again();
    }

    /// Lets go out whatever can.
    fn go_on(&mut self) {
        for activity in self.drafts_to_send() {
            self.send(activity);
        }
        if self.saving.writing.is_idle() {
            let ticket = self.ticket();
            self.effects.extend(self.saving.writing.next(ticket));
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.saving.last_ticket = self.saving.last_ticket.wrapping_add(1);
        Ticket(self.saving.last_ticket)
    }
}
