//! What tabs of one browser tell each other (HTML standard, "Broadcasting to other browsing contexts"). A browser without
//! such channels tells nobody anything, and each tab finds out from the back-end.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::tabs::Word;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::store::Store;

const NAME: &str = "front-office";

/// One end of the channel: it never hears what it says itself.
#[derive(Clone, Copy)]
pub(crate) struct OtherTabs(StoredValue<Option<BroadcastChannel>, LocalStorage>);

impl OtherTabs {
    /// Nobody is told anything yet.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Tells the other tabs.
    pub(crate) fn tell(self, word: &Word) {
        self.0.with_value(|channel| {
            if let Some(channel) = channel {
                word.tell(|text| drop(channel.post_message(&text.into())));
            }
        });
    }

    fn close(self) {
        if let Some(channel) = self.0.try_update_value(Option::take).flatten() {
            channel.close();
        }
    }
}

/// Reports what other tabs tell, as long as whoever listens is mounted.
pub(crate) fn listen(store: Store) {
    let other_tabs = store.other_tabs();
    let heard = move |message: MessageEvent| {
        if let Some(word) = message.data().as_string().and_then(|text| Word::parse(&text)) {
            store.dispatch(Event::Told(word));
        }
    };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(heard).into_js_value();
    let open = move || {
        if other_tabs.0.with_value(Option::is_some) {
            return;
        }
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.unchecked_ref()));
        }
        other_tabs.0.set_value(channel);
    };
    open();
    // An open channel would keep the page out of the browser's cache for Back and Forward.
    let left = window_event_listener_untyped("pagehide", move |_| other_tabs.close());
    let back = window_event_listener_untyped("pageshow", move |_| open());
    on_cleanup(move || {
        other_tabs.close();
        left.remove();
        back.remove();
    });
}
