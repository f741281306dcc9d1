//! Every screen that is no activity.

use onboarding::calendar::DateTime;
use onboarding::config::Config;
use onboarding::failure::{Failure, NextStep};
use onboarding::id::JourneyId;
use onboarding::journey::{JourneyStatus, Role};
use onboarding::redirect::RedirectUrl;
use onboarding::screen::{
    ChoiceScreen, ClosingScreen, Device, EndingState, FailedScreen, LogInRefusal, LogInScreen, LogInState, Person,
    RenewalState, Rest, RowState, Screen, SessionList, SessionRow, SessionsScreen, SwitchingScreen, Waiting,
};
use onboarding::session::{AccountId, JourneyChoice};

use super::{Content, Example, parts, screen, within};
use crate::effects::clock;
use crate::screens::bad_configuration;

pub(super) fn examples() -> Vec<Example> {
    [entrance(), failures(), journeys(), closings(), sessions()].into_iter().flatten().collect()
}

fn entrance() -> Vec<Example> {
    let outside = |name: &str, screen| within(name, parts::nobody(), screen);
    let log_in = |name: &str, state| outside(name, Screen::LogIn(LogInScreen { state }));
    let refused = |refusal| LogInState::Refused(refusal);
    let choice = |name: &str, opening: Option<JourneyId>, failure| {
        screen(name, Screen::Choice(ChoiceScreen { journeys: choices(), opening, failure }))
    };
    let person = Person { name: Some("Jeanne Petit".to_owned()), email: Some("j•••@example.com".to_owned()) };
    vec![
        outside("waiting-for-link", Screen::Waiting(Waiting::Link)),
        outside("waiting-for-journey", Screen::Waiting(Waiting::Journey)),
        outside("confirm", Screen::Confirm),
        log_in("log-in", LogInState::Ready),
        log_in("log-in-under-way", LogInState::UnderWay),
        log_in("log-in-refused", refused(LogInRefusal::Credentials)),
        log_in("log-in-closed", refused(LogInRefusal::Closed)),
        log_in("log-in-throttled", refused(LogInRefusal::Throttled(clock::epoch_seconds() + 600))),
        log_in("log-in-failed", refused(LogInRefusal::Failed(Failure::Broken))),
        screen("switching", Screen::Switching(SwitchingScreen { person })),
        choice("choice", None, None),
        choice("choice-opening", JourneyId::from_digits("2"), None),
        choice("choice-failed", None, Some(Failure::JourneyGone)),
        outside("signed-out", Screen::SignedOut),
        screen("not-found", Screen::NotFound),
        Example { name: "bad-configuration".to_owned(), content: Content::Whole(problem) },
    ]
}

