//! The visit that a browser keeps for a start without a network.

use onboarding::api::CallError;
use onboarding::config::Config;
use onboarding::machine::{Effect, Event};
use onboarding::route::Route;
use onboarding::snapshot::Snapshot;
use serde_json::{Value as Json, json};

use crate::golden::Golden;
use crate::visit::{JOURNEY, NOW, SESSION, Visit, ok, status};

/// A journey, as it is kept with a session that a cookie carries.
pub(super) fn seed(golden: &Golden) -> Option<String> {
    let mut session: Json = serde_json::from_str(SESSION).unwrap_or_default();
    let (user, journey) = (session["User"]["Id"].clone(), golden.body());
    session.as_object_mut()?.retain(|name, _| !matches!(name.as_str(), "Token" | "UUID"));
    let kept = json!({
        "User": user, "At": NOW - 60, "Until": NOW + 3540, "Skew": 2, "Token": null, "Session": session.to_string(),
        "Journey": journey, "ETag": golden.header("ETag"),
    });
    (golden.calls("GET /api/v1/journeys/", "") && golden.status() == 200).then(|| kept.to_string())
}

pub(super) fn run(text: &str) {
    let Some(snapshot) = Snapshot::from_text(text) else { return };
    assert_eq!(Snapshot::from_text(&snapshot.to_text()).as_ref(), Some(&snapshot), "it is read as it was written");
    assert_eq!(format!("{snapshot:?}"), format!("Snapshot({})", snapshot.user));
    let mut visit = Visit::new(Config::default());
    visit.finds(snapshot.clone());
    visit.opens(Route::Journey, None).breaks(CallError::Unreachable);
    let is_open = visit.model().user().is_some();
    assert!(!is_open || snapshot.is_valid(NOW), "what is kept for too long is opened");
    for row in visit.rows().into_iter().take(6) {
        visit.goes(Route::Activity(row.id));
    }
    // There is a network again, and somebody, or nobody, is here.
    visit.at(NOW + 5).time_passes(3);
    for effect in visit.happens(Event::Online) {
        assert!(!matches!(effect, Effect::SendOnce(..)), "something goes out before it is known who is here");
    }
    visit.hears(ok(SESSION)).hears_all(4, |_| ok(JOURNEY)).time_passes(2).hears(status(401));
    visit.at(NOW + 4000).time_passes(2);
}
