//! Account sessions (contract, section 4): logging in, the list, a code, the end; and the session's own extension.

use serde_json::json;

use super::{CallError, Refusal, Request, Response, get, known_session_from, post, retry_after, success, unreadable};
use crate::credentials::{Code, Password};
use crate::failure::Failure;
use crate::id::JourneyId;
use crate::session::{AccessToken, AccountId, Session};
use crate::wire::{self, AccountSession, AccountSessions};

/// How a code travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A message to the phone.
    Sms,
    /// An e-mail.
    Email,
}

/// Where a page of the list lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    First,
    After(AccountId),
    Before(AccountId),
}

/// Logs in without a link.
pub(crate) fn log_in(email: &str, password: &Password) -> Request {
    let body = json!({ "email": email.trim(), "password": password.reveal() });
    post("/internal/v1/sessions", body.to_string())
}

/// The person's active sessions.
pub(crate) fn list_sessions(beside: &Beside, token: Option<&AccessToken>) -> Request {
    let query = match beside {
        Beside::First => String::new(),
        Beside::After(id) => format!("?after={}", id.reveal()),
        Beside::Before(id) => format!("?before={}", id.reveal()),
    };
    get(format!("/internal/v1/sessions{query}")).signed(token)
}

/// Logs a session out.
pub(crate) fn end_session(id: &AccountId, token: Option<&AccessToken>) -> Request {
    Request { method: "DELETE", ..get(path_of(id)) }.signed(token)
}

/// Asks for a code.
pub(crate) fn send_code(id: &AccountId, channel: Channel, token: Option<&AccessToken>) -> Request {
    let origin = match channel {
        Channel::Sms => "sms",
        Channel::Email => "email",
    };
    post(&path_of(id), json!({ "secured": true, "codeOrigin": origin }).to_string()).signed(token)
}

/// Verifies a code.
pub(crate) fn verify_code(id: &AccountId, code: &Code, token: Option<&AccessToken>) -> Request {
    post(&path_of(id), json!({ "code": code.reveal() }).to_string()).signed(token)
}

/// Asks for a later end of the session (contract, section 2).
pub(crate) fn extend_session(token: Option<&AccessToken>) -> Request {
    Request { method: "POST", ..get("/internal/v1/session/extension".to_owned()) }.signed(token)
}

/// Binds the session to another journey of the same person.
pub(crate) fn choose_journey(journey: JourneyId, token: Option<&AccessToken>) -> Request {
    let body = json!({ "Journey": { "Id": i64::from(journey) } });
    post("/internal/v1/session/journey", body.to_string()).signed(token)
}

/// The session in the chosen journey, and what the integrator should know about it.
pub(crate) fn chosen_session_from(answer: Result<Response, CallError>) -> Result<(Session, Option<String>), Refusal> {
    match known_session_from(answer) {
        Ok((Session { journey: None, .. }, _)) => Err(unreadable("missing `Journey` of the chosen one".to_owned())),
        Err(refusal @ Refusal { failure: Failure::NotFound, .. }) => {
            Err(Refusal { failure: Failure::JourneyGone, ..refusal })
        }
        known => known,
    }
}

/// An account session, after a log-in or about a code.
pub(crate) fn account_session_from(answer: Result<Response, CallError>) -> Result<AccountSession, Refusal> {
    wire::read_account_session(&success(answer)?.body).map_err(unreadable)
}

/// Whether a code is on its way.
pub(crate) fn code_sent_from(answer: Result<Response, CallError>) -> Result<(), Refusal> {
    success(answer).map(drop)
}

/// A page of the list.
pub(crate) fn sessions_from(answer: Result<Response, CallError>) -> Result<AccountSessions, Refusal> {
    let response = success(answer).map_err(|refusal| match refusal.failure {
        // There is no list: nothing that is about a step.
        Failure::NotFound => Refusal { failure: Failure::NotLoaded, ..refusal },
        _ => refusal.of_loading(),
    })?;
    wire::read_account_sessions(&response.body).map_err(unreadable)
}

/// Whether a session is over now: it was ended, or was over or unknown before.
pub(crate) fn end_from(answer: Result<Response, CallError>) -> Result<(), Refusal> {
    match success(answer) {
        Ok(_) => Ok(()),
        Err(Refusal { failure: Failure::SessionEnded | Failure::NotFound, .. }) => Ok(()),
        Err(refusal) => Err(refusal),
    }
}

/// The same for another session than the one that asks: then 401 is about the one that asks.
pub(crate) fn other_end_from(answer: Result<Response, CallError>) -> Result<(), Refusal> {
    match success(answer) {
        Err(refusal) if refusal.failure != Failure::NotFound => Err(refusal),
        _ => Ok(()),
    }
}

/// The `Code` of a refusal, and the seconds to wait that came with it: what a log-in and a code are judged by.
pub(crate) fn refusal_code(answer: &Result<Response, CallError>) -> Option<(u16, String, Option<u32>)> {
    let response = answer.as_ref().ok().filter(|response| !(200..300).contains(&response.status))?;
    Some((response.status, wire::read_problem(&response.body).code, retry_after(response)))
}

fn path_of(id: &AccountId) -> String {
    format!("/internal/v1/sessions/{}", id.reveal())
}
