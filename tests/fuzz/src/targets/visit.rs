//! The visit to a provider that a tab keeps through a reload.

use onboarding::config::Config;
use onboarding::machine::{Arrival, Event, KeptVisit};
use onboarding::route::Route;

use crate::visit::{JOURNEY, SESSION, Visit, check_address, ok};

pub(super) fn run(text: &str) {
    let Some(kept) = KeptVisit::parse(text) else { return };
    let mut again = String::new();
    kept.keep(|text| again.push_str(text));
    assert_eq!(KeptVisit::parse(&again).as_ref(), Some(&kept), "a visit is read as it was written");
    let written: serde_json::Value = serde_json::from_str(&again).unwrap();
    written["Frame"].as_str().into_iter().for_each(check_address);
    let mut visit = Visit::new(Config::default());
    let (route, arrival) = (Route::Journey, Arrival::Reload);
    visit.happens(Event::Started { route, link: None, token: None, visible: true, arrival, visit: Some(kept) });
    visit.hears(ok(SESSION)).hears_all(5, |_| ok(JOURNEY)).time_passes(3);
    for row in visit.rows() {
        visit.goes(Route::Activity(row.id));
    }
}
