//! Whose page this is, and leaving it: `src/screens/account.rs`.

use onboarding::calendar::DateTime;
use onboarding::failure::Failure;
use onboarding::form::FieldKind;
use onboarding::screen::{AccountScreen, LeavingState, LimitScreen, LogInState, Page, RowState, Screen};
use onboarding::screen::{StepUpScreen, StepUpState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, field, form};
use crate::support::screens::{company, journey, row};
use crate::support::tab::{ENGLISH, Tab, happens, presses, show, show_within};

const TOGGLE: &str = "header .account__toggle";
const PANEL: &str = "header .account__panel";

fn task_list() -> Screen {
    Screen::Journey(journey([row(1, RowState::Next)]))
}

fn of_john() -> Page {
    Page {
        workspace: company("Example Bank"),
        has_journey: true,
        person: Some("John Doe".to_owned()),
        email: Some("j•••@gmail.com".to_owned()),
        ..Page::default()
    }
}

fn managed(account: AccountScreen) -> Page {
    Page { account: Some(account), ..of_john() }
}

async fn shown(page: Page) -> Tab {
    show_within(page, ENGLISH, task_list()).await
}

async fn opened(page: Page) -> Tab {
    let tab = shown(page).await;
    tab.clicks(TOGGLE).await;
    tab
}

/// The words of what can be done in the panel.
fn actions(tab: &Tab) -> Vec<String> {
    tab.texts(&format!("{PANEL} li"))
}

#[wasm_bindgen_test]
async fn the_page_says_whose_it_is() {
    let tab = shown(of_john()).await;
    assert_eq!(tab.text(TOGGLE), "You are here as John Doe j•••@gmail.com");
    assert_eq!(tab.text("header .header__brand"), "Example Bank");
    assert_eq!(tab.text("header .account__not-you"), "Not you?");
    assert!(!show(task_list()).await.has("header .account"), "nothing is known");
}

#[wasm_bindgen_test]
async fn one_whose_name_nobody_knows_has_an_account_all_the_same() {
    let tab = opened(Page { account: Some(AccountScreen::default()), ..Page::default() }).await;
    assert_eq!(tab.text(TOGGLE), "Your account");
    assert_eq!(actions(&tab), ["Your sessions", "Log out"]);
    assert!(tab.attribute("header .account__not-you", "hidden").is_some());
}

#[wasm_bindgen_test]
async fn what_can_be_done_opens_under_it() {
    let tab = shown(managed(AccountScreen { has_choice: true, ..AccountScreen::default() })).await;
    assert_eq!(tab.attribute(TOGGLE, "aria-expanded").as_deref(), Some("false"));
    assert!(tab.attribute(PANEL, "hidden").is_some());
    tab.clicks(TOGGLE).await;
    assert_eq!(tab.attribute(TOGGLE, "aria-expanded").as_deref(), Some("true"));
    assert_eq!(tab.attribute(TOGGLE, "aria-controls"), tab.attribute(PANEL, "id"));
    assert!(tab.attribute(PANEL, "hidden").is_none());
    assert_eq!(actions(&tab), ["Not you?", "Your sessions", "Choose another journey", "Log out"]);
    assert_eq!(tab.attributes(&format!("{PANEL} a"), "href"), ["/sessions", "/journeys"]);
    assert!(tab.text(".account__who").ends_with("John Doe j•••@gmail.com Example Bank"), "in full");
    tab.clicks(TOGGLE).await;
    assert!(tab.attribute(PANEL, "hidden").is_some());
}

#[wasm_bindgen_test]
async fn nothing_is_offered_that_needs_what_the_back_end_does_not_have() {
    let tab = opened(managed(AccountScreen::default())).await;
    assert_eq!(actions(&tab), ["Not you?", "Your sessions", "Log out"], "one journey, no choice");
    assert_eq!(actions(&opened(of_john()).await), ["Not you?"]);
}

#[wasm_bindgen_test]
async fn escape_closes_it_and_takes_focus_back() {
    let tab = opened(managed(AccountScreen::default())).await;
    let link = "header a[href='/sessions']";
    tab.focuses(link);
    presses(&tab.find(link), "Escape");
    tab.settled().await;
    assert!(tab.attribute(PANEL, "hidden").is_some() && tab.has_focus(TOGGLE));
}

#[wasm_bindgen_test]
async fn it_closes_when_something_else_is_turned_to() {
    let tab = opened(managed(AccountScreen::default())).await;
    happens(&tab.find(PANEL), "pointerdown");
    tab.settled().await;
    assert!(tab.attribute(PANEL, "hidden").is_none(), "a press inside is none elsewhere");
    happens(&tab.find("main"), "pointerdown");
    tab.settled().await;
    assert!(tab.attribute(PANEL, "hidden").is_some());
    tab.clicks(TOGGLE).await;
    tab.focuses("main a");
    tab.settled().await;
    assert!(tab.attribute(PANEL, "hidden").is_some(), "focus has left it");
}

