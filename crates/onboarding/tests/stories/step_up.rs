//! Step-up: a code secures the session for an hour, and what waited for it goes on by itself, once.

use onboarding::api::{CallError, Channel, Response};
use onboarding::credentials::Code;
use onboarding::failure::Failure;
use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::screen::{StepUpProblem, StepUpScreen, StepUpState};
use onboarding::tabs::Word;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

/// When these stories begin, in seconds since 1970.
const NOON: i64 = 1_800_000_000;
const HOUR: i64 = 3_600;
const COMPLETE_1: &str = "POST /internal/v1/activities/1/completion";
const HANDOVER_1: &str = "POST /internal/v1/activities/1/handover";
const OUTCOME_1: &str = "POST /internal/v1/activities/1/outcome";
const SESSION: &str = "GET /internal/v1/session";
/// The account session before and after a code.
const ACCOUNT: &str = "POST /internal/v1/sessions/5a67007d95a4d30015fb27d2";
const VERIFF: &str = "https://magic.veriff.me/v/x";

fn needs_code() -> Response {
    problem(403, "SecuredSessionRequired")
}

/// What a verified code is answered with: the session under another id and token.
fn secured_session() -> Json {
    json!({"session": {"id": "5a67007d95a4d30015fb27d3", "token": "example-secured-token", "secured": true}})
}

/// The session of the page after that, secured for an hour by the back-end's word.
fn secured_page() -> Json {
    let mut session = account(session(), None, Some(NOON + HOUR));
    session["Account"]["Id"] = json!("5a67007d95a4d30015fb27d3");
    session
}

fn secured(activity: Json) -> Json {
    with(activity, json!({"SecuredSession": true}))
}

/// At noon, the only activity open, in a session that can be secured.
fn doing(activity: Json) -> Visit {
    visiting("{}", account(token_session(), None, None), activity)
}

fn visiting(configuration: &str, session: Json, activity: Json) -> Visit {
    let mut visit = Visit::configured(configuration);
    visit.at(NOON).opens_link().hears(ok(session)).ignores_effects().hears(ok(journey([activity, form(2)])));
    visit.ignores_effects().goes("/activities/1").does(&[]).tells();
    visit
}

/// The dialog, in words.
fn dialog(visit: &Visit) -> String {
    let Some(StepUpScreen { state, channel, resend_at, problem }) = visit.page().step_up else { return "none".into() };
    let channel = channel.map(|channel| format!(" by {channel:?}")).unwrap_or_default();
    let resend = resend_at.map(|at| format!(", again at {}", at - NOON)).unwrap_or_default();
    let problem = match problem {
        None => String::new(),
        Some(StepUpProblem::TooMany(at)) => format!(": too many until {:?}", at.map(|at| at - NOON)),
        Some(problem) => format!(": {problem:?}"),
    };
    format!("{state:?}{channel}{resend}{problem}")
}

fn code(typed: &str) -> Event {
    Event::CodeTyped(Code::parse(typed).unwrap())
}

trait Securing {
    /// A code is asked for by SMS, and sent.
    fn gets_a_code(&mut self) -> &mut Self;
    /// The code is typed, and right.
    fn enters_it(&mut self) -> &mut Self;
}

impl Securing for Visit {
    fn gets_a_code(&mut self) -> &mut Self {
        self.happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
        assert_eq!(body(self.request()), json!({"secured": true, "codeOrigin": "sms"}));
        self.hears(ok(json!({"session": {"id": "5a67007d95a4d30015fb27d2"}})))
    }

    fn enters_it(&mut self) -> &mut Self {
        self.happens(code("123 45")).does(&[ACCOUNT]);
        assert_eq!(body(self.request()), json!({"code": "12345"}));
        self.hears(ok(secured_session()))
    }
}

