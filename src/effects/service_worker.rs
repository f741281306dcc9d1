//! The service worker (`src/service-worker.js`), by which the app opens without a network. It is told what to do when
//! the page rests; a browser that has none, or refuses it, loses nothing but that.

use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use super::{clock, rest};

#[wasm_bindgen]
extern "C" {
    /// Registers the worker. Written in `src/boot.js`, where the page's one Trusted Types policy is.
    #[wasm_bindgen(catch, js_namespace = frontOffice, js_name = keepWorker)]
    fn register() -> Result<Promise, JsValue>;
}

/// How long to wait where the browser does not say when the page rests (Safari), in milliseconds.
const PAUSE: u32 = 2_000;

/// Lets the worker keep the version that the host has now, or, where it is not `wanted`, leave with all that it kept.
pub(crate) fn follow(wanted: bool) {
    let Some(workers) = workers() else { return };
    leptos::task::spawn_local(async move {
        // What the worker stores would come before what the lead waits for.
        rest::is_whole().await;
        when_idle(move || {
            leptos::task::spawn_local(async move {
                // Why not is in the browser's own console.
                let _ = if wanted { keep().await } else { leave(&workers).await };
            });
        });
    });
}

/// A worker that is new here keeps the version by itself.
async fn keep() -> Result<(), JsValue> {
    let registration: ServiceWorkerRegistration = JsFuture::from(register()?).await?.dyn_into()?;
    registration.active().map_or(Ok(()), |worker| worker.post_message(&JsValue::from_str("keep")))
}

async fn leave(workers: &ServiceWorkerContainer) -> Result<(), JsValue> {
    let registration: ServiceWorkerRegistration = JsFuture::from(workers.get_registration()).await?.dyn_into()?;
    registration.active().map_or(Ok(()), |worker| worker.post_message(&JsValue::from_str("leave")))
}

/// Service workers exist in secure contexts only (W3C, Service Workers), and not in every private window.
fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let there = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).is_ok_and(|workers| workers.is_object());
    there.then(|| navigator.service_worker())
}

fn when_idle(act: impl FnOnce() + Clone + 'static) {
    let later = act.clone();
    let callback = Closure::once_into_js(act);
    if window().request_idle_callback(callback.unchecked_ref()).is_err() {
        set_timeout(later, clock::duration(PAUSE));
    }
}
