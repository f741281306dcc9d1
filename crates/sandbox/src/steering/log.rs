//! `/sandbox/log`: every call of the contract that was received, with its body, so that a test can prove "exactly
//! once". Secrets are masked (`masks`), everything else is as it came.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::document;
use crate::app::Sandbox;
use crate::timestamp::{Milliseconds, rfc3339};

/// How many calls are remembered.
const MOST: usize = 10_000;

/// A call as it was received.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) at: Milliseconds,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) idempotency_key: Option<String>,
    /// JSON where it is JSON, else its size; null for none and for uploads.
    pub(super) body: Value,
    /// What the back-end decided; null while it works, and when a fault kept the call from it.
    pub(super) status: Option<u16>,
    /// Whether a fault changed what the caller got.
    pub(super) faulted: bool,
}

#[derive(Debug, Default)]
struct Calls {
    /// The number of the first call that is still remembered.
    first: usize,
    calls: VecDeque<Call>,
}

/// The calls received, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    calls: Mutex<Calls>,
}

impl Log {
    /// Adds a call; its number is for `note`.
    pub(super) fn add(&self, call: Call) -> usize {
        let mut log = self.lock();
        if log.calls.len() == MOST {
            log.calls.pop_front();
            log.first += 1;
        }
        log.calls.push_back(call);
        log.first + log.calls.len() - 1
    }

    /// Changes what is known of a call, as long as it is remembered.
    pub(super) fn note(&self, number: usize, change: impl FnOnce(&mut Call)) {
        let mut log = self.lock();
        let index = number.checked_sub(log.first);
        if let Some(call) = index.and_then(|index| log.calls.get_mut(index)) {
            change(call);
        }
    }

    /// Forgets all calls.
    pub(super) fn clear(&self) {
        let mut log = self.lock();
        log.first += log.calls.len();
        log.calls.clear();
    }

    fn document(&self) -> Value {
        let log = self.lock();
        let calls = log.calls.iter().enumerate().map(|(index, call)| {
            json!({
                "Number": log.first + index,
                "At": rfc3339(call.at),
                "Method": call.method,
                "Path": call.path,
                "Query": call.query,
                "IdempotencyKey": call.idempotency_key,
                "Body": call.body,
                "Status": call.status,
                "Faulted": call.faulted,
            })
        });
        json!({ "Calls": calls.collect::<Vec<_>>() })
    }

    fn lock(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `GET /sandbox/log`.
pub(super) async fn list(State(sandbox): State<Arc<Sandbox>>) -> Response {
    document(&sandbox.steering.log.document())
}

/// `DELETE /sandbox/log`.
pub(super) async fn clear(State(sandbox): State<Arc<Sandbox>>) -> StatusCode {
    sandbox.steering.log.clear();
    StatusCode::NO_CONTENT
}
