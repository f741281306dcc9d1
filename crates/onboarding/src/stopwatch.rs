//! `TimeSpent`: the seconds that an activity was on a visible page *and* in use.

/// Time without a key press, touch or scroll after which nobody is assumed to be there any more, in milliseconds.
const IDLE_AFTER: u64 = 60_000;

/// Adds up the time of use of one activity. Times are milliseconds of any clock that only goes forward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stopwatch {
    counted: u64,
    in_use: Option<Use>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Use {
    counted_until: u64,
    last_touch: u64,
}

impl Stopwatch {
    /// Goes on from what an earlier visit counted, in whole seconds.
    pub fn going_on_from(seconds: u64) -> Self {
        Self { counted: seconds.saturating_mul(1000), in_use: None }
    }

    /// The lead did something (key, pointer, scroll), or the page became visible.
    pub fn touch(&mut self, now: u64) {
        self.count(now);
        self.in_use = Some(Use { counted_until: now, last_touch: now });
    }

    /// The page was hidden, or the activity was left.
    pub fn pause(&mut self, now: u64) {
        self.count(now);
        self.in_use = None;
    }

    /// Whole seconds of use so far.
    pub fn seconds(&mut self, now: u64) -> u64 {
        self.count(now);
        self.counted / 1000
    }

    fn count(&mut self, now: u64) {
        let Some(in_use) = &mut self.in_use else { return };
        let until = now.min(in_use.last_touch + IDLE_AFTER).max(in_use.counted_until);
        self.counted = self.counted.saturating_add(until - in_use.counted_until);
        in_use.counted_until = until;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_the_first_touch() {
        let mut watch = Stopwatch::default();
        assert_eq!(watch.seconds(50_000), 0);
        watch.touch(50_000);
        assert_eq!(watch.seconds(52_999), 2);
        assert_eq!(watch.seconds(53_000), 3);
    }

    #[test]
    fn hidden_time_does_not_count() {
        let mut watch = Stopwatch::default();
        watch.touch(0);
        watch.pause(10_000);
        watch.touch(500_000);
        assert_eq!(watch.seconds(505_000), 15);
    }

    #[test]
    fn an_abandoned_page_counts_one_minute() {
        let mut watch = Stopwatch::default();
        watch.touch(0);
        assert_eq!(watch.seconds(3_600_000), 60);
        watch.touch(3_600_000);
        assert_eq!(watch.seconds(3_605_000), 65);
    }

    #[test]
    fn a_clock_that_goes_back_takes_nothing_away() {
        let mut watch = Stopwatch::default();
        watch.touch(10_000);
        assert_eq!(watch.seconds(15_000), 5);
        assert_eq!(watch.seconds(12_000), 5);
    }
}
