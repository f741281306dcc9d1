//! A back-end in the place of `XMLHttpRequest`: each call of an upload waits until the test answers it.

use js_sys::{Array, Function, Object, Reflect};
use serde_json::Value as Json;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::stub::Stub;
use super::wait::{eventually, settle};

/// What the app uses of `XMLHttpRequest`; a call that is sent is put into `calls`.
const STAND_IN: &str = "
    return class {
        constructor() { this.upload = {}; this.status = 0; this.sent = {}; this.answered = {} }
        open(method, url) { this.call = `${method} ${new URL(url, location.href).pathname}` }
        setRequestHeader(name, value) { this.sent[name.toLowerCase()] = value }
        getResponseHeader(name) { return this.answered[name.toLowerCase()] ?? null }
        send(body) { this.body = body ?? null; calls.push(this) }
        abort() { this.aborted = true; this.end(0, {}) }
        progress(loaded) { this.upload.onprogress?.({ loaded }) }
        end(status, headers, text) {
            this.status = status; this.answered = headers; this.responseText = text ?? ''; this.onloadend?.();
        }
    }";

/// Stands in for the network of uploads until it is dropped.
pub(crate) struct Wire {
    calls: Array,
    _class: Stub,
}

/// A call that waits for its answer.
pub(crate) struct Sent(Object);

impl Wire {
    pub(crate) fn new() -> Self {
        let calls = Array::new();
        let class = Function::new_with_args("calls", STAND_IN).call1(&JsValue::NULL, &calls).unwrap();
        Self { calls, _class: Stub::new(&web_sys::window().unwrap(), "XMLHttpRequest", &class) }
    }

    /// Waits for the next call, which must be this one: method and path.
    pub(crate) async fn hears(&self, expected: &str) -> Sent {
        eventually(&format!("the back-end hears {expected}"), || self.calls.length() > 0).await;
        let call: Object = self.calls.shift().unchecked_into();
        assert_eq!(Reflect::get(&call, &"call".into()).unwrap().as_string().unwrap(), expected);
        Sent(call)
    }

    /// Nobody asks for anything.
    pub(crate) async fn hears_nothing(&self) {
        settle().await;
        assert_eq!(self.calls.length(), 0, "no call waits for an answer");
    }
}

impl Sent {
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        Reflect::get(&self.get("sent"), &name.into()).unwrap().as_string()
    }

    /// How many bytes go along.
    pub(crate) fn size(&self) -> f64 {
        self.get("body").dyn_into::<Blob>().map_or(0.0, |body| body.size())
    }

    pub(crate) fn is_aborted(&self) -> bool {
        self.get("aborted").is_truthy()
    }

    /// So many bytes of the body have left.
    pub(crate) fn progresses(&self, bytes: u32) {
        self.method("progress").call1(&self.0, &bytes.into()).unwrap();
    }

    pub(crate) fn answer<const N: usize>(self, status: u16, headers: [(&str, &str); N]) {
        let answered = Object::new();
        for (name, value) in headers {
            Reflect::set(&answered, &name.into(), &value.into()).unwrap();
        }
        self.method("end").call2(&self.0, &status.into(), &answered).unwrap();
    }

    /// A refusal with a body.
    pub(crate) fn refuse(self, status: u16, body: &Json) {
        let (status, text) = (JsValue::from(status), JsValue::from(body.to_string()));
        self.method("end").call3(&self.0, &status, &Object::new(), &text).unwrap();
    }

    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap()
    }

    fn method(&self, name: &str) -> Function {
        self.get(name).unchecked_into()
    }
}
