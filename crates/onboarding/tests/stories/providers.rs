//! Activities at a provider: the address is minted on the click, the frame only hints, the back-end decides.

mod calendly;
mod elsewhere;
mod frame;
mod refusals;
mod verdict;

use onboarding::machine::Event;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

const VERIFF: &str = "https://magic.veriff.me/v/example";
const DOCUMENSO: &str = "https://app.documenso.com/embed/sign/example#fragment";

/// A visit whose frame is on the page of activity 1, the only one.
fn framed(activity: Json, url: &str) -> Visit {
    let mut visit = Visit::in_journey(session(), journey([activity]));
    visit.sets_out(1, onboarding::provider::Way::Frame).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted(url)).does(&["wait 10 s"]).shows(&in_frame(url, ""));
    visit
}

/// Activity 1 with its frame, put in once.
fn in_frame(url: &str, rest: &str) -> String {
    format!("activity 1: to do at a provider, frame 1 of {url}{rest}")
}

/// What Documenso's frame posts.
fn documenso(action: &str) -> Json {
    json!({"action": action, "data": {"token": "example", "documentId": 1}})
}

/// The lead asks whether the back-end knows more.
fn status_wanted() -> Event {
    Event::StatusWanted(activity_id(1))
}
