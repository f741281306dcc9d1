//! Visits to providers: the address that is minted, the claims that are told, and the completions that come of them.

use onboarding::machine::Event;
use onboarding::provider::{Message, Way};
use onboarding::screen::Screen;
use serde_json::{Value as Json, json};

use super::golden::Golden;
use super::play::play;
use super::tables::{HANDOVERS, OUTCOMES};
use crate::support::back_end::*;
use crate::support::visit::*;

/// A visit to the golden's activity.
fn visit_of(golden: &Golden, activity: Json) -> (Visit, onboarding::id::ActivityId) {
    let id: i64 = golden.path().split('/').nth(4).unwrap().parse().unwrap();
    let visit = Visit::in_journey(token_session(), journey([with(activity, json!({"Id": id, "Name": "Visited"}))]));
    (visit, activity_id(id))
}

#[test]
fn handovers() {
    play(HANDOVERS, |golden| {
        let (mut visit, activity) = visit_of(golden, identity(1));
        visit.happens(Event::HandoverWanted { activity, way: Way::Frame }).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}

#[test]
fn outcomes() {
    play(OUTCOMES, |golden| {
        let (task, url, message) = match golden.asked()["Message"].as_str() {
            Some("Declined") => {
                let rejected = json!({"action": "document-rejected", "data": null});
                let message = Message::new(rejected.to_string(), false);
                (contract(1, "Documenso"), "https://app.documenso.com/embed/sign/example", message)
            }
            Some("Finished") => {
                (identity(1), "https://magic.veriff.me/v/example", Message::new("VERIFF_FINISHED".to_owned(), true))
            }
            other => panic!("{}: who claims {other:?}?", golden.name),
        };
        let (mut visit, activity) = visit_of(golden, task);
        visit.happens(Event::HandoverWanted { activity, way: Way::Frame }).ignores_effects();
        visit.hears(minted(url)).ignores_effects();
        let (message, key) = (message.unwrap(), "key".to_owned());
        visit.happens(Event::FrameSaid { activity, message, covers: false, key, time_spent: 1 });
        visit.does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}

/// The activity that a golden completes, before it does.
fn before(golden: &Golden) -> (Visit, onboarding::id::ActivityId) {
    let done: Json = serde_json::from_str(&golden.answer().body).unwrap();
    let open = json!({"Status": "InProgress", "AwaitingResult": false});
    let activity = with(done["Stages"][0]["Activities"][0].clone(), open);
    let visit = Visit::in_journey(token_session(), journey([activity]));
    let Screen::Activity(screen) = visit.screen() else { panic!("{}: the activity is open", golden.name) };
    (visit, screen.id)
}

fn key_and_time(golden: &Golden) -> (String, u64) {
    let key = golden.asked_header("Idempotency-Key").unwrap().to_owned();
    (key, golden.asked()["TimeSpent"].as_u64().unwrap())
}

#[test]
fn a_golden_booking_is_what_calendly_s_message_makes() {
    let golden = Golden::read("completion-calendly");
    let (mut visit, activity) = before(&golden);
    let (event, invitee) = (&golden.asked()["Event"]["URI"], &golden.asked()["Invitee"]["URI"]);
    let booked = json!({
        "event": "calendly.event_scheduled", "payload": {"event": {"uri": event}, "invitee": {"uri": invitee}},
    });
    let message = Message::new(booked.to_string(), false).unwrap();
    let (key, time_spent) = key_and_time(&golden);
    visit.happens(Event::FrameSaid { activity, message, covers: false, key, time_spent }).does(&[golden.call()]);
    golden.is_asked_by(visit.request());
}

#[test]
fn a_golden_outcome_is_what_the_lead_declares() {
    for name in ["completion-identity-verification", "completion-signature-provider"] {
        let golden = Golden::read(name);
        let (mut visit, activity) = before(&golden);
        let (key, time_spent) = key_and_time(&golden);
        visit.happens(Event::FinishClaimed { activity, key: "unused".to_owned(), time_spent: 1 }).ignores_effects();
        // The back-end does not know; the lead does.
        visit.hears(html(404)).ignores_effects();
        visit.happens(Event::FinishClaimed { activity, key, time_spent }).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
    }
}
