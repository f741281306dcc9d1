//! Requests by fetch. Bodies cross as text, so that ids never pass through a JavaScript number.

use gloo_net::http::{Method, RequestBuilder};
use onboarding::api::{CallError, Request, Response};
use web_sys::{AbortSignal, RequestCredentials};

use super::clock;

/// How long to wait for a whole answer, in milliseconds.
const PATIENCE: u32 = 30_000;

/// Sends a request and waits for the whole answer.
///
/// # Errors
/// When none came; an answer of any status is an answer.
pub(crate) async fn send(api_url: &str, request: Request) -> Result<Response, CallError> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let credentials = if request.with_cookies { RequestCredentials::Include } else { RequestCredentials::SameOrigin };
    let mut builder = RequestBuilder::new(&format!("{api_url}{}", request.path))
        .method(if request.method == "POST" { Method::POST } else { Method::GET })
        .header("Accept", "application/json, application/problem+json")
        .abort_signal(Some(&patience))
        .credentials(credentials);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let failed = |_| if patience.aborted() { CallError::TimedOut } else { CallError::Unreachable };
    let sent = match request.body {
        Some(body) => builder.body(body).map_err(failed)?.send().await,
        None => builder.send().await,
    };
    let response = sent.map_err(failed)?;
    let headers = response.headers();
    let (etag, retry_after) = (headers.get("ETag"), headers.get("Retry-After"));
    let body = response.text().await.map_err(failed)?;
    Ok(Response { status: response.status(), etag, retry_after, received_at: clock::epoch_seconds(), body })
}
