//! What was watched of a film, as a browser keeps it.

use onboarding::id::ActivityId;
use onboarding::machine::Event;
use onboarding::watching::{Told, Watching};
use serde_json::Value as Json;

use crate::visit::{JOURNEY, Visit};

pub(super) fn run(text: &str) {
    let Some(mut watching) = Watching::from_kept(text) else { return };
    assert_eq!(Watching::from_kept(&watching.to_kept()).as_ref(), Some(&watching), "it is read as it was written");
    check(&watching);
    check_answer(&watching);
    // Another tab's part comes to it, and the film goes on.
    let other = Watching::from_kept("60000 1000-2000 5000-61000").unwrap();
    let before = watching.duration().map(|_| watching.watched());
    watching.merge(&other);
    assert!(Some(watching.watched()) >= before, "nothing that was watched is lost");
    for position in [0, 900, 1800, 2700] {
        let told = Told { position: Some(position), playing: Some(true), ..Told::default() };
        watching.hear(&told, true);
    }
    check(&watching);
}

/// What holds of any film.
pub(crate) fn check(watching: &Watching) {
    let duration = watching.duration();
    assert!(duration.is_none_or(|duration| watching.watched() <= duration));
    assert!(duration.is_none_or(|duration| watching.first_gap() < duration));
    let mut needed_before = Some(0);
    for ratio in [0, 1, 250, 900, 999, 1000] {
        let needed = watching.needed(ratio);
        assert!(needed.zip(duration).is_none_or(|(needed, duration)| needed <= duration || ratio == 0));
        assert!(needed >= needed_before || duration.is_none(), "more is needed of a greater part");
        needed_before = needed;
        assert_eq!(watching.quarters(ratio) == 4, watching.is_enough(ratio));
    }
}

/// The completion body: stretches in their order, apart from each other, within the film.
fn check_answer(watching: &Watching) {
    let mut visit = Visit::in_journey(JOURNEY);
    let activity = ActivityId::from_digits("6").unwrap();
    visit.happens(Event::Submitted { activity, answer: watching.answer(), key: "key".to_owned(), time_spent: 1 });
    let sent = visit.requests().find(|request| request.path.ends_with("/completion")).expect("it is sent");
    let body: Json = serde_json::from_str(sent.body.as_deref().unwrap()).unwrap();
    let duration = body["Duration"].as_f64().unwrap_or(f64::MAX);
    let mut end = -1.0;
    for range in body["WatchedRanges"].as_array().unwrap() {
        let (from, to) = (range[0].as_f64().unwrap(), range[1].as_f64().unwrap());
        assert!(end < from && from < to && to <= duration, "{body}");
        end = to;
    }
}
