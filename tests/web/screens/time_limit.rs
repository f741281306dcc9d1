//! The session ends soon: `src/screens/time_limit.rs`.

use onboarding::failure::Failure;
use onboarding::form::FieldKind;
use onboarding::screen::{ExtensionState, LimitScreen, Page};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, field, form};
use crate::support::stub::Stub;
use crate::support::tab::{ENGLISH, Tab, show_within};
use crate::support::wait::eventually;

const BAR: &str = ".time-limit";
const TEXT: &str = ".time-limit__text";
const TOLD: &str = ".guards > [role=status]:not(:first-child)";

/// The end of the session, at second 1000 of a clock of the tests' making.
const END: i64 = 1000;

/// The wall clock, so many seconds before the end, and standing still.
fn before_the_end(seconds: i64) -> Stub {
    let date = js_sys::Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
    Stub::answering(&date.unchecked_into(), "now", ((END - seconds) * 1000) as f64)
}

fn ending(state: ExtensionState) -> Page {
    Page { limit: Some(LimitScreen { ends_at: END, state }), has_journey: true, ..Page::default() }
}

async fn shown(state: ExtensionState) -> Tab {
    show_within(ending(state), ENGLISH, asking(form([field(FieldKind::Text)]))).await
}

#[wasm_bindgen_test]
async fn the_time_that_is_left_counts_down() {
    let clock = before_the_end(105);
    let tab = shown(ExtensionState::Ready).await;
    assert_eq!(tab.text(TEXT), "Your session ends in 1:45");
    assert_eq!(tab.attribute(BAR, "aria-label").as_deref(), Some("End of your session"));
    assert_eq!(tab.find(BAR).tag_name(), "SECTION", "a region, by its name");
    assert_eq!(tab.texts(&format!("{BAR} button")), ["Stay logged in"]);
    drop(clock);
    let _clock = before_the_end(9);
    eventually("a second has passed", || tab.text(TEXT) == "Your session ends in 0:09").await;
}

#[wasm_bindgen_test]
async fn what_is_read_out_does_not_change_each_second() {
    for (left, told) in [
        (120, "Your session ends in two minutes. At the end of the page you can press “Stay logged in”."),
        (61, "Your session ends in two minutes. At the end of the page you can press “Stay logged in”."),
        (60, "Your session ends in one minute."),
        (31, "Your session ends in one minute."),
        (30, "Your session ends in 30 seconds."),
        (15, "Your session ends in 15 seconds."),
        (1, "Your session ends in 15 seconds."),
        (0, ""),
    ] {
        let _clock = before_the_end(left);
        let tab = shown(ExtensionState::Ready).await;
        assert_eq!(tab.text(TOLD), told, "{left} seconds before");
        assert!(!tab.has(&format!("{BAR}[role], {BAR} [role=status], {BAR} [aria-live], [role=timer]")));
    }
}

#[wasm_bindgen_test]
async fn asking_for_more_time_is_shown_at_the_button() {
    let _clock = before_the_end(50);
    let tab = shown(ExtensionState::Ready).await;
    let button = format!("{BAR} button");
    tab.focuses(&button);
    tab.change_page(ending(ExtensionState::UnderWay)).await;
    assert_eq!(tab.text(&button), "One moment…");
    assert_eq!(tab.attribute(&button, "aria-disabled").as_deref(), Some("true"));
    tab.change_page(ending(ExtensionState::Failed(Failure::Unreachable))).await;
    assert!(tab.text(&format!("{BAR} [role=alert]")).starts_with("Your session could not be prolonged."));
    assert_eq!(tab.text(&button), "Stay logged in");
    assert!(tab.has_focus(&button), "it is the same button all along");
}

#[wasm_bindgen_test]
async fn where_no_more_time_is_given_it_says_what_to_do() {
    let _clock = before_the_end(119);
    let tab = shown(ExtensionState::NotOffered).await;
    assert!(!tab.has(&format!("{BAR} button")));
    assert!(tab.text(&format!("{BAR} .time-limit__hint")).starts_with("Please send what you have soon."));
    assert!(tab.text(TOLD).starts_with("Your session ends in two minutes. Please send what you have soon."));
}

#[wasm_bindgen_test]
async fn it_comes_and_goes_without_touching_what_is_typed() {
    let _clock = before_the_end(119);
    let tab = show_within(Page::default(), ENGLISH, asking(form([field(FieldKind::Text)]))).await;
    assert!(!tab.has(BAR));
    assert_eq!(tab.text(TOLD), "", "the region is there before anything is said");
    tab.types(CONTROL, "Typed").await;
    tab.focuses(CONTROL);
    tab.change_page(ending(ExtensionState::Ready)).await;
    assert!(tab.has(BAR) && tab.has_focus(CONTROL));
    tab.change_page(Page::default()).await;
    assert!(!tab.has(BAR) && tab.has_focus(CONTROL));
    assert_eq!(tab.value(CONTROL), "Typed");
}

#[wasm_bindgen_test]
async fn whoever_stays_goes_on_where_they_were() {
    let _clock = before_the_end(50);
    let tab = show_within(ending(ExtensionState::Ready), ENGLISH, asking(form([field(FieldKind::Text)]))).await;
    tab.focuses(CONTROL);
    tab.focuses(&format!("{BAR} button"));
    tab.change_page(ending(ExtensionState::UnderWay)).await;
    tab.change_page(Page::default()).await;
    eventually("focus is back", || tab.has_focus(CONTROL)).await;
}
