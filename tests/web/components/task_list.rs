//! The task list: `src/components/task_list.rs`.

use std::sync::Arc;

use onboarding::calendar::{Date, DateTime};
use onboarding::journey::{Due, Role};
use onboarding::screen::{JourneyScreen, Row, RowState, Screen, StageRows};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::screens::{activity_id, company, journey, row};
use crate::support::tab::{Tab, show, show_at, show_in};

const TASK: &str = ".task-list li";
const LINK: &str = ".task-list a";

fn listed<const N: usize>(rows: [Row; N]) -> Screen {
    Screen::Journey(journey(rows))
}

/// Somebody else's activity.
fn of(actor: Role, state: RowState) -> Row {
    Row { actor: Some(actor), opens: false, ..row(1, state) }
}

fn status(tab: &Tab) -> String {
    tab.text(".task__status")
}

#[wasm_bindgen_test]
async fn every_state_has_its_word_and_its_look() {
    for (state, class, word, in_french) in [
        (RowState::Next, "task--next", "Next", "Prochaine étape"),
        (RowState::ToDo, "task--todo", "To do", "À faire"),
        (RowState::Unsent, "task--waiting", "Waiting to be sent", "En attente d’envoi"),
        (RowState::Completed, "task--completed", "Completed", "Terminée"),
        (RowState::BeingChecked, "task--waiting", "Being checked", "En cours de vérification"),
        (RowState::WaitingForOthers, "task--waiting", "In progress", "En cours"),
        (RowState::NotYet, "task--blocked", "Not yet available", "Pas encore disponible"),
    ] {
        let tab = show(listed([row(1, state)])).await;
        assert_eq!(status(&tab), word);
        assert!(tab.has(&format!("{TASK}.{class}")), "{state:?}");
        assert!(tab.has(&format!("{TASK} svg[aria-hidden=true]")), "{state:?}: the word carries the meaning");
        assert_eq!(status(&show_in("fr", listed([row(1, state)])).await), in_french);
    }
}

#[wasm_bindgen_test]
async fn an_activity_that_opens_is_a_link_with_its_status_behind_the_name() {
    let tab = show(listed([row(1, RowState::Next)])).await;
    assert_eq!(tab.text(LINK), "Task 1");
    assert_eq!(tab.attribute(LINK, "href").as_deref(), Some("/activities/1"));
    assert_eq!(tab.descriptions(LINK), ["Next"]);
}

#[wasm_bindgen_test]
async fn minutes_and_due_date_are_read_after_the_status() {
    let due = Some(Due::Day(Date::from_canonical("2026-12-24").unwrap()));
    let tab = show(listed([Row { minutes: Some(5), due, ..row(1, RowState::ToDo) }])).await;
    assert_eq!(tab.texts(".task__fact"), ["About 5 minutes", "Due 24 December 2026"]);
    let descriptions = tab.descriptions(LINK);
    assert_eq!(descriptions[0], "To do");
    assert!(descriptions[1].contains("About 5 minutes") && descriptions[1].contains("Due 24 December 2026"));
    let tab = show(listed([Row { minutes: Some(1), ..row(1, RowState::ToDo) }])).await;
    assert_eq!(tab.texts(".task__fact"), ["About one minute"]);
}

#[wasm_bindgen_test]
async fn a_time_to_be_done_by_is_told_by_its_day() {
    let due = Some(Due::Time(DateTime::from_canonical("2026-12-24T12:00:00.000Z").unwrap()));
    let tab = show_in("en-US", listed([Row { due, ..row(1, RowState::ToDo) }])).await;
    assert_eq!(tab.texts(".task__fact"), ["Due December 24, 2026"]);
}

#[wasm_bindgen_test]
async fn an_activity_that_does_not_open_is_no_link() {
    let tab = show(listed([Row { opens: false, ..row(1, RowState::NotYet) }])).await;
    assert!(!tab.has(LINK));
    assert_eq!(tab.text(".task__name"), "Task 1");
}

