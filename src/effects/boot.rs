//! What `src/boot.js`, which runs first, has left for the app.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Takes a text, so that no other script finds it afterwards: the link's UUID.
pub(crate) fn take(name: &str) -> Option<String> {
    let holder = holder()?;
    let text = Reflect::get(&holder, &name.into()).ok()?.as_string();
    let _ = Reflect::set(&holder, &name.into(), &JsValue::NULL);
    text
}

/// Something else than a text, where it is there and of that kind: a function to call, a promise to wait for.
pub(crate) fn get<T: JsCast>(name: &str) -> Option<T> {
    Reflect::get(&holder()?, &name.into()).ok()?.dyn_into().ok()
}

/// Has that script do something that only it can.
pub(crate) fn call(name: &str) {
    if let Some(function) = get::<Function>(name) {
        let _ = function.call0(&JsValue::NULL);
    }
}

fn holder() -> Option<JsValue> {
    Reflect::get(&window(), &"frontOffice".into()).ok()
}
