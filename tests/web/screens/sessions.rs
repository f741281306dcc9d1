//! The person's active sessions: `src/screens/sessions.rs`.

use onboarding::calendar::DateTime;
use onboarding::failure::Failure;
use onboarding::screen::{
    Device, EndingState, LogInState, Looks, Page, Screen, SessionList, SessionRow, SessionsScreen,
};
use onboarding::session::AccountId;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::tab::{ENGLISH, Tab, show, show_in, show_within};

const TOLD: &str = "main > [role=status]";

fn session(id: &str) -> SessionRow {
    SessionRow {
        id: AccountId::parse(id).unwrap(),
        is_this: false,
        device: Device { browser: Some("Firefox"), system: Some("Android") },
        place: None,
        last_used: None,
        begun: None,
        secured: false,
        ending: EndingState::Ready,
    }
}

fn this() -> SessionRow {
    SessionRow { is_this: true, device: Device { browser: Some("Safari"), system: Some("iOS") }, ..session("this") }
}

fn list<const N: usize>(rows: [SessionRow; N]) -> SessionsScreen {
    of(SessionList::Here(rows.to_vec()))
}

fn of(list: SessionList) -> SessionsScreen {
    SessionsScreen { list, has_newer: false, has_older: false, ending_others: EndingState::Ready }
}

async fn shown(sessions: SessionsScreen) -> Tab {
    show(Screen::Sessions(sessions)).await
}

async fn changes(tab: &Tab, sessions: SessionsScreen) {
    tab.change(Screen::Sessions(sessions)).await;
}

#[wasm_bindgen_test]
async fn each_session_says_where_it_is_and_which_one_is_this() {
    let time = |text: &str| DateTime::from_canonical(text);
    let local = |text: &str| front_office::testing::context(Some("en-GB")).show_time(time(text).unwrap());
    let mine = SessionRow {
        place: Some("Paris, France".to_owned()),
        last_used: time("2026-11-22T12:05:00Z"),
        begun: time("2026-11-21T08:00:00Z"),
        secured: true,
        ..this()
    };
    let unknown = SessionRow { device: Device::default(), ..session("b") };
    let tab = shown(list([mine, session("a"), unknown])).await;
    assert_eq!(tab.text("h1"), "Your sessions");
    assert!(tab.has_focus("h1"));
    assert_eq!(tab.texts(".sessions h2"), ["Safari on iOS", "Firefox on Android", "Unknown device"]);
    assert_eq!(tab.texts(".sessions li:first-child .tag"), ["This one", "Secured"]);
    assert_eq!(tab.count(".tag"), 2);
    assert_eq!(tab.texts(".sessions dt"), ["Place", "Last used", "Begun"], "what is not known is not said");
    let (used, begun) = (local("2026-11-22T12:05:00Z"), local("2026-11-21T08:00:00Z"));
    assert_eq!(tab.texts(".sessions dd"), ["Paris, France".to_owned(), used, begun]);
    assert_eq!(
        tab.texts(".sessions button"),
        ["Log out", "End this session (Firefox on Android)", "End this session (Unknown device)"]
    );
    assert!(tab.has("main a[href='/']"));
    assert!(!tab.find("main").outer_html().contains("this\""), "no id of a session is in the page");
}

#[wasm_bindgen_test]
async fn half_a_device_is_named_by_what_is_known() {
    let device = |browser, system| SessionRow { device: Device { browser, system }, ..session("a") };
    for (row, words) in [(device(Some("Edge"), None), "Edge"), (device(None, Some("Linux")), "Linux")] {
        assert_eq!(shown(list([row])).await.texts(".sessions h2"), [words]);
    }
}

#[wasm_bindgen_test]
async fn a_session_that_is_being_ended_says_so_and_then_goes() {
    let tab = shown(list([this(), session("a"), session("b")])).await;
    let button = ".sessions li:nth-child(2) button";
    tab.focuses(button);
    let ending = SessionRow { ending: EndingState::UnderWay, ..session("a") };
    changes(&tab, list([this(), ending, session("b")])).await;
    assert_eq!(tab.text(button), "Ending… (Firefox on Android)");
    assert_eq!(tab.attribute(button, "aria-disabled").as_deref(), Some("true"));
    assert!(tab.has_focus(button));
    changes(&tab, list([this(), session("b")])).await;
    assert_eq!(tab.text(TOLD), "The session has ended: Firefox on Android.");
    assert_eq!(tab.count(".sessions li"), 2);
    assert!(tab.has_focus("h1"), "and not on what would end another one");
}