#[test]
fn a_refused_submission_goes_out_again_with_its_key_and_body_after_the_code() {
    let mut visit = doing(form(1));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]);
    let first = visit.request().clone();
    visit.hears(needs_code()).complains();
    visit.shows("activity 1: to do, failed: CodeNeeded");
    assert_eq!(dialog(&visit), "Choosing");
    visit.happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
    assert_eq!(dialog(&visit), "Sending");
    visit.hears(ok(json!({}))).does(&[]);
    assert_eq!(dialog(&visit), "Awaiting by Sms, again at 30");
    visit.happens(code("12345")).does(&[ACCOUNT]);
    assert_eq!(dialog(&visit), "Verifying by Sms, again at 30");
    visit.happens(code("12345")).does(&[]).hears(ok(secured_session())).does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    assert_eq!(dialog(&visit), "none");
    let again = visit.request();
    assert_eq!((&again.body, header(again, "Idempotency-Key")), (&first.body, header(&first, "Idempotency-Key")));
    assert_eq!(header(again, "Authorization"), Some("Bearer example-secured-token"));
    visit.shows("activity 1: to do, sending").hears(ok(secured_page())).does(&[]);
    visit.hears(ok(journey([done(form(1)), form(2)]))).does(&["go to /activities/2"]).ignores_everything_late();
}

#[test]
fn an_activity_that_asks_for_a_code_is_not_sent_before_it_is_given() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).shows("activity 1: to do, failed: CodeNeeded");
    assert_eq!(dialog(&visit), "Choosing");
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
}

#[test]
fn other_answers_in_the_meantime_are_what_goes_out() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).happens(Event::StepUpLeft).does(&[]).sends(1, "Rockets").does(&[]);
    assert_eq!(dialog(&visit), "Choosing");
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    assert_eq!(body(visit.request()), sector("Rockets", 42));
    assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-2"));
}

#[test]
fn a_session_that_is_secured_sends_at_once() {
    let session = account(token_session(), None, Some(NOON + 6));
    let mut visit = visiting("{}", session, secured(form(1)));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]);
    // What is secured for a moment only may not be any more when the request arrives.
    let session = account(token_session(), None, Some(NOON + 5));
    let mut visit = visiting("{}", session, secured(form(1)));
    visit.sends(1, "Anvils").does(&[]);
    assert_eq!(dialog(&visit), "Choosing");
}

#[test]
fn how_long_a_code_secures_is_judged_by_the_back_ends_clock() {
    for (until, waits) in [(NOON - 1_000, true), (NOON - 980, false)] {
        let mut visit = Visit::new();
        let session = account(session(), None, Some(until));
        let response = Response { server_time: Some(NOON - 1_000), received_at: NOON, ..ok(session) };
        visit.at(NOON).opens_link().hears(response).ignores_effects();
        visit.hears(ok(journey([secured(form(1))]))).ignores_effects().sends(1, "Anvils").ignores_effects();
        assert_eq!(dialog(&visit) != "none", waits);
    }
}

#[test]
fn how_long_it_is_secured_is_told_and_ends_by_itself() {
    let until = |visit: &Visit| visit.page().account.and_then(|account| account.secured_until).map(|at| at.seconds());
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]).enters_it().ignores_effects();
    assert_eq!(until(&visit), Some(NOON + HOUR), "by the contract, until the back-end says");
    let mut session = secured_page();
    session["Account"]["SecuredUntil"] =
        account(json!({}), None, Some(NOON + 1_800))["Account"]["SecuredUntil"].clone();
    visit.hears(ok(session)).does(&["wait 1800 s"]);
    assert_eq!(until(&visit), Some(NOON + 1_800));
    visit.at(NOON + 1_800).happens(Event::Hidden).does(&[]);
    assert_eq!(until(&visit), None);
}

#[test]
fn without_the_back_ends_word_a_code_counts_for_an_hour() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]).enters_it().ignores_effects();
    visit.fails(CallError::Unreachable).does(&[]).fails(CallError::Unreachable).does(&["wait 0.5 s"]);
    visit.at(NOON + HOUR - 6).sends(1, "Anvils").does(&[COMPLETE_1]).hears(html(502));
    visit.complains_and_does(&["wait 0.5 s"]);
    // The journey will tell whether the one before was received.
    visit.at(NOON + HOUR - 5).sends(1, "Anvils").does(&["wait 2 s"]);
    assert_eq!(dialog(&visit), "Choosing");
}

/// Both samples of the documentation.
#[test]
fn a_session_that_closes_early_counts_as_well() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]).happens(code("12345")).does(&[ACCOUNT]);
    let early =
        json!({"session": {"id": "5a67007d95a4d30015fb27d3", "token": "t2"}, "secured": true, "user": {"id": 5}});
    visit.hears(ok(early)).does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer t2"));
}

