//! What the browser keeps across reloads: `src/effects/storage.rs`.

use std::cell::Cell;
use std::rc::Rc;

use front_office::testing::storage::{Change, Refused, Shelf, forget, key, on_loss, read, read_all, remove, write};
use js_sys::{Array, Object, Reflect};
use onboarding::id::UserId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, IdbFactory};

use crate::support::kept::keeps_nothing;
use crate::support::stub::Stub;
use crate::support::wait::eventually;

fn lead(id: &str) -> UserId {
    UserId::from_digits(id).unwrap()
}

fn put(shelf: Shelf, owner: &str, name: &str, text: &str) -> Change {
    Change::Put(shelf, key(lead(owner), name), text.into())
}

/// Names and texts on a shelf.
async fn texts(shelf: Shelf, owner: &str) -> Vec<(String, String)> {
    let things = read(shelf, lead(owner)).await.unwrap();
    things.into_iter().map(|(name, thing)| (name, thing.as_string().unwrap())).collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec()
}

/// A method of IndexedDB's that throws, until this is dropped.
fn throwing(class: &str, method: &'static str) -> Stub {
    let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
    let prototype: Object = Reflect::get(&class, &"prototype".into()).unwrap().unchecked_into();
    let throw = js_sys::Function::new_no_args("throw new DOMException('The disk is full', 'QuotaExceededError')");
    Stub::new(&prototype, method, &throw)
}

#[wasm_bindgen_test]
async fn what_was_written_is_read_after_the_database_was_opened_anew() {
    keeps_nothing().await;
    write(vec![put(Shelf::Uploads, "1", "b", "second"), put(Shelf::Uploads, "1", "a", "first")]).await.unwrap();
    forget();
    assert_eq!(texts(Shelf::Uploads, "1").await, pairs([("a", "first"), ("b", "second")]));
    assert_eq!(texts(Shelf::Files, "1").await, pairs([]));

    write(vec![put(Shelf::Uploads, "1", "a", "again"), Change::Remove(Shelf::Uploads, key(lead("1"), "b"))])
        .await
        .unwrap();
    assert_eq!(texts(Shelf::Uploads, "1").await, pairs([("a", "again")]));
}

#[wasm_bindgen_test]
async fn the_bytes_of_a_file_come_back_as_they_were() {
    keeps_nothing().await;
    let bytes = js_sys::Uint8Array::from([0u8, 255, 13, 10].as_slice());
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).unwrap();
    write(vec![Change::Put(Shelf::Files, key(lead("1"), "a"), blob.into())]).await.unwrap();
    forget();
    let kept: Blob = read(Shelf::Files, lead("1")).await.unwrap().remove(0).1.dyn_into().unwrap();
    let buffer = JsFuture::from(kept.slice_with_f64_and_f64(1.0, 4.0).unwrap().array_buffer()).await.unwrap();
    assert_eq!(js_sys::Uint8Array::new(&buffer).to_vec(), [255, 13, 10]);
}

#[wasm_bindgen_test]
async fn nobody_sees_what_is_anothers_and_all_of_ones_own_can_go() {
    keeps_nothing().await;
    // Ids that begin alike, and one that is negative: keys are texts.
    for owner in ["-1", "1", "10", "2", "19"] {
        write(vec![put(Shelf::Files, owner, "a", owner), put(Shelf::Uploads, owner, "a", owner)]).await.unwrap();
    }
    assert_eq!(texts(Shelf::Uploads, "1").await, pairs([("a", "1")]));
    let all = read_all(Shelf::Files).await.unwrap().into_iter().map(|(key, _)| key);
    let others: Vec<String> = all.filter(|key| *key != self::key(lead("1"), "a")).collect();
    assert_eq!(others, ["-1/a", "10/a", "19/a", "2/a"]);
    remove(lead("1")).await.unwrap();
    for shelf in [Shelf::Files, Shelf::Uploads] {
        assert_eq!(texts(shelf, "1").await, pairs([]));
        for owner in ["-1", "10", "2", "19"] {
            assert_eq!(texts(shelf, owner).await, pairs([("a", owner)]), "{owner}");
        }
    }
}

#[wasm_bindgen_test]
async fn who_writes_is_told_that_there_is_no_room_and_may_try_again() {
    keeps_nothing().await;
    let full = throwing("IDBObjectStore", "put");
    assert_eq!(write(vec![put(Shelf::Uploads, "1", "a", "first")]).await, Err(Refused));
    drop(full);
    assert_eq!(write(vec![put(Shelf::Uploads, "1", "a", "first")]).await, Ok(()));
    assert_eq!(texts(Shelf::Uploads, "1").await, pairs([("a", "first")]));
}

#[wasm_bindgen_test]
async fn several_changes_go_together_or_not_at_all() {
    keeps_nothing().await;
    // A function cannot be kept, so the second change fails.
    let cannot = Change::Put(Shelf::Files, key(lead("1"), "a"), js_sys::Function::new_no_args("").into());
    assert_eq!(write(vec![put(Shelf::Uploads, "1", "a", "first"), cannot]).await, Err(Refused));
    assert_eq!(texts(Shelf::Uploads, "1").await, pairs([]));
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_says_so() {
    let without = |factory: &JsValue| Stub::new(&web_sys::window().unwrap(), "indexedDB", factory);
    let browsers: [&dyn Fn() -> Stub; 3] = [
        &|| without(&JsValue::UNDEFINED),
        &|| throwing("IDBFactory", "open"),
        // Safari 14 now and then opens a database for ever.
        &|| without(&forever_opening()),
    ];
    for browser in browsers {
        let refusing = browser();
        forget();
        assert_eq!(write(vec![put(Shelf::Uploads, "1", "a", "first")]).await, Err(Refused));
        assert_eq!(read(Shelf::Uploads, lead("1")).await.unwrap_err(), Refused);
        assert_eq!(remove(lead("1")).await, Err(Refused));
        drop(refusing);
    }
    keeps_nothing().await;
}

/// A factory whose requests are never answered.
fn forever_opening() -> Object {
    let factory = Reflect::get(&js_sys::global(), &"IDBFactory".into()).unwrap();
    let prototype: Object = Reflect::get(&factory, &"prototype".into()).unwrap().unchecked_into();
    let silent = Object::create(&prototype);
    let request = "return Object.create(IDBOpenDBRequest.prototype, \
                   { onsuccess: { writable: true }, onerror: { writable: true }, onupgradeneeded: { writable: true } })";
    Reflect::set(&silent, &"open".into(), &js_sys::Function::new_no_args(request)).unwrap();
    silent
}

#[wasm_bindgen_test]
async fn whoever_keeps_things_is_told_when_they_are_thrown_away_and_writes_them_anew() {
    keeps_nothing().await;
    write(vec![put(Shelf::Work, "1", "a", "first")]).await.unwrap();
    let told = Rc::new(Cell::new(0));
    let telling = told.clone();
    on_loss(move || telling.set(telling.get() + 1));
    let factory: IdbFactory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    factory.delete_database("front-office").unwrap();
    eventually("the loss is told", || told.get() == 1).await;
    assert_eq!(texts(Shelf::Work, "1").await, pairs([]));
    assert_eq!(write(vec![put(Shelf::Work, "1", "a", "again")]).await, Ok(()));
    assert_eq!(texts(Shelf::Work, "1").await, pairs([("a", "again")]));
    on_loss(|| {});
}
