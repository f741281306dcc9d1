//! The shell of what is kept, simulated: one browser of a lead's with its store, which can be slow, full or killed, and
//! its line to the back-end. What must always hold is checked at every step.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use onboarding::api::{CallError, Request, Response};
use onboarding::form::{Draft, Entry, Form};
use onboarding::id::DataPointId;
use onboarding::work::{
    Moment, NotKept, Piece, Record, Saved, Saving, SavingEffect, SavingEvent, Standing, Ticket, is_stale, time_of,
};

use super::back_end::{ok, session};
use super::draft_server::{DraftServer, activity_of};
use super::visit::{Visit, activity_id, english};

pub(crate) struct Device {
    pub(crate) saving: Saving,
    pub(crate) back_end: Rc<RefCell<DraftServer>>,
    /// The lead's things in the browser's store: names and texts.
    pub(crate) store: BTreeMap<String, String>,
    /// What the store answers; where it answers nothing, writes stay under way.
    pub(crate) answers: Option<Result<(), NotKept>>,
    /// Whether requests stay under way.
    pub(crate) is_held: bool,
    pub(crate) online: bool,
    writes: Vec<(Ticket, Write)>,
    pub(crate) puts: Vec<(Ticket, Request, bool)>,
    timers: Vec<(i64, Ticket)>,
    /// The journey as this page heard of it.
    visit: Visit,
    pub(crate) standing: Standing,
    /// What the page shows in each form that was opened.
    pub(crate) pages: BTreeMap<i64, Draft>,
    /// How often a form was read from the journey.
    pub(crate) read: Cell<usize>,
    random: u32,
}

enum Write {
    Records(Vec<Record>),
    Removal(String),
}

impl Device {
    /// A browser that nobody has used yet, its page open at the journey.
    pub(crate) fn new(back_end: &Rc<RefCell<DraftServer>>) -> Self {
        let visit = Visit::new();
        let mut device = Self {
            saving: Saving::default(),
            back_end: back_end.clone(),
            store: BTreeMap::new(),
            answers: Some(Ok(())),
            is_held: false,
            online: true,
            writes: Vec::new(),
            puts: Vec::new(),
            timers: Vec::new(),
            visit,
            standing: Standing::default(),
            pages: BTreeMap::new(),
            read: Cell::new(0),
            random: 0,
        };
        device.starts();
        device
    }

    /// The page is opened anew on what the store holds.
    fn starts(&mut self) {
        self.saving = Saving::default();
        self.pages.clear();
        self.standing = Standing::default();
        self.looks();
        let kept: Vec<Record> = self.store.iter().filter_map(|(name, text)| Record::read(name, text)).collect();
        assert_eq!(kept.len(), self.store.len(), "everything that was written can be read");
        let user = self.standing.user.unwrap();
        self.happens(SavingEvent::Restored(user, kept));
    }

    /// The browser is killed, and started again.
    pub(crate) fn is_killed(&mut self) -> &mut Self {
        (self.writes, self.puts, self.timers) = (Vec::new(), Vec::new(), Vec::new());
        self.starts();
        self
    }

    /// The page hears how the journey stands now.
    pub(crate) fn looks(&mut self) -> &mut Self {
        let journey = self.back_end.borrow().journey();
        self.visit = Visit::new();
        self.visit.opens_link().hears(ok(session())).ignores_effects().hears(ok(journey)).ignores_effects();
        let seen = self.visit.model().standing();
        let Standing { session, submitting, .. } = std::mem::take(&mut self.standing);
        self.follows(Standing { session: session.max(seen.session), submitting, ..seen })
    }

    pub(crate) fn follows(&mut self, standing: Standing) -> &mut Self {
        self.standing = standing.clone();
        self.happens(SavingEvent::Followed(standing))
    }

    pub(crate) fn form(&self, activity: i64) -> Form {
        (*self.visit.model().form(activity_id(activity)).expect("a form")).clone()
    }

    /// A form comes on the page; the fields whose answers of this device do not count any more.
    pub(crate) fn opens(&mut self, activity: i64) -> Vec<i64> {
        let form = self.form(activity);
        let context = english();
        let lookup = |_| None;
        let moment = Moment { now: self.now(), random: 0, form: &lookup, context: &context };
        let (opening, effects) = self.saving.open(moment, activity_id(activity), &form);
        self.pages.insert(activity, opening.draft);
        self.performs(effects);
        opening.overtaken.into_iter().map(i64::from).collect()
    }

    /// The lead types into a field of an open form.
    pub(crate) fn types(&mut self, activity: i64, field: i64, text: &str) -> &mut Self {
        self.gives(activity, field, Entry::Text(text.to_owned()))
    }

    pub(crate) fn gives(&mut self, activity: i64, field: i64, entry: Entry) -> &mut Self {
        let id = DataPointId::from_digits(&field.to_string()).unwrap();
        if let Some(page) = self.pages.get_mut(&activity) {
            page.set(id, entry.clone());
        }
        self.happens(SavingEvent::Gave(activity_id(activity), Piece::Entry(id, entry)))
    }

    /// The lead hands a form in, and the back-end takes it.
    pub(crate) fn hands_in(&mut self, activity: i64) -> &mut Self {
        self.back_end.borrow_mut().handed_in.insert(activity);
        self.back_end.borrow_mut().drafts.remove(&activity);
        self.pages.remove(&activity);
        self.standing.submitting.clear();
        self.looks()
    }

