//! Shows a page to the person at this machine, where there is a desktop.

use std::process::{Command, Stdio};

/// Whether a browser window could appear.
pub(crate) fn is_there() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // A remote shell or a CI job may run on a desktop system, but nobody looks at its screen.
    let watched = !set("SSH_CONNECTION") && !set("CI");
    watched && (cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

/// Opens `url` in the usual browser. `false` where the system has no way to.
pub(crate) fn open(url: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    // Some openers become the browser itself and never return: its words and its end are its own.
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
