//! What the lead gives, on its way into this browser's storage and to the back-end: carries out what the core's
//! [`Saving`] asks for. One driver lives in the store, so that what was given outlives the page of its activity.

use std::collections::HashMap;

use js_sys::Promise;
use leptos::prelude::*;
use onboarding::api::Request;
use onboarding::form::Form;
use onboarding::id::{ActivityId, UserId};
use onboarding::signing;
use onboarding::stopwatch::Stopwatch;
use onboarding::work::{
    Moment, NotKept, Opening, Piece, Record, Saved, Saving, SavingEffect, SavingEvent, Standing, Ticket,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::storage::{self, Change, Refused, Shelf};
use super::{clock, http, network, random, vault, visibility};
use crate::store::Store;

/// How long to wait after a failed write before the next one, in milliseconds, and at most: the double each time. Right
/// after a browser has thrown away what it kept, it opens nothing for a moment.
const FIRST_PAUSE: u32 = 500;
const LONGEST_PAUSE: u32 = 64_000;

/// After so long a write that was never answered is taken for refused, in milliseconds.
const WRITE_PATIENCE: u32 = 10_000;

/// What was given in a visit; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    saving: StoredValue<Saving>,
    watches: StoredValue<HashMap<ActivityId, Stopwatch>>,
    /// Settled when the write that was begun last is over.
    written: StoredValue<Option<Promise>, LocalStorage>,
    /// How many writes in a row have failed.
    setbacks: StoredValue<u32>,
    /// Counts what happened; whoever shows how it is kept looks again.
    happened: RwSignal<u32>,
    /// Whose earlier visits were looked for.
    lead: StoredValue<Option<UserId>>,
    looking: RwSignal<Looking>,
    /// Nothing had to be looked for, and then the browser would keep nothing.
    is_refused: RwSignal<bool>,
    /// The browser threw away what it had kept while the page was open.
    was_cleared: RwSignal<bool>,
}

/// How far the look for what earlier visits left has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looking {
    /// It is waited for.
    UnderWay,
    /// It could not be had so far, and the lead goes on without.
    InVain,
    /// It is here.
    Done,
}

impl Work {
    /// Nothing was given yet, and nobody knows what earlier visits left.
    pub(crate) fn new() -> Self {
        Self {
            saving: StoredValue::new(Saving::default()),
            watches: StoredValue::new(HashMap::new()),
            written: StoredValue::new_local(None),
            setbacks: StoredValue::new(0),
            happened: RwSignal::new(0),
            lead: StoredValue::new(None),
            looking: RwSignal::new(Looking::UnderWay),
            is_refused: RwSignal::new(false),
            was_cleared: RwSignal::new(false),
        }
    }

    /// How far the look for what earlier visits left has come.
    pub(crate) fn looking(self) -> Signal<Looking> {
        self.looking.into()
    }

    /// Where what was given in an activity is kept; of a browser that keeps nothing, that is known beforehand.
    pub(crate) fn saved(self, activity: ActivityId) -> Memo<Saved> {
        Memo::new(move |_| {
            self.happened.track();
            match self.saving.try_with_value(|saving| saving.saved(activity)).unwrap_or_default() {
                Saved::Nothing if self.is_refused() => Saved::NotKept(NotKept::Refused),
                saved => saved,
            }
        })
    }

    /// Whether the browser keeps nothing, as far as it was tried.
    pub(crate) fn is_refused(self) -> bool {
        self.looking.get() == Looking::InVain || self.is_refused.get()
    }

    /// Whether the browser threw away what it had kept while the page was open.
    pub(crate) fn was_cleared(self) -> Signal<bool> {
        self.was_cleared.into()
    }

    /// What was typed, drawn and ticked under an activity's documents.
    pub(crate) fn agreement(self, activity: ActivityId) -> signing::Draft {
        self.saving.with_value(|saving| saving.agreement(activity).cloned()).unwrap_or_default()
    }

    /// How far an activity's film was watched, for [`onboarding::activity::Video::from_kept`].
    pub(crate) fn film(self, activity: ActivityId) -> Option<String> {
        self.saving.with_value(|saving| saving.film(activity).map(str::to_owned))
    }

    /// Waits until the write that was begun last is over.
    pub(super) async fn settled(self) {
        if let Some(written) = self.written.try_get_value().flatten() {
            let _ = JsFuture::from(written).await;
        }
    }

