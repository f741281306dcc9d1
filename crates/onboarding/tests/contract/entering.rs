//! Goldens of coming in without a link, and of choosing one of several journeys.

use onboarding::credentials::Password;
use onboarding::id::JourneyId;
use onboarding::machine::Event;
use serde_json::json;

use super::play::play;
use super::tables::Case;
use crate::support::back_end::*;
use crate::support::visit::*;

/// `POST /internal/v1/sessions`.
const LOG_INS: &[Case] = &[
    ("account-sessions-login", &["GET /internal/v1/session"], "log-in page: under way"),
    ("account-sessions-login-closed-early", &["GET /internal/v1/session"], "log-in page: under way"),
    ("account-sessions-login-closed-user", &[], "log-in page: Closed"),
    ("account-sessions-login-nothing-to-open", &[], "log-in page: Failed(NothingToDo)"),
    ("account-sessions-login-refused", &[], "log-in page: Credentials"),
    ("account-sessions-login-too-many-requests", &[], "log-in page: Throttled(60)"),
];
/// `POST /internal/v1/session/journey`.
const CHOICES: &[Case] = &[
    ("session-journey-chosen", &["replace by /", "GET /api/v1/journeys/74590868830731170"], "waiting for the journey"),
    (
        "session-journey-unknown",
        &["complain: the back-end answered 404 NotFound"],
        "choose: 1 Another (lead), 74590868830731999 without a name (lead); failed: JourneyGone",
    ),
];

/// The names of the goldens that are played here.
pub(crate) fn played() -> impl Iterator<Item = &'static str> {
    [LOG_INS, CHOICES].into_iter().flatten().map(|(name, _, _)| *name)
}

#[test]
fn log_ins() {
    play(LOG_INS, |golden| {
        let asked = golden.asked();
        let typed = |name: &str| asked[name].as_str().unwrap().to_owned();
        let mut visit = Visit::new();
        visit.opens_address("/login").does(&[]);
        let password = Password::new(typed("password")).unwrap();
        visit.happens(Event::LogInWanted { email: typed("email"), password }).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}

#[test]
fn choices() {
    play(CHOICES, |golden| {
        let id = &golden.asked()["Journey"]["Id"];
        let journeys = json!([{"Id": 1, "Name": "Another"}, {"Id": id}]);
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(with(token_session(), json!({"Journey": null, "Journeys": journeys})))).does(&[]);
        let chosen = JourneyId::from_digits(&id.to_string()).unwrap();
        visit.happens(Event::JourneyChosen(chosen)).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}
