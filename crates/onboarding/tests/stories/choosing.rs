//! Several journeys of one person: one is chosen, before the first is open or beside the one that is.

use onboarding::api::CallError;
use onboarding::id::JourneyId;
use onboarding::machine::{Arrival, Event};
use onboarding::tabs::Word;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;
use crate::support::words;

const TAB: &str = r#"{"TokenStore":"tab"}"#;
const SESSION: &str = "GET /internal/v1/session";
const CHOICE: &str = "POST /internal/v1/session/journey";
const CHOOSE: &str = "choose: 71 Loan (lead), 70 Account (stakeholder), 72 without a name (lead)";

fn journeys() -> Json {
    json!({"Journeys": [
        {"Id": 71, "Name": "Loan", "Status": "InProgress", "Role": "Lead"},
        {"Id": 70, "Name": "Account", "Status": "InProgress", "Role": "Stakeholder"},
        {"Id": "72", "Name": " ", "Status": "Completed"},
    ]})
}

/// A session in none of them.
fn undecided() -> Json {
    with(with(session(), journeys()), json!({"Journey": null, "Role": null}))
}

/// A session in one of them.
fn chosen(id: i64) -> Json {
    with(with(session(), journeys()), json!({"Journey": {"Id": id}}))
}

fn chooses(id: i64) -> Event {
    Event::JourneyChosen(JourneyId::from_digits(&id.to_string()).unwrap())
}

/// The choice, by a link.
fn choosing() -> Visit {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(undecided())).does(&[]).shows(CHOOSE);
    visit
}

/// In the journey 70, with others to choose from.
fn in_one() -> Visit {
    Visit::in_journey(chosen(70), journey([form(1), form(2)]))
}

#[test]
fn of_several_journeys_the_lead_chooses_one() {
    let mut visit = choosing();
    assert_eq!(visit.page().person.as_deref(), Some("John Doe"));
    visit.happens(chooses(71)).does(&[CHOICE]).shows(&format!("{CHOOSE}; opening 71"));
    assert_eq!(body(visit.request()), json!({"Journey": {"Id": 71}}));
    assert_eq!(header(visit.request(), "Content-Type"), Some("application/json"));
    assert!(visit.request().with_cookies);
    visit.happens(chooses(70)).does(&[]).happens(chooses(71)).does(&[]);
    visit.hears(ok(chosen(71))).does(&["replace by /", "GET /api/v1/journeys/71"]).shows("waiting for the journey");
    visit.hears(ok(with(journey([form(3)]), json!({"Id": 71})))).does(&["replace by /activities/3"]);
    visit.ignores_everything_late();
}

#[test]
fn only_what_is_offered_can_be_chosen() {
    choosing().happens(chooses(73)).does(&[]).shows(CHOOSE);
    Visit::in_journey(session(), journey([form(1)])).happens(chooses(70)).does(&[]);
    Visit::new().happens(chooses(70)).does(&[]);
}

#[test]
fn the_only_journey_opens_by_itself_at_the_address_that_was_asked_for() {
    let one = json!({"Journey": null, "Journeys": [{"Id": 70, "Name": "Account"}]});
    let mut visit = Visit::new();
    visit.opens_address("/activities/2").does(&[SESSION]).hears(ok(with(session(), one.clone()))).does(&[CHOICE]);
    visit.shows("waiting for the journey").hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([form(1), form(2)]))).does(&[]).shows("activity 2: to do").ignores_everything_late();

    let mut visit = Visit::new();
    visit.opens_link().hears(ok(with(session(), one))).does(&[CHOICE]).fails(CallError::Unreachable).does(&[]);
    visit.shows("choose: 70 Account (lead); failed: Unreachable").happens(chooses(70)).does(&[CHOICE]);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
}

#[test]
fn without_any_journey_there_is_nothing_to_do() {
    for journeys in [json!([]), json!(null), json!([{"Name": "Loan"}]), json!("x")] {
        let none = json!({"Journey": null, "Journeys": journeys});
        Visit::new().opens_link().hears(ok(with(session(), none))).does(&[]).shows("stopped: NothingToDo → Contact");
    }
}

#[test]
fn the_token_signs_the_choice_and_stays_unless_another_comes() {
    for (again, keeping) in [(json!({}), &[][..]), (json!({"Token": "another"}), &["keep the token"])] {
        let mut visit = Visit::configured(TAB);
        visit.opens_link().hears(ok(with(undecided(), json!({"Token": TOKEN})))).does(&["keep the token"]);
        visit.happens(chooses(70)).does(&[CHOICE]);
        assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
        assert!(!visit.request().with_cookies);
        visit.hears(ok(with(chosen(70), again.clone())));
        visit.does(&[keeping, &["replace by /", "GET /api/v1/journeys/70"]].concat());
        let token = again["Token"].as_str().unwrap_or(TOKEN);
        assert_eq!(header(visit.request(), "Authorization"), Some(format!("Bearer {token}").as_str()));
    }
}

