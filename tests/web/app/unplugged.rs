//! A start without a network: `src/effects/snapshot.rs`.

use front_office::testing::storage::{self, Shelf};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, SESSION, form, journey, session, with};
use super::visit::{Opening, Visit};
use crate::support::other_tab::OtherTab;
use crate::support::wait::settle;

/// Ten seconds, for slow machines.
const MOST_LOOKS: usize = 300;

/// Waits until exactly these are kept: keys.
async fn keeps(keys: &[&str]) {
    for _ in 0..MOST_LOOKS {
        let kept = storage::read_all(Shelf::Snapshots).await.unwrap();
        if kept.iter().map(|(key, _)| key.as_str()).eq(keys.iter().copied()) {
            return;
        }
        settle().await;
    }
    panic!("never are {keys:?} kept");
}

fn next() -> Opening {
    Opening { keeps: true, ..Opening::default() }
}

#[wasm_bindgen_test]
async fn a_visit_opens_as_it_was_kept_and_asks_who_is_here_before_anything_else() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    keeps(&["5/visit"]).await;
    let sealed = storage::read_all(Shelf::Snapshots).await.unwrap().remove(0).1.unchecked_into::<Uint8Array>();
    assert!(!String::from_utf8_lossy(&sealed.to_vec()).contains("Form 1"));
    drop(visit);
    let visit = Visit::open(next()).await;
    visit.back_end.hears(SESSION).await.break_off();
    visit.shows("Form 1").await;
    visit.back_end.hears(SESSION).await.answer(&session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
}

#[wasm_bindgen_test]
async fn only_the_last_person_of_this_browser_is_kept() {
    let visit = Visit::in_journey(journey([form(1)])).await;
    keeps(&["5/visit"]).await;
    drop(visit);
    let visit = Visit::open(next()).await;
    let other = with(session(), serde_json::json!({"User": {"Id": 6, "Firstname": "Jane"}}));
    visit.back_end.hears(SESSION).await.answer(&other);
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    keeps(&["6/visit"]).await;
}

#[wasm_bindgen_test]
async fn a_log_out_leaves_none() {
    let _visit = Visit::in_journey(journey([form(1)])).await;
    keeps(&["5/visit"]).await;
    OtherTab::new().tells("signed-out", "5");
    keeps(&[]).await;
}
