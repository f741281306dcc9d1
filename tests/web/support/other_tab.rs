//! Another tab of this browser, as far as it can be heard: it tells, and it notes what it is told.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value as Json, json};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Open until it is dropped.
pub(crate) struct OtherTab {
    channel: BroadcastChannel,
    heard: Rc<RefCell<Vec<Json>>>,
}

impl OtherTab {
    pub(crate) fn new() -> Self {
        let channel = BroadcastChannel::new("front-office").unwrap();
        let heard: Rc<RefCell<Vec<Json>>> = Rc::default();
        let notes = heard.clone();
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            notes.borrow_mut().push(serde_json::from_str(&message.data().as_string().unwrap()).unwrap());
        });
        channel.set_onmessage(Some(listener.into_js_value().unchecked_ref()));
        Self { channel, heard }
    }

    pub(crate) fn tells(&self, word: &str, about: &str) {
        self.says(&json!({"word": word, "about": about}).to_string());
    }

    pub(crate) fn says(&self, text: &str) {
        self.channel.post_message(&text.into()).unwrap();
    }

    /// What it was told so far.
    pub(crate) fn heard(&self) -> Vec<Json> {
        self.heard.borrow().clone()
    }
}

impl Drop for OtherTab {
    fn drop(&mut self) {
        self.channel.close();
    }
}
