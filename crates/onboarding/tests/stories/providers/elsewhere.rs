//! Away from the page: in the same tab where the session lives through it, otherwise in another tab, or on a phone.

use onboarding::machine::Event;
use onboarding::provider::Way;
use serde_json::json;

use super::*;

const REMEMBERED: &str = r#"{"Activity":1,"Frame":null,"User":5}"#;

fn ways(visit: &Visit) -> Vec<Way> {
    match visit.screen() {
        onboarding::screen::Screen::Activity(screen) => screen.visit.ways.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_redirect_leaves_in_the_same_tab_and_comes_back_to_the_activity() {
    let mut visit = Visit::in_journey(session(), journey([identity_by_redirect(1)]));
    assert_eq!(ways(&visit), [Way::SameTab, Way::Phone]);
    visit.sets_out(1, Way::SameTab).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted(VERIFF)).does(&[&format!("remember {REMEMBERED}"), &format!("visit {VERIFF}"), "wait 2 s"]);

    let mut visit = Visit::new();
    visit.opens(Opening { visit: Some(REMEMBERED), ..Opening::default() }).does(&["GET /internal/v1/session"]);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([form(2), identity_by_redirect(1)])));
    visit.does(&["forget the visit", "replace by /activities/1", "wait 2 s"]);
    visit.shows("activity 1: to do at a provider, elsewhere (SameTab)");
    visit.says_finished(1).does(&["POST /internal/v1/activities/1/outcome"]);
    visit
        .hears(ok(journey([form(2), awaiting_result(identity_by_redirect(1))])))
        .does(&["go to /activities/2", "wait 2 s"]);
}

#[test]
fn who_comes_back_with_the_activity_done_goes_on_from_it() {
    let back = |path: &'static str, journey: Json| {
        let mut visit = Visit::new();
        visit.opens(Opening { path, visit: Some(REMEMBERED), ..Opening::default() }).ignores_effects();
        visit.hears(ok(session())).ignores_effects();
        visit.hears(ok(journey));
        visit
    };
    let done = || awaiting_result(identity_by_redirect(1));
    back("/activities/1", journey([done(), form(2)])).does(&["forget the visit", "go to /activities/2", "wait 2 s"]);
    back("/activities/1", journey([done()])).does(&["forget the visit", "go to /done", "wait 2 s"]);
    let mut visit = back("/", journey([done(), form(2)]));
    visit
        .does(&["forget the visit", "wait 2 s"])
        .shows("tasks, 1 of 2 done: 1 being checked, 2 next; handed in Task 1");
}

#[test]
fn back_from_a_redirect_by_the_back_button_looks_at_the_journey_at_once() {
    let mut visit = Visit::in_journey(session(), journey([identity_by_redirect(1)]));
    visit.sets_out(1, Way::SameTab).ignores_effects().hears(minted(VERIFF)).ignores_effects();
    let looks = ["forget the visit", "GET /api/v1/journeys/70", "GET /internal/v1/session"];
    visit.happens(Event::Restored).does(&looks);
    visit.hears(ok(journey([awaiting_result(identity_by_redirect(1))]))).does(&["go to /done", "wait 2 s"]);
}

#[test]
fn what_somebody_else_left_in_the_tab_is_forgotten() {
    let nobody_s = [
        r#"{"User":6,"Activity":1,"Frame":null}"#,
        r#"{"User":5,"Activity":2,"Frame":"https://evil.test/"}"#,
        r#"{"User":5,"Activity":3,"Frame":null}"#,
        r#"{"User":6,"Activity":4,"Frame":null}"#,
    ];
    for kept in nobody_s {
        let mut visit = Visit::new();
        visit.opens(Opening { visit: Some(kept), ..Opening::default() }).ignores_effects();
        visit.hears(ok(session())).ignores_effects();
        visit.hears(ok(journey([identity(1), form(2), awaiting_result(identity(4))])));
        visit.does(&["forget the visit", "wait 2 s"]);
        visit.shows("tasks, 1 of 3 done: 1 next, 2 to do, 4 being checked");
    }
}

#[test]
fn where_leaving_would_end_the_session_a_tab_is_opened_instead() {
    let mut visit = Visit::in_journey(token_session(), journey([identity_by_redirect(1)]));
    assert_eq!(ways(&visit), [Way::Tab, Way::Phone]);
    visit.sets_out(1, Way::SameTab).does(&[]);
    visit.sets_out(1, Way::Tab).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted(VERIFF)).does(&[&format!("open a tab for {VERIFF}"), "wait 2 s"]);
    visit.shows(&format!("activity 1: to do at a provider, elsewhere (Tab) {VERIFF}"));

    let mut visit = Visit::configured(r#"{"TokenStore":"tab"}"#);
    visit.opens_link().hears(ok(token_session())).ignores_effects();
    visit.hears(ok(journey([identity_by_redirect(1)]))).ignores_effects();
    assert_eq!(ways(&visit), [Way::SameTab, Way::Phone]);
}

