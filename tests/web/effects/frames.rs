//! The broker between the page and its frames: `src/effects/frames.rs`.

use std::cell::RefCell;
use std::rc::Rc;

use front_office::testing::{self, Framed};
use js_sys::{Array, BigInt, Object, Reflect};
use onboarding::provider::Message;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    Event, HtmlElement, HtmlIFrameElement, MessageEvent, MessageEventInit, SecurityPolicyViolationEvent,
    SecurityPolicyViolationEventInit, Window,
};

use crate::support::dom::document;
use crate::support::wait::{eventually, settle};

const PROVIDER: &str = "https://provider.example";

/// A page that sends back what it is sent, with the origin that it came from.
const ECHO: &str = "<script>addEventListener('message', (event) => \
    parent.postMessage({ heard: event.data, from: event.origin, kind: typeof event.data }, '*'))</script>";

/// A frame in the page, and what was heard of it.
struct Listening {
    framed: Option<Framed>,
    place: HtmlElement,
    heard: Rc<RefCell<Vec<Message>>>,
    refusals: Rc<RefCell<usize>>,
}

impl Listening {
    /// Listens to a frame with that page as to one of that origin.
    async fn to(page: &'static str, origin: &str) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let (heard, refusals): (Rc<RefCell<Vec<Message>>>, Rc<RefCell<usize>>) = Default::default();
        let (hears, refuses) = (heard.clone(), refusals.clone());
        let framed = testing::frame(
            place.clone(),
            page,
            origin,
            move |message| hears.borrow_mut().push(message),
            move || *refuses.borrow_mut() += 1,
        );
        settle().await;
        Self { framed: Some(framed), place, heard, refusals }
    }

    /// The window that the frame shows.
    fn window(&self) -> Window {
        let frame = self.place.query_selector("iframe").unwrap().unwrap();
        frame.unchecked_into::<HtmlIFrameElement>().content_window().unwrap()
    }

    /// The provider posts this, from its frame and its origin.
    fn posts(&self, data: &JsValue) {
        post(PROVIDER, Some(&self.window()), data);
    }

    fn texts(&self) -> Vec<(String, bool)> {
        let heard = self.heard.borrow();
        heard.iter().map(|message| (message.text().to_owned(), message.is_string())).collect()
    }

    fn count(&self) -> usize {
        self.heard.borrow().len()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.framed.take();
        self.place.remove();
    }
}

/// What the browser does when a window of that origin posts something here.
fn post(origin: &str, source: Option<&Window>, data: &JsValue) {
    let init = MessageEventInit::new();
    init.set_origin(origin);
    init.set_data(data);
    init.set_source_opt_window(source);
    happens(&MessageEvent::new_with_event_init_dict("message", &init).unwrap());
}

fn happens(event: &Event) {
    web_sys::window().unwrap().dispatch_event(event).unwrap();
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value).unwrap();
    }
    object
}