#[test]
fn a_wrong_code_is_told_at_the_field() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]);
    visit.happens(code("00000")).does(&[ACCOUNT]).hears(problem(422, "CodeInvalid")).does(&[]);
    assert_eq!(dialog(&visit), "Awaiting by Sms, again at 30: Wrong");
    visit.happens(code("00001")).does(&[ACCOUNT]).hears(busy(429, "900")).does(&[]);
    assert_eq!(dialog(&visit), "Awaiting by Sms, again at 30: too many until Some(900)");
    visit.enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
}

#[test]
fn whatever_else_goes_wrong_can_be_tried_again() {
    for (response, failure) in [
        (html(502), Failure::Broken),
        (busy(503, "7"), Failure::Busy(None)),
        (problem(403, "Forbidden"), Failure::NotAllowed),
        (html(400), Failure::NotAccepted),
    ] {
        let mut visit = doing(secured(form(1)));
        visit.sends(1, "Anvils").does(&[]).happens(Event::CodeWanted(Channel::Email)).does(&[ACCOUNT]);
        visit.hears(response.clone()).complains();
        assert_eq!(dialog(&visit), format!("Choosing: {:?}", StepUpProblem::Failed(failure)));
        visit.gets_a_code().does(&[]).happens(code("12345")).does(&[ACCOUNT]).hears(response).complains();
        assert_eq!(dialog(&visit), format!("Awaiting by Sms, again at 30: {:?}", StepUpProblem::Failed(failure)));
        visit.happens(code("12345")).does(&[ACCOUNT]).fails(CallError::TimedOut).does(&[]);
        visit.enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    }
}

#[test]
fn too_many_codes_are_told_with_the_time() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
    visit.hears(busy(429, "60")).does(&[]);
    assert_eq!(dialog(&visit), "Choosing: too many until Some(60)");
}

#[test]
fn another_code_goes_the_other_way_at_once_and_the_same_way_after_a_while() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]);
    visit.at(NOON + 29).happens(Event::CodeWanted(Channel::Sms)).does(&[]);
    visit.happens(Event::CodeWanted(Channel::Email)).does(&[ACCOUNT]);
    assert_eq!(body(visit.request()), json!({"secured": true, "codeOrigin": "email"}));
    assert_eq!(dialog(&visit), "Sending by Sms, again at 30", "the field stays open");
    visit.happens(Event::CodeWanted(Channel::Sms)).does(&[]).hears(ok(json!({}))).does(&[]);
    assert_eq!(dialog(&visit), "Awaiting by Email, again at 59");
    visit.at(NOON + 59).happens(Event::CodeWanted(Channel::Email)).does(&[ACCOUNT]);
    // The earlier code is still good.
    visit.happens(code("12345")).does(&[ACCOUNT]).hears(ok(json!({}))).does(&[]);
    assert_eq!(dialog(&visit), "Verifying by Email, again at 89");
    visit.hears(ok(secured_session())).does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
}

#[test]
fn closing_the_dialog_loses_nothing() {
    let mut visit = doing(secured(form(1)));
    visit.happens(Event::StepUpLeft).does(&[]).sends(1, "Anvils").does(&[]).gets_a_code().does(&[]);
    visit.happens(Event::StepUpLeft).does(&[]).shows("activity 1: to do, failed: CodeNeeded");
    assert_eq!(dialog(&visit), "none");
    visit.happens(code("12345")).does(&[]).happens(Event::StepUpWanted).does(&[]);
    assert_eq!(dialog(&visit), "Awaiting by Sms, again at 30", "the code that was sent still counts");
    visit.enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
}

/// The back-end may have secured the session under a new token already.
#[test]
fn a_code_that_is_being_verified_counts_though_the_dialog_is_closed() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]).happens(code("12345")).does(&[ACCOUNT]);
    visit.happens(Event::StepUpLeft).does(&[]).hears(ok(secured_session())).does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
}

#[test]
fn the_dialog_opens_on_the_leads_wish_only_where_a_code_is_of_use() {
    let mut visit = doing(secured(form(1)));
    visit.goes("/activities/2").does(&[]).happens(Event::StepUpWanted).does(&[]);
    assert_eq!(dialog(&visit), "none");
    visit.goes("/activities/1").does(&[]).happens(Event::StepUpWanted).does(&[]);
    assert_eq!(dialog(&visit), "Choosing", "the activity asks for it");
    visit.happens(Event::StepUpLeft).does(&[]).goes("/activities/2").does(&[]).sends(2, "Anvils").ignores_effects();
    visit.hears(needs_code()).complains();
    assert_eq!(dialog(&visit), "Choosing");
}