#[test]
fn every_digit_of_a_journey_is_kept() {
    for id in [json!(9_007_199_254_740_993_i64), json!("9007199254740993")] {
        let two = json!({"Journey": null, "Journeys": [{"Id": id, "Name": "Big"}, {"Id": 1, "Name": "Small"}]});
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(with(session(), two))).does(&[]);
        visit.happens(chooses(9_007_199_254_740_993)).does(&[CHOICE]);
        assert_eq!(visit.request().body.as_deref(), Some(r#"{"Journey":{"Id":9007199254740993}}"#));
    }
}

#[test]
fn a_choice_that_fails_is_told_and_stays() {
    for (response, failure) in [
        (problem(404, "NotFound"), "JourneyGone"),
        (problem(403, "Forbidden"), "NotAllowed"),
        (html(422), "NotLoaded"),
        (html(502), "Broken"),
        (busy(503, "30"), "Busy(None)"),
        (ok(undecided()), "Unreadable"),
        (html(200), "Unreadable"),
    ] {
        let mut visit = choosing();
        visit.happens(chooses(71)).does(&[CHOICE]).hears(response).complains();
        visit.shows(&format!("{CHOOSE}; failed: {failure}")).happens(chooses(70)).does(&[CHOICE]);
        visit.shows(&format!("{CHOOSE}; opening 70"));
    }
    let mut visit = choosing();
    visit.happens(chooses(71)).does(&[CHOICE]).fails(CallError::TimedOut).does(&[]);
    visit.shows(&format!("{CHOOSE}; failed: TimedOut"));
}

#[test]
fn a_session_that_is_over_lets_nothing_be_chosen() {
    let mut visit = Visit::configured(TAB);
    visit.opens_link().hears(ok(with(undecided(), json!({"Token": TOKEN})))).does(&["keep the token"]);
    visit.happens(chooses(71)).does(&[CHOICE]).hears(problem(401, "SessionEnded")).does(&["forget the token"]);
    visit.shows("stopped: SessionEnded → NewLink, new link offered");
}

// Beside a journey.

#[test]
fn another_journey_can_be_chosen_and_back_leads_to_the_one_that_is_open() {
    let mut visit = in_one();
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    visit.goes("/journeys").does(&[]).shows(CHOOSE);
    // What is under way goes on meanwhile.
    visit
        .hears(problem_with(422, "Invalid", json!({"Errors": [{"DataPoint": {"Id": 10}, "Code": "Format"}]})))
        .does(&[]);
    visit.shows(CHOOSE).goes("/activities/1").does(&[]);
    visit.shows("activity 1: to do, refused: 10 Format").ignores_everything_late();
}

#[test]
fn choosing_another_journey_opens_that() {
    let mut visit = in_one();
    visit.goes("/journeys").does(&[]).happens(chooses(71)).does(&[CHOICE]).shows(&format!("{CHOOSE}; opening 71"));
    visit.happens(chooses(72)).does(&[]).hears(ok(chosen(71))).does(&["replace by /", "GET /api/v1/journeys/71"]);
    visit.hears(ok(with(journey([form(3)]), json!({"Id": 71})))).does(&["replace by /activities/3"]);
    visit.ignores_everything_late();
}

/// The session is in that journey now, wherever the lead has gone meanwhile.
#[test]
fn a_choice_counts_even_where_the_lead_went_back_meanwhile() {
    let mut visit = in_one();
    visit.goes("/journeys").does(&[]).happens(chooses(71)).does(&[CHOICE]).goes("/activities/1").does(&[]);
    visit.shows("activity 1: to do").hears(ok(chosen(71))).does(&["replace by /", "GET /api/v1/journeys/71"]);
}

#[test]
fn choosing_the_open_journey_goes_back_to_it_and_nothing_of_it_is_lost() {
    let mut visit = in_one();
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&["POST /internal/v1/activities/1/completion"]);
    visit
        .fails(CallError::Unreachable)
        .does(&["wait 0.5 s"])
        .goes("/journeys")
        .does(&[])
        .happens(chooses(70))
        .does(&[CHOICE]);
    visit.hears(ok(chosen(70))).does(&["replace by /"]).shows("tasks, 0 of 2 done: 1 not sent yet, 2 next");
    visit
        .goes("/activities/1")
        .does(&[])
        .shows("activity 1: to do, sending again after Unreachable")
        .sends(1, "Anvils");
    visit.does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
    visit.ignores_everything_late();
}

