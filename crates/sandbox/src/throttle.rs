//! Slows guessing down: after a few wrong tries in a minute the next ones are refused until that minute is over,
//! right or wrong.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::timestamp::Milliseconds;

/// How many wrong tries a minute are answered as such.
const MOST: u32 = 5;

const MINUTE: Milliseconds = 60_000;

/// Wrong tries by what they are about, since its minute began.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    tries: Mutex<HashMap<String, (Milliseconds, u32)>>,
}

impl Throttle {
    /// Seconds to wait before the next try about `subject` counts; `None` when it counts now.
    pub(crate) fn seconds_left(&self, subject: &str, now: Milliseconds) -> Option<i64> {
        let tries = self.lock();
        let (since, count) = tries.get(subject)?;
        let left = since + MINUTE - now;
        (*count >= MOST && left > 0).then(|| (left + 999) / 1000)
    }

    /// Counts a wrong try.
    pub(crate) fn count(&self, subject: &str, now: Milliseconds) {
        let mut tries = self.lock();
        tries.retain(|_, (since, _)| now - *since < MINUTE);
        tries.entry(subject.to_owned()).or_insert((now, 0)).1 += 1;
    }

    /// Starts anew.
    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Milliseconds, u32)>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_waits_for_the_minutes_end_and_others_do_not() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            assert_eq!(throttle.seconds_left("a", 1_000), None);
            throttle.count("a", 1_000);
        }
        assert_eq!(throttle.seconds_left("a", 1_000), Some(60));
        assert_eq!(throttle.seconds_left("a", 31_500), Some(30));
        assert_eq!(throttle.seconds_left("b", 31_500), None);
        assert_eq!(throttle.seconds_left("a", 61_000), None);
    }
}