#[wasm_bindgen_test]
async fn a_frame_is_heard_whether_it_posts_a_string_or_an_object() {
    let provider = Listening::to("", PROVIDER).await;
    provider.posts(&"VERIFF_STARTED".into());
    provider.posts(&object(&[("event", "ready".into()), ("seconds", 1.5.into())]));
    let expected = [("VERIFF_STARTED".to_owned(), true), (r#"{"event":"ready","seconds":1.5}"#.to_owned(), false)];
    assert_eq!(provider.texts(), expected);
}

#[wasm_bindgen_test]
async fn only_the_exact_origin_is_heard() {
    let provider = Listening::to("", PROVIDER).await;
    for forged in [
        "https://provider.example.evil.test",
        "https://evil.test",
        "https://sub.provider.example",
        "http://provider.example",
        "https://provider.example:8443",
        "https://provider.example/",
        "https://provider.exampl",
        "HTTPS://PROVIDER.EXAMPLE",
        "null",
        "",
    ] {
        post(forged, Some(&provider.window()), &"VERIFF_FINISHED".into());
        assert_eq!(provider.count(), 0, "{forged}");
    }
}

#[wasm_bindgen_test]
async fn only_the_frame_s_own_window_is_heard() {
    let provider = Listening::to("", PROVIDER).await;
    let stranger = Listening::to("", "https://stranger.example").await;
    post(PROVIDER, Some(&stranger.window()), &"VERIFF_FINISHED".into());
    post(PROVIDER, Some(&web_sys::window().unwrap()), &"VERIFF_FINISHED".into());
    post(PROVIDER, None, &"VERIFF_FINISHED".into());
    assert_eq!((provider.count(), stranger.count()), (0, 0));
}

#[wasm_bindgen_test]
async fn what_is_neither_a_string_nor_an_object_is_passed_over() {
    let provider = Listening::to("", PROVIDER).await;
    let circle = object(&[]);
    Reflect::set(&circle, &"itself".into(), &circle).unwrap();
    let number = object(&[("id", BigInt::from(9_007_199_254_740_993_i64).into())]);
    let odd =
        [JsValue::UNDEFINED, JsValue::NULL, JsValue::TRUE, 42.into(), f64::NAN.into(), circle.into(), number.into()];
    for data in odd {
        provider.posts(&data);
    }
    assert_eq!(provider.count(), 0);
    provider.posts(&Array::of1(&1.into()));
    assert_eq!(provider.texts(), [("[1]".to_owned(), false)], "the core reads a list, and finds nothing in it");
}

#[wasm_bindgen_test]
async fn what_is_too_long_is_not_looked_at() {
    let provider = Listening::to("", PROVIDER).await;
    let long = |length: usize| JsValue::from("x".repeat(length));
    provider.posts(&long(Message::MOST_BYTES + 1));
    provider.posts(&object(&[("a", long(Message::MOST_BYTES))]));
    provider.posts(&JsValue::from("é".repeat(Message::MOST_BYTES / 2 + 1)));
    assert_eq!(provider.count(), 0);
    provider.posts(&long(Message::MOST_BYTES));
    assert_eq!(provider.count(), 1);
}

#[wasm_bindgen_test]
async fn a_flood_is_dammed() {
    let provider = Listening::to("", PROVIDER).await;
    let other = Listening::to("", PROVIDER).await;
    for _ in 0..5000 {
        provider.posts(&"again".into());
    }
    // A slow machine may take more than a second for all of them, never more than ten.
    assert!((100..=1000).contains(&provider.count()), "{} of 5000 messages were heard", provider.count());
    other.posts(&"VERIFF_STARTED".into());
    assert_eq!(other.count(), 1, "another frame does not suffer from it");
    let heard = provider.count();
    eventually("the frame is heard again after a second", || {
        provider.posts(&"later".into());
        provider.count() > heard && provider.texts().last().is_some_and(|(text, _)| text == "later")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_frame_that_is_gone_is_heard_no_more() {
    let mut provider = Listening::to("", PROVIDER).await;
    let window = provider.window();
    provider.framed.take();
    post(PROVIDER, Some(&window), &"VERIFF_FINISHED".into());
    assert_eq!(provider.count(), 0);
}

#[wasm_bindgen_test]
async fn a_real_frame_hears_and_answers() {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let frame = Listening::to(ECHO, &origin).await;
    let framed = frame.framed.as_ref().unwrap();
    let string = Message::new("hello".to_owned(), true).unwrap();
    let object = Message::new(r#"{"method":"ping"}"#.to_owned(), false).unwrap();
    eventually("the frame has loaded and answers", || {
        framed.post(&string);
        frame.count() > 0
    })
    .await;
    assert_eq!(frame.texts()[0].0, format!(r#"{{"heard":"hello","from":"{origin}","kind":"string"}}"#));
    framed.post(&object);
    let expected = format!(r#"{{"heard":{{"method":"ping"}},"from":"{origin}","kind":"object"}}"#);
    eventually("an object arrives as an object", || frame.texts().iter().any(|(text, _)| *text == expected)).await;
}

#[wasm_bindgen_test]
async fn nothing_is_posted_to_a_page_of_another_origin() {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let frame = Listening::to(ECHO, &origin).await;
    let elsewhere = Listening::to(ECHO, PROVIDER).await;
    let message = Message::new("hello".to_owned(), true).unwrap();
    // The page in the second frame is one of this origin, and would answer: the answer would come from its window.
    let answered = Rc::new(RefCell::new(false));
    let hears = answered.clone();
    let stranger = elsewhere.window();
    let listener = wasm_bindgen::closure::Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        *hears.borrow_mut() |= event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(&stranger));
    });
    let window = web_sys::window().unwrap();
    window.add_event_listener_with_callback("message", listener.as_ref().unchecked_ref()).unwrap();
    eventually("the first frame answers", || {
        elsewhere.framed.as_ref().unwrap().post(&message);
        frame.framed.as_ref().unwrap().post(&message);
        frame.count() > 2
    })
    .await;
    assert!(!*answered.borrow(), "a page of another origin was told something");
    window.remove_event_listener_with_callback("message", listener.as_ref().unchecked_ref()).unwrap();
}

#[wasm_bindgen_test]
async fn it_is_told_when_the_policy_of_the_page_keeps_the_frame_out() {
    let provider = Listening::to("", PROVIDER).await;
    let violates = |directive: &str, blocked: &str| {
        let init = SecurityPolicyViolationEventInit::new();
        init.set_effective_directive(directive);
        init.set_blocked_uri(blocked);
        happens(&SecurityPolicyViolationEvent::new_with_event_init_dict("securitypolicyviolation", &init).unwrap());
    };
    violates("frame-src", "https://other.example/a");
    violates("frame-src", "https://provider.example.evil.test/");
    violates("img-src", "https://provider.example/pixel.png");
    assert_eq!(*provider.refusals.borrow(), 0);
    violates("frame-src", "https://provider.example/sign/1?x");
    violates("frame-src", PROVIDER);
    assert_eq!(*provider.refusals.borrow(), 2);
}
