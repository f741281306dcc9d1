//! What is written is read again to the last letter, and nothing else is read.
#![allow(clippy::unwrap_used)]
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::signing::Point;

const AT: i64 = 1_790_000_000_123;

fn record(piece: Piece) -> Record {
    let (journey, activity) = (JourneyId::from_number(9_007_199_254_740_993), ActivityId::from_number(i64::MIN));
    Record { journey, activity, piece, at: AT }
}

fn id(number: i64) -> DataPointId {
    DataPointId::from_number(number)
}

fn sent(taken: Option<i64>) -> Sent {
    Sent { marks: vec![(id(7), u32::MAX)], taken }
}

#[test]
fn a_record_is_named_by_what_it_is_about_and_says_the_rest() {
    let date = ["1", "mars", "", "9h"].map(str::to_owned);
    let [day, month, year, time] = date;
    let drawn = signing::Draft { method: Method::Drawn, name: "Ada".to_owned(), ..signing::Draft::default() };
    for (piece, name, text) in [
        (Piece::Entry(id(-7), Entry::Text("é\u{0}\"".to_owned())), "-7", r#""Text":"é\u0000\"""#),
        (Piece::Entry(id(7), Entry::Text(String::new())), "7", r#""Text":"""#),
        (Piece::Entry(id(7), Entry::Many(vec!["a".to_owned(), String::new()])), "7", r#""Many":["a",""]"#),
        (Piece::Entry(id(7), Entry::Date { day, month, year, time }), "7", r#""Date":["1","mars","","9h"]"#),
        (
            Piece::Agreement(drawn),
            "agreement",
            r#""Agreement":{"Consent":false,"Drawn":true,"Name":"Ada","Strokes":[]}"#,
        ),
        (Piece::Film("00 1 0-1".to_owned()), "film", r#""Film":"00 1 0-1""#),
        (Piece::Used(u64::MAX), "used", r#""Seconds":18446744073709551615"#),
        (Piece::Sent(sent(Some(5))), "sent", r#""Sent":{"Marks":[[7,4294967295]],"Taken":5}"#),
        (Piece::Sent(sent(None)), "sent", r#""Sent":{"Marks":[[7,4294967295]],"Taken":null}"#),
    ] {
        let record = record(piece);
        assert_eq!(record.name(), format!("9007199254740993/-9223372036854775808/{name}"));
        let (before, behind) = (format!(r#"{{"At":{AT},{text}}}"#), format!(r#"{{{text},"At":{AT}}}"#));
        assert!([&before, &behind].contains(&&record.to_text()), "{}", record.to_text());
        assert_eq!(Record::read(&record.name(), &before), Some(record.clone()));
        let later = before.replacen('{', r#"{"Later":{"Version":[2]},"#, 1);
        assert_eq!(Record::read(&record.name(), &later), Some(record), "unknown members are passed over");
        assert_eq!(time_of(&before), Some(AT));
    }
}

#[test]
fn what_another_tab_watched_of_the_same_film_counts_besides() {
    let film = |text: &str| record(Piece::Film(text.to_owned()));
    let (own, elsewhere) = (film("0a 40000 0-15000"), film("0a 40000 20000-30000"));
    assert!(own.adds_up());
    assert_eq!(own.clone().with_kept(&elsewhere.to_text()), film("0a 40000 0-15000 20000-30000"));
    assert_eq!(own.clone().with_kept(&own.to_text()), own);
    for other in ["0b 40000 20000-30000", "0a", "0a x", ""] {
        assert_eq!(own.clone().with_kept(&film(other).to_text()), own, "{other}");
    }
    assert_eq!(own.clone().with_kept("no record"), own);
    let used = record(Piece::Used(5));
    assert!(!used.adds_up());
    assert_eq!(used.clone().with_kept(&record(Piece::Used(7)).to_text()), used);
}

#[test]
fn what_is_no_record_is_none() {
    let text = |member: &str| format!(r#"{{"At":1,{member}}}"#);
    for (name, text) in [
        ("1/2/3", text(r#""Text":1"#)),
        ("1/2/3", text(r#""Text":null,"Many":["a"]"#)),
        ("1/2/3", text(r#""Many":["a",1]"#)),
        ("1/2/3", text(r#""Date":["1","2","3"]"#)),
        ("1/2/3", text(r#""Date":["1","2","3","4","5"]"#)),
        ("1/2/3", text(r#""Documents":null"#)),
        ("1/2/3", text(r#""Film":"x""#)),
        ("1/2/3", r#"{"Text":"x"}"#.to_owned()),
        ("1/2/3", r#"{"At":"1","Text":"x"}"#.to_owned()),
        ("1/2/3", r#"{"At":1.5,"Text":"x"}"#.to_owned()),
        ("1/2/3", r#"["At"]"#.to_owned()),
        ("1/2/3", String::new()),
        ("1/2", text(r#""Text":"x""#)),
        ("1/2/3/4", text(r#""Text":"x""#)),
        ("1//3", text(r#""Text":"x""#)),
        ("1/2/x", text(r#""Text":"x""#)),
        ("1/2/Film", text(r#""Film":"x""#)),
        ("1/2/used", text(r#""Seconds":-1"#)),
        ("1/2/used", text(r#""Seconds":1.5"#)),
        ("1/2/film", text(r#""Film":1"#)),
        ("1/2/sent", text(r#""Sent":{"Marks":[[7,4294967296]]}"#)),
        ("1/2/sent", text(r#""Sent":{"Marks":[[7]]}"#)),
        ("1/2/sent", text(r#""Sent":{"Marks":[],"Taken":"5"}"#)),
        ("1/2/sent", text(r#""Sent":[]"#)),
        ("1/2/agreement", text(r#""Agreement":null"#)),
        ("1/2/agreement", text(r#""Agreement":{"Consent":true,"Drawn":false,"Name":"x"}"#)),
        ("1/2/agreement", text(r#""Agreement":{"Consent":1,"Drawn":false,"Name":"x","Strokes":[]}"#)),
    ] {
        assert_eq!(Record::read(name, &text), None, "{name}: {text}");
    }
    let endless = format!(r#"{{"At":1,"Text":"{}"}}"#, "x".repeat(LONGEST));
    assert_eq!(Record::read("1/2/3", &endless), None);
}

#[test]
fn only_what_a_pen_can_have_drawn_on_the_pad_is_read() {
    let agreement = |strokes: &str| {
        let text = format!(r#"{{"At":1,"Agreement":{{"Consent":true,"Drawn":true,"Name":"","Strokes":{strokes}}}}}"#);
        Record::read("1/2/agreement", &text).is_some()
    };
    assert!(agreement("[[[0,0],[1000,500]],[[7,7]]]"));
    for wrong in [
        "[[[0,501]]]",
        "[[[-1,0]]]",
        "[[[1001,0]]]",
        "[[[0.5,0]]]",
        "[[[0]]]",
        "[[[0,0,0]]]",
        "[[]]",
        "[1]",
        "{}",
        "[[[4294967296,0]]]",
    ] {
        assert!(!agreement(wrong), "{wrong}");
    }
    let many = |number: usize, stroke: &str| format!("[{}]", vec![stroke; number].join(","));
    assert!(agreement(&many(1000, "[[1,1]]")) && !agreement(&many(1001, "[[1,1]]")));
    assert!(!agreement(&format!("[{}]", many(5001, "[1,1]"))));
}

#[test]
fn a_week_is_enough_and_a_clock_far_ahead_is_not_believed() {
    const WEEK: i64 = 7 * 24 * 3_600_000;
    for (now, stale) in [(0, false), (WEEK, false), (WEEK + 1, true), (-WEEK, false), (-WEEK - 1, true)] {
        assert_eq!(record(Piece::Used(1)).is_stale(AT + now), stale, "{now}");
    }
    assert!(is_stale(i64::MIN, i64::MAX));
}

fn entries() -> impl Strategy<Value = Entry> {
    prop_oneof![
        any::<String>().prop_map(Entry::Text),
        vec(any::<String>(), 0..5).prop_map(Entry::Many),
        any::<[String; 4]>().prop_map(|[day, month, year, time]| Entry::Date { day, month, year, time }),
    ]
}

fn agreements() -> impl Strategy<Value = signing::Draft> {
    let moves = vec((proptest::bool::weighted(0.2), any::<i32>(), any::<i32>()), 0..50);
    (any::<bool>(), any::<bool>(), any::<String>(), moves).prop_map(|(is_drawn, consent, name, moves)| {
        let mut strokes = Strokes::default();
        for (down, x, y) in moves {
            if down { strokes.begin(Point::at(x, y)) } else { strokes.extend(Point::at(x, y)) }
        }
        let method = if is_drawn { Method::Drawn } else { Method::Typed };
        signing::Draft { method, name, strokes, consent }
    })
}

fn records() -> impl Strategy<Value = Record> {
    let number = any::<i64>;
    let piece = prop_oneof![
        4 => (number(), entries()).prop_map(|(field, entry)| Piece::Entry(id(field), entry)),
        2 => agreements().prop_map(Piece::Agreement),
        1 => any::<String>().prop_map(Piece::Film),
        1 => any::<u64>().prop_map(Piece::Used),
        1 => (vec((number().prop_map(id), any::<u32>()), 0..5), proptest::option::of(number()))
            .prop_map(|(marks, taken)| Piece::Sent(Sent { marks, taken })),
    ];
    (number(), number(), piece, number()).prop_map(|(journey, activity, piece, at)| Record {
        journey: JourneyId::from_number(journey),
        activity: ActivityId::from_number(activity),
        piece,
        at,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(record in records()) {
        let (name, text) = (record.name(), record.to_text());
        prop_assert!(name.starts_with(&Record::prefix(record.journey, record.activity)));
        prop_assert_eq!(time_of(&text), Some(record.at));
        prop_assert_eq!(Record::read(&name, &text), Some(record));
    }

    #[test]
    fn no_text_is_too_strange(name in ".{0,20}", text in ".{0,80}") {
        let _ = (Record::read(&name, &text), Record::read("1/2/3", &text), time_of(&text));
    }

    /// A text cut, or with one letter changed, is none, or reads as what it says then.
    #[test]
    fn a_damaged_text_breaks_nothing(record in records(), at in any::<proptest::sample::Index>(), letter in any::<char>()) {
        let letters: Vec<char> = record.to_text().chars().collect();
        let at = at.index(letters.len());
        let cut: String = letters[..at].iter().collect();
        prop_assert_eq!(Record::read(&record.name(), &cut), None);
        let changed: String = letters[..at].iter().chain([&letter]).chain(&letters[at + 1..]).collect();
        if let Some(read) = Record::read(&record.name(), &changed) {
            prop_assert_eq!(Record::read(&read.name(), &read.to_text()), Some(read));
        }
    }
}
