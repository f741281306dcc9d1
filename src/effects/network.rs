//! Whether the network is there.

use leptos::prelude::*;

/// Whether it is there, as far as the browser knows.
pub(crate) fn is_there() -> bool {
    window().navigator().on_line()
}

/// Reports when the network is back (HTML standard, `online`), as long as whoever listens is mounted.
pub(crate) fn on_return(report: impl Fn() + 'static) {
    listen("online", report);
}

/// Reports when the network is gone (HTML standard, `offline`), likewise.
pub(crate) fn on_loss(report: impl Fn() + 'static) {
    listen("offline", report);
}

fn listen(name: &'static str, report: impl Fn() + 'static) {
    let listener = window_event_listener_untyped(name, move |_| report());
    on_cleanup(move || listener.remove());
}
