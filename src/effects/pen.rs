//! Where a pointer is on an element, in units of its width, and keeping hold of it while it draws.

use leptos::ev::PointerEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The place of the pointer on the element that listens, whose width is the given number of units. Units are as high
/// as wide.
pub(crate) fn place(event: &PointerEvent, width: i32) -> Option<(i32, i32)> {
    let area = element(event)?.get_bounding_client_rect();
    let scale = f64::from(width) / area.width();
    let along = |position: i32, start: f64| ((f64::from(position) - start) * scale).round();
    let (x, y) = (along(event.client_x(), area.left()), along(event.client_y(), area.top()));
    (x.is_finite() && y.is_finite()).then_some((x as i32, y as i32))
}

/// Sends everything that the pointer does to the element that listens, also beyond its edges (Pointer Events,
/// `setPointerCapture`).
pub(crate) fn hold(event: &PointerEvent) {
    if let Some(element) = element(event) {
        // A pointer that is gone by now cannot be held, and need not be.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

fn element(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
