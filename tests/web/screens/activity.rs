//! One activity: to be done, to be read, or to be waited for: `src/screens/activity.rs`.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::calendar::Date;
use onboarding::journey::{Due, Progress, Role};
use onboarding::screen::{ActivityScreen, Content, Row, RowState, Screen, StageRows};
use onboarding::session::Workspace;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::document;
use crate::support::screens::{activity, company, helpful_company, row, stages};
use crate::support::tab::{Tab, show, show_at};

const BESIDE: &str = "nav.page__aside";

fn not_yet() -> ActivityScreen {
    activity(Content::NotYet)
}

async fn of(content: Content, workspace: Workspace) -> Tab {
    show_at(workspace, Screen::Activity(activity(content))).await
}

#[wasm_bindgen_test]
async fn the_heading_names_the_activity_and_the_title_the_company_too() {
    let tab = of(Content::NotYet, company("Example Bank")).await;
    assert_eq!(tab.text("h1"), "Your company");
    assert_eq!(tab.text(".activity__stage"), "About you");
    assert_eq!(document().title(), "Your company – Example Bank");
    assert!(tab.has_focus("h1"));
    let tab = show(Screen::Activity(not_yet())).await;
    assert_eq!(document().title(), "Your company");
    drop(tab);
}

#[wasm_bindgen_test]
async fn what_is_not_known_leaves_no_gap() {
    let nameless = ActivityScreen { name: String::new(), stage: " ".to_owned(), ..not_yet() };
    let tab = show(Screen::Activity(nameless)).await;
    assert_eq!(tab.text("h1"), "Step");
    assert!(!tab.has(".activity__stage") && !tab.has(".activity__meta") && !tab.has(".prose"));
}

#[wasm_bindgen_test]
async fn minutes_and_due_date_stand_under_the_heading() {
    let due = Some(Due::Day(Date::from_canonical("2026-12-24").unwrap()));
    let tab = show(Screen::Activity(ActivityScreen { minutes: Some(3), due, ..not_yet() })).await;
    assert_eq!(tab.texts(".activity__meta .task__fact"), ["About 3 minutes", "Due 24 December 2026"]);
}

#[wasm_bindgen_test]
async fn blank_lines_of_the_description_start_paragraphs_and_markup_stays_text() {
    let description = Some("One\r\n\r\nTwo <b>lines</b>\n\n\n\nThree".to_owned());
    let tab = show(Screen::Activity(ActivityScreen { description, ..not_yet() })).await;
    assert_eq!(tab.texts(".prose p"), ["One", "Two <b>lines</b>", "Three"]);
    assert_eq!(tab.attributes(".prose p", "dir"), ["auto"; 3]);
}

#[wasm_bindgen_test]
async fn there_is_a_way_back_to_the_task_list() {
    let tab = of(Content::NotYet, company("Example Bank")).await;
    assert_eq!(tab.text("main a.back-link[href='/']"), "Your steps");
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_now_says_why() {
    for (content, title, sentence) in [
        (Content::NotYet, "Not yet available", "This step opens when the steps before it are done."),
        (
            Content::BeingChecked,
            "Being checked",
            "You have done your part. We will tell you as soon as the result is there.",
        ),
        (Content::WaitingFor(Role::BackOffice), "Nothing for you to do here", "This step is done by Example Bank."),
        (Content::WaitingFor(Role::Stakeholder), "Nothing for you to do here", "This step is done by another person."),
        (Content::WaitingFor(Role::Automatic), "Nothing for you to do here", "This step is done by our system."),
        (Content::WaitingFor(Role::Other), "Nothing for you to do here", "This step is done by somebody else."),
        (
            Content::ToDo(Body::Unsupported),
            "Please contact us for this step",
            "This step cannot be done on this page. You can go on with your other steps.",
        ),
    ] {
        let tab = of(content, company("Example Bank")).await;
        assert_eq!(tab.text(".notice__title"), title);
        assert_eq!(tab.text(".notice__text"), sentence);
        assert_eq!(tab.attribute(".notice", "role").as_deref(), Some("status"), "{title}");
        assert!(!tab.has("form"), "{title}");
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_here_offers_to_write() {
    let tab = of(Content::ToDo(Body::Unsupported), helpful_company()).await;
    assert_eq!(tab.text("main a[href='mailto:help@example.com']"), "Write to help@example.com");
    let tab = of(Content::ToDo(Body::Unsupported), company("Example Bank")).await;
    assert!(!tab.has("a[href^=mailto]"));
}

#[wasm_bindgen_test]
async fn beside_it_stand_the_other_activities_with_this_one_marked() {
    let waiting = Row { opens: false, ..row(3, RowState::NotYet) };
    let tab = show(Screen::Activity(ActivityScreen {
        progress: Progress { done: 1, total: 3 },
        stages: stages([row(1, RowState::Next), row(2, RowState::Completed), waiting]),
        ..not_yet()
    }))
    .await;
    assert_eq!(tab.text(&format!("{BESIDE} h2")), "Your steps");
    assert_eq!(tab.attribute(BESIDE, "aria-labelledby"), tab.attribute(&format!("{BESIDE} h2"), "id"));
    assert_eq!(tab.text(&format!("{BESIDE} .progress__text")), "1 of 3 done");
    assert_eq!(tab.texts(&format!("{BESIDE} .task__name")), ["Task 1", "Task 2", "Task 3"]);
    assert_eq!(tab.attributes(&format!("{BESIDE} a"), "href"), ["/activities/1", "/activities/2"]);
    assert_eq!(tab.attributes(&format!("{BESIDE} a"), "aria-current"), ["page", ""]);
}

#[wasm_bindgen_test]
async fn one_activity_alone_and_very_many_have_nothing_beside_them() {
    for (count, shown) in [(1, false), (2, true), (60, true), (61, false)] {
        let rows = (1..=count).map(|id| row(id, RowState::ToDo)).collect();
        let stages = Arc::new(vec![StageRows { name: "About you".to_owned(), rows }]);
        let tab = show(Screen::Activity(ActivityScreen { stages, ..not_yet() })).await;
        assert_eq!(tab.has(BESIDE), shown, "{count}");
    }
}

#[wasm_bindgen_test]
async fn what_stands_beside_it_follows_the_journey_without_disturbing_it() {
    let beside = |second| stages([row(1, RowState::Next), row(2, second)]);
    let open = |second| Screen::Activity(ActivityScreen { stages: beside(second), ..not_yet() });
    let tab = show(open(RowState::ToDo)).await;
    let heading = tab.find("h1");
    tab.change(open(RowState::Completed)).await;
    assert_eq!(tab.texts(&format!("{BESIDE} .task__status")), ["Next", "Completed"]);
    assert!(tab.find("h1") == heading);
}
