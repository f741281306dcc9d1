//! Whose link, which journey: `src/screens/switching.rs` and `src/screens/choice.rs`.

use onboarding::failure::Failure;
use onboarding::id::JourneyId;
use onboarding::journey::{JourneyStatus, Role};
use onboarding::screen::{ChoiceScreen, Person, Screen, SwitchingScreen};
use onboarding::session::JourneyChoice;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::tab::{show, show_in};

fn here_is(name: Option<&str>, email: Option<&str>) -> Screen {
    let person = Person { name: name.map(str::to_owned), email: email.map(str::to_owned) };
    Screen::Switching(SwitchingScreen { person })
}

fn id(id: i64) -> JourneyId {
    JourneyId::from_digits(&id.to_string()).unwrap()
}

fn journey(number: i64, name: Option<&str>, role: Role, status: JourneyStatus) -> JourneyChoice {
    JourneyChoice { id: id(number), name: name.map(str::to_owned), role, status }
}

fn choice() -> ChoiceScreen {
    let journeys = vec![
        journey(1, Some("Opening an account"), Role::Lead, JourneyStatus::InProgress),
        journey(2, Some("A loan"), Role::Stakeholder, JourneyStatus::Completed),
        journey(3, None, Role::Lead, JourneyStatus::Cancelled),
    ];
    ChoiceScreen { journeys, opening: None, failure: None }
}

#[wasm_bindgen_test]
async fn whoever_is_here_is_named_before_a_link_is_opened() {
    for (name, email, title, go_on) in [
        (
            Some("John Doe"),
            Some("j•••@gmail.com"),
            "You are already here as John Doe (j•••@gmail.com)",
            "Go on as John Doe",
        ),
        (Some("John Doe"), None, "You are already here as John Doe", "Go on as John Doe"),
        (None, Some("j•••@gmail.com"), "You are already here as j•••@gmail.com", "Go on as j•••@gmail.com"),
        (None, None, "Somebody is already here", "Go on as before"),
    ] {
        let tab = show(here_is(name, email)).await;
        assert_eq!(tab.text("h1"), title);
        assert!(tab.has_focus("h1"));
        assert_eq!(tab.texts("main button"), [go_on, "Open the link"], "what changes nothing comes first");
        assert!(tab.has("main .button:not(.button--secondary)"));
        assert!(tab.text("main .message__text").contains("may be for somebody else"));
        assert!(tab.text("main .message__detail").contains("logged out on this device"));
    }
}

#[wasm_bindgen_test]
async fn each_journey_is_a_button_that_says_where_it_stands() {
    let tab = show(Screen::Choice(choice())).await;
    assert_eq!(tab.text("h1"), "Your journeys");
    assert!(tab.has_focus("h1"));
    assert_eq!(tab.texts("main li button"), ["Opening an account", "A loan", "Journey"]);
    let described = |index: usize| tab.descriptions(&format!("main li:nth-child({index}) button"));
    assert_eq!(described(1), ["In progress"]);
    assert_eq!(described(2), ["Completed", "You take part in it"]);
    assert_eq!(described(3), ["Stopped"]);
}

#[wasm_bindgen_test]
async fn the_one_that_is_being_opened_says_so_and_what_fails_is_told() {
    let tab = show(Screen::Choice(choice())).await;
    tab.focuses("main li:nth-child(2) button");
    tab.change(Screen::Choice(ChoiceScreen { opening: Some(id(2)), ..choice() })).await;
    assert_eq!(tab.texts("main li .tag"), ["In progress", "Opening…", "Stopped"]);
    assert_eq!(tab.attributes("main li button", "aria-disabled"), ["true"; 3]);
    assert_eq!(tab.text("main [role=status]"), "Opening the journey…");
    assert!(tab.has_focus("main li:nth-child(2) button"));
    tab.change(Screen::Choice(ChoiceScreen { failure: Some(Failure::JourneyGone), ..choice() })).await;
    assert_eq!(tab.text("main [role=alert] .notice__title"), "We cannot find your journey");
    assert_eq!(tab.attributes("main li button", "aria-disabled"), [""; 3]);
    assert!(tab.has_focus("main li:nth-child(2) button"));
}

#[wasm_bindgen_test]
async fn both_speak_french() {
    let tab = show_in("fr-FR", here_is(Some("Jeanne Petit"), None)).await;
    assert_eq!(tab.text("h1"), "Une session est déjà ouverte : Jeanne Petit");
    let tab = show_in("fr-FR", Screen::Choice(choice())).await;
    assert_eq!(tab.texts("main li .tag"), ["En cours", "Terminé", "Arrêté"]);
}