#[test]
fn a_phone_is_shown_the_way_as_long_as_it_can_be_opened() {
    let mut visit = Visit::in_journey(session(), journey([identity(1)]));
    assert_eq!(ways(&visit), [Way::Frame, Way::Tab, Way::Phone]);
    visit.sets_out(1, Way::Phone).does(&["POST /internal/v1/activities/1/handover"]);
    let until = json!({"URL": VERIFF, "ValidUntil": "1970-01-01T00:05:00.000Z"});
    visit.hears(ok(until.clone())).does(&["wait 300 s", "wait 2 s"]);
    visit.shows(&format!("activity 1: to do at a provider, elsewhere (Phone) {VERIFF}"));
    visit.time_passes().does(&[]).shows("activity 1: to do at a provider, elsewhere (Phone)");
    visit.sets_out(1, Way::Phone).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(ok(until)).does(&["wait 300 s", "wait 2 s"]);
    visit.happens(Event::VisitClosed(activity_id(1))).does(&[]).shows("activity 1: to do at a provider");
}

#[test]
fn a_clock_that_is_wrong_makes_no_address_useless() {
    for until in [json!("1969-12-31T23:00:00.000Z"), json!("2999-01-01T00:00:00.000Z"), json!("soon"), json!(5)] {
        let mut visit = Visit::in_journey(session(), journey([identity(1)]));
        visit.sets_out(1, Way::Phone).ignores_effects();
        visit.hears(ok(json!({"URL": VERIFF, "ValidUntil": until}))).does(&["wait 2 s"]);
        visit.shows(&format!("activity 1: to do at a provider, elsewhere (Phone) {VERIFF}"));
    }
}

#[test]
fn signing_pages_are_visited_whatever_the_mode_says() {
    for provider in ["DocuSeal", "DocuSign", "SignEasy"] {
        for mode in ["Frame", "Redirect"] {
            let activity = with(contract(1, provider), json!({"Settings": {"Provider": provider, "Mode": mode}}));
            let visit = Visit::in_journey(session(), journey([activity]));
            assert_eq!(ways(&visit), [Way::SameTab], "{provider} {mode}");
        }
        assert_eq!(ways(&Visit::in_journey(session(), journey([contract(1, provider)]))), [Way::SameTab]);
        assert_eq!(ways(&Visit::in_journey(token_session(), journey([contract(1, provider)]))), [Way::Tab]);
    }
    assert_eq!(ways(&Visit::in_journey(session(), journey([contract(1, "Documenso")]))), [Way::Frame, Way::Tab]);
}

#[test]
fn a_provider_that_nobody_added_is_shown_as_unsupported() {
    let mut visit = Visit::in_journey(session(), journey([contract(1, "SomebodyNew"), form(2)]));
    visit.shows("tasks, 0 of 2 done: 1 contact us, 2 next");
    visit.goes("/activities/1").does(&[]).sets_out(1, Way::Frame).does(&[]).says_finished(1).does(&[]);
    visit.shows("activity 1: to do, unsupported");
}

#[test]
fn an_address_that_comes_after_the_lead_has_gone_on_is_not_opened() {
    for way in [Way::SameTab, Way::Tab] {
        let opening = if way == Way::Tab { token_session() } else { session() };
        let mut visit = Visit::in_journey(opening, journey([identity_by_redirect(1), form(2)]));
        visit.goes("/activities/1").does(&[]).sets_out(1, way).ignores_effects();
        let closes: &[&str] = if way == Way::Tab { &["close the tab"] } else { &[] };
        visit.goes("/activities/2").does(closes).hears(minted(VERIFF)).does(&[]).shows("activity 2: to do");
        visit.goes("/activities/1").does(&[]).shows("activity 1: to do at a provider");
    }
}

/// The provider tells the back-end, not this page: the page hears of it by looking.
#[test]
fn what_was_finished_elsewhere_is_noticed_without_a_word_from_the_lead() {
    let contracts = |first| journey([first, form(2), form(3)]);
    for (now, told) in [
        (contracts(awaiting_result(identity(1))), "activity 2: to do; handed in Task 1"),
        (contracts(done(identity(1))), "activity 2: to do; completed Task 1"),
    ] {
        let mut visit = Visit::in_journey(session(), contracts(identity(1)));
        visit.goes("/activities/1").does(&[]).sets_out(1, Way::Phone).ignores_effects();
        visit.hears(minted(VERIFF)).does(&["wait 2 s"]).time_passes().does(&["GET /api/v1/journeys/70"]);
        visit.hears(ok(now)).ignores_effects().shows(told);
    }
}
