//! Time: the wall clock, a clock that only goes forward, and the time zone.

use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;

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

/// Does something after so many milliseconds, if whoever asks for it is still mounted then.
pub(crate) fn after(milliseconds: u32, act: impl FnOnce() + 'static) {
    let timer = set_timeout_with_handle(act, duration(milliseconds));
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
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
