//! Several tabs of one browser: what happens in one is seen by the others, and nobody talks for ever.

use onboarding::api::{CallError, Response};
use onboarding::id::{JourneyId, UserId};
use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::session::{AccessToken, AccountId};
use onboarding::tabs::Word;
use serde_json::json;

use crate::support::back_end::*;
use crate::support::visit::*;

const SESSION: &str = "GET /internal/v1/session";
const LOOK: &str = "GET /api/v1/journeys/70";
const TAB: &str = r#"{"TokenStore":"tab"}"#;

fn user(number: i64) -> UserId {
    UserId::from_digits(&number.to_string()).unwrap()
}

fn changed(number: i64) -> Word {
    Word::JourneyChanged(JourneyId::from_digits(&number.to_string()).unwrap())
}

impl Visit {
    fn is_told(&mut self, word: Word) -> &mut Self {
        self.happens(Event::Told(word));
        assert_eq!(self.tells(), [], "what was heard is not told on");
        self
    }
}

fn here() -> Visit {
    Visit::in_journey(account_session(), journey([form(1), form(2)]))
}

/// Of a tab that carries its session's token itself.
fn with_token() -> Visit {
    let mut visit = Visit::configured(TAB);
    visit.opens_link().hears(ok(with(account_session(), json!({"Token": TOKEN})))).ignores_effects();
    visit.hears(ok(journey([form(1), form(2)]))).ignores_effects().tells();
    visit
}

fn versions() -> [Response; 2] {
    [ok(journey([form(1), form(2)])), ok(journey([done(form(1)), form(2)]))]
}

#[test]
fn who_logs_out_in_one_tab_is_gone_from_all() {
    let mut visit = here();
    visit.goes("/activities/1").does(&[]);
    visit.is_told(Word::SignedOut(user(5))).does(&["forget the visit", "forget person 5", "replace by /"]);
    visit.shows("signed out");
    assert_eq!(visit.model().user(), None);
    visit.is_told(Word::SignedOut(user(5))).does(&[]).ignores_everything_late();
}

/// Each tab with a token has a session of its own, which goes with its person.
#[test]
fn a_tab_with_a_session_of_its_own_ends_that_too() {
    let mut visit = with_token();
    let gone = ["DELETE /internal/v1/sessions/5a67007d", "forget the token", "forget the visit", "forget person 5"];
    visit.is_told(Word::SignedOut(user(5))).does(&gone).shows("signed out");
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-session-token"));
    visit.fails(CallError::Unreachable).does(&[]).shows("signed out");
}

#[test]
fn who_is_about_to_log_in_stays_at_it() {
    let mut visit = here();
    visit.happens(Event::LogOutWanted).ignores_effects().hears(ok(json!({}))).ignores_effects().tells();
    visit.goes("/login").does(&[]).shows("log-in page");
    visit.is_told(Word::SignedOut(user(5))).does(&[]).is_told(Word::SignedIn(user(6))).does(&[]).shows("log-in page");
}

#[test]
fn what_others_do_is_nothing_to_this_tab() {
    let mut visit = here();
    for word in [Word::SignedOut(user(6)), Word::SessionChanged(user(6)), changed(71)] {
        visit.is_told(word).does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
    }
}

/// The cookie is theirs now: whatever this page sent would be sent in their name.
#[test]
fn somebody_else_who_comes_in_takes_the_browser_s_place() {
    let mut visit = here();
    visit.is_told(Word::SignedIn(user(6))).does(&[]).shows("stopped: Replaced → Retry");
    assert_eq!((visit.model().user(), visit.page().person), (None, None));
    visit.happens(Event::Retried).does(&["reload"]);
}

