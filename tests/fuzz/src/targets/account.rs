//! Account sessions: the answer to a log-in, to a code and to the list.

use std::sync::LazyLock;

use onboarding::api::{Channel, Request};
use onboarding::config::Config;
use onboarding::credentials::{Code, Password};
use onboarding::machine::{Event, ListPage};
use onboarding::route::Route;
use onboarding::screen::{Screen, SessionList};

use crate::golden::Golden;
use crate::visit::{SESSION, Visit, journey_of, ok};

/// One form.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[1]));

pub(super) fn seed(golden: &Golden) -> Option<String> {
    let is_account = golden.calls("POST /internal/v1/sessions", "") || golden.calls("GET /internal/v1/sessions", "");
    (is_account && golden.status() == 200).then(|| golden.body())
}

pub(super) fn run(text: &str) {
    let back_end = |request: &Request| match request.path.as_str() {
        path if path.starts_with("/api/v1/journeys/") => ok(&JOURNEY),
        "/internal/v1/session" => ok(SESSION),
        _ => ok(text),
    };
    let mut visit = Visit::new(Config::default());
    visit.opens(Route::LogIn, None);
    let password = Password::new("correct horse".to_owned()).unwrap();
    visit.happens(Event::LogInWanted { email: "john@acme.test".to_owned(), password });
    visit.hears_all(4, back_end);

    let mut visit = Visit::in_journey(&JOURNEY);
    visit.happens(Event::FilesNeedCode);
    visit.happens(Event::CodeWanted(Channel::Email));
    visit.hears_all(2, back_end);
    visit.happens(Event::CodeTyped(Code::parse("12345").unwrap()));
    visit.hears_all(3, back_end);

    visit.goes(Route::Sessions).hears_all(2, back_end);
    for page in [ListPage::Older, ListPage::Newer, ListPage::First] {
        visit.happens(Event::SessionsWanted(page));
        visit.hears_all(2, back_end);
        let Screen::Sessions(screen) = visit.screen() else { continue };
        let SessionList::Here(rows) = screen.list else { continue };
        if let Some(row) = rows.last() {
            visit.happens(Event::SessionEndWanted(row.id.clone()));
            visit.hears_all(2, back_end);
        }
    }
    visit.happens(Event::OtherSessionsEndWanted);
    visit.hears_all(6, back_end);
}
