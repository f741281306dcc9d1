//! A back-end in the place of `fetch`: each call waits until the test answers it. It keeps no drafts.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use serde_json::Value as Json;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Request, RequestCredentials, Response, ResponseInit};

use super::stub::Stub;
use super::wait::{eventually, settle};

/// Stands in for the network until it is dropped.
pub(crate) struct BackEnd {
    waiting: Rc<RefCell<Vec<Waiting>>>,
    /// What breaks each completion off.
    completions: Rc<RefCell<Vec<Function>>>,
    _fetch: Stub,
}

/// A call that waits for its answer.
pub(crate) struct Call {
    request: Request,
    /// The body, as text.
    pub(crate) body: String,
    resolve: Function,
    reject: Function,
}

struct Waiting {
    request: Request,
    resolve: Function,
    reject: Function,
}

impl BackEnd {
    pub(crate) fn new() -> Self {
        let waiting: Rc<RefCell<Vec<Waiting>>> = Rc::default();
        let completions: Rc<RefCell<Vec<Function>>> = Rc::default();
        let (calls, breaking) = (waiting.clone(), completions.clone());
        let stand_in = Closure::<dyn FnMut(Request) -> Promise>::new(move |request: Request| {
            if request.url().ends_with("/draft") {
                let init = ResponseInit::new();
                init.set_status(405);
                let answer: JsValue = Response::new_with_opt_str_and_init(None, &init).unwrap().into();
                return Promise::resolve(&answer);
            }
            Promise::new(&mut |resolve, reject| {
                if request.url().ends_with("/completion") {
                    breaking.borrow_mut().push(reject.clone());
                }
                calls.borrow_mut().push(Waiting { request: Clone::clone(&request), resolve, reject });
            })
        });
        let window = web_sys::window().unwrap();
        Self { waiting, completions, _fetch: Stub::new(&window, "fetch", &stand_in.into_js_value()) }
    }

    /// Waits for the next call, which must be this one: method and path.
    pub(crate) async fn hears(&self, expected: &str) -> Call {
        eventually(&format!("the back-end hears {expected}"), || self.count() > 0).await;
        let Waiting { request, resolve, reject } = self.waiting.borrow_mut().remove(0);
        let path = request.url().split_once("://").and_then(|(_, rest)| rest.split_once('/')).unwrap().1.to_owned();
        assert_eq!(format!("{} /{path}", request.method()), expected);
        let body = JsFuture::from(request.text().unwrap()).await.unwrap().as_string().unwrap();
        Call { request, body, resolve, reject }
    }

    /// Nobody asks for anything.
    pub(crate) async fn hears_nothing(&self) {
        settle().await;
        assert_eq!(self.count(), 0, "no call waits for an answer");
    }

    /// How many calls wait for an answer.
    pub(crate) fn count(&self) -> usize {
        self.waiting.borrow().len()
    }
}

impl Drop for BackEnd {
    /// Nothing is under way any more, or a tab that is gone would hold the lock of whoever sends.
    fn drop(&mut self) {
        for break_off in self.completions.take() {
            break_off.call1(&JsValue::NULL, &JsValue::NULL).unwrap();
        }
    }
}

impl Call {
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).unwrap()
    }

    /// Whether cookies may go along.
    pub(crate) fn goes_with_cookies(&self) -> bool {
        self.request.credentials() != RequestCredentials::Omit
    }

    /// The body, as JSON.
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }

    /// 200 with a body.
    pub(crate) fn answer(self, body: &Json) {
        self.answer_by(200, body);
    }

    pub(crate) fn answer_by(self, status: u16, body: &Json) {
        self.answer_with(status, "application/json", &body.to_string());
    }

    /// Any text of any kind.
    pub(crate) fn answer_with(self, status: u16, content_type: &str, body: &str) {
        let headers = Headers::new().unwrap();
        headers.set("Content-Type", content_type).unwrap();
        let init = ResponseInit::new();
        init.set_status(status);
        init.set_headers(&headers);
        let response = Response::new_with_opt_str_and_init(Some(body), &init).unwrap();
        self.answer_as(&response);
    }

    /// An answer of the test's own making.
    pub(crate) fn answer_as(self, response: &Response) {
        self.resolve.call1(&JsValue::NULL, response).unwrap();
    }

    /// Whether it arrives although the page goes away meanwhile.
    pub(crate) fn is_kept_alive(&self) -> bool {
        Reflect::get(&self.request, &"keepalive".into()).unwrap().is_truthy()
    }

    /// The connection breaks.
    pub(crate) fn break_off(self) {
        let error = js_sys::TypeError::new("Failed to fetch");
        self.break_off_with(error.unchecked_ref());
    }

    /// The same, said as a script says it that has put itself before `fetch`.
    pub(crate) fn break_off_with(self, reason: &JsValue) {
        self.reject.call1(&JsValue::NULL, reason).unwrap();
    }
}
