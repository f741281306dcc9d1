//! Submissions, written ahead and sent by one tab at a time: `src/effects/outbox.rs`, `src/effects/locks.rs`.

use std::cell::Cell;
use std::rc::Rc;

use front_office::testing::locks::acquire;
use front_office::testing::storage::{self, Change, Shelf};
use js_sys::Uint8Array;
use onboarding::id::UserId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, done, form, journey};
use super::visit::Visit;
use crate::support::stub::Stub;
use crate::support::wait::{eventually, settle};

const COMPLETION: &str = "POST /internal/v1/activities/1/completion";
const SECTOR: &str = "#field-10";
/// The lock of the person of all visits.
const LOCK: &str = "front-office.outbox.5";
/// Ten seconds, for slow machines.
const MOST_LOOKS: usize = 300;

fn lead() -> UserId {
    UserId::from_digits("5").unwrap()
}

async fn records() -> Vec<(String, JsValue)> {
    storage::read(Shelf::Outbox, lead()).await.unwrap()
}

/// Waits until there are so many records: they are written and taken away in their own time.
async fn keeps(count: usize) {
    for _ in 0..MOST_LOOKS {
        if records().await.len() == count {
            return;
        }
        settle().await;
    }
    panic!("there are never {count} records");
}

/// A form that was filled in and sent off.
async fn sent_off() -> Visit {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(SECTOR, "Bank").await;
    visit.tab.sends().await;
    visit
}

#[wasm_bindgen_test]
async fn what_is_sent_is_on_disk_before_and_sealed_and_gone_when_its_outcome_is_known() {
    let visit = sent_off().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let [(name, sealed)] = records().await.try_into().expect("one record");
    assert_eq!(name, format!("70/1/{}", call.header("Idempotency-Key").unwrap()));
    let bytes = sealed.unchecked_into::<Uint8Array>().to_vec();
    assert!(!String::from_utf8_lossy(&bytes).contains("Bank"));
    call.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
    keeps(0).await;
}

#[wasm_bindgen_test]
async fn what_a_page_left_unanswered_goes_out_from_the_next_with_its_key() {
    let visit = sent_off().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let (key, body) = (call.header("Idempotency-Key"), call.body.clone());
    drop(visit);
    call.break_off();
    let visit = Visit::again(journey([form(1)])).await;
    let call = visit.back_end.hears(COMPLETION).await;
    assert_eq!((call.header("Idempotency-Key"), call.body.clone()), (key, body));
    call.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
    keeps(0).await;
}

#[wasm_bindgen_test]
async fn a_record_that_was_tampered_with_is_nobodys_submission() {
    let visit = sent_off().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let (name, sealed) = records().await.remove(0);
    drop(visit);
    call.break_off();
    let other = storage::key(lead(), &name.replace("70/1/", "70/2/"));
    storage::write(vec![
        Change::Remove(Shelf::Outbox, storage::key(lead(), &name)),
        Change::Put(Shelf::Outbox, other, sealed),
    ])
    .await
    .unwrap();
    let visit = Visit::again(journey([form(1), form(2)])).await;
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn while_another_tab_sends_this_one_waits() {
    let lock = acquire(LOCK).await;
    let visit = sent_off().await;
    keeps(1).await;
    visit.back_end.hears_nothing().await;
    assert_eq!(visit.tab.text("form button"), "Sending…");
    drop(lock);
    visit.back_end.hears(COMPLETION).await;
}

#[wasm_bindgen_test]
async fn what_another_tab_has_sent_is_not_sent_again() {
    let lock = acquire(LOCK).await;
    let visit = sent_off().await;
    keeps(1).await;
    let name = records().await.remove(0).0;
    storage::write(vec![Change::Remove(Shelf::Outbox, storage::key(lead(), &name))]).await.unwrap();
    drop(lock);
    visit.back_end.hears(JOURNEY).await.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn no_other_tab_sends_before_the_outcome_is_on_disk() {
    let visit = sent_off().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let left = Rc::new(Cell::new(None));
    let told = left.clone();
    spawn_local(async move {
        let _lock = acquire(LOCK).await;
        told.set(Some(records().await.len()));
    });
    settle().await;
    assert_eq!(left.get(), None, "the lock is held while the call is under way");
    call.answer(&journey([done(form(1))]));
    eventually("the lock is free", || left.get().is_some()).await;
    assert_eq!(left.get(), Some(0));
}

#[wasm_bindgen_test]
async fn other_answers_take_the_place_of_the_earlier_ones() {
    let visit = sent_off().await;
    visit.back_end.hears(COMPLETION).await.answer_by(503, &serde_json::json!({}));
    visit.tells(".notice", "Just a moment").await;
    keeps(1).await;
    let earlier = records().await.remove(0).0;
    visit.tab.types(SECTOR, "Broker").await;
    visit.tab.sends().await;
    let call = visit.back_end.hears(COMPLETION).await;
    assert!(call.body.contains("Broker"));
    keeps(1).await;
    assert_ne!(records().await.remove(0).0, earlier);
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_sends_all_the_same_and_says_what_that_means() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    let _refusing = Stub::new(&web_sys::window().unwrap(), "indexedDB", &JsValue::UNDEFINED);
    storage::forget();
    visit.tab.sends().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let gone = Stub::new(&web_sys::window().unwrap().navigator(), "onLine", &JsValue::FALSE);
    happens("offline").await;
    call.break_off();
    visit.tells(".notice[role=status]", "Keep this page open: it goes out by itself").await;
    visit.tells(".offline", "Keep this page open: this browser keeps nothing of what you do. One step waits").await;
    drop(gone);
    happens("online").await;
    visit.back_end.hears(COMPLETION).await.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
    storage::forget();
}

#[wasm_bindgen_test]
async fn a_lost_network_is_told_and_what_was_sent_off_waits_for_it() {
    let navigator = web_sys::window().unwrap().navigator();
    let visit = sent_off().await;
    let call = visit.back_end.hears(COMPLETION).await;
    let gone = Stub::new(&navigator, "onLine", &JsValue::FALSE);
    happens("offline").await;
    visit.tells(".offline", "You are offline").await;
    call.break_off();
    visit.tells(".notice[role=status]", "goes out by itself").await;
    visit.tells(".offline", "One step waits to be sent.").await;
    visit.back_end.hears_nothing().await;
    drop(gone);
    happens("online").await;
    visit.back_end.hears(COMPLETION).await.answer(&journey([done(form(1))]));
    visit.shows("You are all done").await;
    assert!(!visit.tab.has(".offline"));
}

/// Something happens to the window.
async fn happens(name: &str) {
    web_sys::window().unwrap().dispatch_event(&web_sys::Event::new(name).unwrap()).unwrap();
    settle().await;
}