fn problem() -> leptos::prelude::AnyView {
    use leptos::prelude::IntoAny;
    Config::parse(r#"{"Settle":-1}"#).err().map(|problem| bad_configuration::view(&problem).into_any()).into_any()
}

fn choices() -> Vec<JourneyChoice> {
    let journey = |id: &str, name: Option<&str>, role, status| {
        Some(JourneyChoice { id: JourneyId::from_digits(id)?, name: name.map(str::to_owned), role, status })
    };
    let journeys = [
        journey("1", Some("Opening an account"), Role::Lead, JourneyStatus::InProgress),
        journey("2", Some("A loan"), Role::Stakeholder, JourneyStatus::Completed),
        journey("3", None, Role::Lead, JourneyStatus::Cancelled),
    ];
    journeys.into_iter().flatten().collect()
}

fn failures() -> Vec<Example> {
    let failed = |name: &str, failure, next, renewal, retries| {
        within(name, parts::nobody(), Screen::Failed(FailedScreen { failure, next, renewal, retries }))
    };
    let link = |name: &str, renewal| failed(name, Failure::LinkUsed, NextStep::NewLink, renewal, false);
    let none = RenewalState::NotOffered;
    vec![
        link("failed-link", RenewalState::Offered),
        link("failed-link-asking", RenewalState::Asking),
        link("failed-link-sent", RenewalState::Sent),
        link("failed-link-not-sent", RenewalState::Failed(Failure::Unreachable)),
        failed("failed-signed-out", Failure::SignedOut, NextStep::LogIn, none, false),
        failed("failed-retry", Failure::NotLoaded, NextStep::Retry, none, false),
        failed("failed-retrying", Failure::Broken, NextStep::Retry, none, true),
        failed("failed-busy", Failure::Busy(Some(600)), NextStep::Retry, none, true),
        failed("failed-offline", Failure::Offline, NextStep::Retry, none, true),
        failed("failed-journey", Failure::NotFound, NextStep::Journey, none, false),
        failed("failed-contact", Failure::Cancelled, NextStep::Contact, none, false),
    ]
}

fn journeys() -> Vec<Example> {
    let states = [
        ("Tell us about your company", RowState::Next, true),
        ("Read our terms", RowState::ToDo, true),
        ("Send your certificate", RowState::Unsent, true),
        ("Your name", RowState::Completed, true),
        ("Verify your identity", RowState::BeingChecked, true),
        ("Check the file", RowState::WaitingForOthers, false),
        ("Meet us in the virtual lobby", RowState::ContactUs, true),
        ("Choose your first project", RowState::NotYet, false),
    ];
    let rows = (1..).zip(states).map(|(id, (name, state, opens))| parts::row(id, name, state, opens));
    let all = parts::stage("Every state", rows);
    let nameless = parts::stage("", [parts::row(20, "", RowState::Next, true)]);
    vec![
        screen("journey", Screen::Journey(parts::journey(vec![all.clone(), nameless]))),
        screen("journey-empty", Screen::Journey(parts::journey(Vec::new()))),
        screen(
            "journey-of-one",
            Screen::Journey(parts::journey(vec![parts::stage("One", all.rows.into_iter().take(1).map(Some))])),
        ),
    ]
}

fn closings() -> Vec<Example> {
    let stages = std::sync::Arc::new(vec![parts::stage(
        "First steps",
        [
            parts::row(1, "Your company", RowState::Completed, true),
            parts::row(2, "Our check", RowState::WaitingForOthers, false),
        ],
    )]);
    let url = RedirectUrl::parse("https://www.example.com/welcome");
    let closing = |name: &str, rest, redirect: &Option<RedirectUrl>| {
        screen(name, Screen::Closing(ClosingScreen { redirect: redirect.clone(), rest, stages: stages.clone() }))
    };
    let mut examples = vec![
        closing("closing", Rest::Nothing, &None),
        closing("closing-with-a-way-on", Rest::Nothing, &url),
        closing("closing-others", Rest::Others, &None),
        closing("closing-later", Rest::Lead, &None),
        closing("closing-something-new", Rest::ToDo, &None),
        screen("settling", Screen::Settling),
    ];
    examples.extend(url.map(|url| screen("leaving", Screen::Leaving(url))));
    examples
}

fn sessions() -> Vec<Example> {
    let sessions = |name: &str, list, ending_others| {
        let has_more = matches!(list, SessionList::Here(_));
        let sessions = SessionsScreen { list, has_newer: false, has_older: has_more, ending_others };
        screen(name, Screen::Sessions(sessions))
    };
    let failed = EndingState::Failed(Failure::Broken);
    vec![
        sessions("sessions", SessionList::Here(rows(EndingState::Ready)), EndingState::Ready),
        sessions("sessions-ending", SessionList::Here(rows(EndingState::UnderWay)), EndingState::Ready),
        sessions("sessions-not-ended", SessionList::Here(rows(failed)), failed),
        sessions("sessions-ending-others", SessionList::Here(rows(EndingState::Ready)), EndingState::UnderWay),
        sessions("sessions-loading", SessionList::Loading, EndingState::Ready),
        sessions("sessions-failed", SessionList::Failed(Failure::Broken), EndingState::Ready),
    ]
}

fn rows(ending: EndingState) -> Vec<SessionRow> {
    let row = |id: &str, is_this, browser, system, ending| {
        Some(SessionRow {
            id: AccountId::parse(id)?,
            is_this,
            device: Device { browser, system },
            place: is_this.then(|| "Paris, France".to_owned()),
            last_used: DateTime::from_minutes(29_000_000),
            begun: DateTime::from_minutes(28_900_000),
            secured: is_this,
            ending,
        })
    };
    let rows = [
        row("a", true, Some("Safari"), Some("iOS"), EndingState::Ready),
        row("b", false, Some("Firefox"), Some("Android"), ending),
        row("c", false, None, None, EndingState::Ready),
    ];
    rows.into_iter().flatten().collect()
}
