//! The one broker between this page and the frames in it: providers' and players' alike.
//!
//! A message counts only when it comes from the very window that the frame shows and from exactly the origin that it
//! was given; what it means is the core's to say, and never more than a hint. Replies go to that origin only.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{JSON, JsString};
use leptos::ev;
use leptos::html::Iframe;
use leptos::prelude::*;
use onboarding::provider::Message;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, SecurityPolicyViolationEvent, Window};

use super::{clock, log};

/// A frame that says more in a second is not listened to for the rest of it. Players tell the time four times a
/// second, and a frame's height may change with every step of an animation, sixty times.
const MOST_MESSAGES: u32 = 100;
const SECOND: u64 = 1000;

/// A frame of this page, which shows a page of one origin.
#[derive(Clone)]
pub(crate) struct Frame {
    element: NodeRef<Iframe>,
    origin: Rc<str>,
}

impl Frame {
    /// The frame at that place, for a page of that origin (`https://host[:port]`, as browsers write it).
    pub(crate) fn new(element: NodeRef<Iframe>, origin: &str) -> Self {
        Self { element, origin: origin.into() }
    }

    /// Hears what the frame posts, as long as whoever listens is mounted.
    pub(crate) fn listen(&self, heard: impl Fn(Message) + 'static) {
        let frame = self.clone();
        let flood = Flood::default();
        let listener = window_event_listener(ev::message, move |event| {
            if !frame.has_sent(&event) {
                return;
            }
            match flood.admits(clock::now()) {
                Admission::Granted => read(&event.data()).map_or((), &heard),
                Admission::Refused => {}
                Admission::RefusedForTheFirstTime => {
                    log::complain(&format!("{} posts more messages than anybody could need", frame.origin));
                }
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Posts to the frame. The browser drops it unless the frame shows a page of its origin by now.
    pub(crate) fn post(&self, message: &Message) {
        let Some(window) = self.window() else { return };
        let data = match message.is_string() {
            true => JsValue::from_str(message.text()),
            false => JSON::parse(message.text()).unwrap_or(JsValue::NULL),
        };
        let _ = window.post_message(&data, &self.origin);
    }

    /// Reports when the policy of this page keeps the frame from loading (CSP Level 3, section 5, "Reporting"), as
    /// long as whoever listens is mounted.
    pub(crate) fn on_refused(&self, refused: impl Fn() + 'static) {
        let origin = self.origin.clone();
        let listener = window_event_listener_untyped("securitypolicyviolation", move |event| {
            let violation: &SecurityPolicyViolationEvent = event.unchecked_ref();
            if violation.effective_directive() == "frame-src" && is_of(&violation.blocked_uri(), &origin) {
                refused();
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// The window that the frame shows, which stays the same wherever the frame goes.
    fn window(&self) -> Option<Window> {
        self.element.try_get_untracked()??.content_window()
    }

    fn has_sent(&self, event: &MessageEvent) -> bool {
        let (Some(window), Some(source)) = (self.window(), event.source()) else { return false };
        JsValue::from(window) == JsValue::from(source) && event.origin() == *self.origin
    }
}

/// What was posted, as text: a string, or a plain object. Anything else is not the language of any frame here.
fn read(data: &JsValue) -> Option<Message> {
    let is_string = data.is_string();
    let text: JsString = match data.dyn_ref::<JsString>() {
        Some(text) => text.clone(),
        // A circle in it, or a number that JSON does not have, is an error.
        None if data.is_object() => JSON::stringify(data).ok()?,
        None => return None,
    };
    // Asked before the text crosses: a code unit is at least a byte.
    if text.length() as usize > Message::MOST_BYTES {
        return None;
    }
    Message::new(String::from(&text), is_string)
}

/// Whether a blocked address is one of that origin.
fn is_of(blocked: &str, origin: &str) -> bool {
    blocked.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// How much a frame has said in the running second.
#[derive(Default)]
struct Flood {
    since: Cell<u64>,
    count: Cell<u32>,
    told: Cell<bool>,
}

enum Admission {
    Granted,
    Refused,
    RefusedForTheFirstTime,
}

impl Flood {
    /// Counts a message of that moment.
    fn admits(&self, now: u64) -> Admission {
        if now >= self.since.get() + SECOND {
            self.since.set(now);
            self.count.set(0);
        }
        self.count.set(self.count.get() + 1);
        match (self.count.get() > MOST_MESSAGES, self.told.get()) {
            (false, _) => Admission::Granted,
            (true, true) => Admission::Refused,
            (true, false) => {
                self.told.set(true);
                Admission::RefusedForTheFirstTime
            }
        }
    }
}
