//! The journey as a task list: `src/screens/journey.rs`.

use onboarding::journey::Progress;
use onboarding::machine::Notice;
use onboarding::screen::{JourneyScreen, RowState, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::screens::{journey, row};
use crate::support::tab::{show, show_in};

fn two_tasks() -> JourneyScreen {
    journey([row(1, RowState::Completed), row(2, RowState::Next)])
}

#[wasm_bindgen_test]
async fn it_is_named_after_the_funnel() {
    let tab = show(Screen::Journey(two_tasks())).await;
    assert_eq!(tab.text("h1"), "Opening an account");
    assert!(tab.has_focus("h1"));
    for name in [None, Some(String::new()), Some(" ".to_owned())] {
        let tab = show(Screen::Journey(JourneyScreen { name, ..two_tasks() })).await;
        assert_eq!(tab.text("h1"), "Your steps");
    }
}

#[wasm_bindgen_test]
async fn the_lead_is_greeted_by_name() {
    let tab = show(Screen::Journey(JourneyScreen { first_name: Some("John".to_owned()), ..two_tasks() })).await;
    assert_eq!(tab.text(".page__lead"), "Hello John. Here is what there is to do.");
    let tab = show_in("fr", Screen::Journey(two_tasks())).await;
    assert_eq!(tab.text(".page__lead"), "Voici ce qu’il y a à faire.");
}

#[wasm_bindgen_test]
async fn tasks_and_progress_are_on_it() {
    let progress = Progress { done: 1, total: 2 };
    let tab = show(Screen::Journey(JourneyScreen { progress, ..two_tasks() })).await;
    assert_eq!(tab.text(".progress__text"), "1 of 2 done");
    assert_eq!(tab.texts(".task__name"), ["Task 1", "Task 2"]);
    assert_eq!(tab.texts(".task__status"), ["Completed", "Next"]);
}

#[wasm_bindgen_test]
async fn what_was_just_done_is_told() {
    let notice = Some(Notice::Completed("Contact".to_owned()));
    let tab = show(Screen::Journey(JourneyScreen { notice, ..two_tasks() })).await;
    assert_eq!(tab.text(".notice[role=status]"), "“Contact” is completed.");
}
