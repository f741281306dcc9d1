//! The console, for the integrator. Nothing secret and nothing that a lead typed goes there.

use web_sys::console;

/// Tells the integrator that something is wrong on their side.
pub(crate) fn complain(detail: &str) {
    console::error_1(&format!("front-office: {detail}").into());
}
