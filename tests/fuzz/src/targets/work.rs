//! What this browser keeps of a lead's work: names and texts of records, as members of an object. A text that is a
//! string stands for itself, anything else for its JSON.

use std::sync::{Arc, LazyLock};

use onboarding::activity::Body;
use onboarding::form::{Entry, FieldKind, Form};
use onboarding::id::ActivityId;
use onboarding::route::Route;
use onboarding::screen::{Content, Screen};
use onboarding::work::{Moment, Piece, Record, Saved, Saving, SavingEffect, SavingEvent, Ticket, is_stale, time_of};
use serde_json::{Map, Value as Json};

use super::journey::context;
use crate::visit::{NOW, Visit, journey_of, status};

/// A form and a film.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[1, 6]));

pub(super) fn run(text: &str) {
    let Ok(kept) = serde_json::from_str::<Map<String, Json>>(text) else { return };
    let text = |kept: &Json| kept.as_str().map_or_else(|| kept.to_string(), str::to_owned);
    let records: Vec<Record> = kept.iter().filter_map(|(name, kept)| read(name, &text(kept))).collect();
    if !records.is_empty() {
        Page::new().restores(records);
    }
}

/// A record is read as it was written.
fn read(name: &str, text: &str) -> Option<Record> {
    let record = Record::read(name, text)?;
    assert_eq!(Record::read(&record.name(), &record.to_text()).as_ref(), Some(&record));
    assert!(record.name().starts_with(&Record::prefix(record.journey, record.activity)));
    assert_eq!(time_of(text), Some(record.at));
    assert_eq!(record.is_stale(NOW * 1000), is_stale(record.at, NOW * 1000));
    Some(record)
}

/// A page with the form and the film, and what is kept of both.
struct Page {
    visit: Visit,
    saving: Saving,
    now: i64,
    writes: Vec<Ticket>,
    puts: Vec<Ticket>,
    timers: Vec<Ticket>,
}

impl Page {
    fn new() -> Self {
        let (visit, saving) = (Visit::in_journey(&JOURNEY), Saving::default());
        Self { visit, saving, now: NOW * 1000, writes: Vec::new(), puts: Vec::new(), timers: Vec::new() }
    }

    fn restores(&mut self, records: Vec<Record>) {
        let user = self.visit.model().user().expect("the lead is here");
        self.happens(SavingEvent::Followed(self.visit.model().standing()));
        self.happens(SavingEvent::Restored(user, records.clone()));
        for row in self.visit.rows() {
            self.visit.goes(Route::Activity(row.id));
            let Screen::Activity(screen) = self.visit.screen() else { continue };
            match screen.content {
                Content::ToDo(Body::Form(form)) => self.opens(row.id, &form, &records),
                Content::ToDo(Body::Video(video)) => {
                    let watching = self.saving.film(row.id).and_then(|kept| video.from_kept(kept));
                    watching.iter().for_each(super::watched::check);
                }
                _ => {}
            }
            let _ = (self.saving.agreement(row.id), self.saving.used(row.id));
        }
        for _ in 0..4 {
            self.goes_on();
        }
        for activity in self.saving.given_in() {
            assert!(matches!(self.saving.saved(activity), Saved::OnDevice | Saved::Everywhere), "it is not kept");
        }
        self.happens(SavingEvent::Forgotten);
    }

    /// The form holds what was kept of it, if its fields can.
    fn opens(&mut self, activity: ActivityId, form: &Arc<Form>, records: &[Record]) {
        let (opening, effects) = self.with_moment(|saving, moment| saving.open(moment, activity, form));
        self.take(effects);
        for record in records.iter().filter(|record| record.activity == activity) {
            let Piece::Entry(id, entry @ Entry::Text(_)) = &record.piece else { continue };
            let is_text = form.field(*id).is_some_and(|field| field.kind == FieldKind::Text);
            if is_text && self.visit.model().standing().journey == Some(record.journey) && !record.is_stale(self.now) {
                let is_last = records.iter().filter(|other| other.name() == record.name()).count() == 1;
                assert!(!is_last || opening.draft.get(*id) == Some(entry), "what was kept is not there");
            }
        }
        for field in &form.fields {
            let entry = opening.draft.get(field.id).cloned().unwrap_or(Entry::Text(String::new()));
            self.happens(SavingEvent::Gave(activity, Piece::Entry(field.id, entry)));
        }
        self.happens(SavingEvent::Left(activity));
    }

    /// Time passes, and everything that is under way ends in one way or another.
    fn goes_on(&mut self) {
        self.now += 20_000;
        for ticket in std::mem::take(&mut self.writes) {
            self.happens(SavingEvent::Written(ticket, Ok(())));
        }
        for ticket in std::mem::take(&mut self.timers) {
            self.happens(SavingEvent::Woke(ticket));
        }
        for (number, ticket) in std::mem::take(&mut self.puts).into_iter().enumerate() {
            self.happens(SavingEvent::Answered(ticket, Ok(status([503, 204][number % 2]))));
        }
    }

    fn happens(&mut self, event: SavingEvent) {
        let effects = self.with_moment(|saving, moment| saving.step(moment, event));
        self.take(effects);
    }

    fn with_moment<T>(&mut self, act: impl FnOnce(&mut Saving, Moment) -> T) -> T {
        let (visit, context) = (&self.visit, context(0));
        let form = |id| visit.model().form(id);
        act(&mut self.saving, Moment { now: self.now, random: 7, form: &form, context: &context })
    }

    fn take(&mut self, effects: Vec<SavingEffect>) {
        for effect in effects {
            match effect {
                SavingEffect::Write(ticket, _, records) => {
                    let is_read =
                        |record: &Record| Record::read(&record.name(), &record.to_text()).as_ref() == Some(record);
                    assert!(records.iter().all(is_read), "what is written cannot be read");
                    self.writes.push(ticket);
                }
                SavingEffect::Remove(ticket, ..) => self.writes.push(ticket),
                SavingEffect::Put { ticket, request, .. } => {
                    let body: Json = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
                    let entries = body["JourneyData"].as_array().unwrap();
                    assert!(entries.iter().all(|entry| entry["DataPoint"]["Id"].is_i64()), "{body}");
                    self.puts.push(ticket);
                }
                SavingEffect::Wake(ticket, _) => self.timers.push(ticket),
            }
            assert!(self.writes.len() <= 1, "one write at a time");
        }
    }
}
