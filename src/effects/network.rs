//! Whether the network is there.

use leptos::prelude::*;

/// Reports when the network is back (HTML standard, `online`), as long as whoever listens is mounted.
pub(crate) fn on_return(report: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("online", move |_| report());
    on_cleanup(move || listener.remove());
}
