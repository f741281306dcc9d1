//! How far the lead has come: `src/components/progress.rs`.

use onboarding::journey::Progress;
use onboarding::screen::{JourneyScreen, RowState, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::screens::{journey, row};
use crate::support::tab::{show, show_in};

const BAR: &str = "progress";

fn come(done: usize, total: usize) -> Screen {
    let progress = Progress { done, total };
    Screen::Journey(JourneyScreen { progress, ..journey([row(1, RowState::Next)]) })
}

#[wasm_bindgen_test]
async fn it_is_told_in_words_and_as_a_bar_named_by_them() {
    let tab = show(come(2, 5)).await;
    assert_eq!(tab.text(".progress__text"), "2 of 5 done");
    assert_eq!(tab.attribute(BAR, "value").as_deref(), Some("2"));
    assert_eq!(tab.attribute(BAR, "max").as_deref(), Some("5"));
    assert_eq!(tab.attribute(BAR, "aria-labelledby"), tab.attribute(".progress__text", "id"));
    assert_eq!(show_in("fr", come(2, 5)).await.text(".progress__text"), "Étapes terminées : 2 sur 5");
}

#[wasm_bindgen_test]
async fn one_task_or_none_is_no_way_to_go() {
    for total in [0, 1] {
        assert!(!show(come(0, total)).await.has(BAR), "{total}");
    }
    assert!(show(come(0, 2)).await.has(BAR));
}

#[wasm_bindgen_test]
async fn where_nobody_knows_how_long_it_takes_there_is_no_value() {
    let tab = show(Screen::Settling).await;
    assert_eq!(tab.attribute(BAR, "value"), None);
    assert_eq!(tab.attribute(BAR, "aria-label").as_deref(), Some("Just a moment…"));
}
