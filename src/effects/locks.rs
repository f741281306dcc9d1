//! Locks that all tabs of this browser share (Web Locks API). A browser without them lets everybody go on at once.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::clock;

/// How long to wait for a lock, in milliseconds: longer than anybody here needs it. A tab that sleeps in a pocket may keep
/// it for hours, and must not keep the one in hand from going on.
const PATIENCE: u32 = 40_000;

/// A lock, held until this is dropped, or the page goes away.
pub struct Lock(Option<Function>);

/// Waits until no other tab holds the lock of that name, and takes it.
pub async fn acquire(name: &str) -> Lock {
    let mut release = None;
    // The browser holds the lock until this is settled.
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let mut hold = JsValue::UNDEFINED;
    let granted = Promise::new(&mut |resolve, _| {
        let held = held.clone();
        hold = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
            held
        });
    });
    if let Ok(asked) = request(name, &hold) {
        // A browser that refuses says so before it grants anything.
        let either = Array::of3(&granted, &asked, &clock::sleep(PATIENCE));
        let _ = JsFuture::from(Promise::race(&either)).await;
    }
    Lock(release)
}

fn request(name: &str, hold: &JsValue) -> Result<JsValue, JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    request.call2(&locks, &name.into(), hold)
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}
