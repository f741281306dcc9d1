//! What becomes of waiting: `src/screens/lookout.rs`, and that nothing but what has changed is touched.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::calendar::DateTime;
use onboarding::form::{FieldKind, Form, Value};
use onboarding::machine::News;
use onboarding::screen::{Content, JourneyScreen, LogInState, Looks, Page, RowState, Screen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, data_point, field, form};
use crate::support::screens::{activity, journey, row};
use crate::support::tab::{ENGLISH, show, show_within};

const ANNOUNCED: &str = ".page > [role=status]";

fn tasks(first: RowState, second: RowState) -> JourneyScreen {
    journey([row(1, first), row(2, second)])
}

fn list(first: RowState, second: RowState) -> Screen {
    Screen::Journey(tasks(first, second))
}

fn waiting() -> Screen {
    list(RowState::BeingChecked, RowState::NotYet)
}

fn at_noon() -> DateTime {
    DateTime::from_canonical("2026-11-22T12:00:00Z").unwrap()
}

fn looking(looks: Looks) -> Page {
    Page { looks: Some(looks), ..Page::default() }
}

#[wasm_bindgen_test]
async fn a_quiet_line_says_that_the_page_looks_and_when_it_did() {
    let time = front_office::testing::context(Some(ENGLISH)).show_time_of_day(at_noon());
    for (looks, line) in [
        (Looks::Regular(at_noon()), format!("This page updates by itself. Last checked at {time}.")),
        (
            Looks::InVain(at_noon()),
            format!("We cannot reach the service right now. We keep trying; last checked at {time}."),
        ),
    ] {
        for screen in [waiting(), Screen::Activity(activity(Content::BeingChecked))] {
            let tab = show_within(looking(looks), ENGLISH, screen).await;
            assert_eq!(tab.text(".lookout__line"), line);
            assert!(!tab.has(".lookout[role], .lookout [role]"), "it changes too often to be read out each time");
        }
    }
    assert!(!show(waiting()).await.has(".lookout__line"), "nothing is awaited");
}

#[wasm_bindgen_test]
async fn news_are_announced_once_and_shown() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (opened, completed, told) in [
        (vec!["A"], vec![], "New step: A."),
        (vec!["A", "B"], vec![], "New steps: A and B."),
        (vec![], vec!["C"], "“C” is completed."),
        (vec!["A"], vec!["C", ""], "New step: A. Completed: C and Step."),
    ] {
        let news = Some(News { opened: names(&opened), completed: names(&completed) });
        let tab = show_within(Page { news, ..Page::default() }, ENGLISH, waiting()).await;
        assert_eq!(tab.text(ANNOUNCED), told);
        assert_eq!(tab.text(".lookout__news[aria-hidden=true]"), told, "for those who see");
        let regions = tab.texts("[role=status]");
        assert_eq!(regions.iter().filter(|words| !words.is_empty()).count(), 1, "told once");
    }
    assert_eq!(show(waiting()).await.text(ANNOUNCED), "", "the region is there before anything is said");
}

#[wasm_bindgen_test]
async fn a_session_that_has_ended_is_told_with_the_way_back_in() {
    for screen in [waiting(), asking(form([field(FieldKind::Text)]))] {
        let ended = Page { sign_in: Some(LogInState::Ready), ..looking(Looks::SessionEnded) };
        let tab = show_within(ended, ENGLISH, screen).await;
        assert_eq!(tab.text("[role=alert] .notice__title"), "Your session has ended");
        assert_eq!(tab.texts("main .button-group button[type=button]"), ["Log in"]);
    }
    assert!(!show(waiting()).await.has("main [role=alert], main button"));
}

#[wasm_bindgen_test]
async fn a_row_that_changes_keeps_its_link_and_focus() {
    let tab = show(list(RowState::BeingChecked, RowState::Next)).await;
    let link = ".task-list a[href='/activities/2']";
    tab.find(link).set_attribute("data-same", "").unwrap();
    tab.focuses(link);
    tab.change(Screen::Journey(journey([row(1, RowState::Completed), row(2, RowState::ToDo), row(3, RowState::Next)])))
        .await;
    assert_eq!(tab.texts(".task__status"), ["Completed", "To do", "Next"]);
    assert!(tab.has(&format!("{link}[data-same]")) && tab.has_focus(link));
    tab.change(Screen::Journey(journey([row(2, RowState::Next)]))).await;
    assert_eq!(tab.texts(".task__status"), ["Next"]);
    assert!(tab.has_focus(link));
}

#[wasm_bindgen_test]
async fn an_open_form_is_touched_by_no_news() {
    let known = |text: &str| [(data_point(10), Value::Text(text.to_owned()))].into();
    let asked = || form([field(FieldKind::Text)]);
    let tab = show(asking(asked())).await;
    tab.types(CONTROL, "Typed").await;
    tab.focuses(CONTROL);
    tab.change(asking(Form { known: known("Told meanwhile"), ..asked() })).await;
    assert_eq!(tab.value(CONTROL), "Typed");
    assert!(tab.has_focus(CONTROL));
}

#[wasm_bindgen_test]
async fn a_verdict_takes_the_place_of_waiting_and_focus_stays() {
    let given = || Content::Given(Body::Form(Arc::new(form([field(FieldKind::Text)]))));
    let tab = show(Screen::Activity(activity(Content::BeingChecked))).await;
    tab.focuses(".back-link");
    tab.change(Screen::Activity(activity(given()))).await;
    assert_eq!(tab.text(".notice__text"), "You have completed this step.");
    assert!(tab.has_focus(".back-link"));
    // What is given back takes the place of the whole page: focus would be lost.
    tab.change(asking(form([field(FieldKind::Text)]))).await;
    assert!(tab.has(CONTROL) && tab.has_focus("h1"));
}
