//! The fault table without a browser: each call × whatever can go wrong with it, and what the page then shows and does.
//!
//! The table itself is `faults.txt` beside this file; `FAULT_TABLE=write` writes it anew, so that a change can be read.

use onboarding::api::{CallError, Channel, Response};
use onboarding::credentials::{Code, Password};
use onboarding::id::JourneyId;
use onboarding::machine::{Effect, Event};
use onboarding::provider::Way;
use onboarding::screen::{ExtensionState, LeavingState, RenewalState, StepUpProblem};
use onboarding::session::AccountId;
use onboarding::text::Locale;
use onboarding::upload::{UploadAnswer, UploadEvent};
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::sender::{Fate, Sender, file};
use crate::support::visit::*;
use crate::support::words;

const TABLE: &str = include_str!("faults.txt");
/// When these stories begin, in seconds since 1970.
const NOON: i64 = 1_800_000_000;

type Answer = Result<Response, CallError>;

/// What can go wrong, as far as the core can tell it apart.
fn faults() -> Vec<(String, Answer)> {
    let wrong_shape = json!({"Id": [], "Stages": "none", "User": 7, "session": [], "sessions": {}, "URL": 1});
    let mut faults: Vec<(String, Answer)> = vec![("no connection".to_owned(), Err(CallError::Unreachable))];
    faults.extend([400, 401, 403, 404, 409, 410, 413, 422, 500].map(|status| {
        let answer = Response { status, ..Response::default() };
        (status.to_string(), Ok(answer))
    }));
    faults.extend([
        ("429, Retry-After 2 s".to_owned(), Ok(busy(429, "2"))),
        ("502, an HTML page".to_owned(), Ok(html(502))),
        ("503, Retry-After 2 s".to_owned(), Ok(busy(503, "2"))),
        ("silence".to_owned(), Err(CallError::TimedOut)),
        ("body not JSON".to_owned(), Ok(html(200))),
        ("body of wrong shape".to_owned(), Ok(ok(wrong_shape))),
        // The shell reads nothing of it.
        ("body of 100 MB".to_owned(), Ok(Response { status: 200, ..Response::default() })),
    ]);
    faults
}

/// A call, and a visit that has just made it.
type Call = (&'static str, fn() -> Visit);

fn calls() -> [Call; 18] {
    [
        ("GET session (is somebody here already?)", || {
            let mut visit = Visit::new();
            visit.opens(Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() });
            visit
        }),
        ("GET session (after a reload)", || {
            let mut visit = Visit::new();
            visit.opens_address("/");
            visit
        }),
        ("POST autologin", || {
            let mut visit = Visit::new();
            visit.opens_link();
            visit
        }),
        ("POST autologin/renewal", || {
            let mut visit = Visit::new();
            visit.opens_link().hears(problem(410, "LinkExpired")).ignores_effects();
            visit.hears(problem(401, "SessionEnded")).ignores_effects().happens(Event::NewLinkWanted);
            visit
        }),
        ("POST session/extension", || {
            let mut visit = typing(account(session(), Some(NOON + 100), None), form(1));
            visit.happens(Event::StayWanted);
            visit
        }),
        ("GET journey (at the start)", || {
            let mut visit = Visit::new();
            visit.opens_link().hears(ok(session()));
            visit
        }),
        ("GET journey (a look for news)", || {
            let waiting = journey([done(form(1)), of_role("BackOffice", form(2))]);
            let mut visit = Visit::in_journey(account_session(), waiting);
            visit.happens(Event::Online);
            visit
        }),
        ("POST completion", || {
            let mut visit = typing(account_session(), form(1));
            visit.sends(1, "Anvils");
            visit
        }),
        ("POST handover", || {
            let mut visit = typing(account_session(), identity(1));
            visit.sets_out(1, Way::Frame);
            visit
        }),
        ("POST outcome", || {
            let mut visit = typing(account_session(), identity(1));
            visit.sets_out(1, Way::Frame).ignores_effects().hears(minted("https://magic.veriff.me/v/x"));
            visit.ignores_effects().says_finished(1);
            visit
        }),
        ("POST sessions (log-in)", log_in),
        ("GET session (after a log-in)", || {
            let mut visit = log_in();
            visit.ignores_effects().hears(ok(json!({"session": {"id": "5a67007d"}})));
            visit
        }),
        ("GET sessions", || {
            let mut visit = typing(account_session(), form(1));
            visit.goes("/sessions");
            visit
        }),
        ("POST sessions/{id} (send a code)", code_wanted),
        ("POST sessions/{id} (verify a code)", || {
            let mut visit = code_wanted();
            visit.ignores_effects().hears(ok(json!({"session": {"id": "5a67007d"}}))).ignores_effects();
            visit.happens(Event::CodeTyped(Code::parse("12345").unwrap()));
            visit
        }),
        ("DELETE sessions/{id} (log-out)", || {
            let mut visit = typing(account_session(), form(1));
            visit.happens(Event::LogOutWanted);
            visit
        }),
        ("DELETE sessions/{id} (another one)", || {
            let mut visit = typing(account_session(), form(1));
            let one = |id: &str| json!({"id": id, "location": {"lng": 2.3, "lat": 48.8, "name": format!("at {id}")}});
            let list = json!({"sessions": [one("5a67007d"), one("b2")], "remaining": 0});
            visit.goes("/sessions").ignores_effects().hears(ok(list)).ignores_effects();
            visit.happens(Event::SessionEndWanted(AccountId::parse("b2").unwrap()));
            visit
        }),
        ("POST session/journey", || {
            let journeys = json!([{"Id": 70, "Name": "Account"}, {"Id": 71, "Name": "Loan"}]);
            let undecided = with(session(), json!({"Journey": null, "Journeys": journeys}));
            let mut visit = Visit::new();
            visit.opens_link().hears(ok(undecided)).ignores_effects();
            visit.happens(Event::JourneyChosen(JourneyId::from_digits("70").unwrap()));
            visit
        }),
    ]
}

