//! A panic ends in a readable page with a reload button, which `src/boot.js` shows.

use super::{boot, log};

/// From now on a panic says so to the lead, and where it happened to the integrator.
pub(crate) fn show_page_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        // The place only: a message could hold what a lead typed.
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        log::complain(&format!("the app broke down at {place}"));
        boot::call("crash");
    }));
}
