//! Where what was given is kept, in words: `src/components/saved.rs`, on the page of a form.

use front_office::testing::storage;
use js_sys::{Function, Object, Reflect};
use onboarding::form::FieldKind;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, field, form};
use crate::support::kept::keeps_nothing;
use crate::support::stub::Stub;
use crate::support::tab::{Tab, show, show_in};
use crate::support::wait::eventually;

const LINE: &str = ".saved";
const ANNOUNCED: &str = "form [role=status]";
const REFUSED: &str = "Not saved: this browser keeps nothing. What you do here is lost if you close this page.";

async fn says(tab: &Tab, words: &str) {
    eventually(&format!("the line says {words}"), || tab.text(LINE) == words).await;
}

async fn announces(tab: &Tab, words: &str) {
    eventually(&format!("{words} is announced"), || tab.text(ANNOUNCED) == words).await;
}

/// A browser whose storage is not there.
fn without_storage() -> Stub {
    storage::forget();
    Stub::new(&web_sys::window().unwrap(), "indexedDB", &JsValue::UNDEFINED)
}

#[wasm_bindgen_test]
async fn before_anything_is_given_it_says_nothing() {
    keeps_nothing().await;
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    assert_eq!((tab.text(LINE), tab.text(ANNOUNCED)), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn it_says_when_it_is_kept_and_announces_that_once_it_has_rested() {
    keeps_nothing().await;
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    tab.types(CONTROL, "A").await;
    says(&tab, "Saving…").await;
    says(&tab, "Saved on this device").await;
    assert_eq!(tab.text(ANNOUNCED), "", "not per key press");
    assert_eq!(tab.attribute(LINE, "aria-hidden").as_deref(), Some("true"), "nor read twice");
    announces(&tab, "Saved on this device").await;
}

#[wasm_bindgen_test]
async fn it_says_what_it_means_that_nothing_is_kept() {
    keeps_nothing().await;
    let refusing = without_storage();
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    tab.types(CONTROL, "A").await;
    says(&tab, REFUSED).await;
    announces(&tab, REFUSED).await;
    assert!(tab.has(".saved--not"));
    drop(refusing);
    tab.types(CONTROL, "AB").await;
    says(&tab, "Saved on this device").await;
    assert!(!tab.has(".saved--not"));
}

#[wasm_bindgen_test]
async fn it_says_that_there_is_no_room() {
    keeps_nothing().await;
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    tab.types(CONTROL, "A").await;
    says(&tab, "Saved on this device").await;
    let class = Reflect::get(&js_sys::global(), &"IDBObjectStore".into()).unwrap();
    let prototype: Object = Reflect::get(&class, &"prototype".into()).unwrap().unchecked_into();
    let full = Function::new_no_args("throw new DOMException('The disk is full', 'QuotaExceededError')");
    let full = Stub::new(&prototype, "put", &full);
    tab.types(CONTROL, "AB").await;
    let no_room = "Not saved: this browser has no room left. What you do here is lost if you close this page.";
    says(&tab, no_room).await;
    drop(full);
    tab.types(CONTROL, "ABC").await;
    says(&tab, "Saved on this device").await;
}

#[wasm_bindgen_test]
async fn it_speaks_french() {
    keeps_nothing().await;
    let tab = show_in("fr", asking(form([field(FieldKind::Text)]))).await;
    tab.types(CONTROL, "A").await;
    says(&tab, "Enregistré sur cet appareil").await;
}
