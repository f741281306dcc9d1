//! Watching, told step by step.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::text::Locale;

fn at(position: Millis) -> Told {
    Told { position: Some(position), ..Told::default() }
}

/// A film of 60 seconds that is ready at its beginning.
fn film() -> Watching {
    let mut watching = Watching::default();
    watching.hear(&Told { duration: Some(60_000), playing: Some(false), ..at(0) }, true);
    watching
}

fn playing() -> Watching {
    let mut watching = film();
    watching.hear(&Told { playing: Some(true), ..Told::default() }, true);
    watching
}

/// The player tells four times a second where the film is.
fn play(watching: &mut Watching, until: Millis) {
    let from = watching.position.unwrap();
    for position in (from..until).step_by(250).skip(1).chain([until]) {
        watching.hear(&at(position), true);
    }
}

fn stretches(watching: &Watching) -> Vec<(Millis, Millis)> {
    watching.ranges.iter().collect()
}

fn sent(watching: &Watching) -> String {
    watching.answer().to_body(0)
}

#[test]
fn what_is_played_counts() {
    let mut watching = playing();
    play(&mut watching, 12_500);
    assert_eq!(stretches(&watching), [(0, 12_500)]);
    assert_eq!(watching.watched(), 12_500);
}

#[test]
fn skipping_ahead_does_not_count_and_is_not_fought() {
    let mut watching = playing();
    play(&mut watching, 12_500);
    watching.hear(&at(20_000), true);
    play(&mut watching, 60_000);
    assert_eq!(stretches(&watching), [(0, 12_500), (20_000, 60_000)]);
    assert!(watching.has_skipped());
    assert_eq!(watching.first_gap(), 12_500);
}

#[test]
fn who_has_watched_all_begins_at_the_beginning() {
    let mut watching = playing();
    play(&mut watching, 30_000);
    assert_eq!((watching.first_gap(), watching.has_skipped()), (30_000, false));
    play(&mut watching, 60_000);
    assert_eq!((watching.first_gap(), watching.has_skipped()), (0, false));
}

#[test]
fn a_small_jump_is_one_too_where_the_player_says_so() {
    let mut watching = playing();
    play(&mut watching, 2_000);
    watching.hear(&Told { jumped: true, ..at(3_000) }, true);
    play(&mut watching, 4_000);
    assert_eq!(stretches(&watching), [(0, 2_000), (3_000, 4_000)]);
}

#[test]
fn going_back_and_watching_again_counts_once() {
    let mut watching = playing();
    play(&mut watching, 5_000);
    watching.hear(&at(1_000), true);
    play(&mut watching, 6_000);
    assert_eq!(stretches(&watching), [(0, 6_000)]);
}

#[test]
fn a_film_that_stands_still_or_is_dragged_while_it_does_not_count() {
    let mut watching = film();
    for position in [500, 1_000, 1_500] {
        assert!(!watching.hear(&at(position), true));
    }
    assert_eq!(watching.watched(), 0);
}

#[test]
fn the_last_moment_before_a_pause_counts() {
    let mut watching = playing();
    play(&mut watching, 1_000);
    watching.hear(&Told { playing: Some(false), ..at(1_100) }, true);
    play(&mut watching, 1_200);
    assert_eq!(watching.watched(), 1_100);
}

#[test]
fn nobody_watches_a_page_that_nobody_sees() {
    let mut watching = playing();
    watching.hear(&at(1_000), false);
    watching.hear(&at(2_000), false);
    assert_eq!(watching.watched(), 0);
    watching.hear(&at(3_000), true);
    assert_eq!(stretches(&watching), [(2_000, 3_000)]);
}

#[test]
fn a_step_may_be_longer_the_faster_the_film_runs_but_twice_is_the_most() {
    for (rate, step, counts) in [
        (500, 750, true),
        (500, 751, false),
        (1000, 1500, true),
        (1000, 1501, false),
        (1500, 2250, true),
        (2000, 3000, true),
        (2000, 3001, false),
        (2001, 1, false),
        (0, 1, false),
    ] {
        let mut watching = playing();
        watching.hear(&Told { rate: Some(rate), ..Told::default() }, true);
        assert_eq!(watching.hear(&at(step), true), counts, "{step} ms at {rate}");
    }
}

