//! A provider's address, minted by the back-end.

use std::sync::LazyLock;

use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::route::Route;
use onboarding::screen::{Screen, StayScreen};

use crate::golden::Golden;
use crate::visit::{NOW, Visit, journey_of, ok};

/// At Veriff in a frame, and at DocuSign.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[3, 5]));

pub(super) fn seed(golden: &Golden) -> Option<String> {
    (golden.calls("POST ", "/handover") && golden.status() == 200).then(|| golden.body())
}

pub(super) fn run(text: &str) {
    let mut visit = Visit::in_journey(&JOURNEY);
    for row in visit.rows() {
        for way in [Way::Frame, Way::SameTab, Way::Tab] {
            visit.goes(Route::Activity(row.id)).happens(Event::HandoverWanted { activity: row.id, way });
            visit.hears(ok(text));
            if let Screen::Activity(screen) = visit.screen()
                && let StayScreen::Framed(frame) = &screen.visit.stay
            {
                assert!(frame.url.origin().starts_with("http") && frame.height >= frame.rules.min_height);
            }
            visit.at(NOW + 600).time_passes(1).happens(Event::VisitClosed(row.id));
            visit.hears_all(2, |_| ok(&JOURNEY)).at(NOW);
        }
    }
}