#[test]
fn where_the_back_end_tells_no_account_there_is_nothing_to_ask_by() {
    let mut visit = visiting("{}", token_session(), secured(form(1)));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(needs_code()).complains();
    visit.shows("activity 1: to do, failed: CodeNeeded").happens(Event::StepUpWanted).does(&[]);
    visit.happens(Event::CodeWanted(Channel::Sms)).does(&[]).happens(code("12345")).does(&[]);
    assert_eq!(dialog(&visit), "none");
}

/// Each code sends by itself once, whatever the back-end makes of it.
#[test]
fn a_back_end_that_is_not_content_is_not_asked_for_ever() {
    let mut visit = doing(form(1));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(needs_code()).complains();
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    visit.hears(ok(secured_page())).does(&[]).hears(needs_code()).complains();
    visit.shows("activity 1: to do, failed: CodeNeeded");
    assert_eq!(dialog(&visit), "Choosing");
    assert_eq!(visit.page().account.and_then(|account| account.secured_until), None);
    let mut visit = doing(form(1));
    visit.sends(1, "Anvils").does(&[COMPLETE_1]).hears(needs_code()).complains();
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    visit.happens(Event::StepUpLeft).does(&[]);
}

#[test]
fn a_session_that_ends_over_the_dialog_is_told_and_the_code_is_asked_for_again() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
    visit.hears(problem(401, "SessionEnded")).complains();
    assert_eq!((dialog(&visit).as_str(), visit.page().sign_in.is_some()), ("none", true));
    visit.happens(Event::CodeWanted(Channel::Sms)).does(&[]).shows("activity 1: to do, failed: CodeNeeded");
}

/// The token is another one from the moment that the code counts: a word about the earlier one ends nothing.
#[test]
fn what_was_on_its_way_in_the_session_before_ends_nothing() {
    let company = of_role("BackOffice", form(3));
    let mut visit = Visit::new();
    visit.at(NOON).opens_link().hears(ok(account(token_session(), None, None))).ignores_effects();
    visit.hears(ok(journey([secured(form(1)), company]))).ignores_effects();
    visit.sends(1, "Anvils").does(&["wait 2 s"]).happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
    visit.hears(ok(json!({}))).does(&[]).time_passes().does(&[]).time_passes().does(&["GET /api/v1/journeys/70"]);
    visit.happens(code("12345")).does(&[ACCOUNT]);
    // The look was answered before the code, and the back-end had secured the session in between.
    visit.hears(problem(401, "SessionEnded")).complains();
    assert!(visit.page().sign_in.is_some());
    visit.hears(ok(secured_session())).does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    assert!(visit.page().sign_in.is_none());
}

#[test]
fn what_the_session_before_is_told_late_ends_nothing() {
    let mut visit = doing(identity(1));
    visit.says_finished(1).does(&[OUTCOME_1]).happens(Event::FilesNeedCode).does(&[]);
    visit.happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
    // The outcome is answered last.
    visit.answers_last_call(ok(json!({}))).does(&[]).happens(code("12345")).does(&[ACCOUNT]);
    visit.answers_last_call(ok(secured_session())).does(&[SESSION, "wait 3600 s"]);
    visit.hears(problem(401, "SessionEnded")).complains_and_does(&[OUTCOME_1]);
    assert!(visit.page().sign_in.is_none());
    assert_eq!(header(visit.request(), "Authorization"), Some("Bearer example-secured-token"));
}

#[test]
fn other_tabs_hear_of_it_and_a_copy_of_the_tab_gets_its_token() {
    let secure = |configuration| {
        let mut visit = visiting(configuration, account(token_session(), None, None), secured(form(1)));
        visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]).enters_it();
        visit
    };
    let mut visit = secure("{}");
    visit.does(&[SESSION, COMPLETE_1, "wait 3600 s"]);
    assert_eq!(visit.tells(), [Word::SessionChanged(visit.model().user().unwrap())]);
    let mut visit = secure(r#"{"TokenStore":"tab"}"#);
    visit.does(&["keep the token", SESSION, COMPLETE_1, "wait 3600 s"]);
    let told = visit.tells();
    assert_eq!(told.len(), 2);
    let mut renewed = String::new();
    told[1].tell(|text| renewed.push_str(text));
    assert!(renewed.contains("5a67007d95a4d30015fb27d2") && renewed.contains("example-secured-token"), "{renewed}");
}