    pub(crate) fn happens(&mut self, event: SavingEvent) -> &mut Self {
        match event {
            SavingEvent::WentOffline => self.online = false,
            SavingEvent::CameOnline => self.online = true,
            _ => {}
        }
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let context = english();
        let lookup = |id| {
            self.read.set(self.read.get() + 1);
            self.visit.model().form(id)
        };
        let moment = Moment { now: self.now(), random: self.random, form: &lookup, context: &context };
        let effects = self.saving.step(moment, event);
        self.performs(effects);
        self
    }

    fn performs(&mut self, effects: Vec<SavingEffect>) {
        for effect in effects {
            match effect {
                SavingEffect::Write(ticket, user, records) => {
                    assert_eq!(Some(user), self.saving_user(), "each writes their own");
                    assert!(!records.is_empty());
                    self.writes.push((ticket, Write::Records(records)));
                }
                SavingEffect::Remove(ticket, _, journey, activity) => {
                    self.writes.push((ticket, Write::Removal(Record::prefix(journey, activity))));
                }
                SavingEffect::Put { ticket, request, keepalive } => {
                    let activity = activity_of(&request);
                    let id = activity_id(activity);
                    assert!(self.online && !request.with_cookies || request.headers.len() == 1);
                    assert!(!self.standing.handed_in.contains(&id), "nothing goes out after it was handed in");
                    assert!(!self.standing.submitting.contains(&id), "nor while it is being handed in");
                    let others = self.puts.iter().filter(|(_, other, _)| activity_of(other) == activity);
                    assert_eq!(others.count(), 0, "one draft at a time");
                    self.puts.push((ticket, request, keepalive));
                }
                SavingEffect::Wake(ticket, millis) => {
                    assert!(millis > 0, "nobody waits for nothing");
                    self.timers.push((self.now() + i64::from(millis), ticket));
                }
            }
        }
        assert!(self.writes.len() <= 1, "one write at a time");
        if let Some(answer) = self.answers {
            self.store_answers(answer);
        }
        if !self.is_held && !self.puts.is_empty() {
            self.back_end_answers();
        }
    }

    fn saving_user(&self) -> Option<onboarding::id::UserId> {
        self.visit.model().user()
    }

    /// The names of the records that are being written.
    pub(crate) fn being_written(&self) -> Vec<String> {
        let records = self.writes.iter().flat_map(|(_, write)| match write {
            Write::Records(records) => records.as_slice(),
            Write::Removal(_) => &[],
        });
        records.map(Record::name).collect()
    }

    /// The write that is under way comes to its end.
    pub(crate) fn store_answers(&mut self, answer: Result<(), NotKept>) -> &mut Self {
        let Some((ticket, write)) = self.writes.pop() else { return self };
        match (answer, write) {
            (Err(_), _) => {}
            (Ok(()), Write::Records(records)) => {
                self.store.extend(records.iter().map(|record| (record.name(), record.to_text())));
            }
            (Ok(()), Write::Removal(prefix)) => self.store.retain(|name, _| !name.starts_with(&prefix)),
        }
        self.happens(SavingEvent::Written(ticket, answer))
    }

    /// The oldest draft that is under way arrives, and its answer comes back.
    pub(crate) fn back_end_answers(&mut self) -> &mut Self {
        if self.puts.is_empty() {
            return self;
        }
        let (ticket, request, _) = self.puts.remove(0);
        let answer = self.back_end.borrow_mut().take(&request);
        self.happens(SavingEvent::Answered(ticket, Ok(answer)))
    }

    /// The oldest draft that is under way is answered by something else, whether it has arrived or not.
    pub(crate) fn line_answers(&mut self, arrives: bool, answer: Result<Response, CallError>) -> &mut Self {
        if self.puts.is_empty() {
            return self;
        }
        let (ticket, request, _) = self.puts.remove(0);
        if arrives {
            let _ = self.back_end.borrow_mut().take(&request);
        }
        self.happens(SavingEvent::Answered(ticket, answer))
    }

    /// So many milliseconds pass.
    pub(crate) fn waits(&mut self, millis: i64) -> &mut Self {
        let until = self.now() + millis;
        while let Some(at) = (0..self.timers.len()).min_by_key(|at| self.timers[*at].0) {
            if self.timers[at].0 > until {
                break;
            }
            let (ends, ticket) = self.timers.remove(at);
            let now = self.now().max(ends);
            self.back_end.borrow_mut().now = now;
            self.happens(SavingEvent::Woke(ticket));
        }
        self.back_end.borrow_mut().now = until;
        self
    }

    pub(crate) fn now(&self) -> i64 {
        self.back_end.borrow().now
    }

    /// What a field of an open form holds.
    pub(crate) fn field(&self, activity: i64, field: i64) -> Option<&Entry> {
        self.pages[&activity].get(DataPointId::from_digits(&field.to_string()).unwrap())
    }

    /// The text of a field of an open form.
    pub(crate) fn text(&self, activity: i64, field: i64) -> &str {
        self.field(activity, field).map_or("", Entry::text)
    }

    #[track_caller]
    pub(crate) fn says(&mut self, activity: i64, saved: Saved) -> &mut Self {
        assert_eq!(self.saving.saved(activity_id(activity)), saved);
        self
    }

    /// Drafts that have reached the back-end since the last look.
    #[track_caller]
    pub(crate) fn sent(&mut self, wanted: &[&str]) -> &mut Self {
        assert_eq!(std::mem::take(&mut self.back_end.borrow_mut().came), wanted);
        self
    }

    /// What is too old goes.
    pub(crate) fn sweeps(&mut self) -> &mut Self {
        let now = self.now();
        self.store.retain(|_, text| time_of(text).is_some_and(|at| !is_stale(at, now)));
        self
    }
}