#[test]
fn choosing_the_open_journey_that_is_done_goes_back_to_it_as_well() {
    let mut visit = Visit::in_journey(chosen(70), journey([done(form(1))]));
    visit.goes("/journeys").does(&[]).shows(CHOOSE).happens(chooses(70)).does(&[CHOICE]).hears(ok(chosen(70)));
    visit.does(&["replace by /"]).shows("tasks, 1 of 1 done: 1 done");
}

/// Where a cookie carries the session, they are in that journey too.
#[test]
fn other_tabs_hear_of_another_journey_only() {
    let mut visit = in_one();
    visit
        .goes("/journeys")
        .does(&[])
        .happens(chooses(70))
        .does(&[CHOICE])
        .hears(ok(chosen(70)))
        .does(&["replace by /"]);
    assert_eq!(visit.tells(), []);
    visit.goes("/journeys").does(&[]).happens(chooses(71)).does(&[CHOICE]).hears(ok(chosen(71))).ignores_effects();
    assert_eq!(visit.tells(), [Word::SessionChanged(visit.model().user().unwrap())]);
    let mut visit = choosing();
    visit.tells();
    visit.happens(chooses(71)).does(&[CHOICE]).hears(ok(chosen(71))).ignores_effects();
    assert_eq!(visit.tells(), [Word::SessionChanged(visit.model().user().unwrap())]);
}

#[test]
fn a_failed_choice_leaves_the_open_journey_as_it_is() {
    let mut visit = in_one();
    visit.goes("/journeys").does(&[]).happens(chooses(71)).does(&[CHOICE]).hears(problem(404, "NotFound")).complains();
    visit.shows(&format!("{CHOOSE}; failed: JourneyGone")).goes("/").does(&[]);
    visit.shows("tasks, 0 of 2 done: 1 next, 2 to do").goes("/journeys").does(&[]).shows(CHOOSE);
    visit.happens(chooses(71)).does(&[CHOICE]).hears(problem(401, "SessionEnded")).does(&[]);
    assert_eq!(words::log_in_state(&visit.page().sign_in.expect("the session is over")), "");
    visit.goes("/").does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
}

#[test]
fn who_has_one_journey_is_shown_that() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/journeys").does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
}

#[test]
fn the_choice_has_an_address_to_load() {
    for arrival in [Arrival::Fresh, Arrival::Reload, Arrival::Back] {
        let mut visit = Visit::new();
        visit.opens(Opening { path: "/journeys", arrival, ..Opening::default() }).does(&[SESSION]);
        visit.hears(ok(chosen(70))).does(&["GET /api/v1/journeys/70"]).hears(ok(journey([form(1)]))).does(&[]);
        visit.shows(CHOOSE);
    }
    let mut visit = Visit::new();
    visit.opens_address("/journeys").does(&[SESSION]).hears(ok(undecided())).does(&[]).shows(CHOOSE);
    visit.happens(chooses(70)).does(&[CHOICE]).hears(ok(chosen(70)));
    visit.does(&["replace by /", "GET /api/v1/journeys/70"]);
}

/// Otherwise the end of one journey would keep the others out of reach.
#[test]
fn nobody_is_led_away_from_the_choice_by_a_journey_that_is_done() {
    let leaving = with(chosen(70), json!({"RedirectURL": "https://www.myapp.com/thanks"}));
    for (session, back, shows) in [
        (chosen(70), &["replace by /done"], "closing page: all done: 1 done"),
        (leaving, &["leave for https://www.myapp.com/thanks"], "leaving for www.myapp.com"),
    ] {
        let mut visit = Visit::new();
        visit.opens_address("/journeys").does(&[SESSION]).hears(ok(session)).does(&["GET /api/v1/journeys/70"]);
        visit.hears(ok(journey([done(form(1))]))).does(&[]).shows(CHOOSE);
        visit.goes("/").does(back).shows(shows);
    }
}

#[test]
fn news_lead_nobody_away_from_the_choice_either() {
    let waiting = || of_role("BackOffice", form(2));
    let mut visit = Visit::in_journey(chosen(70), journey([form(1), waiting()]));
    visit.goes("/journeys").does(&[]).time_passes().does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([done(form(1)), waiting()]))).does(&["wait 2 s"]).shows(CHOOSE);
    visit.goes("/").does(&["replace by /done"]);
}
