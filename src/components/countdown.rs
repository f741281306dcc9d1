//! Time that runs out, second by second, by the browser's clock.

use leptos::prelude::*;

use crate::effects::clock;

/// Seconds until a time (in seconds since 1970-01-01T00:00Z), while one is set; 0 once it is reached. Follows the clock
/// as long as whoever asks is mounted.
pub(crate) fn seconds_until(time: impl Fn() -> Option<i64> + Copy + Send + Sync + 'static) -> Memo<Option<i64>> {
    let tick = RwSignal::new(());
    let left = Memo::new(move |_| {
        tick.track();
        time().map(|time| (time - clock::epoch_seconds()).max(0))
    });
    let runs = Memo::new(move |_| left.get().is_some_and(|left| left > 0));
    clock::every_second_while(runs, move || tick.set(()));
    left
}

/// The time that is left, as it is shown; `None` where nothing is waited for, or no more.
pub(crate) fn time_left(left: Memo<Option<i64>>) -> Option<String> {
    left.get().filter(|left| *left > 0).map(minutes_and_seconds)
}

/// Seconds as minutes and seconds: `1:45`.
pub(crate) fn minutes_and_seconds(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
