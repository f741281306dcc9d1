//! Submissions, written ahead: recorded before they are sent, sent by one tab at a time, and taken away when their outcome
//! is known. What is written here is written in the order in which it was asked for.

use std::collections::HashMap;

use js_sys::Promise;
use leptos::prelude::*;
use onboarding::api::Request;
use onboarding::id::{JourneyId, UserId};
use onboarding::machine::{Event, Ticket};
use onboarding::outbox::Recorded;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::storage::{self, Refused, Shelf};
use super::{clock, http, locks, vault};
use crate::store::Store;

/// What this page knows of the records; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Outbox {
    /// The records known to be there, by name, as of how many losses of the storage.
    there: StoredValue<HashMap<String, u32>>,
    /// Settled when everything that was asked for is written.
    written: StoredValue<Option<Promise>, LocalStorage>,
    /// Whether the last record could not be written.
    is_refused: RwSignal<bool>,
    /// What earlier visits have recorded is being looked for.
    looking: RwSignal<bool>,
}

impl Outbox {
    /// Nothing is known yet.
    pub(crate) fn new() -> Self {
        Self {
            there: StoredValue::new(HashMap::new()),
            written: StoredValue::new_local(None),
            is_refused: RwSignal::new(false),
            looking: RwSignal::new(false),
        }
    }

    /// Whether what earlier visits have recorded is here, as far as it can be had: what is on its way already is shown so,
    /// and no page invites to give it again, and then goes away.
    pub(crate) fn is_restored(self) -> Signal<bool> {
        Signal::derive(move || !self.looking.get())
    }

    /// Whether what is sent off now would not outlive this page, as far as it was tried.
    pub(crate) fn is_refused(self) -> bool {
        self.is_refused.get()
    }

    /// Does something when everything that was asked for before is written.
    pub(super) fn in_order(self, work: impl Future<Output = ()> + 'static) -> Promise {
        let before = self.under_way();
        let done = future_to_promise(async move {
            settles(before).await;
            work.await;
            Ok(JsValue::UNDEFINED)
        });
        self.written.try_set_value(Some(done.clone()));
        done
    }

    /// Waits until everything that was asked for before is done, within reason.
    pub(super) async fn settled(self) {
        settles(self.under_way()).await;
    }

    fn under_way(self) -> Option<Promise> {
        self.written.try_get_value().flatten()
    }

    /// A change to a record; what else this page knows to be there of the same activity goes with it.
    fn change(self, recorded: &Recorded, text: Option<String>) -> Vec<(String, Option<String>)> {
        let (record, activity) = (name(recorded), activity(recorded));
        let others = self.there.try_with_value(|there| {
            there.keys().filter(|other| **other != record && other.starts_with(&activity)).cloned().collect::<Vec<_>>()
        });
        let others = others.into_iter().flatten().map(|other| (other, None));
        std::iter::once((record.clone(), text)).chain(others).collect()
    }

    fn has_recorded(self, record: String) {
        self.there.try_update_value(|there| there.insert(record, storage::losses()));
    }

    /// Whether a record that was there is there no more, though the browser has lost nothing: another tab has seen its
    /// outcome, or the person has logged out.
    async fn is_overtaken(self, recorded: &Recorded) -> bool {
        let record = name(recorded);
        let was_there = self.there.try_with_value(|there| there.get(&record) == Some(&storage::losses()));
        let kept = storage::read(Shelf::Outbox, recorded.user).await;
        was_there == Some(true) && kept.is_ok_and(|kept| !kept.iter().any(|(name, _)| *name == record))
    }
}

async fn settles(written: Option<Promise>) {
    if let Some(written) = written {
        clock::within(storage::PATIENCE, async move { JsFuture::from(written).await.is_ok() }).await;
    }
}

/// Writes a submission ahead, in place of an earlier one, and reports whether that is on disk.
pub(crate) fn record(store: Store, ticket: Ticket, recorded: Recorded) {
    let outbox = store.outbox();
    let _ = outbox.in_order(async move {
        let change = outbox.change(&recorded, Some(recorded.to_text()));
        let keeping = async move {
            let kept = vault::write_sealed(Shelf::Outbox, recorded.user, change).await.is_ok();
            if kept {
                outbox.has_recorded(name(&recorded));
            }
            kept
        };
        let kept = clock::within(storage::PATIENCE, keeping).await == Some(true);
        outbox.is_refused.try_set(!kept);
        store.dispatch(Event::Recorded(ticket, kept));
    });
}

/// Takes a record away. One that could not be is found again by a later visit, whose sending counts for nothing new.
pub(crate) fn unrecord(store: Store, recorded: Recorded) {
    let outbox = store.outbox();
    let _ = outbox.in_order(async move {
        let _ = vault::write_sealed(Shelf::Outbox, recorded.user, outbox.change(&recorded, None)).await;
    });
}

/// Reports what a person has recorded in a journey, in this tab or another one. A browser that fails at first is asked
/// again, while whatever else is to be written goes on.
pub(crate) fn find(store: Store, user: UserId, journey: JourneyId) {
    let outbox = store.outbox();
    let look = move || vault::read_sealed(Shelf::Outbox, user);
    let tell = move |kept: Vec<(String, String)>| {
        let read = |(record, text): (String, String)| Recorded::from_text(&text).filter(|read| name(read) == record);
        let mut found: Vec<Recorded> = kept.into_iter().filter_map(read).collect();
        found.retain(|recorded| (recorded.user, recorded.journey) == (user, journey));
        found.iter().for_each(|recorded| outbox.has_recorded(name(recorded)));
        store.dispatch(Event::Resumed(found));
    };
    let looked = outbox.in_order(async move {
        match look().await {
            Ok(kept) => tell(kept),
            Err(Refused) => leptos::task::spawn_local(async move {
                if let Some(kept) = storage::later(look).await {
                    tell(kept);
                }
            }),
        }
    });
    outbox.looking.set(true);
    leptos::task::spawn_local(async move {
        settles(Some(looked)).await;
        outbox.looking.try_set(false);
    });
}

/// Sends a recorded submission, unless another tab has done so meanwhile. No other tab sends one of the same person before
/// what follows from the answer is written.
pub(crate) fn send_once(store: Store, ticket: Ticket, recorded: Recorded, request: Request) {
    let (outbox, api_url) = (store.outbox(), store.api_url());
    leptos::task::spawn_local(async move {
        let _lock = locks::acquire(&format!("front-office.outbox.{}", recorded.user)).await;
        if outbox.is_overtaken(&recorded).await {
            return store.dispatch(Event::SentElsewhere(ticket));
        }
        let answer = http::send(&api_url, request).await;
        store.dispatch(Event::Answered(ticket, answer));
        outbox.settled().await;
    });
}

/// A record's name: its key tells the attempts of two tabs apart.
fn name(recorded: &Recorded) -> String {
    format!("{}{}", activity(recorded), recorded.key)
}

/// What the names of all attempts at the same activity begin with.
fn activity(recorded: &Recorded) -> String {
    format!("{}/{}/", recorded.journey, recorded.activity)
}
