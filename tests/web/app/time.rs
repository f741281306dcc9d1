//! `TimeSpent`: the time that an activity was on a visible page and in use.

use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{form, journey};
use super::visit::Visit;
use crate::support::dom::document;
use crate::support::stub::Stub;
use crate::support::tab::happens;

/// A clock that stands still at so many seconds.
fn at(seconds: u32) -> Stub {
    let performance = web_sys::window().unwrap().performance().unwrap();
    Stub::answering(&performance, "now", f64::from(seconds) * 1000.0)
}

fn happens_on_page(name: &str) {
    happens(&document().document_element().unwrap(), name);
}

async fn time_spent(visit: &Visit) -> u64 {
    visit.tab.sends().await;
    let call = visit.back_end.hears("POST /internal/v1/activities/1/completion").await;
    call.json()["TimeSpent"].as_u64().unwrap()
}

#[wasm_bindgen_test]
async fn it_counts_from_opening_to_sending() {
    let clock = at(1000);
    let visit = Visit::in_journey(journey([form(1)])).await;
    drop(clock);
    let _clock = at(1042);
    assert_eq!(time_spent(&visit).await, 42);
}

#[wasm_bindgen_test]
async fn a_page_on_which_nothing_happens_is_not_in_use_for_long() {
    let clock = at(1000);
    let visit = Visit::in_journey(journey([form(1)])).await;
    drop(clock);
    let clock = at(3000);
    happens_on_page("keydown");
    drop(clock);
    let _clock = at(3010);
    assert_eq!(time_spent(&visit).await, 60 + 10, "one minute before the lead went away, and what came after");
}

#[wasm_bindgen_test]
async fn a_hidden_page_is_not_in_use() {
    let clock = at(1000);
    let visit = Visit::in_journey(journey([form(1)])).await;
    drop(clock);
    let clock = at(1005);
    let hidden = Stub::new(&document(), "visibilityState", &"hidden".into());
    happens_on_page("visibilitychange");
    drop((clock, hidden));
    let clock = at(1030);
    happens_on_page("visibilitychange");
    drop(clock);
    let _clock = at(1037);
    assert_eq!(time_spent(&visit).await, 5 + 7);
}

#[wasm_bindgen_test]
async fn time_on_another_page_does_not_count() {
    let clock = at(1000);
    let visit = Visit::in_journey(journey([form(1), form(2)])).await;
    visit.tab.clicks(".task-list a[href='/activities/1']").await;
    visit.shows("Form 1").await;
    drop(clock);
    let clock = at(1003);
    visit.tab.clicks(".back-link").await;
    visit.shows("Opening").await;
    drop(clock);
    let clock = at(1020);
    visit.tab.clicks(".task-list a[href='/activities/1']").await;
    visit.shows("Form 1").await;
    drop(clock);
    let _clock = at(1024);
    assert_eq!(time_spent(&visit).await, 3 + 4);
}
