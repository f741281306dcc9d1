//! The pad to draw on, on the page of a signature: `src/components/signature_pad.rs`.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::document::{Address, Document};
use onboarding::id::DocumentId;
use onboarding::screen::{Content, Screen};
use onboarding::signing::Signing;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, PointerEvent, PointerEventInit};

use crate::support::screens::activity;
use crate::support::tab::{Tab, show};

const PAD: &str = "#signature-pad";
const LINE: &str = ".signature-pad__line";
const DRAW: &str = "#signature-drawn";
const UNDO: &str = ".signature-pad__actions button:first-child";
const CLEAR: &str = ".signature-pad__actions button:last-child";

/// The page with the pad in view, 500 pixels wide: a pixel is two units.
async fn pad() -> Tab {
    let document = Document {
        id: DocumentId::new("1").unwrap(),
        name: "a.pdf".to_owned(),
        address: Address::parse("/a.pdf"),
        hash: None,
    };
    let signing = Signing { documents: vec![document], consent: None };
    let tab = show(Screen::Activity(activity(Content::ToDo(Body::Signature(Arc::new(signing)))))).await;
    tab.clicks(DRAW).await;
    widen(&tab, "500px");
    tab
}

fn widen(tab: &Tab, width: &str) {
    let pad: HtmlElement = tab.find(PAD).unchecked_into();
    pad.style().set_property("width", width).unwrap();
}

/// The lead's pointer, at a place on the pad in pixels.
struct Pointer {
    id: i32,
    button: i16,
    primary: bool,
}

const FINGER: Pointer = Pointer { id: 1, button: 0, primary: true };

impl Pointer {
    async fn does(&self, tab: &Tab, name: &str, x: i32, y: i32) {
        let area = tab.find(PAD).get_bounding_client_rect();
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_pointer_id(self.id);
        init.set_is_primary(self.primary);
        init.set_button(self.button);
        init.set_client_x(area.left().round() as i32 + x);
        init.set_client_y(area.top().round() as i32 + y);
        let event = PointerEvent::new_with_event_init_dict(name, &init).unwrap();
        tab.find(PAD).dispatch_event(&event).unwrap();
        tab.settled().await;
    }

    async fn draws(&self, tab: &Tab, places: &[(i32, i32)]) {
        for (number, (x, y)) in places.iter().enumerate() {
            self.does(tab, if number == 0 { "pointerdown" } else { "pointermove" }, *x, *y).await;
        }
        self.does(tab, "pointerup", 0, 0).await;
    }
}

fn drawn(tab: &Tab) -> String {
    tab.attribute(LINE, "d").unwrap_or_default()
}

/// The numbers of the path, which may be off by the part of a pixel at which the page puts the pad.
fn places(tab: &Tab) -> Vec<i32> {
    let path = drawn(tab).replace(['M', 'L', 'Q'], " ");
    path.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

#[track_caller]
fn near(found: &[i32], expected: &[i32]) {
    let close = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 2);
    assert!(close, "{found:?} instead of {expected:?}");
}

#[wasm_bindgen_test]
async fn the_pen_leaves_points_and_a_pad_of_another_size_shows_the_same() {
    let tab = pad().await;
    FINGER.draws(&tab, &[(50, 100), (250, 50), (450, 100)]).await;
    near(&places(&tab), &[100, 200, 500, 100, 700, 150, 900, 200]);
    let before = drawn(&tab);
    widen(&tab, "250px");
    tab.settled().await;
    assert_eq!(drawn(&tab), before);
    // A pixel is four units now: the same place on the pad is the same point.
    FINGER.draws(&tab, &[(25, 50), (225, 50)]).await;
    near(&places(&tab)[8..], &[100, 200, 900, 200]);
}

#[wasm_bindgen_test]
async fn what_is_beyond_the_edge_stays_at_the_edge() {
    let tab = pad().await;
    FINGER.draws(&tab, &[(50, 100), (900, 900)]).await;
    near(&places(&tab), &[100, 200, 1000, 500]);
}

#[wasm_bindgen_test]
async fn one_pointer_draws_and_others_do_not() {
    let tab = pad().await;
    let palm = Pointer { id: 2, primary: false, ..FINGER };
    let right_button = Pointer { button: 2, ..FINGER };
    palm.draws(&tab, &[(50, 100), (200, 100)]).await;
    right_button.draws(&tab, &[(50, 100), (200, 100)]).await;
    assert_eq!(drawn(&tab), "");
    FINGER.does(&tab, "pointerdown", 50, 100).await;
    palm.does(&tab, "pointermove", 200, 200).await;
    palm.does(&tab, "pointerup", 200, 200).await;
    FINGER.does(&tab, "pointermove", 300, 100).await;
    FINGER.does(&tab, "pointercancel", 300, 100).await;
    FINGER.does(&tab, "pointermove", 400, 100).await;
    near(&places(&tab), &[100, 200, 600, 200]);
}

#[wasm_bindgen_test]
async fn strokes_are_taken_back_and_that_is_told() {
    let tab = pad().await;
    assert_eq!(tab.attribute(PAD, "aria-label").as_deref(), Some("Signature, empty so far"));
    assert_eq!(tab.attributes(".signature-pad__actions button", "aria-disabled"), ["true", "true"]);
    tab.clicks(UNDO).await;
    assert_eq!(tab.text("fieldset [role=status]"), "", "there was nothing to take back");
    FINGER.draws(&tab, &[(50, 100), (200, 100)]).await;
    let first = drawn(&tab);
    FINGER.draws(&tab, &[(50, 150), (200, 150)]).await;
    assert_eq!(tab.attribute(PAD, "aria-label").as_deref(), Some("Your drawn signature"));
    assert_eq!(tab.attributes(".signature-pad__actions button", "aria-disabled"), ["", ""]);
    tab.clicks(UNDO).await;
    assert_eq!(drawn(&tab), first);
    assert_eq!(tab.text("fieldset [role=status]"), "The last stroke is gone.");
    assert!(tab.has_focus(UNDO), "the next one is one key away");
    FINGER.draws(&tab, &[(50, 150), (200, 150)]).await;
    tab.clicks(CLEAR).await;
    assert_eq!(drawn(&tab), "");
    assert_eq!(tab.text("fieldset [role=status]"), "The signature is empty again.");
}

#[wasm_bindgen_test]
async fn the_typed_name_is_always_there_and_another_method_keeps_both() {
    let tab = pad().await;
    FINGER.draws(&tab, &[(50, 100), (200, 100)]).await;
    let before = drawn(&tab);
    tab.types("#signature-name", "John Doe").await;
    assert_eq!(tab.texts(".review dd"), ["a.pdf", "John Doe", "As drawn above"]);
    tab.clicks("#signature-typed").await;
    assert!(tab.has(&format!("[hidden] {PAD}")));
    assert_eq!(tab.texts(".review dd"), ["a.pdf", "John Doe"]);
    tab.clicks(DRAW).await;
    assert_eq!((drawn(&tab), tab.value("#signature-name")), (before, "John Doe".to_owned()));
}

#[wasm_bindgen_test]
async fn a_dot_is_refused_beside_the_pad_and_a_signature_puts_it_right() {
    let tab = pad().await;
    FINGER.draws(&tab, &[(50, 100)]).await;
    tab.sends().await;
    assert!(tab.has_focus(".error-summary"));
    let error = "#signature-drawing-error";
    assert_eq!(tab.text(error), "Error: This is too little for a signature. Draw all of it.");
    FINGER.draws(&tab, &[(50, 100), (200, 100)]).await;
    assert!(!tab.has(error));
}
