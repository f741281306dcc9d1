//! A film to watch: what is sent of it, and what a back-end's refusal leaves.

use onboarding::api::CallError;
use onboarding::machine::Event;
use onboarding::screen::Screen;
use onboarding::watching::{Told, Watching};
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";

fn video(settings: Json) -> Json {
    with(form(1), json!({"Type": "Video", "Settings": settings}))
}

/// The player of a film of 10 seconds tells of every second up to there.
fn play(watching: &mut Watching, until: u64) {
    let from = watching.watched() / 1000;
    for second in from..=until {
        let (position, duration) = (Some(second * 1000), Some(10_000));
        watching.hear(&Told { position, duration, playing: Some(true), ..Told::default() }, true);
    }
}

fn sends(visit: &mut Visit, watching: &Watching, key: &str) {
    let Screen::Activity(screen) = visit.screen() else { panic!("the film is open") };
    let answer = watching.answer();
    visit.happens(Event::Submitted { activity: screen.id, answer, key: key.to_owned(), time_spent: 9 });
    visit.does(&[COMPLETE_1]);
}

#[test]
fn a_back_end_that_wants_more_hears_of_it_as_another_attempt() {
    let settings = json!({"URL": "https://youtu.be/M7lc1UVf-VE", "Provider": "YouTube", "RequiredRatio": 0.5});
    let mut visit = Visit::in_journey(session(), journey([video(settings)]));
    visit.shows("activity 1: to do, video");
    let mut watching = Watching::default();
    play(&mut watching, 5);
    sends(&mut visit, &watching, "key-1");
    assert_eq!(body(visit.request()), json!({"TimeSpent": 9, "WatchedRanges": [[0, 5]], "Duration": 10}));
    let errors = json!({"Errors": [{"Code": "Range", "Message": "All of it, please."}]});
    visit.hears(problem_with(422, "ValuesRefused", errors)).does(&[]);
    visit.shows("activity 1: to do, video, refused: “All of it, please.”");
    play(&mut watching, 10);
    sends(&mut visit, &watching, "key-2");
    assert_eq!(body(visit.request())["WatchedRanges"], json!([[0, 10]]));
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-2"), "another answer is another attempt");
    visit.hears(ok(journey([done(form(1))]))).does(&["go to /done"]);
}

#[test]
fn the_same_film_sent_again_counts_once() {
    let mut visit = Visit::in_journey(session(), journey([video(json!({"URL": "https://acme.test/film.mp4"}))]));
    let mut watching = Watching::default();
    play(&mut watching, 5);
    sends(&mut visit, &watching, "key-1");
    visit.fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    sends(&mut visit, &watching, "key-2");
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
}

#[test]
fn a_film_that_cannot_be_shown_is_told_as_such_and_the_rest_goes_on() {
    let elsewhere = json!({"URL": "https://acme.test/film.mp4", "Provider": "SomebodyNew"});
    let mut visit = Visit::in_journey(session(), journey([video(elsewhere), form(2)]));
    visit.shows("tasks, 0 of 2 done: 1 contact us, 2 next");
}
