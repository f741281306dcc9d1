//! Waiting for the page, never for a time.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Ten seconds of frames, for slow machines.
const MOST_FRAMES: usize = 600;

/// Waits until the page has taken in what happened: what is drawn anew by then, and what waits for the next frame.
pub(crate) async fn settle() {
    frame().await;
    frame().await;
}

/// Waits until something holds.
pub(crate) async fn eventually(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..MOST_FRAMES {
        if holds() {
            return;
        }
        frame().await;
    }
    panic!("it never came true that {what}");
}

async fn frame() {
    let next = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(next).await.unwrap();
}
