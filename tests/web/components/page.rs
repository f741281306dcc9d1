//! The frame of every page: `src/components/page.rs`.

use onboarding::form::FieldKind;
use onboarding::screen::{Page, RowState, Screen};
use onboarding::session::Workspace;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{asking, field, form};
use crate::support::screens::{company, journey, row};
use crate::support::tab::{ENGLISH, Tab, show, show_at, show_within};
use crate::support::wait::eventually;

fn task_list() -> Screen {
    Screen::Journey(journey([row(1, RowState::Next)]))
}

fn with_logo(logo: &str) -> Workspace {
    Workspace { logo_url: Some(logo.to_owned()), ..company("Example Bank") }
}

fn svg(attributes: &str) -> String {
    format!("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' {attributes}/%3E")
}

/// A picture of one pixel, as trackers send it.
const DOT: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

/// The logo has arrived, or will not.
async fn logo_arrives(tab: &Tab) {
    eventually("the logo has arrived or will not", || !tab.has("header img[hidden]")).await;
}

#[wasm_bindgen_test]
async fn the_skip_link_is_first_and_leads_to_the_heading() {
    let tab = show(task_list()).await;
    let first = tab.find(".page > :first-child");
    assert_eq!(first.class_name(), "skip-link");
    assert_eq!(tab.text(".skip-link"), "Skip to main content");
    tab.clicks(".skip-link").await;
    assert!(tab.has_focus("main h1"));
}

#[wasm_bindgen_test]
async fn the_way_to_the_steps_is_offered_where_a_page_has_none_of_its_own() {
    let page = |has_journey| Page { has_journey, ..Page::default() };
    let one_question = || asking(form([field(FieldKind::Text)]));
    for (screen, has_journey, offered) in [
        (Screen::LogIn(Default::default()), true, true),
        (Screen::NotFound, true, true),
        (Screen::Settling, true, true),
        (Screen::LogIn(Default::default()), false, false),
        (task_list(), true, false),
        (one_question(), true, false),
    ] {
        let case = format!("{screen:?}");
        let tab = show_within(page(has_journey), ENGLISH, screen).await;
        assert_eq!(tab.has("header nav[aria-label='Your steps'] a[href='/']"), offered, "{case}");
    }
}

#[wasm_bindgen_test]
async fn the_company_is_named_by_its_logo_or_in_words() {
    let tab = show_at(company("Example Bank"), task_list()).await;
    assert_eq!(tab.text("header .header__brand"), "Example Bank");
    let tab = show_at(with_logo(&svg("width='96' height='32'")), task_list()).await;
    assert_eq!(tab.attribute("header img", "alt").as_deref(), Some("Example Bank"));
    assert_eq!(tab.attribute("header img", "referrerpolicy").as_deref(), Some("no-referrer"));
    logo_arrives(&tab).await;
    assert!(!tab.has("header .header__name"), "not both");
    let tab = show(task_list()).await;
    assert_eq!(tab.text("header .header__brand"), "");
    tab.change_page(Page { workspace: company("Example Bank"), ..Page::default() }).await;
    assert_eq!(tab.text("header .header__brand"), "Example Bank");
}

#[wasm_bindgen_test]
async fn until_the_logo_is_there_and_where_it_is_none_the_name_is_shown() {
    for (logo, why) in [
        ("data:image/png;base64,AAAA", "broken"),
        (DOT, "the pixel of a tracker"),
        (svg("width='1000' height='20'").as_str(), "a hair"),
        (svg("width='4' height='40'").as_str(), "a thread"),
    ] {
        let tab = show_at(with_logo(logo), task_list()).await;
        logo_arrives(&tab).await;
        assert!(!tab.has("header img"), "{why}");
        assert_eq!(tab.text("header .header__name"), "Example Bank", "{why}");
    }
}

#[wasm_bindgen_test]
async fn help_and_privacy_stand_below() {
    let workspace = Workspace {
        support_email: Some("help@example.com".to_owned()),
        privacy_url: Some("https://example.com/privacy".to_owned()),
        ..company("Example Bank")
    };
    let tab = show_at(workspace, task_list()).await;
    let privacy = "footer a[href='https://example.com/privacy']";
    assert_eq!(tab.text(privacy), "Privacy (opens in a new tab)");
    assert_eq!(tab.attribute(privacy, "target").as_deref(), Some("_blank"));
    assert_eq!(tab.attribute(privacy, "rel").as_deref(), Some("noreferrer"), "the other site learns nothing");
    assert_eq!(tab.text("footer a[href='mailto:help@example.com']"), "help@example.com");
}

#[wasm_bindgen_test]
async fn without_either_only_the_language_can_be_chosen_below() {
    let tab = show_at(company("Example Bank"), task_list()).await;
    assert!(!tab.has("footer a"));
    assert!(tab.has("footer select"));
}

#[wasm_bindgen_test]
async fn the_frame_speaks_the_lead_s_language() {
    let page = Page { has_journey: true, ..Page::default() };
    let tab = show_within(page, "fr-FR", Screen::NotFound).await;
    assert_eq!(tab.text(".skip-link"), "Aller au contenu principal");
    assert_eq!(tab.text("header nav a"), "Vos étapes");
}