#[wasm_bindgen_test]
async fn who_must_act_is_told_in_words() {
    for (role, waiting, fact) in [
        (Role::BackOffice, "Waiting for Example Bank", "Done by Example Bank"),
        (Role::Stakeholder, "Waiting for another person", "Done by another person"),
        (Role::Lead, "Waiting for somebody else", "Done by somebody else"),
        (Role::Other, "Waiting for somebody else", "Done by somebody else"),
        (Role::Automatic, "In progress", "Done by our system"),
    ] {
        let screen = listed([of(role.clone(), RowState::WaitingForOthers)]);
        let tab = show_at(company("Example Bank"), screen).await;
        assert_eq!(status(&tab), waiting, "{role:?}");
        assert_eq!(tab.texts(".task__fact"), [fact], "{role:?}");
    }
    let tab = show(listed([of(Role::BackOffice, RowState::WaitingForOthers)])).await;
    assert_eq!(status(&tab), "Waiting for the company", "where nobody knows its name");
}

#[wasm_bindgen_test]
async fn stages_are_sections_named_by_their_headings() {
    let stage = |name: &str, id| StageRows { name: name.to_owned(), rows: vec![row(id, RowState::ToDo)] };
    let stages = Arc::new(vec![stage("About you", 1), stage("  ", 2)]);
    let tab = show(Screen::Journey(JourneyScreen { stages, ..journey([]) })).await;
    assert_eq!(tab.texts("section h2"), ["About you", "Part 2"]);
    assert_eq!(tab.attributes("section", "aria-labelledby"), tab.attributes("section h2", "id"));
    assert_eq!(tab.attributes(".task-list", "role"), ["list"; 2], "a list without bullets is still read as one");
}

#[wasm_bindgen_test]
async fn an_activity_without_a_name_still_has_words() {
    let tab = show(listed([Row { name: " ".to_owned(), ..row(1, RowState::Next) }])).await;
    assert_eq!(tab.text(LINK), "Step");
}

#[wasm_bindgen_test]
async fn every_digit_of_an_id_is_in_the_address() {
    let tab = show(listed([Row { id: activity_id(9_007_199_254_740_993), ..row(1, RowState::Next) }])).await;
    assert_eq!(tab.attribute(LINK, "href").as_deref(), Some("/activities/9007199254740993"));
}

#[wasm_bindgen_test]
async fn a_row_that_changes_or_moves_keeps_its_link_and_focus() {
    let tab = show(listed([row(1, RowState::Next), row(2, RowState::ToDo)])).await;
    tab.focuses("a[href='/activities/2']");
    let link = tab.find("a[href='/activities/2']");
    let renamed = Row { name: "New name".to_owned(), minutes: Some(5), ..row(2, RowState::Next) };
    tab.change(listed([row(3, RowState::Completed), row(1, RowState::Completed), renamed])).await;
    assert!(tab.find("a[href='/activities/2']") == link && tab.has_focus("a[href='/activities/2']"), "the same link");
    assert_eq!(tab.texts(".task__name"), ["Task 3", "Task 1", "New name"]);
    assert_eq!(tab.texts(".task__status"), ["Completed", "Completed", "Next"]);
    assert_eq!(tab.descriptions("a[href='/activities/2']"), ["Next", "About 5 minutes"]);
    assert!(tab.has(".task--next a[href='/activities/2']"));
    tab.change(listed([Row { opens: false, ..row(2, RowState::Completed) }])).await;
    assert!(!tab.has(LINK), "what does not open any more is no link");
    assert_eq!(tab.texts(".task__name"), ["Task 2"]);
}

#[wasm_bindgen_test]
async fn a_long_journey_grows_to_its_end_in_order() {
    let of = |ids: std::ops::RangeInclusive<i64>| StageRows {
        name: "Part".to_owned(),
        rows: ids.map(|id| row(id, RowState::NotYet)).collect(),
    };
    let stages = Arc::new(vec![of(1..=150), of(151..=700), of(701..=1500), of(1501..=1501)]);
    let tab = show(Screen::Journey(JourneyScreen { stages, ..journey([]) })).await;
    while tab.count(TASK) < 1501 {
        tab.settled().await;
    }
    let expected: Vec<String> = (1..=1501).map(|id| format!("Task {id}")).collect();
    assert_eq!(tab.texts(".task__name"), expected);
    assert_eq!(tab.count("section"), 4);
}