#[test]
fn where_the_browser_says_what_was_played_nothing_else_counts() {
    let mut watching = playing();
    let played = Ranges::from_iter([(0, 300), (600, 9_000)]);
    watching.hear(&Told { played: Some(played), ..at(1_000) }, true);
    assert_eq!(stretches(&watching), [(0, 300), (600, 1_000)]);
}

#[test]
fn what_one_message_leaves_out_stays_as_it_was() {
    let mut watching = playing();
    play(&mut watching, 1_000);
    watching.hear(&Told::default(), true);
    watching.hear(&Told { duration: Some(0), ..Told::default() }, true);
    assert_eq!(watching.duration(), Some(60_000));
    play(&mut watching, 2_000);
    assert_eq!(watching.watched(), 2_000);
}

#[test]
fn enough_is_a_share_of_the_film() {
    let mut watching = playing();
    assert!(watching.is_enough(0) && !watching.is_enough(1));
    assert_eq!(watching.needed(900), Some(54_000));
    let quarters = [(13_000, 0), (13_500, 1), (26_999, 1), (27_000, 2), (40_500, 3), (53_999, 3), (54_000, 4)];
    for (until, expected) in quarters {
        play(&mut watching, until);
        assert_eq!(watching.quarters(900), expected, "{until}");
    }
    assert!(watching.is_enough(900) && !watching.is_enough(1000));
    play(&mut watching, 59_400);
    assert!(watching.is_enough(1000), "the very last moment is never needed");
}

#[test]
fn nothing_is_enough_of_a_film_without_a_length_but_nothing_at_all() {
    let watching = Watching::default();
    assert_eq!((watching.needed(900), watching.is_enough(900), watching.quarters(900)), (None, false, 0));
    assert!(watching.is_enough(0));
}

