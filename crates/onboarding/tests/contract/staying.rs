//! Goldens of a session that goes on: put off, secured by a code, and ended by its own person.

use onboarding::api::Channel;
use onboarding::credentials::Code;
use onboarding::machine::Event;
use onboarding::screen::StepUpProblem;
use serde_json::{Value as Json, json};

use super::golden::Golden;
use super::play::{johns_session, play};
use super::tables::Case;
use crate::support::back_end::*;
use crate::support::visit::*;

/// When the golden answers come in, in seconds since 1970, and when the session ends without them.
const NOW: i64 = 1_649_336_700;
const END: i64 = NOW + 60;

/// `POST /internal/v1/session/extension`.
const EXTENSIONS: &[Case] = &[
    ("session-extension", &["wait 3600 s"], "activity 1: to do"),
    ("session-extension-session-ended", &["complain: the back-end answered 401 SessionEnded"], "activity 1: to do"),
];
/// `POST /internal/v1/sessions/{id}`, for a code to be sent.
const SENDINGS: &[Case] = &[
    ("account-sessions-secure", &[], "activity 1: to do, failed: CodeNeeded"),
    ("account-sessions-secure-by-default", &[], "activity 1: to do, failed: CodeNeeded"),
];
/// Likewise, for one to be verified.
const VERIFICATIONS: &[Case] = &[
    ("account-sessions-verify", AFTER_CODE, "activity 1: to do, sending"),
    ("account-sessions-verify-closed-early", AFTER_CODE, "activity 1: to do, sending"),
    ("account-sessions-verify-code-invalid", &[], "activity 1: to do, failed: CodeNeeded"),
    ("account-sessions-verify-too-many-requests", &[], "activity 1: to do, failed: CodeNeeded"),
];
/// `DELETE /internal/v1/sessions/{id}`.
const ENDS: &[Case] =
    &[("account-sessions-end", &["forget the visit", "forget person 74590868830731162", "replace by /"], "signed out")];
const AFTER_CODE: &[&str] = &["GET /internal/v1/session", "POST /internal/v1/activities/1/completion", "wait 3600 s"];

/// The names of the goldens that are played here.
pub(crate) fn played() -> impl Iterator<Item = &'static str> {
    [EXTENSIONS, SENDINGS, VERIFICATIONS, ENDS].into_iter().flatten().map(|(name, _, _)| *name)
}

/// The goldens' lead, a form open that asks for a code, in a session that ends at a time.
fn visit(ends_at: Option<i64>) -> Visit {
    let secured = with(form(1), json!({"SecuredSession": true}));
    let journey = with(journey([secured]), json!({"Id": 74_590_868_830_731_163_i64}));
    let mut visit = Visit::new();
    visit.at(NOW).opens_link().hears(ok(account(johns_session(), ends_at, None))).ignores_effects();
    visit.hears(ok(journey)).ignores_effects();
    visit
}

#[test]
fn extensions() {
    let played = |golden: &Golden| {
        let mut visit = visit(Some(END));
        assert_eq!(visit.page().limit.map(|limit| limit.ends_at), Some(END));
        visit.happens(Event::StayWanted).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    };
    play(EXTENSIONS, played);
    let mut visit = played(&Golden::read("session-extension"));
    visit.hears(Golden::read("session-extension").answer()).ignores_effects();
    assert_eq!((visit.page().limit, visit.page().sign_in), (None, None));
}

/// A code is asked for, since something waits for it.
fn asking(golden: &Golden) -> Visit {
    let mut visit = visit(None);
    let channel = golden.asked()["codeOrigin"].as_str().map_or(Channel::Sms, |_| Channel::Email);
    visit.sends(1, "Anvils").does(&[]).happens(Event::CodeWanted(channel)).does(&[golden.call()]);
    // The way is always said here, also the one that need not be.
    if golden.asked() != json!({"secured": true}) {
        golden.is_asked_by(visit.request());
    }
    visit
}

#[test]
fn sendings() {
    play(SENDINGS, asking);
}

fn verifying(golden: &Golden) -> Visit {
    let mut visit = asking(&Golden::read("account-sessions-secure"));
    visit.hears(Golden::read("account-sessions-secure").answer()).does(&[]);
    let Json::String(code) = golden.asked()["code"].clone() else { panic!("a code is text") };
    visit.happens(Event::CodeTyped(Code::parse(&code).unwrap())).does(&[golden.call()]);
    golden.is_asked_by(visit.request());
    visit
}

#[test]
fn verifications() {
    play(VERIFICATIONS, verifying);
    for (name, problem) in [
        ("account-sessions-verify-code-invalid", StepUpProblem::Wrong),
        ("account-sessions-verify-too-many-requests", StepUpProblem::TooMany(Some(NOW + 900))),
    ] {
        let mut visit = verifying(&Golden::read(name));
        visit.hears(Golden::read(name).answer()).does(&[]);
        assert_eq!(visit.page().step_up.and_then(|step_up| step_up.problem), Some(problem), "{name}");
    }
}

#[test]
fn ends() {
    play(ENDS, |golden| {
        let mut visit = visit(None);
        visit.happens(Event::LogOutWanted).does(&[golden.call()]);
        golden.is_asked_by(visit.request());
        visit
    });
}
