//! A part of the page that covers all of it on small screens.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Small screens, and those that are touched: what Veriff's own script takes for a phone (its SDK, version 2.5.0).
const PHONES: &str = "(max-width: 767px), (hover: none)";

/// Whether the screen is a phone's, as long as whoever asks is mounted.
pub(crate) fn on_phone() -> Signal<bool> {
    let is_phone = || window().match_media(PHONES).ok().flatten().is_some_and(|query| query.matches());
    let phone = RwSignal::new(is_phone());
    let listener = window_event_listener_untyped("resize", move |_| {
        if phone.get_untracked() != is_phone() {
            phone.set(is_phone());
        }
    });
    on_cleanup(move || listener.remove());
    phone.into()
}

/// While it covers the page, neither keyboard nor screen reader gets to what is behind (HTML standard, `inert`):
/// everything beside the element, and beside each element that it is in, but for what stays above it (`data-stays`).
pub(crate) fn keep_behind(element: NodeRef<Div>, covers: Signal<bool>) {
    let behind: StoredValue<Vec<HtmlElement>, LocalStorage> = StoredValue::new_local(Vec::new());
    let release = move || {
        let released = behind.try_update_value(std::mem::take).unwrap_or_default();
        released.iter().for_each(|element| element.set_inert(false));
    };
    Effect::new(move |_| {
        release();
        if let Some(element) = element.get().filter(|_| covers.get()) {
            let found = beside(&element);
            found.iter().for_each(|element| element.set_inert(true));
            behind.set_value(found);
        }
    });
    on_cleanup(release);
}

/// What stands beside an element and beside each that it is in, and is not kept back already.
fn beside(element: &Element) -> Vec<HtmlElement> {
    let mut found = Vec::new();
    let mut inner = element.clone();
    while let Some(outer) = inner.parent_element().filter(|outer| outer.tag_name() != "HTML") {
        let children = outer.children();
        let others = (0..children.length())
            .filter_map(|index| children.item(index))
            .filter(|child| *child != inner && !child.has_attribute("data-stays"));
        found.extend(others.filter_map(|child| child.dyn_into::<HtmlElement>().ok()).filter(|child| !child.inert()));
        inner = outer;
    }
    found
}