    /// How long to wait after a write, if it has failed.
    fn count_setback(self, is_written: bool) -> Option<u32> {
        self.setbacks.try_update_value(|setbacks| {
            let before = std::mem::replace(setbacks, if is_written { 0 } else { *setbacks + 1 });
            (!is_written).then(|| FIRST_PAUSE.saturating_mul(1 << before.min(7)).min(LONGEST_PAUSE))
        })?
    }

    fn watch<T: Default>(self, activity: ActivityId, act: impl FnOnce(&mut Stopwatch) -> T) -> T {
        let before = || self.saving.with_value(|saving| saving.used(activity));
        let begun = || Stopwatch::going_on_from(before());
        self.watches.try_update_value(|watches| act(watches.entry(activity).or_insert_with(begun))).unwrap_or_default()
    }

    fn looked(self, outcome: Looking) {
        if self.looking.try_get_untracked().is_some_and(|looking| looking != outcome && looking != Looking::Done) {
            self.looking.set(outcome);
        }
    }

    fn is_of(self, lead: UserId) -> bool {
        self.lead.try_get_value().flatten() == Some(lead)
    }
}

/// Follows the visit: who is here, with which journey, and what was handed in.
pub(crate) fn follow(store: Store, standing: Standing) {
    let (work, user) = (store.work(), standing.user);
    happens(store, SavingEvent::Followed(standing));
    let Some(lead) = user else { return };
    if work.lead.try_update_value(|known| known.replace(lead)).flatten() != Some(lead) {
        work.watches.update_value(HashMap::clear);
        restore(store, lead);
    }
}

/// Follows a visit in which nobody looks for what earlier ones left.
pub(crate) fn begin(store: Store, standing: Standing) {
    happens(store, SavingEvent::Followed(standing));
    store.work().looking.set(Looking::Done);
}

/// Hears of what the browser does to the page and to what was kept, as long as whoever asks is mounted, and has the
/// storage ready for when somebody is here.
pub(crate) fn listen(store: Store) {
    storage::prepare();
    network::on_loss(move || happens(store, SavingEvent::WentOffline));
    network::on_return(move || happens(store, SavingEvent::CameOnline));
    if !network::is_there() {
        happens(store, SavingEvent::WentOffline);
    }
    visibility::on_change(move |visible| {
        if !visible {
            happens(store, SavingEvent::Hidden);
        }
    });
    storage::on_loss(move || {
        if store.work().was_cleared.try_set(true).is_none() {
            happens(store, SavingEvent::Lost);
        }
    });
}

/// The lead gives something on the page of an activity.
pub(crate) fn give(store: Store, activity: ActivityId, piece: Piece) {
    happens(store, SavingEvent::Gave(activity, piece));
}

/// The page of an activity is left.
pub(crate) fn leave(store: Store, activity: ActivityId) {
    pause(store, activity);
    happens(store, SavingEvent::Left(activity));
}

/// A form comes on the page: what its fields hold.
pub(crate) fn open(store: Store, activity: ActivityId, form: &Form) -> Opening {
    let (opening, effects) = at_moment(store, |saving, moment| saving.open(moment, activity, form)).unwrap_or_default();
    perform(store, effects);
    opening
}

/// Whether something was typed, drawn or ticked that was not handed in.
pub(crate) fn has_unsent(store: Store) -> bool {
    at_moment(store, |saving, moment| saving.has_unsent(moment)).unwrap_or_default()
}

/// Nothing of anybody's is left here, nor kept from now on.
pub(crate) fn forget(store: Store) {
    let work = store.work();
    happens(store, SavingEvent::Forgotten);
    work.watches.update_value(HashMap::clear);
    work.lead.set_value(None);
    work.looking.set(Looking::UnderWay);
}

/// The activity is in use: it was opened, or the lead did something on it.
pub(crate) fn touch(store: Store, activity: ActivityId) {
    store.work().watch(activity, |watch| watch.touch(clock::now()));
    keep_time(store, activity);
}

/// The activity was left, or the page was hidden.
pub(crate) fn pause(store: Store, activity: ActivityId) {
    store.work().watch(activity, |watch| watch.pause(clock::now()));
    keep_time(store, activity);
}

/// Seconds of use so far.
pub(crate) fn time_spent(store: Store, activity: ActivityId) -> u64 {
    store.work().watch(activity, |watch| watch.seconds(clock::now()))
}

