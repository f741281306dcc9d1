//! Time: the wall clock, a clock that only goes forward, and the time zone.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Promise};
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Milliseconds since the page was opened; only goes forward.
pub(crate) fn now() -> u64 {
    window().performance().map_or(0, |performance| performance.now() as u64)
}

/// Seconds since 1970-01-01T00:00Z.
pub(crate) fn epoch_seconds() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// Milliseconds since 1970-01-01T00:00Z.
pub(crate) fn epoch_milliseconds() -> u64 {
    js_sys::Date::now() as u64
}

/// Minutes between the lead's wall clock and UTC at a time given in minutes since 1970-01-01T00:00Z.
pub(crate) fn offset_at(utc_minutes: i64) -> i64 {
    let date = js_sys::Date::new(&((utc_minutes * 60_000) as f64).into());
    -(date.get_timezone_offset() as i64)
}

/// A duration of so many milliseconds.
pub(crate) fn duration(milliseconds: u32) -> Duration {
    Duration::from_millis(milliseconds.into())
}

/// Settled after so many milliseconds.
pub(crate) fn sleep(milliseconds: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let awake = move || drop(resolve.call0(&JsValue::NULL));
        set_timeout(awake, duration(milliseconds));
    })
}

/// What a piece of work comes to, if that takes no longer than so many milliseconds; otherwise it goes on unheard.
pub(crate) async fn within<T: 'static>(milliseconds: u32, work: impl Future<Output = T> + 'static) -> Option<T> {
    let outcome = Rc::new(Cell::new(None));
    let told = outcome.clone();
    let work = future_to_promise(async move {
        told.set(Some(work.await));
        Ok(JsValue::UNDEFINED)
    });
    let either = Promise::race(&Array::of2(&work, &sleep(milliseconds)));
    let _ = JsFuture::from(either).await;
    outcome.take()
}

/// Does something after so many milliseconds, if whoever asks for it is still mounted then. Asked from within an effect,
/// it may still come a moment after what the effect belongs to is gone: it must not rely on signals that are made there.
pub(crate) fn after(milliseconds: u32, act: impl FnOnce() + 'static) {
    let timer = set_timeout_with_handle(act, duration(milliseconds));
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
}

/// Does something once what is in the page by now has been painted, or a moment later.
pub(crate) fn after_frame(act: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

/// Acts every second while something holds, as long as whoever asks is mounted.
pub(crate) fn every_second_while(holds: Memo<bool>, act: impl Fn() + Copy + 'static) {
    Effect::new(move |_| {
        if holds.get() {
            let ticking = set_interval_with_handle(act, duration(1000)).ok();
            on_cleanup(move || ticking.iter().for_each(IntervalHandle::clear));
        }
    });
}
