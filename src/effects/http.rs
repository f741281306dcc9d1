//! Requests by fetch. Bodies cross as text, so that ids never pass through a JavaScript number.

use gloo_net::http::{Method, RequestBuilder};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::set_timeout_with_handle;
use onboarding::api::{CallError, Request, Response, server_time};
use web_sys::{AbortController, AbortSignal, RequestCredentials};

use super::clock;

/// How long to wait for a whole answer, in milliseconds.
const PATIENCE: u32 = 30_000;

/// Sends a request and waits for the whole answer.
///
/// # Errors
/// When none came; an answer of any status is an answer.
pub(crate) async fn send(api_url: &str, request: Request) -> Result<Response, CallError> {
    let patience = Patience::of(PATIENCE);
    let credentials = if request.with_cookies { RequestCredentials::Include } else { RequestCredentials::SameOrigin };
    let mut builder = RequestBuilder::new(&format!("{api_url}{}", request.path))
        .method(match request.method {
            "POST" => Method::POST,
            "DELETE" => Method::DELETE,
            _ => Method::GET,
        })
        .header("Accept", "application/json, application/problem+json")
        .abort_signal(patience.signal().as_ref())
        .credentials(credentials);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let failed = |_| if patience.is_over() { CallError::TimedOut } else { CallError::Unreachable };
    let sent = match request.body {
        Some(body) => builder.body(body).map_err(failed)?.send().await,
        None => builder.send().await,
    };
    let response = sent.map_err(failed)?;
    let headers = response.headers();
    let (etag, retry_after) = (headers.get("ETag"), headers.get("Retry-After"));
    let server_time = headers.get("Date").and_then(|date| server_time(&date));
    let body = response.text().await.map_err(failed)?;
    Ok(Response {
        status: response.status(),
        etag,
        retry_after,
        received_at: clock::epoch_seconds(),
        server_time,
        body,
    })
}

/// Gives a request up after a while; `AbortSignal.timeout` would do it too, but phones of 2021 do not have it.
pub(super) struct Patience {
    controller: Option<AbortController>,
    timer: Option<TimeoutHandle>,
}

impl Patience {
    /// For so many milliseconds.
    pub(super) fn of(milliseconds: u32) -> Self {
        let controller = AbortController::new().ok();
        let aborting = controller.clone();
        let give_up = move || {
            if let Some(controller) = &aborting {
                controller.abort();
            }
        };
        Self { controller, timer: set_timeout_with_handle(give_up, clock::duration(milliseconds)).ok() }
    }

    pub(super) fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    pub(super) fn is_over(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        if let Some(timer) = &self.timer {
            timer.clear();
        }
    }
}