/// In cookie mode the answer to a code may get lost, and the session be another one all the same.
#[test]
fn a_code_whose_answer_got_lost_counts() {
    let mut visit = visiting("{}", account(session(), None, None), secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]).happens(code("12345")).does(&[ACCOUNT]);
    visit.hears(html(200)).complains_and_does(&[SESSION]);
    visit.hears(ok(secured_page())).does(&[COMPLETE_1, "wait 3600 s"]);
    assert_eq!(dialog(&visit), "none");
}

#[test]
fn a_session_that_is_another_one_by_now_is_asked_about() {
    let mut visit = visiting("{}", account(session(), None, None), secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).happens(Event::CodeWanted(Channel::Sms)).does(&[ACCOUNT]);
    visit.hears(problem(404, "NotFound")).complains_and_does(&[SESSION]);
    let mut another = account(session(), None, None);
    another["Account"]["Id"] = json!("5a67007d95a4d30015fb27d4");
    visit.hears(ok(another)).does(&[]).shows("activity 1: to do, failed: CodeNeeded");
    assert_eq!(dialog(&visit), "Choosing");
    visit.happens(Event::CodeWanted(Channel::Sms)).does(&["POST /internal/v1/sessions/5a67007d95a4d30015fb27d4"]);
}

#[test]
fn a_refused_address_is_asked_for_again_where_that_needs_no_press() {
    for way in [Way::Frame, Way::Phone] {
        let mut visit = doing(identity(1));
        visit.sets_out(1, way).does(&[HANDOVER_1]).hears(needs_code()).complains();
        visit.shows("activity 1: to do at a provider, not opened: CodeNeeded");
        visit.gets_a_code().does(&[]).enters_it().does(&[HANDOVER_1, SESSION, "wait 3600 s"]);
        visit.hears(minted(VERIFF)).ignores_effects().hears(ok(secured_page())).does(&[]);
    }
    let mut visit = doing(identity(1));
    visit.sets_out(1, Way::Tab).does(&[HANDOVER_1]).hears(needs_code()).complains_and_does(&["close the tab"]);
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, "wait 3600 s"]).shows("activity 1: to do at a provider");
    visit.sets_out(1, Way::Tab).does(&[HANDOVER_1]);
}

#[test]
fn a_refused_claim_is_told_again() {
    let mut visit = doing(identity(1));
    visit.says_finished(1).does(&[OUTCOME_1]).hears(needs_code()).complains();
    assert_eq!(dialog(&visit), "Choosing");
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, OUTCOME_1, "wait 3600 s"]);
    assert_eq!(body(visit.request()), json!({"Message": "Finished"}));
}

#[test]
fn files_ask_for_the_code_and_go_on_in_the_session_that_it_secures() {
    let mut visit = doing(form(1));
    let generation = visit.model().session_generation();
    visit.happens(Event::FilesNeedCode).does(&[]);
    assert_eq!(dialog(&visit), "Choosing");
    visit.happens(Event::StepUpLeft).does(&[]).happens(Event::StepUpWanted).does(&[]);
    visit.gets_a_code().does(&[]).enters_it().does(&[SESSION, "wait 3600 s"]);
    assert_eq!(visit.model().session_generation(), generation + 1);
    visit.happens(Event::StepUpWanted).does(&[]);
    assert_eq!(dialog(&visit), "none", "nothing waits any more");
}

#[test]
fn no_code_and_no_token_shows() {
    let mut visit = doing(secured(form(1)));
    visit.sends(1, "Anvils").does(&[]).gets_a_code().does(&[]);
    let typed = format!("{:?}", code("12345"));
    visit.enters_it().ignores_effects();
    let shown = format!("{typed} {:?} {:?} {:?}", visit.model(), visit.page(), visit.screen());
    for secret in ["12345", "example-secured-token", "5a67007d95a4d30015fb27d"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert_eq!(visit.page().step_up.map(|step_up| step_up.state), None::<StepUpState>);
}
