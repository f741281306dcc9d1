//! A lead completes a survey: what the sandbox says comes in by files, and what the page would send goes out by them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::fs;
use std::path::PathBuf;

use onboarding::activity::Body;
use onboarding::form::{Entry, FieldKind};
use onboarding::machine::Event;
use onboarding::screen::{Content, Screen};
use serde_json::Value as Json;

use support::back_end::ok;
use support::visit::{Visit, english};

fn file(name: &str) -> PathBuf {
    PathBuf::from(std::env::var_os("NEW_KIND_MESSAGES").expect("the folder of the messages")).join(name)
}

fn message(name: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(file(name)).unwrap()).unwrap()
}

#[test]
fn a_survey_is_a_form_of_marks_and_is_sent_as_one() {
    let mut visit = Visit::new();
    visit.opens_address("/").ignores_effects();
    visit.hears(ok(message("session.json"))).ignores_effects();
    visit.hears(ok(message("journey.json"))).ignores_effects();
    let Screen::Activity(screen) = visit.screen() else { panic!("its one activity is open") };
    let Content::ToDo(Body::Form(form)) = &screen.content else { panic!("it is filled in like a form") };
    assert_eq!(form.fields.len(), 2);
    let mut draft = form.prefilled(&english());
    for (field, mark) in form.fields.iter().zip(["4", "5"]) {
        assert_eq!((field.kind, field.choices.len()), (FieldKind::Choice, 5));
        assert!(form.check(&draft, &english()).is_err(), "every question is to be answered");
        draft.set(field.id, Entry::Text(mark.to_owned()));
    }
    let answer = form.check(&draft, &english()).expect("two good marks").into_answer();
    let key = "survey-1".to_owned();
    visit.happens(Event::Submitted { activity: screen.id, answer, key, time_spent: 7 }).ignores_effects();
    fs::write(file("completion-path.txt"), &visit.request().path).unwrap();
    fs::write(file("completion.json"), visit.request().body.as_ref().unwrap()).unwrap();
}
