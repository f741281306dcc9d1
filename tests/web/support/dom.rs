//! Looking at elements.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Everything below an element that matches.
pub(crate) fn all(root: &Element, selector: &str) -> Vec<Element> {
    let found = root.query_selector_all(selector).unwrap_or_else(|_| panic!("{selector} is no selector"));
    (0..found.length()).map(|index| found.get(index).unwrap().unchecked_into()).collect()
}

/// The text of an element as it is read, hidden words included, with a plain space for white space of any kind.
pub(crate) fn text(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in a control.
pub(crate) fn value(element: &Element) -> String {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        element.dyn_ref::<HtmlSelectElement>().expect("a control").value()
    }
}

/// Puts a value into a control, without telling anybody.
pub(crate) fn set_value(element: &Element, value: &str) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else {
        element.dyn_ref::<HtmlSelectElement>().expect("a control").set_value(value);
    }
}

/// The ids that an attribute lists.
pub(crate) fn ids(element: &Element, attribute: &str) -> Vec<String> {
    let list = element.get_attribute(attribute).unwrap_or_default();
    list.split_whitespace().map(str::to_owned).collect()
}

/// Whether an element, or one that it is in, is hidden.
pub(crate) fn is_hidden(element: &Element) -> bool {
    element.closest("[hidden]").unwrap().is_some()
}
