//! Requests and answers: `src/effects/http.rs`.

use std::cell::RefCell;
use std::rc::Rc;

use front_office::testing::send;
use js_sys::{Function, Reflect};
use onboarding::api::{CallError, Request, Response};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::back_end::{BackEnd, Call};
use crate::support::wait::eventually;

fn put(body: &str) -> Request {
    Request {
        method: "PUT",
        path: "/somewhere".to_owned(),
        headers: vec![("Content-Type", "application/json".to_owned())],
        body: Some(body.to_owned()),
        with_cookies: false,
        keepalive: false,
    }
}

/// What comes of a request that the back-end treats so.
async fn outcome(request: Request, treat: impl FnOnce(Call)) -> Result<Response, CallError> {
    let back_end = BackEnd::new();
    let outcome = Rc::new(RefCell::new(None));
    let told = outcome.clone();
    spawn_local(async move { drop(told.replace(Some(send(request).await))) });
    treat(back_end.hears("PUT /somewhere").await);
    eventually("the request has an outcome", || outcome.borrow().is_some()).await;
    outcome.take().unwrap()
}

/// The same for a body that comes by a stream, whose source is written in JavaScript; a cancelled one sets `cancelled`.
async fn outcome_of(source: &str) -> Result<Response, CallError> {
    Reflect::delete_property(&js_sys::global(), &"cancelled".into()).unwrap();
    let make = Function::new_no_args(&format!("return new Response(new ReadableStream({source}))"));
    let response = make.call0(&js_sys::global()).unwrap();
    outcome(put("{}"), |call| call.answer_as(response.unchecked_ref())).await
}

fn is_cancelled() -> bool {
    Reflect::get(&js_sys::global(), &"cancelled".into()).unwrap().is_truthy()
}

#[wasm_bindgen_test]
async fn a_connection_that_breaks_for_whatever_reason_is_no_more_than_that() {
    for reason in ["null", "undefined", "'offline'", "new TypeError('Failed to fetch')", "{}"] {
        let reason = js_sys::eval(&format!("({reason})")).unwrap();
        let broken = outcome(put("{}"), |call| call.break_off_with(&reason)).await;
        assert_eq!(broken.unwrap_err(), CallError::Unreachable, "{reason:?}");
    }
}

#[wasm_bindgen_test]
async fn a_put_goes_out_as_such_with_its_body() {
    let answer = outcome(put(r#"{"Id":9007199254740993}"#), |call| {
        assert_eq!(call.body, r#"{"Id":9007199254740993}"#);
        assert_eq!(call.header("Content-Type").as_deref(), Some("application/json"));
        assert!(!call.is_kept_alive());
        call.answer_with(200, "application/json", "kept");
    });
    assert_eq!(answer.await.unwrap().body, "kept");
}

#[wasm_bindgen_test]
async fn what_is_to_outlive_the_page_does_as_far_as_browsers_let_it() {
    for (length, is_kept_alive) in [(64 * 1024, true), (64 * 1024 + 1, false)] {
        let request = Request { keepalive: true, ..put(&"x".repeat(length)) };
        let answer = outcome(request, |call| {
            assert_eq!(call.is_kept_alive(), is_kept_alive, "{length} bytes");
            call.answer_as(&web_sys::Response::new().unwrap());
        });
        assert_eq!(answer.await.unwrap().body, "", "nobody said anything");
    }
}

#[wasm_bindgen_test]
async fn a_text_comes_whole_however_it_was_cut_on_its_way() {
    let source = "{ start(to) { const all = new TextEncoder().encode('{\"a\":\"né\"}'); \
                  for (const byte of all) to.enqueue(new Uint8Array([byte])); to.close() } }";
    assert_eq!(outcome_of(source).await.unwrap().body, "{\"a\":\"né\"}");
}

#[wasm_bindgen_test]
async fn an_answer_without_end_counts_by_its_status_and_is_not_read_on() {
    let source = "{ pull(to) { to.enqueue(new Uint8Array(1 << 20)) }, cancel() { globalThis.cancelled = true } }";
    assert_eq!(outcome_of(source).await.map(|answer| (answer.status, answer.body)), Ok((200, String::new())));
    eventually("the transfer ends", is_cancelled).await;
}

#[wasm_bindgen_test]
async fn the_largest_answer_that_is_read_comes_whole() {
    let source = "{ start(to) { to.enqueue(new Uint8Array(32 << 20).fill(32)); to.close() } }";
    assert_eq!(outcome_of(source).await.unwrap().body.len(), 32 << 20);
}

#[wasm_bindgen_test]
async fn an_answer_that_breaks_off_did_not_come() {
    let source =
        "{ start(to) { to.enqueue(new Uint8Array([123])) }, pull(to) { to.error(new TypeError('network error')) } }";
    assert_eq!(outcome_of(source).await, Err(CallError::Unreachable));
}

#[wasm_bindgen_test]
async fn bytes_that_are_no_text_are_replaced_and_a_mark_at_the_beginning_is_none_of_it() {
    let source = "{ start(to) { to.enqueue(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x62])); to.close() } }";
    assert_eq!(outcome_of(source).await.unwrap().body, "a\u{fffd}b");
}