/// At noon, at the only activity.
fn typing(session: Json, activity: Json) -> Visit {
    let mut visit = Visit::new();
    visit.at(NOON).opens_link().hears(ok(session)).ignores_effects().hears(ok(journey([activity]))).ignores_effects();
    visit.goes("/activities/1").ignores_effects();
    visit
}

fn log_in() -> Visit {
    let mut visit = Visit::new();
    visit.opens_address("/login").ignores_effects();
    let (email, password) = ("john@doe.test".to_owned(), Password::new("s3cret".to_owned()).unwrap());
    visit.happens(Event::LogInWanted { email, password });
    visit
}

fn code_wanted() -> Visit {
    let mut visit = typing(account_session(), with(form(1), json!({"SecuredSession": true})));
    visit.sends(1, "GB33BUKB20201555555555").ignores_effects().happens(Event::CodeWanted(Channel::Email));
    visit
}

/// What the page shows after the fault, and what it does by itself.
fn outcome(begins: fn() -> Visit, answer: Answer) -> String {
    let mut visit = begins();
    visit.ignores_effects();
    let effects = visit.effects_of_last_call(answer);
    let done = effects.iter().filter(|effect| !matches!(effect, Effect::Complain(_) | Effect::Tell(_)));
    let done: Vec<String> = done.map(words::effect).collect();
    let does = if done.is_empty() { String::new() } else { format!(" | {}", done.join(", ")) };
    format!("{}{}{does}", words::screen(&visit.screen()), beside(&visit))
}

/// What is shown beside the screen.
fn beside(visit: &Visit) -> String {
    let page = visit.page();
    let mut told = Vec::new();
    if page.sign_in.is_some() {
        told.push("to sign in again".to_owned());
    }
    if let Some(ExtensionState::Failed(failure)) = page.limit.map(|limit| limit.state) {
        told.push(format!("no longer: {failure:?}"));
    } else if let Some(ExtensionState::NotOffered) = page.limit.map(|limit| limit.state) {
        told.push("no longer".to_owned());
    }
    if let RenewalState::Failed(failure) = page.renewal {
        told.push(format!("new link not asked for: {failure:?}"));
    }
    if let Some(LeavingState::Failed(failure)) = page.account.map(|account| account.leaving) {
        told.push(format!("not logged out: {failure:?}"));
    }
    if let Some(step_up) = page.step_up {
        told.push(match step_up.problem {
            Some(StepUpProblem::TooMany(until)) => format!("code: too many until {:?}", until.map(|at| at - NOON)),
            Some(problem) => format!("code: {problem:?}"),
            None => format!("code: {:?}", step_up.state),
        });
    }
    if matches!(page.looks, Some(onboarding::screen::Looks::InVain(_))) {
        told.push("looks in vain".to_owned());
    }
    told.iter().map(|told| format!("; {told}")).collect()
}

