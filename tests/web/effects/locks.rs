//! Locks that tabs share: `src/effects/locks.rs`.

use std::cell::Cell;
use std::rc::Rc;

use front_office::testing::locks::acquire;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::stub::Stub;
use crate::support::wait::{eventually, settle};

/// Asks for a lock, which is let go of at once; whether that was granted yet.
fn asks_for(name: &'static str) -> Rc<Cell<bool>> {
    let granted = Rc::new(Cell::new(false));
    let told = granted.clone();
    spawn_local(async move {
        let _lock = acquire(name).await;
        told.set(true);
    });
    granted
}

#[wasm_bindgen_test]
async fn one_waits_until_the_other_lets_go() {
    let lock = acquire("a").await;
    let (same, another) = (asks_for("a"), asks_for("b"));
    eventually("another name is free", || another.get()).await;
    settle().await;
    assert!(!same.get());
    drop(lock);
    eventually("the lock is free", || same.get()).await;
}

#[wasm_bindgen_test]
async fn where_there_are_no_locks_everybody_goes_on() {
    let navigator = web_sys::window().unwrap().navigator();
    let refusing = js_sys::Function::new_no_args("return Promise.reject(new DOMException('No', 'SecurityError'))");
    let throwing = js_sys::Function::new_no_args("throw new DOMException('No', 'SecurityError')");
    let manager = |request: &JsValue| {
        let manager = js_sys::Object::new();
        js_sys::Reflect::set(&manager, &"request".into(), request).unwrap();
        JsValue::from(manager)
    };
    for locks in [JsValue::UNDEFINED, manager(&refusing), manager(&throwing)] {
        let _without = Stub::new(&navigator, "locks", &locks);
        let (first, second) = (acquire("a").await, asks_for("a"));
        eventually("nobody waits", || second.get()).await;
        drop(first);
    }
}
