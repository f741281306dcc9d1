//! The calls that take a session, as openapi.yaml declares them and as they are tried.

use serde_json::json;

use super::world::Things;
use crate::support::*;

/// What a call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concerns {
    /// Whoever calls, so that everybody gets their own.
    Caller,
    /// A journey as a whole, of which a stakeholder has a part.
    Journey,
    /// Something of its owner's.
    Owner,
}

/// A call, by its `operationId`.
pub(super) struct Row {
    pub(super) operation: &'static str,
    pub(super) concerns: Concerns,
    method: &'static str,
    path: &'static str,
    more: fn(Call, &Things) -> Call,
}

const fn row(
    operation: &'static str,
    concerns: Concerns,
    (method, path): (&'static str, &'static str),
    more: fn(Call, &Things) -> Call,
) -> Row {
    Row { operation, concerns, method, path, more }
}

use Concerns::{Caller, Journey, Owner};

pub(super) const CALLS: &[Row] = &[
    row("readJourney", Journey, ("GET", "/api/v1/journeys/{journey}"), |call, _| call),
    row("readSession", Caller, ("GET", "/internal/v1/session"), |call, _| call),
    row("extendSession", Caller, ("POST", "/internal/v1/session/extension"), |call, _| call),
    row("chooseJourney", Journey, ("POST", "/internal/v1/session/journey"), |call, things| {
        call.json(&json!({"Journey": {"Id": things.journey}}))
    }),
    row("completeActivity", Owner, ("POST", "/internal/v1/activities/{activity}/completion"), |call, _| {
        call.header("Idempotency-Key", "k").json(&json!({"JourneyData": [text(302, "x")]}))
    }),
    row("keepDraft", Owner, ("PUT", "/internal/v1/activities/{activity}/draft"), |call, _| {
        call.json(&json!({"JourneyData": [text(302, "x")]}))
    }),
    row("handOver", Owner, ("POST", "/internal/v1/activities/{activity}/handover"), |call, _| call),
    row("reportOutcome", Owner, ("POST", "/internal/v1/activities/{activity}/outcome"), |call, _| {
        call.json(&json!({"Message": "Finished"}))
    }),
    row("createDocument", Caller, ("POST", "/internal/v1/documents"), |call, _| {
        tus(call).header("Upload-Length", "8").header("Upload-Metadata", "filename YQ==")
    }),
    row("uploadOffset", Owner, ("HEAD", "/internal/v1/documents/{document}"), |call, _| tus(call)),
    row("appendToDocument", Owner, ("PATCH", "/internal/v1/documents/{document}"), |call, _| {
        let call = tus(call).header("Upload-Offset", "4").header("Content-Type", "application/offset+octet-stream");
        call.bytes(b"5678")
    }),
    row("deleteDocument", Owner, ("DELETE", "/internal/v1/documents/{document}"), |call, _| tus(call)),
    row("listAccountSessions", Caller, ("GET", "/internal/v1/sessions"), |call, _| call),
    row("readAccountSession", Owner, ("GET", "/internal/v1/sessions/{account}"), |call, _| call),
    row("secureAccountSession", Owner, ("POST", "/internal/v1/sessions/{account}"), |call, _| {
        call.json(&json!({"secured": true, "codeOrigin": "email"}))
    }),
    row("endAccountSession", Owner, ("DELETE", "/internal/v1/sessions/{account}"), |call, _| call),
    row("readFile", Caller, ("GET", "/internal/v1/files/terms.txt"), |call, _| call),
];

fn tus(call: Call) -> Call {
    call.header("Tus-Resumable", "1.0.0")
}

impl Row {
    /// The call on these things.
    pub(super) fn call(&self, things: &Things) -> Call {
        let path = self.path.replace("{journey}", &things.journey.to_string());
        let path = path.replace("{activity}", &things.activity.to_string());
        let path = path.replace("{document}", &things.document).replace("{account}", &things.account);
        (self.more)(call(self.method, &path), things)
    }

    pub(super) fn changes(&self) -> bool {
        !matches!(self.method, "GET" | "HEAD")
    }

    /// Asserts a refusal; an answer to HEAD has no body to tell its code by.
    #[track_caller]
    pub(super) fn is_refused(&self, answer: &Answer, status: u16, code: &str) {
        assert_eq!(answer.status, status, "{}: {}", self.operation, answer.text());
        if self.method != "HEAD" {
            answer.is_refused(status, code);
        }
    }
}

/// An operation of openapi.yaml: its id, and its `security` and `tags` as they stand there.
#[derive(Default)]
struct Operation {
    id: &'static str,
    security: &'static str,
    tags: &'static str,
}

/// The operations that take a session.
pub(super) fn calls_with_session() -> Vec<&'static str> {
    let with_session = |operation: &&Operation| operation.security.contains("session");
    operations().iter().filter(with_session).map(|operation| operation.id).collect()
}

/// The operations that take nothing, but for the sandbox's handles.
pub(super) fn calls_without_credentials() -> Vec<&'static str> {
    let open = |operation: &&Operation| operation.security == "[]" && operation.tags != "[Sandbox]";
    operations().iter().filter(open).map(|operation| operation.id).collect()
}

/// Each operation's attributes stand one to a line, six blanks deep, its tags first.
fn operations() -> Vec<Operation> {
    let contract = include_str!("../../../../../openapi.yaml");
    let paths = contract.split_once("\npaths:\n").unwrap().1.split_once("\ncomponents:\n").unwrap().0;
    let mut operations: Vec<Operation> = Vec::new();
    for (name, value) in paths.lines().filter_map(|line| line.strip_prefix("      ")?.split_once(": ")) {
        match name {
            "tags" => operations.push(Operation { tags: value, ..Operation::default() }),
            "operationId" => operations.last_mut().unwrap().id = value,
            "security" => operations.last_mut().unwrap().security = value,
            _ => {}
        }
    }
    assert_eq!(operations.len(), contract.matches("\n      operationId: ").count());
    assert!(operations.iter().all(|operation| !operation.security.is_empty()), "each says who may");
    operations
}