/// A call about a file, and a lead whose page has just made it.
type FileCall = (&'static str, fn() -> Sender);

fn file_calls() -> [FileCall; 4] {
    const SIZE: usize = 300 * 1024;
    [
        ("tus POST", || {
            let mut lead = Sender::new();
            lead.chooses(1, SIZE);
            lead
        }),
        ("tus HEAD", || {
            let mut lead = Sender::new();
            lead.chooses(1, SIZE).meets(Fate::Answered).meets(Fate::Cut(1000)).time_passes();
            lead
        }),
        ("tus PATCH", || {
            let mut lead = Sender::new();
            lead.chooses(1, SIZE).meets(Fate::Answered);
            lead
        }),
        ("tus DELETE", || {
            let mut lead = Sender::new();
            lead.chooses(1, SIZE).all_goes_well().happens(UploadEvent::Removed(file(1)));
            lead
        }),
    ]
}

/// What the row of the file says after the fault, and what goes out at once.
fn file_outcome(begins: fn() -> Sender, answer: Answer) -> String {
    let mut lead = begins();
    lead.meets(match answer {
        Err(CallError::TimedOut) => Fate::AnswerLost,
        Err(CallError::Unreachable) => Fate::Lost,
        // Nobody reads the body.
        Ok(Response { status: 200, .. }) => Fate::Answered,
        Ok(Response { status, retry_after, .. }) => {
            Fate::Says(UploadAnswer { status, retry_after, ..UploadAnswer::default() })
        }
    });
    let shown = if lead.has(1) { lead.state(1).sentence(Locale::English) } else { "gone".to_owned() };
    let sent: String = lead.on_its_way().iter().map(|request| format!(" | {request}")).collect();
    format!("{shown}{sent}")
}

fn drawn() -> String {
    let row = |call: &str, outcome: &dyn Fn(Answer) -> String| {
        let cells = faults().into_iter().map(|(fault, answer)| format!("  {fault}: {}\n", outcome(answer)));
        format!("{call}\n{}\n", cells.collect::<String>())
    };
    let calls = calls().into_iter().map(|(call, begins)| row(call, &|answer| outcome(begins, answer)));
    let about_files = file_calls().into_iter().map(|(call, begins)| row(call, &|answer| file_outcome(begins, answer)));
    calls.chain(about_files).collect()
}

#[test]
fn whatever_goes_wrong_with_any_call_is_told_as_the_table_says() {
    let drawn = drawn();
    if std::env::var("FAULT_TABLE").is_ok_and(|wish| wish == "write") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories/faults.txt");
        std::fs::write(path, &drawn).expect("the table can be written");
    }
    let changed: Vec<String> = drawn
        .lines()
        .zip(TABLE.lines().chain(std::iter::repeat("")))
        .filter(|(now, before)| now != before)
        .map(|(now, before)| format!("now:    {now}\nbefore: {before}"))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    assert_eq!(drawn.lines().count(), TABLE.lines().count());
}

/// What a bare fault leaves: never a page that waits for nothing, nor one without a word.
#[test]
fn nobody_is_left_waiting_by_a_fault() {
    for (call, begins) in calls() {
        for (fault, answer) in faults() {
            let outcome = outcome(begins, answer);
            let waits = ["waiting for the", ", sending", ", asking", ", opening", "settling", ": loading"];
            let is_waiting =
                waits.iter().any(|word| outcome.split(" | ").next().is_some_and(|shown| shown.contains(word)));
            let something_comes = ["GET ", "POST ", "wait "].iter().any(|does| outcome.contains(does));
            assert!(!is_waiting || something_comes, "{call}, {fault}: {outcome}");
        }
    }
}
