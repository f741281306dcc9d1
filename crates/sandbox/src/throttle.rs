//! So many in so long: wrong tries of a password, new links for a mailbox. After that the next ones are refused until
//! the time is over, right or wrong.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::timestamp::Milliseconds;

const MINUTE: Milliseconds = 60_000;

/// What has been counted, by what it is about, since its time began.
#[derive(Debug)]
pub(crate) struct Throttle {
    most: u32,
    period: Milliseconds,
    counts: Mutex<HashMap<String, (Milliseconds, u32)>>,
}

impl Throttle {
    /// So many in so many minutes are let through.
    pub(crate) fn new(most: u32, minutes: i64) -> Self {
        Self { most, period: minutes * MINUTE, counts: Mutex::default() }
    }

    /// Seconds to wait before the next one about `subject` is let through; `None` when it is now.
    pub(crate) fn seconds_left(&self, subject: &str, now: Milliseconds) -> Option<i64> {
        let counts = self.lock();
        let (since, count) = counts.get(subject)?;
        let left = since + self.period - now;
        (*count >= self.most && left > 0).then(|| (left + 999) / 1000)
    }

    /// Counts one.
    pub(crate) fn count(&self, subject: &str, now: Milliseconds) {
        let mut counts = self.lock();
        counts.retain(|_, (since, _)| now - *since < self.period);
        counts.entry(subject.to_owned()).or_insert((now, 0)).1 += 1;
    }

    /// Starts anew.
    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Milliseconds, u32)>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_waits_for_the_minutes_end_and_others_do_not() {
        let throttle = Throttle::new(5, 1);
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