#[wasm_bindgen_test]
async fn not_you_says_whose_page_it_is_and_what_helps() {
    let tab = shown(managed(AccountScreen::default())).await;
    tab.clicks("header .account__not-you").await;
    assert_eq!(tab.text("dialog h2"), "Not you?");
    assert_eq!(
        tab.text("dialog .dialog__text"),
        "This page belongs to John Doe (j•••@gmail.com), and everything on it is theirs. \
         If that is not you, log out here, and ask Example Bank for a link of your own."
    );
    assert_eq!(tab.texts("dialog button"), ["Log out", "It’s me"]);
    tab.clicks("dialog .dialog__leave").await;
    assert!(!tab.has("dialog") && tab.has_focus("header .account__not-you"));
}

#[wasm_bindgen_test]
async fn not_you_is_answered_where_nobody_can_log_out_as_well() {
    let tab = opened(of_john()).await;
    tab.clicks(&format!("{PANEL} button")).await;
    assert!(tab.text("dialog .dialog__text").contains("close this page, and ask Example Bank"));
    assert_eq!(tab.texts("dialog button"), ["It’s me"]);
    tab.clicks("dialog .dialog__leave").await;
    assert!(tab.has_focus(TOGGLE), "what was pressed is closed by then");
}

#[wasm_bindgen_test]
async fn logging_out_asks_first_where_something_is_not_sent() {
    let log_out = format!("{PANEL} li:last-child button");
    let one_question = || asking(form([field(FieldKind::Text)]));
    let tab = show_within(managed(AccountScreen::default()), ENGLISH, one_question()).await;
    tab.clicks(TOGGLE).await;
    tab.clicks(&log_out).await;
    assert!(!tab.has("dialog"), "nothing was typed");
    tab.types(CONTROL, "Typed").await;
    tab.clicks(TOGGLE).await;
    tab.clicks(&log_out).await;
    assert_eq!(tab.text("dialog h2"), "Log out now?");
    assert_eq!(tab.texts("dialog button"), ["Log out", "Stay here"]);
    tab.clicks("dialog .dialog__leave").await;
    assert!(!tab.has("dialog") && tab.has_focus(TOGGLE));
    assert_eq!(tab.value(CONTROL), "Typed");
}

#[wasm_bindgen_test]
async fn how_logging_out_stands_is_told_under_the_header() {
    let leaving = |leaving| managed(AccountScreen { leaving, ..AccountScreen::default() });
    let tab = shown(leaving(LeavingState::UnderWay)).await;
    assert_eq!(tab.text(".leaving [role=status]"), "Logging out…");
    tab.change_page(leaving(LeavingState::Failed(Failure::Unreachable))).await;
    assert_eq!(tab.text(".leaving [role=alert] .notice__title"), "You are not logged out");
    assert!(tab.text(".leaving .notice__text").starts_with("You are still logged in on this device. "));
    assert_eq!(tab.text(".leaving button"), "Try again to log out");
    tab.change_page(leaving(LeavingState::Ready)).await;
    assert_eq!(tab.text(".leaving"), "");
}

fn secured() -> AccountScreen {
    AccountScreen { secured_until: DateTime::from_canonical("2026-11-22T12:05:00Z"), ..AccountScreen::default() }
}

#[wasm_bindgen_test]
async fn a_secured_session_shows_until_when() {
    let context = front_office::testing::context(Some("en-GB"));
    let time = context.show_time_of_day(secured().secured_until.unwrap());
    let tab = shown(managed(secured())).await;
    assert_eq!(tab.text("header .header__secured"), format!("Secured until {time}"));
    assert!(tab.has("header .header__secured svg"));
    tab.change_page(managed(AccountScreen::default())).await;
    assert!(!tab.has("header .header__secured"));
}

const TOLD: &str = ".guards > [role=status]:first-child";

#[wasm_bindgen_test]
async fn what_becomes_of_the_session_is_told() {
    let waits = StepUpScreen { state: StepUpState::Verifying, channel: None, resend_at: None, problem: None };
    let tab = shown(managed(AccountScreen::default())).await;
    assert_eq!(tab.text(TOLD), "", "the region is there before anything is said");
    tab.change_page(Page { step_up: Some(waits.clone()), ..managed(AccountScreen::default()) }).await;
    tab.change_page(managed(secured())).await;
    assert_eq!(tab.text(TOLD), "Your session is secured. What was waiting for the code goes on.");
    tab.change_page(Page { step_up: Some(waits), ..managed(secured()) }).await;
    tab.change_page(managed(secured())).await;
    assert_eq!(tab.text(TOLD), "", "it was closed, and no code was given");

    let ending = || Page { limit: Some(LimitScreen { ends_at: 0, state: Default::default() }), ..of_john() };
    tab.change_page(ending()).await;
    tab.change_page(of_john()).await;
    assert_eq!(tab.text(TOLD), "You stay logged in.");
    tab.change_page(ending()).await;
    tab.change_page(Page { sign_in: Some(LogInState::Ready), ..of_john() }).await;
    assert_eq!(tab.text(TOLD), "", "the session is over");
}

#[wasm_bindgen_test]
async fn all_of_it_speaks_french() {
    let tab = show_within(managed(AccountScreen { has_choice: true, ..secured() }), "fr-FR", task_list()).await;
    tab.clicks(TOGGLE).await;
    assert_eq!(actions(&tab), ["Ce n’est pas vous ?", "Vos sessions", "Choisir un autre parcours", "Se déconnecter"]);
    assert!(tab.text("header .header__secured").starts_with("Session sécurisée jusqu’à "));
}
