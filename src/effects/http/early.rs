//! Calls that `src/early.js` has begun while the app was loading.

use js_sys::{Function, Promise, Reflect};
use onboarding::api::Request;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::effects::boot;

/// A call that is under way, or answered.
pub(super) struct Early {
    answer: Promise,
    /// Ends it.
    pub(super) controller: AbortController,
}

impl Early {
    /// The head of its answer; the body is on its way.
    ///
    /// # Errors
    /// What the browser says when there is none.
    pub(super) async fn answer(self) -> Result<web_sys::Response, JsValue> {
        JsFuture::from(self.answer).await?.dyn_into()
    }
}

/// The same call, if it was begun. Asks for every call, since the first that is not there ends all beginning.
pub(super) fn take(url: &str, request: &Request) -> Option<Early> {
    let found = boot::get::<Function>("early")?.call1(&JsValue::NULL, &key(url, request).into()).ok()?;
    let member = |name: &str| Reflect::get(&found, &name.into()).ok();
    Some(Early { answer: member("answer")?.dyn_into().ok()?, controller: member("controller")?.dyn_into().ok()? })
}

/// What `src/early.js` calls the same; nothing for a call of another kind than those that it begins.
fn key(url: &str, request: &Request) -> String {
    match (request.method, request.headers.as_slice(), &request.body) {
        ("GET", [], _) => format!("GET {url} "),
        ("POST", [("Content-Type", _)], Some(body)) => format!("POST {url} {body}"),
        _ => String::new(),
    }
}
