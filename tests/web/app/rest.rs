//! An app that comes in two parts: what waits for the rest, and what does not.

use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, done, form, journey, session};
use super::visit::{Opening, Visit};
use crate::support::stub::Stub;
use crate::support::wait::eventually;

const SKELETON: &str = "main .skeleton";

/// The rest, which comes when the test says.
struct Rest {
    asked: Rc<Cell<u32>>,
    /// What settles the last request: by success, by failure.
    settle: Rc<RefCell<Option<(Function, Function)>>>,
    /// What tells that it came.
    tell: Function,
    holder: Object,
    _stub: Stub,
}

impl Rest {
    fn missing() -> Self {
        let (asked, settle) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(None)));
        let (counted, settled) = (asked.clone(), settle.clone());
        let loader = Closure::<dyn Fn() -> Promise>::new(move || {
            counted.set(counted.get() + 1);
            Promise::new(&mut |resolve, reject| *settled.borrow_mut() = Some((resolve, reject)))
        });
        let holder = Object::new();
        Reflect::set(&holder, &"rest".into(), &loader.into_js_value()).unwrap();
        let mut tell = None;
        let whole = Promise::new(&mut |resolve, _| tell = Some(resolve));
        Reflect::set(&holder, &"whole".into(), &whole).unwrap();
        let window: Object = web_sys::window().unwrap().unchecked_into();
        let stub = Stub::new(&window, "frontOffice", &holder);
        Self { asked, settle, tell: tell.unwrap(), holder, _stub: stub }
    }

    async fn is_asked_for(&self, times: u32) {
        eventually("the rest is asked for", || self.asked.get() == times).await;
    }

    /// Something has brought it that could not wait; what was asked for before is still on its way.
    fn is_told_of(&self) {
        Reflect::set(&self.holder, &"rest".into(), &JsValue::UNDEFINED).unwrap();
        self.tell.call0(&JsValue::NULL).unwrap();
    }

    fn comes(&self) {
        self.is_told_of();
        let (resolve, _) = self.settle.borrow_mut().take().unwrap();
        resolve.call0(&JsValue::NULL).unwrap();
    }

    fn fails(&self) {
        let (_, reject) = self.settle.borrow_mut().take().unwrap();
        reject.call0(&JsValue::NULL).unwrap();
    }
}

async fn opened(activity: serde_json::Value) -> Visit {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer(&session());
    visit.back_end.hears(JOURNEY).await.answer(&journey([activity]));
    visit
}

#[wasm_bindgen_test]
async fn a_form_is_there_before_the_rest_and_stays_when_it_comes() {
    let rest = Rest::missing();
    let visit = opened(form(1)).await;
    visit.shows("Form 1").await;
    visit.tab.types("#field-10", "Anvils").await;
    rest.is_asked_for(1).await;
    let field = visit.tab.find("#field-10");
    rest.comes();
    visit.tab.settled().await;
    assert!(visit.tab.find("#field-10") == field, "the same field, with what was typed");
}

#[wasm_bindgen_test]
async fn another_page_waits_for_the_rest_which_is_asked_for_again_where_it_fails() {
    let rest = Rest::missing();
    let visit = opened(done(form(1))).await;
    rest.is_asked_for(1).await;
    rest.fails();
    rest.is_asked_for(2).await;
    assert!(visit.tab.has(SKELETON) && !visit.tab.has("main h1"));
    rest.comes();
    eventually("the page is there, and told of", || !visit.tab.has(SKELETON) && visit.tab.has_focus("h1")).await;
}

#[wasm_bindgen_test]
async fn a_page_that_waits_is_there_as_soon_as_anybody_has_brought_the_rest() {
    let rest = Rest::missing();
    let visit = opened(done(form(1))).await;
    rest.is_asked_for(1).await;
    assert!(visit.tab.has(SKELETON));
    rest.is_told_of();
    eventually("the page is there", || !visit.tab.has(SKELETON) && visit.tab.has("main h1")).await;
    assert_eq!(rest.asked.get(), 1);
}
