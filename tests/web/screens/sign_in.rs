//! Signing in again over whatever is on the page: `src/screens/sign_in.rs`.

use onboarding::failure::Failure;
use onboarding::form::FieldKind;
use onboarding::screen::{LogInRefusal, LogInState, Looks, Page, RenewalState, Screen, SendingState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::forms::{CONTROL, asking, asking_while, field, form};
use crate::support::tab::{ENGLISH, Tab, happens, show_within};

const DIALOG: &str = "dialog[open]";
const AGAIN: &str = "main .button-group button[aria-haspopup=dialog]";
const LINK: &str = "#sign-in-link";
const BACK: &str = ".sign-in > [role=status]";

fn live() -> Page {
    Page { has_journey: true, ..Page::default() }
}

fn over(state: LogInState, renewal: RenewalState) -> Page {
    Page { looks: Some(Looks::SessionEnded), sign_in: Some(state), renewal, ..live() }
}

fn question() -> Screen {
    asking(form([field(FieldKind::Text)]))
}

/// Somebody is typing when the session ends.
async fn interrupted() -> Tab {
    let tab = show_within(live(), ENGLISH, question()).await;
    tab.types(CONTROL, "Typed").await;
    tab.focuses(CONTROL);
    tab.change_page(over(LogInState::Ready, RenewalState::Offered)).await;
    tab
}

async fn shown(state: LogInState, renewal: RenewalState) -> Tab {
    show_within(over(state, renewal), ENGLISH, question()).await
}

#[wasm_bindgen_test]
async fn it_opens_by_itself_over_what_is_on_the_page() {
    let tab = interrupted().await;
    assert_eq!(tab.text(&format!("{DIALOG} h2")), "Your session has ended");
    assert!(tab.has_focus("dialog h2"));
    assert!(tab.descriptions("dialog")[0].starts_with("Everything on this page is still here."));
    assert!(tab.has("dialog form [autocomplete=username]") && tab.has("dialog form [autocomplete=current-password]"));
    assert_eq!(tab.value(CONTROL), "Typed");
}

#[wasm_bindgen_test]
async fn once_left_it_comes_again_only_when_it_is_asked_for() {
    let tab = interrupted().await;
    happens(&tab.find("dialog"), "cancel");
    tab.settled().await;
    assert!(!tab.has("dialog") && tab.has_focus(CONTROL));
    tab.change_page(over(LogInState::Ready, RenewalState::Sent)).await;
    assert!(!tab.has("dialog"), "it is the same end");
    tab.clicks(AGAIN).await;
    assert!(tab.has(DIALOG));
    tab.clicks(".dialog__leave").await;
    assert!(!tab.has("dialog") && tab.has_focus(AGAIN));
    tab.change_page(live()).await;
    tab.change_page(over(LogInState::Ready, RenewalState::Offered)).await;
    assert!(tab.has(DIALOG), "it is another end");
}

#[wasm_bindgen_test]
async fn it_does_not_open_over_another_dialog() {
    let tab = show_within(live(), ENGLISH, question()).await;
    let other = tab.opens_another_dialog();
    tab.change_page(over(LogInState::Ready, RenewalState::Offered)).await;
    assert!(!tab.has("dialog#sign-in"));
    other.remove();
    tab.settled().await;
    assert!(tab.has(AGAIN), "the page says how");
}

#[wasm_bindgen_test]
async fn when_the_session_is_back_it_closes_and_says_so_where_the_lead_was() {
    let tab = interrupted().await;
    tab.change_page(live()).await;
    assert!(!tab.has("dialog"));
    assert!(tab.has_focus(CONTROL));
    assert_eq!(tab.value(CONTROL), "Typed");
    assert_eq!(tab.text(BACK), "You are logged in again.");
    tab.change_page(over(LogInState::Ready, RenewalState::Offered)).await;
    assert_eq!(tab.text(BACK), "");
    tab.change(asking_while(form([field(FieldKind::Text)]), SendingState::UnderWay(None))).await;
    tab.change_page(live()).await;
    assert_eq!(tab.text(BACK), "You are logged in again, and sending goes on.");
}

#[wasm_bindgen_test]
async fn nobody_is_welcomed_back_who_is_not() {
    let tab = interrupted().await;
    tab.change_page(Page::default()).await;
    assert!(!tab.has("dialog"));
    assert_eq!(tab.text(BACK), "");
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_told_in_the_dialog() {
    let tab = shown(LogInState::Refused(LogInRefusal::Credentials), RenewalState::NotOffered).await;
    assert_eq!(tab.texts("dialog [role=alert]"), ["The e-mail address or password is not right."]);
    assert!(!tab.has(LINK) && !tab.has(".sign-in__link button"), "no link is known that could be renewed");
    assert!(tab.text(".sign-in__hint").ends_with("Open a new link on this device."));
}

#[wasm_bindgen_test]
async fn a_new_link_is_asked_for_and_pasted_there() {
    let tab = shown(LogInState::Ready, RenewalState::Offered).await;
    assert_eq!(tab.texts(".sign-in__link button"), ["Send me a new link"]);
    assert!(!tab.has(LINK));
    tab.focuses(".sign-in__link button");
    tab.change_page(over(LogInState::Ready, RenewalState::Asking)).await;
    assert_eq!(tab.text(".sign-in__link [role=status]"), "Asking for a new link…");
    assert!(tab.has_focus(".sign-in__link button[aria-disabled=true]"));
    tab.change_page(over(LogInState::Ready, RenewalState::Failed(Failure::Unreachable))).await;
    assert_eq!(tab.text(".sign-in__link [role=alert] .notice__title"), "No connection");
    assert_eq!(tab.texts(".sign-in__link button"), ["Send me a new link"]);
    tab.change_page(over(LogInState::Ready, RenewalState::Asking)).await;
    tab.change_page(over(LogInState::Ready, RenewalState::Sent)).await;
    assert!(tab.has_focus(LINK), "the button is gone");
    assert_eq!(tab.text(".sign-in__hint"), "Or open it on this device.");
    assert_eq!(tab.text(".sign-in__link .notice__title"), "Check your e-mail");
    assert_eq!(tab.label(LINK), "Paste the link from the e-mail");
    tab.presses_enter(".sign-in__link form").await;
    assert!(tab.has_focus(LINK));
    assert_eq!(tab.descriptions(LINK), ["Error: Paste the link first."]);
    tab.types(LINK, "https://example.com/#UUID=1").await;
    assert!(tab.descriptions(LINK).is_empty());
    assert!(!tab.has("dialog [autocomplete=current-password][aria-invalid]"), "the other form is not asked");
}

#[wasm_bindgen_test]
async fn what_comes_of_a_pasted_link_is_told_at_its_field_which_stays() {
    let tab = shown(LogInState::Ready, RenewalState::Sent).await;
    tab.types(LINK, "https://example.com/#UUID=1").await;
    tab.presses_enter(".sign-in__link form").await;
    tab.change_page(over(LogInState::UnderWay, RenewalState::Sent)).await;
    assert_eq!(tab.text(".sign-in__link button[type=submit]"), "Opening your link…");
    assert_eq!(tab.text(".log-in button[type=submit]"), "Log in");
    let used = LogInState::Refused(LogInRefusal::Failed(Failure::LinkUsed));
    tab.change_page(over(used, RenewalState::Offered)).await;
    assert_eq!(tab.text(".sign-in__link form [role=alert] .notice__title"), "This link has already been used");
    assert!(!tab.has(".log-in [role=alert]"));
    assert_eq!(tab.value(LINK), "https://example.com/#UUID=1");
    assert!(tab.texts(".sign-in__link button").contains(&"Send me a new link".to_owned()));
    tab.types("#log-in-email", "john@example.com").await;
    tab.types("#log-in-password", "s3cret").await;
    tab.presses_enter(".log-in").await;
    tab.change_page(over(LogInState::Refused(LogInRefusal::Credentials), RenewalState::Offered)).await;
    assert_eq!(tab.texts("dialog [role=alert]"), ["The e-mail address or password is not right."]);
}

#[wasm_bindgen_test]
async fn it_speaks_french() {
    let tab = show_within(over(LogInState::Ready, RenewalState::Offered), "fr-FR", question()).await;
    assert_eq!(tab.text("dialog h2"), "Votre session est terminée");
    assert_eq!(tab.text(".dialog__leave"), "Pas maintenant");
    assert_eq!(tab.texts(".sign-in__link button"), ["Recevoir un nouveau lien"]);
}
