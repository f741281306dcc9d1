//! What these commands say on their own account, told apart from the output of the programs they call.

use crate::failure::Failure;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// A plain line. A reader who has gone away (`| head`) is no reason to stop.
pub(crate) fn line(text: impl Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Announces what happens next.
pub(crate) fn doing(what: impl Display) {
    line(format!("{} {what}", bold("▸")));
}

/// A headline between the steps of a longer command.
pub(crate) fn headline(what: impl Display) {
    line(format!("\n{}", bold(&format!("━━ {what}"))));
}

/// A line that should catch the eye among the others.
pub(crate) fn prominent(text: &str) {
    line(format!("  {}", bold(text)));
}

/// The last word of a command that failed.
pub(crate) fn failure(failure: &Failure) {
    let _ = writeln!(std::io::stderr(), "\n{} {failure}", bold("✗"));
}

/// A duration as people say it: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn bold(text: &str) -> String {
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\x1b[1m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spoken_in_the_unit_that_matters() {
        assert_eq!(spoken(Duration::from_millis(430)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(12)), "12 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 05 s");
    }
}