fn keep_time(store: Store, activity: ActivityId) {
    let seconds = time_spent(store, activity);
    let known = store.work().saving.try_with_value(|saving| saving.used(activity));
    if known.is_some_and(|known| known < seconds) {
        give(store, activity, Piece::Used(seconds));
    }
}

/// What an earlier visit left may come late, after the lead has gone on without: then it is shown all the same, with what
/// they gave meanwhile in its place.
fn restore(store: Store, lead: UserId) {
    let work = store.work();
    work.looking.set(Looking::UnderWay);
    let go_on = move || {
        if work.is_of(lead) {
            work.looked(Looking::InVain);
        }
    };
    leptos::task::spawn_local(async move {
        let kept = storage::earlier(|| vault::read_sealed(Shelf::Work, lead), go_on).await;
        let Some(kept) = kept.filter(|_| work.is_of(lead)) else { return };
        let records = kept.iter().filter_map(|(name, text)| Record::read(name, text)).collect();
        happens(store, SavingEvent::Restored(lead, records));
        work.looked(Looking::Done);
        clock::after_frame(move || {
            leptos::task::spawn_local(async move {
                work.is_refused.try_set(!storage::opens().await);
                // What cannot be removed cannot be read either.
                let _ = vault::sweep().await;
            });
        });
    });
}

/// Lets the core decide what an event means, and carries out what follows from it.
fn happens(store: Store, event: SavingEvent) {
    let effects = at_moment(store, |saving, moment| saving.step(moment, event));
    perform(store, effects.unwrap_or_default());
    store.work().happened.try_update(|count| *count = count.wrapping_add(1));
}

fn at_moment<T>(store: Store, act: impl FnOnce(&mut Saving, Moment<'_>) -> T) -> Option<T> {
    let context = store.context_now()?;
    let form = |activity| store.form(activity);
    let moment = Moment {
        now: store.back_end_time(clock::epoch_milliseconds() as i64),
        random: random::number() as u32,
        form: &form,
        context: &context,
    };
    store.work().saving.try_update_value(|saving| act(saving, moment))
}

fn perform(store: Store, effects: Vec<SavingEffect>) {
    for effect in effects {
        match effect {
            SavingEffect::Write(ticket, lead, records) => write(store, ticket, async move {
                let mut things = Vec::new();
                for record in records {
                    let name = record.name();
                    let kept = if record.adds_up() { vault::read_one(Shelf::Work, lead, &name).await? } else { None };
                    let record = kept.iter().fold(record, |record, kept| record.with_kept(kept));
                    things.push((name, Some(record.to_text())));
                }
                vault::write_sealed(Shelf::Work, lead, things).await
            }),
            SavingEffect::Remove(ticket, lead, journey, activity) => {
                let theirs = storage::key(lead, &Record::prefix(journey, activity));
                write(store, ticket, storage::write(vec![Change::RemoveAll(Shelf::Work, theirs)]));
            }
            SavingEffect::Put { ticket, request, keepalive } => {
                let Some(request) = store.sign(Request { keepalive, ..request }) else { continue };
                let api_url = store.api_url();
                leptos::task::spawn_local(async move {
                    let answer = http::send(&api_url, request).await;
                    happens(store, SavingEvent::Answered(ticket, answer));
                });
            }
            SavingEffect::Wake(ticket, milliseconds) => {
                set_timeout(move || happens(store, SavingEvent::Woke(ticket)), clock::duration(milliseconds));
            }
        }
    }
}

/// Reports how a write ends, also where it never does.
fn write(store: Store, ticket: Ticket, writing: impl Future<Output = Result<(), Refused>> + 'static) {
    let written = future_to_promise(async move {
        let is_written = clock::within(WRITE_PATIENCE, async move { writing.await.is_ok() }).await == Some(true);
        let trouble = if storage::is_full() { NotKept::Full } else { NotKept::Refused };
        happens(store, SavingEvent::Written(ticket, is_written.then_some(()).ok_or(trouble)));
        if let Some(pause) = store.work().count_setback(is_written) {
            set_timeout(move || happens(store, SavingEvent::PauseOver), clock::duration(pause));
        }
        Ok(JsValue::UNDEFINED)
    });
    store.work().written.try_set_value(Some(written));
}
