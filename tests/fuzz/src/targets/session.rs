//! The session, as a link, a log-in or an earlier visit opens it.

use std::sync::LazyLock;

use onboarding::api::Request;
use onboarding::config::Config;
use onboarding::machine::{Event, ListPage};
use onboarding::route::Route;
use onboarding::screen::Screen;
use serde_json::Value as Json;

use crate::golden::Golden;
use crate::visit::{LINK, NOW, Visit, journey_of, ok, status};

/// One form.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[1]));

pub(super) fn seed(golden: &Golden) -> Option<String> {
    let is_session = golden.calls("POST /internal/v1/autologin", "autologin")
        || golden.calls("GET /internal/v1/session", "session")
        || golden.calls("POST /internal/v1/session/", "");
    (is_session && golden.status() == 200).then(|| golden.body())
}

pub(super) fn run(text: &str) {
    for configuration in ["{}", r#"{"TokenStore":"tab","Locale":"fr"}"#] {
        let config = Config::parse(configuration).unwrap();
        let mut by_cookie = visit(text, config.clone());
        by_cookie.opens(Route::Journey, None).hears(ok(text));
        goes_on(&mut by_cookie, text);
        let mut by_link = visit(text, config);
        by_link.opens(Route::Autologin, Some(LINK)).hears(status(401)).hears(ok(text));
        goes_on(&mut by_link, text);
    }
}

/// The token of the text shows nowhere, unless something else of it is the same.
fn visit(text: &str, config: Config) -> Visit {
    let mut visit = Visit::new(config);
    let session: Json = serde_json::from_str(text).unwrap_or_default();
    for secret in ["Token", "UUID"].iter().filter_map(|name| session[name].as_str()) {
        if secret.len() > 12 && text.matches(secret).count() == 1 {
            visit.keeps_secret(secret);
        }
    }
    visit
}

fn goes_on(visit: &mut Visit, text: &str) {
    let back_end = |request: &Request| match request.path.as_str() {
        path if path.starts_with("/api/v1/journeys/") => ok(&JOURNEY),
        path if path.starts_with("/internal/v1/sessions") => status(404),
        _ => ok(text),
    };
    visit.hears_all(4, back_end);
    if let Screen::Choice(choice) = visit.screen() {
        for journey in choice.journeys.iter().take(3) {
            visit.happens(Event::JourneyChosen(journey.id));
            visit.hears_all(3, back_end);
        }
    }
    visit.happens(Event::StayWanted);
    visit.happens(Event::SessionsWanted(ListPage::First));
    visit.hears_all(4, back_end).at(NOW + 3600).time_passes(3).hears_all(4, back_end);
    visit.happens(Event::LogOutWanted);
}