#[wasm_bindgen_test]
async fn one_that_does_not_end_can_be_ended_again() {
    let failed = SessionRow { ending: EndingState::Failed(Failure::Unreachable), ..session("a") };
    let tab = shown(list([this(), failed])).await;
    let told = tab.text(".sessions li:nth-child(2) [role=alert]");
    assert!(told.starts_with("This session has not ended. We could not reach the service."), "{told}");
    assert_eq!(tab.text(".sessions li:nth-child(2) button"), "End this session (Firefox on Android)");
}

#[wasm_bindgen_test]
async fn ending_all_others_asks_first() {
    let end_all = "main > .button-group > button";
    assert!(!shown(list([this()])).await.has(end_all), "there are no others");
    let tab = shown(list([this(), session("a")])).await;
    assert_eq!(tab.text(end_all), "End all other sessions");
    tab.clicks(end_all).await;
    assert_eq!(tab.text("dialog h2"), "End all other sessions?");
    assert_eq!(tab.texts("dialog button"), ["End them all", "Keep them"]);
    tab.clicks("dialog .button-group button").await;
    assert!(!tab.has("dialog"));
    let ending = SessionsScreen { ending_others: EndingState::UnderWay, ..list([this(), session("a")]) };
    changes(&tab, ending).await;
    assert_eq!(tab.text(end_all), "Ending…");
    tab.clicks(end_all).await;
    assert!(!tab.has("dialog"), "it is under way");
    changes(&tab, list([this()])).await;
    assert_eq!(tab.text(TOLD), "All other sessions have ended.");
    assert!(tab.has_focus("h1"));
    let failed = EndingState::Failed(Failure::Broken);
    changes(&tab, SessionsScreen { ending_others: failed, ..list([this(), session("a")]) }).await;
    assert_eq!(tab.text("main [role=alert] .notice__title"), "Not all other sessions have ended");
}

#[wasm_bindgen_test]
async fn the_list_is_turned_page_by_page() {
    let middle = SessionsScreen { has_newer: true, has_older: true, ..list([session("a")]) };
    let tab = shown(middle).await;
    let pager = "main nav[aria-label='More sessions'] button";
    assert_eq!(tab.texts(pager), ["More recent", "Older"]);
    tab.clicks(&format!("{pager}:last-child")).await;
    assert!(tab.has_focus("h1"));
    changes(&tab, of(SessionList::Loading)).await;
    assert_eq!(tab.text(TOLD), "Loading your sessions…");
    changes(&tab, SessionsScreen { has_newer: true, ..list([session("b")]) }).await;
    assert_eq!(tab.text(TOLD), "Your sessions are here.");
    assert_eq!(tab.texts(pager), ["More recent"]);
    assert!(!shown(list([this()])).await.has(pager));
}

#[wasm_bindgen_test]
async fn while_it_is_on_its_way_bones_are_shown() {
    let tab = shown(of(SessionList::Loading)).await;
    assert!(tab.has("main [aria-hidden=true] .skeleton") && !tab.has(".sessions"));
}

#[wasm_bindgen_test]
async fn a_list_that_cannot_be_had_or_is_empty_is_told() {
    let tab = shown(of(SessionList::Failed(Failure::Unreachable))).await;
    assert_eq!(tab.text("main [role=alert] .notice__title"), "No connection");
    assert_eq!(tab.texts("main button"), ["Try again"]);
    assert_eq!(shown(list([])).await.text(".sessions__empty"), "There is no session to show.");
}

#[wasm_bindgen_test]
async fn a_list_that_is_refused_since_the_session_is_over_leads_back_in() {
    let over = Page { looks: Some(Looks::SessionEnded), sign_in: Some(LogInState::Ready), ..Page::default() };
    let refused = of(SessionList::Failed(Failure::SessionEnded));
    let tab = show_within(over, ENGLISH, Screen::Sessions(refused)).await;
    assert_eq!(tab.texts("main [role=alert] .notice__title"), ["Your session has ended"], "told once");
    tab.clicks("dialog .dialog__leave").await;
    tab.clicks("main button[aria-haspopup=dialog]").await;
    assert!(tab.has("dialog[open]#sign-in"));
}

#[wasm_bindgen_test]
async fn the_page_speaks_french() {
    let tab = show_in("fr-FR", Screen::Sessions(list([this(), session("a")]))).await;
    assert_eq!(tab.texts(".sessions h2"), ["Safari sur iOS", "Firefox sur Android"]);
    assert_eq!(tab.text(".tag"), "Cette session");
    assert_eq!(tab.texts(".sessions button"), ["Se déconnecter", "Fermer cette session (Firefox sur Android)"]);
}
