//! A union of stretches of a film: in their order, apart from each other, none of them empty.

use super::millis::Millis;

/// The stretches of a film that were watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(Vec<(Millis, Millis)>);

/// More stretches than anybody leaves; the back-end takes 10 000 (`openapi.yaml`, `WatchedRanges`).
const MOST: usize = 1000;

impl Ranges {
    /// Adds a stretch: those that it meets or touches become one with it.
    pub fn add(&mut self, from: Millis, to: Millis) {
        if from >= to {
            return;
        }
        let first = self.0.partition_point(|(_, end)| *end < from);
        let behind = self.0.partition_point(|(start, _)| *start <= to);
        if first == behind {
            if self.0.len() < MOST {
                self.0.insert(first, (from, to));
            }
            return;
        }
        let joined = (from.min(self.0[first].0), to.max(self.0[behind - 1].1));
        self.0.splice(first..behind, [joined]);
    }

    /// Adds everything that another union has.
    pub fn merge(&mut self, other: &Self) {
        for (from, to) in other.iter() {
            self.add(from, to);
        }
    }

    /// What of this lies between two times.
    pub fn between(&self, from: Millis, to: Millis) -> Self {
        let cut = self.iter().map(|(start, end)| (start.max(from), end.min(to)));
        Self(cut.filter(|(start, end)| start < end).collect())
    }

    /// How long all stretches are together.
    pub fn covered(&self) -> Millis {
        self.iter().map(|(from, to)| to - from).sum()
    }

    /// The first time that lies in no stretch.
    pub fn first_gap(&self) -> Millis {
        self.iter().next().filter(|(from, _)| *from == 0).map_or(0, |(_, to)| to)
    }

    /// The stretches, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (Millis, Millis)> {
        self.0.iter().copied()
    }
}

impl FromIterator<(Millis, Millis)> for Ranges {
    fn from_iter<I: IntoIterator<Item = (Millis, Millis)>>(stretches: I) -> Self {
        let mut ranges = Self::default();
        for (from, to) in stretches {
            ranges.add(from, to);
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretches(ranges: &Ranges) -> Vec<(Millis, Millis)> {
        ranges.iter().collect()
    }

    #[test]
    fn stretches_that_meet_or_touch_become_one() {
        let ranges = Ranges::from_iter([(20, 30), (0, 10), (40, 50)]);
        assert_eq!(stretches(&ranges), [(0, 10), (20, 30), (40, 50)]);
        let mut touching = ranges.clone();
        touching.add(10, 20);
        assert_eq!(stretches(&touching), [(0, 30), (40, 50)]);
        let mut across = ranges;
        across.add(5, 45);
        assert_eq!(stretches(&across), [(0, 50)]);
        assert_eq!(across.covered(), 50);
    }

    #[test]
    fn nothing_comes_of_a_stretch_without_length() {
        assert_eq!(Ranges::from_iter([(5, 5), (7, 6)]), Ranges::default());
    }

    #[test]
    fn the_first_gap_is_where_watching_goes_on() {
        assert_eq!(Ranges::default().first_gap(), 0);
        assert_eq!(Ranges::from_iter([(1, 5)]).first_gap(), 0);
        assert_eq!(Ranges::from_iter([(0, 5), (6, 9)]).first_gap(), 5);
    }

    #[test]
    fn no_player_fills_the_memory() {
        let crumbs = (0..2 * MOST as Millis).map(|at| (2 * at, 2 * at + 1));
        assert_eq!(Ranges::from_iter(crumbs).iter().count(), MOST);
    }

    /// A film of so many moments, and which of them were watched: nothing could be plainer.
    const LENGTH: usize = 60;

    fn model(stretches: &[(Millis, Millis)]) -> [bool; LENGTH] {
        let mut watched = [false; LENGTH];
        for (from, to) in stretches {
            for at in *from..*to {
                watched[at as usize] = true;
            }
        }
        watched
    }

    fn some() -> impl Strategy<Value = Vec<(Millis, Millis)>> {
        prop::collection::vec((0..LENGTH as Millis, 0..LENGTH as Millis), 0..12)
    }

    proptest! {
        #[test]
        fn a_union_is_what_the_plainest_model_says(added in some()) {
            let ranges = Ranges::from_iter(added.clone());
            prop_assert_eq!(model(&stretches(&ranges)), model(&added));
            prop_assert_eq!(ranges.covered(), model(&added).iter().filter(|watched| **watched).count() as Millis);
            let gap = model(&added).iter().position(|watched| !watched).unwrap_or(LENGTH);
            prop_assert_eq!(ranges.first_gap(), gap as Millis);
        }

        #[test]
        fn stretches_are_in_order_apart_and_never_empty(added in some()) {
            let ranges = stretches(&Ranges::from_iter(added));
            prop_assert!(ranges.iter().all(|(from, to)| from < to));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }

        #[test]
        fn order_and_repetition_change_nothing(added in some(), more in some()) {
            let (one, other) = (Ranges::from_iter(added.clone()), Ranges::from_iter(more.clone()));
            let backwards = Ranges::from_iter(added.iter().rev().chain(&added).copied());
            prop_assert_eq!(&one, &backwards);
            let (mut together, mut turned) = (one.clone(), other.clone());
            together.merge(&other);
            turned.merge(&one);
            prop_assert_eq!(&together, &turned);
            prop_assert_eq!(together, Ranges::from_iter(added.into_iter().chain(more)));
        }

        #[test]
        fn a_cut_is_what_lies_between(added in some(), from in 0..LENGTH as Millis, to in 0..LENGTH as Millis) {
            let mut expected = model(&added);
            for (at, watched) in expected.iter_mut().enumerate() {
                *watched &= (from..to).contains(&(at as Millis));
            }
            prop_assert_eq!(model(&stretches(&Ranges::from_iter(added).between(from, to))), expected);
        }
    }
}