#[test]
fn exactly_what_was_watched_is_sent() {
    let mut watching = Watching::default();
    watching.hear(&Told { duration: Some(61_000), playing: Some(true), ..at(0) }, true);
    play(&mut watching, 12_500);
    watching.hear(&at(20_000), true);
    play(&mut watching, 61_000);
    assert_eq!(sent(&watching), r#"{"Duration":61,"TimeSpent":0,"WatchedRanges":[[0,12.5],[20,61]]}"#);
}

#[test]
fn nothing_is_claimed_of_a_film_that_was_never_heard_of() {
    assert_eq!(sent(&Watching::default()), r#"{"Duration":null,"TimeSpent":0,"WatchedRanges":[]}"#);
}

#[test]
fn nothing_beyond_the_film_is_claimed() {
    let mut watching = playing();
    watching.hear(&at(59_000), true);
    watching.hear(&at(60_400), true);
    assert_eq!(watching.watched(), 1_000);
    assert!(sent(&watching).contains("[[59,60]]"));
}

#[test]
fn a_reload_loses_nothing_that_was_watched() {
    let mut watching = playing();
    play(&mut watching, 12_500);
    watching.hear(&at(20_000), true);
    play(&mut watching, 21_000);
    assert_eq!(watching.to_kept(), "60000 0-12500 20000-21000");
    let kept = Watching::from_kept(&watching.to_kept()).unwrap();
    assert_eq!(sent(&kept), sent(&watching));
    assert_eq!(kept, watching.rested());
    assert_eq!(Watching::from_kept("0"), Some(Watching::default()));
}

#[test]
fn what_was_watched_in_two_tabs_comes_together() {
    let (mut one, mut other) = (playing(), Watching::default());
    play(&mut one, 5_000);
    one.hear(&at(20_000), true);
    play(&mut one, 21_000);
    other.merge(&one);
    assert_eq!((stretches(&other), other.duration()), (stretches(&one), Some(60_000)));
    let mut third = playing();
    play(&mut third, 6_000);
    third.merge(&other);
    assert_eq!(stretches(&third), [(0, 6_000), (20_000, 21_000)]);
    play(&mut third, 7_000);
    assert_eq!(third.watched(), 8_000, "the player goes on where it was");
}

#[test]
fn what_is_no_kept_text_is_forgotten() {
    for text in
        ["", " ", "x", "60000 1", "60000 1-", "60000  1-2", "60000 -1-2", "99999999999999", "1 0-99999999999999"]
    {
        assert_eq!(Watching::from_kept(text), None, "{text:?}");
    }
}

#[test]
fn progress_is_told_in_words() {
    let mut watching = playing();
    play(&mut watching, 12_900);
    assert_eq!(watching.progress(Locale::English), "12 of 60 seconds watched");
    assert_eq!(watching.progress(Locale::French), "Durée regardée\u{a0}: 12 sur 60\u{a0}secondes");
    assert_eq!(watching.needed_in_words(900, Locale::English).as_deref(), Some("54 seconds"));
    assert_eq!(watching.needed_in_words(0, Locale::English), None);
    assert_eq!(watching.missing(900, Locale::English).as_deref(), Some("42 seconds"));
    assert_eq!(watching.missing(225, Locale::English).as_deref(), Some("1 second"));
    assert_eq!(watching.missing(215, Locale::English), None);
    assert_eq!(Watching::default().missing(900, Locale::English), None);
    let mut long = Watching::default();
    assert_eq!(long.progress(Locale::English), "0 seconds watched");
    long.hear(&Told { duration: Some(3_605_000), ..Told::default() }, true);
    assert_eq!(long.progress(Locale::English), "0 seconds of 60 min 5 s watched");
    assert_eq!(long.missing(1000, Locale::French).as_deref(), Some("60\u{a0}min 4\u{a0}s"));
    long.ranges.add(0, 120_000);
    assert_eq!(long.progress(Locale::French), "Durée regardée\u{a0}: 2\u{a0}min sur 60\u{a0}min 5\u{a0}s");
}

fn anything_told() -> impl Strategy<Value = (Told, bool)> {
    let time = || prop::option::of(prop_oneof![0..70_000_u64, Just(Millis::MAX)]);
    let rate = prop::option::of(prop_oneof![Just(500_u64), Just(1000), Just(2000), Just(u64::MAX)]);
    (time(), time(), any::<Option<bool>>(), rate, any::<bool>(), any::<bool>()).prop_map(
        |(position, duration, playing, rate, jumped, visible)| {
            (Told { position, duration, playing, rate, jumped, played: None }, visible)
        },
    )
}

proptest! {
    #[test]
    fn nothing_that_is_told_panics_or_takes_back_what_was_watched(told in prop::collection::vec(anything_told(), 0..40)) {
        let mut watching = Watching::default();
        for (told, visible) in told {
            let before = watching.ranges.clone();
            let more = watching.hear(&told, visible);
            prop_assert_eq!(more, watching.ranges != before);
            prop_assert!(!more || visible);
            for (from, to) in before.iter() {
                prop_assert_eq!(watching.ranges.between(from, to).covered(), to - from);
            }
            let _ = (watching.is_enough(900), watching.quarters(900), watching.progress(Locale::French));
            let _ = (watching.missing(900, Locale::French), sent(&watching));
        }
    }

    #[test]
    fn what_is_kept_is_what_was_watched(stretches in prop::collection::vec((0..100_000_u64, 0..100_000_u64), 0..9)) {
        let watching = Watching { ranges: stretches.into_iter().collect(), ..film() };
        let kept = Watching::from_kept(&watching.to_kept()).unwrap();
        prop_assert_eq!((&kept.ranges, kept.duration), (&watching.ranges, watching.duration));
    }

    #[test]
    fn no_text_that_is_kept_panics(text in "[0-9 -]{0,30}|.{0,30}") {
        let _ = Watching::from_kept(&text);
    }
}
