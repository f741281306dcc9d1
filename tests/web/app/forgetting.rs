//! Nobody's things stay for the next: `src/effects/everything.rs`, and what the store drops when somebody else comes.

use front_office::testing::storage::{self, Change, Shelf};
use front_office::testing::vault::put_sealed;
use js_sys::Uint8Array;
use onboarding::id::UserId;
use serde_json::{Value as Json, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit};

use super::messages::{JOURNEY, SESSION, form, journey, problem, session, with};
use super::uploads::{BEGUN, PDF, asking, file};
use super::visit::Visit;
use crate::support::kept::keeps_nothing;
use crate::support::other_tab::OtherTab;
use crate::support::wait::{eventually, settle};

const FIELD: &str = "#field-10";
const SIGNED_OUT: &str = "You are logged out";
/// Ten seconds, for slow machines.
const MOST_LOOKS: usize = 300;
const WEEK: u64 = 7 * 24 * 60 * 60 * 1000;
const LOG_IN: &str = "POST /internal/v1/sessions";

fn lead(id: &str) -> UserId {
    UserId::from_digits(id).unwrap()
}

/// How many things a person has on the shelves.
async fn kept(id: &str) -> usize {
    let texts = storage::read(Shelf::Uploads, lead(id)).await.unwrap();
    texts.len() + storage::read(Shelf::Files, lead(id)).await.unwrap().len()
}

/// The shelves are emptied in their own time.
async fn is_gone(id: &str) {
    for _ in 0..MOST_LOOKS {
        if kept(id).await == 0 {
            return;
        }
        settle().await;
    }
    panic!("what {id} left stays for ever");
}

async fn keeps(id: &str, text: &str) {
    put_sealed(Shelf::Uploads, lead(id), "1", text).await.unwrap();
}

/// The same, as it was kept so long ago.
async fn kept_since(id: &str, milliseconds: u64) {
    keeps(id, "of long ago").await;
    let place = storage::key(lead(id), "1");
    let sealed = storage::find(Shelf::Uploads, lead(id), "1").await.unwrap().unwrap().unchecked_into::<Uint8Array>();
    sealed.set(&Uint8Array::from((js_sys::Date::now() as u64 - milliseconds).to_be_bytes().as_slice()), 0);
    storage::write(vec![Change::Put(Shelf::Uploads, place, sealed.into())]).await.unwrap();
}

/// Whether the browser would ask before the page is left.
fn is_guarded() -> bool {
    let init = EventInit::new();
    init.set_cancelable(true);
    let event = Event::new_with_event_init_dict("beforeunload", &init).unwrap();
    !web_sys::window().unwrap().dispatch_event(&event).unwrap()
}

/// The session as it is after a log-in over the page.
async fn logs_in(visit: &Visit, session: &Json) {
    visit.tab.types("#log-in-email", "somebody@example.com").await;
    visit.tab.types("#log-in-password", "s3cret word").await;
    visit.tab.presses_enter("form.log-in").await;
    visit.back_end.hears(LOG_IN).await.answer(&json!({"session": {"id": "6b78118e", "secured": false}}));
    visit.back_end.hears(SESSION).await.answer(session);
}

#[wasm_bindgen_test]
async fn whoever_logs_out_leaves_nothing_in_the_browser() {
    let tab = web_sys::window().unwrap().session_storage().unwrap().unwrap();
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    let piece = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    assert!(kept("5").await > 0, "the file is kept for a later visit");
    keeps("6", "another person's").await;
    for name in ["front-office.token", "front-office.visit"] {
        tab.set_item(name, "x").unwrap();
    }
    OtherTab::new().tells("signed-out", "5");
    visit.shows(SIGNED_OUT).await;
    assert!(piece.is_aborted(), "nothing is sent on");
    assert!(!is_guarded());
    assert_eq!(
        (tab.get_item("front-office.token").unwrap(), tab.get_item("front-office.visit").unwrap()),
        (None, None)
    );
    is_gone("5").await;
    assert_eq!(kept("6").await, 1);
}

#[wasm_bindgen_test]
async fn who_comes_after_a_log_out_finds_nothing_typed() {
    keeps_nothing().await;
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(FIELD, "Anvils").await;
    OtherTab::new().tells("signed-out", "5");
    visit.shows(SIGNED_OUT).await;
    visit.tab.clicks("main a[href='/login']").await;
    visit.shows("Log in").await;
    logs_in(&visit, &session()).await;
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    visit.shows("Form 1").await;
    assert_eq!(visit.tab.value(FIELD), "");
}

/// Over a page whose session has ended.
async fn is_over() -> Visit {
    let visit = Visit::in_journey(journey([form(1)])).await;
    visit.tab.types(FIELD, "Anvils").await;
    visit.tab.sends().await;
    visit
        .back_end
        .hears("POST /internal/v1/activities/1/completion")
        .await
        .answer_by(401, &problem(401, "SessionEnded"));
    eventually("one can log in over the page", || visit.tab.has("#log-in-email")).await;
    visit
}

#[wasm_bindgen_test]
async fn somebody_else_who_logs_in_finds_nothing_of_the_first() {
    keeps_nothing().await;
    keeps("5", r#"{"User":5}"#).await;
    let visit = is_over().await;
    logs_in(&visit, &with(session(), json!({"User": {"Id": 6, "Firstname": "Ada"}}))).await;
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1)]));
    eventually("the form is Ada's", || visit.tab.has(FIELD) && visit.tab.value(FIELD).is_empty()).await;
}

#[wasm_bindgen_test]
async fn what_the_browser_keeps_for_the_first_stays_theirs_for_a_week() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    let piece = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    eventually("it is kept", || !is_guarded()).await;
    let before = kept("5").await;
    assert!(before >= 2);
    // From a time that is long past, and one that nobody can read.
    kept_since("7", WEEK + 60_000).await;
    kept_since("9", WEEK - 60_000).await;
    // What nobody sealed, as older pages of this app left it.
    storage::write(vec![Change::Put(Shelf::Files, storage::key(lead("8"), "1"), file("a.pdf", PDF).into())])
        .await
        .unwrap();
    piece.answer(401, []);
    eventually("one can log in over the page", || visit.tab.has("#log-in-email")).await;
    logs_in(&visit, &with(session(), json!({"User": {"Id": 6, "Firstname": "Ada"}}))).await;
    visit.back_end.hears(JOURNEY).await.answer(&journey([form(1), form(2)]));
    visit.shows("Opening").await;
    is_gone("7").await;
    is_gone("8").await;
    assert_eq!((kept("5").await, kept("9").await), (before, 1));
}
