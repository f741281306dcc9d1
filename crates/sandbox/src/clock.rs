//! The sandbox's clock: the only source of "now". It can be moved forward, and in tests it stands still.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::timestamp::Milliseconds;

/// A clock that tests and demos can move forward; every expiry and delay of the sandbox goes by it.
#[derive(Debug, Default)]
pub struct Clock {
    /// `None` follows the machine's clock.
    standing_at: Option<Milliseconds>,
    ahead: AtomicI64,
}

impl Clock {
    /// A clock that follows the machine's.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that moves only when it is advanced, so that tests are deterministic.
    pub fn standing_at(moment: Milliseconds) -> Self {
        Self { standing_at: Some(moment), ahead: AtomicI64::new(0) }
    }

    /// The present moment.
    pub fn now(&self) -> Milliseconds {
        self.base().saturating_add(self.ahead())
    }

    /// How far the clock has been moved forward in all, in milliseconds.
    pub(crate) fn ahead(&self) -> Milliseconds {
        self.ahead.load(Ordering::SeqCst)
    }

    /// Sets how far the clock is ahead of the machine's, in milliseconds.
    pub(crate) fn set_ahead(&self, milliseconds: Milliseconds) {
        self.ahead.store(milliseconds, Ordering::SeqCst);
    }

    fn base(&self) -> Milliseconds {
        self.standing_at.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(0, |elapsed| elapsed.as_millis() as i64)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_moves_only_when_advanced() {
        let clock = Clock::standing_at(1_000);
        assert_eq!(clock.now(), 1_000);
        clock.set_ahead(300_000);
        assert_eq!(clock.now(), 301_000);
    }

    #[test]
    fn the_system_clock_is_after_this_code_was_written() {
        assert!(Clock::system().now() > 1_700_000_000_000);
    }
}