#[test]
fn somebody_else_in_another_tab_takes_nothing_from_one_with_a_token() {
    with_token().is_told(Word::SignedIn(user(6))).does(&[]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
}

#[test]
fn who_is_back_in_another_tab_goes_on_in_this_one() {
    let mut visit = here();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.hears(problem(401, "SessionEnded")).ignores_effects().shows("activity 1: to do, failed: SessionEnded");
    visit.is_told(Word::SignedIn(user(5))).does(&[SESSION]);
    visit.hears(ok(with(account_session(), json!({"Account": {"Id": "6b78118e"}}))));
    visit.does(&["POST /internal/v1/activities/1/completion"]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
}

#[test]
fn who_opens_another_journey_elsewhere_has_left_this_one() {
    let mut visit = here();
    visit.is_told(Word::SignedIn(user(5))).does(&[SESSION]);
    visit.hears(ok(with(account_session(), json!({"Journey": {"Id": 71}})))).ignores_effects();
    visit.shows("stopped: Replaced → Retry");
}

#[test]
fn a_session_that_was_secured_or_extended_elsewhere_is_read_anew() {
    here().is_told(Word::SessionChanged(user(5))).does(&[SESSION]);
}

#[test]
fn what_was_completed_in_another_tab_is_seen_at_once() {
    let mut visit = here();
    visit.goes("/activities/1").does(&[]);
    visit.is_told(changed(70)).does(&[LOOK]).hears(ok(journey([done(form(1)), form(2)])));
    visit.does(&["go to /activities/2"]).shows("activity 2: to do; Form 1 was completed elsewhere");
    assert_eq!(visit.tells(), [], "it was not done here");
}

/// What is on its way here may have been read before that.
#[test]
fn what_was_completed_while_the_journey_was_being_fetched_is_looked_for_again() {
    for (told, then) in [(70, &["replace by /activities/1", LOOK][..]), (71, &["replace by /activities/1"][..])] {
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(session())).does(&[LOOK]);
        visit.tells();
        visit.is_told(changed(told)).does(&[]);
        visit.hears(ok(journey([form(1)]))).does(then);
    }
}

#[test]
fn a_pause_between_looks_is_cut_short() {
    let mut visit = Visit::in_journey(account_session(), journey([form(1), of_role("BackOffice", form(2))]));
    visit.is_told(changed(70)).does(&[LOOK]);
    visit.hears(ok(journey([form(1), of_role("BackOffice", form(2))]))).does(&["wait 3 s"]);
    // A pause that the back-end asked for is not.
    visit.time_passes().ignores_effects();
    visit.time_passes().does(&[LOOK]).hears(busy(503, "60")).ignores_complaints().does(&["wait 60 s"]);
    visit.is_told(changed(70)).does(&[]);
}

/// Two answers could come in another order than they were made in.
#[test]
fn nobody_looks_beside_a_call_that_brings_the_journey() {
    let mut visit = here();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.is_told(changed(70)).does(&[]);
    // That answer may be older than what was told, so the look follows it.
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2", LOOK]);
    visit.tells();
    visit.is_told(changed(70)).does(&[]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&[]);
}

#[test]
fn nobody_looks_in_a_session_that_is_over() {
    let mut visit = here();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.hears(problem(401, "SessionEnded")).ignores_effects();
    visit.is_told(changed(70)).does(&[]);
}

#[test]
fn what_is_completed_here_is_told_to_the_others() {
    let [_, after] = versions();
    let mut visit = here();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.hears(after).ignores_effects();
    assert_eq!(visit.tells(), [changed(70)]);
}

#[test]
fn what_changes_nothing_is_told_to_nobody() {
    let [before, _] = versions();
    let mut visit = here();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.hears(before).ignores_effects();
    assert_eq!(visit.tells(), []);
    visit.sends(1, "anvils").ignores_effects().hears(problem(422, "NotAccepted")).ignores_effects();
    assert_eq!(visit.tells(), []);
}

#[test]
fn what_a_provider_did_is_told_too() {
    let mut visit = Visit::in_journey(account_session(), journey([identity(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sets_out(1, Way::Phone).ignores_effects();
    visit.hears(minted("https://magic.veriff.me/v/x")).ignores_effects();
    visit.says_finished(1).ignores_effects().hears(ok(journey([awaiting_result(identity(1)), form(2)])));
    visit.ignores_effects();
    assert_eq!(visit.tells(), [changed(70)]);
}

fn renewed(was: &str) -> Word {
    Word::Renewed { was: AccountId::parse(was).unwrap(), token: AccessToken::new("renewed").unwrap() }
}

/// A tab that was copied has the token that a code has just replaced.
#[test]
fn a_copied_tab_goes_on_with_the_renewed_token() {
    let mut visit = with_token();
    visit.is_told(renewed("other")).does(&[]);
    visit.is_told(renewed("5a67007d")).does(&["keep the token", SESSION]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer renewed"));
    here().is_told(renewed("5a67007d")).does(&[]);
}

/// What the copy asks first is answered with the session's new id, which is a session that begins.
#[test]
fn a_copied_tab_sees_what_was_completed_while_its_session_was_renewed() {
    let mut visit = with_token();
    visit.goes("/activities/1").does(&[]);
    visit.is_told(renewed("5a67007d")).does(&["keep the token", SESSION]);
    visit.is_told(changed(70)).does(&[LOOK]);
    visit.hears(ok(with(account(session(), None, None), json!({"Token": "renewed"})))).does(&[LOOK]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&[]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]);
    visit.shows("activity 2: to do; Form 1 was completed elsewhere");
}

#[test]
fn a_copied_tab_that_came_too_late_goes_on_as_well() {
    let mut visit = with_token();
    visit.goes("/activities/1").does(&[]).sends(1, "anvils").ignores_effects();
    visit.hears(problem(401, "SessionEnded")).ignores_effects();
    visit.is_told(renewed("5a67007d")).does(&["keep the token", SESSION, "POST /internal/v1/activities/1/completion"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer renewed"));
    assert_eq!(visit.page().sign_in, None);
}

/// Who is asked about may be another one by the time that the question is answered.
#[test]
fn a_question_about_who_is_here_is_asked_anew() {
    for word in [Word::SignedOut(user(5)), Word::SignedIn(user(6))] {
        let mut visit = Visit::new();
        visit.opens(Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() });
        visit.meets(ok(with(account_session(), json!({"UUID": null})))).shows("here already: John Doe");
        visit.is_told(word).does(&MEETING);
    }
}

/// A page that comes back from the browser's cache has heard nothing while it was there.
#[test]
fn a_page_that_comes_back_asks_for_what_it_has_not_heard() {
    let mut visit = here();
    visit.happens(Event::Restored).does(&[SESSION, LOOK]).hears(problem(401, "SessionEnded")).ignores_effects();
    assert!(visit.page().sign_in.is_some());
}
