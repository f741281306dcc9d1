//! Counts unknown links per minute, so that guessing them is slowed down.

use std::sync::{Mutex, PoisonError};

use crate::timestamp::Milliseconds;

/// How many unknown links a minute are answered as such.
const MOST: u32 = 60;

const MINUTE: Milliseconds = 60_000;

/// Unknown links since the minute began.
#[derive(Debug, Default)]
pub(crate) struct Guesses {
    state: Mutex<(Milliseconds, u32)>,
}

impl Guesses {
    /// Counts one more unknown link; whether that is one too many for this minute.
    pub(crate) fn is_one_too_many(&self, now: Milliseconds) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if now - state.0 >= MINUTE {
            *state = (now, 0);
        }
        state.1 += 1;
        state.1 > MOST
    }

    /// Starts anew.
    pub(crate) fn forget(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixty_first_of_a_minute_is_too_many_and_the_next_minute_is_new() {
        let guesses = Guesses::default();
        let now = 1_000_000;
        assert!((0..60).all(|_| !guesses.is_one_too_many(now)));
        assert!(guesses.is_one_too_many(now + 59_999));
        assert!(!guesses.is_one_too_many(now + 60_000));
    }
}
