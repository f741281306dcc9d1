//! Calendly: its address is known ahead, and its booking completes the activity.

use onboarding::provider::Way;
use serde_json::json;

use super::*;

const INLINE: &str = "https://calendly.com/acme/intro?embed_type=Inline&embed_domain=1&name=John%20Doe&first_name=John&last_name=Doe&utm_content=1";

fn booked() -> Json {
    json!({"event": "calendly.event_scheduled", "payload": {
        "event": {"uri": "https://api.calendly.com/scheduled_events/A"},
        "invitee": {"uri": "https://api.calendly.com/scheduled_events/A/invitees/B"},
    }})
}

#[test]
fn a_slot_is_booked_and_both_addresses_are_sent_once() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([meeting(1)]))).does(&["replace by /activities/1", "wait 10 s"]);
    visit.shows(&in_frame(INLINE, ""));
    visit.frame_tells(1, &json!({"event": "calendly.event_type_viewed", "payload": {}})).does(&[]);
    visit.frame_tells(1, &booked()).does(&["POST /internal/v1/activities/1/completion"]);
    let sent = json!({
        "Event": {"URI": "https://api.calendly.com/scheduled_events/A"},
        "Invitee": {"URI": "https://api.calendly.com/scheduled_events/A/invitees/B"},
        "TimeSpent": 42,
    });
    assert_eq!(body(visit.request()), sent);
    visit.frame_tells(1, &booked()).does(&[]);
    visit.hears(ok(journey([done(meeting(1))]))).does(&["go to /done"]).shows("closing page: all done: 1 done");
}

#[test]
fn the_invitee_s_address_is_filled_in_where_it_is_known() {
    let known = json!({"JourneyData": [
        {"DataPoint": {"Id": 9, "Type": "Text"}, "StringValue": "not@this"},
        {"DataPoint": {"Id": 10, "Type": "Email"}, "StringValue": "john@journey.test"},
    ]});
    let with_prefs = json!({"User": {"Id": 5, "ContactPrefs": {"Email": "john@prefs.test"}}});
    let with_email = json!({"User": {"Id": 5, "Email": "john@user.test", "ContactPrefs": {"Email": "no@prefs.test"}}});
    for (more, email) in [(json!({}), "journey"), (with_prefs, "prefs"), (with_email, "user")] {
        let visit = Visit::in_journey(with(session(), more), with(journey([meeting(1)]), known.clone()));
        let shown = crate::support::words::screen(&visit.screen());
        assert!(shown.contains(&format!("&email=john%40{email}.test&")), "{shown}");
    }
}

#[test]
fn a_booking_that_did_not_arrive_is_sent_again_and_not_made_again() {
    let mut visit = Visit::in_journey(session(), journey([meeting(1)]));
    visit.frame_tells(1, &booked()).does(&["POST /internal/v1/activities/1/completion"]);
    let first = visit.request().clone();
    visit.hears(html(504)).complains_and_does(&["wait 0.5 s"]);
    visit.shows(&in_frame(INLINE, ", sending again after TimedOut"));
    visit.time_passes().does(&[]).time_passes().does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(*visit.request(), first, "the same key and body");
}

#[test]
fn a_booking_that_the_back_end_does_not_know_of_yet_is_another_attempt_later() {
    let mut visit = Visit::in_journey(session(), journey([meeting(1)]));
    visit.frame_tells(1, &booked()).does(&["POST /internal/v1/activities/1/completion"]);
    let first = visit.request().clone();
    visit.hears(problem_with(409, "NotConfirmed", json!({"Journey": journey([meeting(1)])}))).does(&["wait 2 s"]);
    visit.shows(&in_frame(INLINE, ", not confirmed"));
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(body(visit.request()), body(&first));
    assert_ne!(header(visit.request(), "Idempotency-Key"), header(&first, "Idempotency-Key"));
}

#[test]
fn without_a_booking_the_back_end_is_asked_as_often_as_the_lead_likes() {
    let mut visit = Visit::in_journey(session(), journey([meeting(1)]));
    for _ in 0..2 {
        visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
        visit.hears(ok(journey([meeting(1)]))).does(&["wait 2 s"]).shows(&in_frame(INLINE, ", not confirmed"));
    }
}

#[test]
fn in_a_tab_of_its_own_it_is_an_ordinary_page() {
    let mut visit = Visit::in_journey(session(), journey([meeting(1)]));
    let page = "https://calendly.com/acme/intro?name=John%20Doe&first_name=John&last_name=Doe&utm_content=1";
    visit.sets_out(1, Way::Tab).does(&[&format!("open a tab for {page}"), "wait 2 s"]);
    visit.shows(&format!("activity 1: to do at a provider, elsewhere (Tab) {page}"));
    visit.sets_out(1, Way::Frame).does(&["wait 10 s"]).shows(&in_frame(INLINE, ""));
    visit.sets_out(1, Way::Phone).does(&[]).sets_out(1, Way::SameTab).does(&[]);
}

#[test]
fn an_address_that_cannot_be_used_is_shown_as_unsupported_and_the_rest_goes_on() {
    for url in [json!("http://calendly.com/acme"), json!("javascript:alert(1)"), json!("/acme"), json!(7), Json::Null] {
        let broken = with(meeting(1), json!({"Settings": {"URL": url}}));
        let mut visit = Visit::in_journey(session(), journey([broken, form(2)]));
        visit.shows("tasks, 0 of 2 done: 1 contact us, 2 next");
        visit.goes("/activities/1").does(&[]).shows("activity 1: to do, unsupported");
    }
}
