//! Requests by fetch. Bodies cross as text, so that ids never pass through a JavaScript number.

mod body;
mod early;

use std::task::{Context, Poll, Waker};

use gloo_net::http::Response;
use js_sys::Reflect;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::{set_timeout_with_handle, window};
use onboarding::api::{self, CallError, Request, server_time};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit};

use super::clock;

/// How long to wait for a whole answer, in milliseconds.
const PATIENCE: u32 = 30_000;

/// The largest body, in bytes, that browsers send on while the page goes away (Fetch standard, "HTTP-network-or-cache
/// fetch": 64 kibibytes for all such requests). A larger one would not be sent at all.
const MOST_KEPT_ALIVE: usize = 64 * 1024;

/// Sends a request now, and not when the page has been drawn: on the way to the back-end there is time enough for that.
/// What comes of it is as [`send`] has it.
pub(crate) fn begin(api_url: String, request: Request) -> impl Future<Output = Result<api::Response, CallError>> {
    let mut sending = Box::pin(async move { send(&api_url, request).await });
    let begun = sending.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    async move {
        match begun {
            Poll::Ready(answer) => answer,
            Poll::Pending => sending.await,
        }
    }
}

/// Sends a request and waits for the whole answer.
///
/// # Errors
/// When none came; an answer of any status is an answer.
pub(crate) async fn send(api_url: &str, request: Request) -> Result<api::Response, CallError> {
    let url = format!("{api_url}{}", request.path);
    let early = early::take(&url, &request);
    let patience = match &early {
        Some(early) => Patience::with(Some(early.controller.clone()), PATIENCE),
        None => Patience::of(PATIENCE),
    };
    let failed = |_| if patience.is_over() { CallError::TimedOut } else { CallError::Unreachable };
    let response = match early {
        Some(early) => early.answer().await,
        None => {
            let options = options(&request, &patience).map_err(failed)?;
            let mut headers = request.headers;
            headers.push(("Accept", "application/json, application/problem+json".to_owned()));
            fetch(&url, &headers, &options).await
        }
    };
    let response = Response::from(response.map_err(failed)?);
    let header = |name: &str| response.headers().get(name);
    let (etag, retry_after) = (header("ETag"), header("Retry-After"));
    let server_time = header("Date").and_then(|date| server_time(&date));
    let body = body::text(response.body()).await.map_err(failed)?;
    Ok(api::Response {
        status: response.status(),
        etag,
        retry_after,
        received_at: clock::epoch_seconds(),
        server_time,
        body,
    })
}

fn options(request: &Request, patience: &Patience) -> Result<RequestInit, JsValue> {
    let options = RequestInit::new();
    options.set_method(request.method);
    options.set_signal(patience.signal().as_ref());
    // A browser keeps a 410 for ever, where nothing tells it not to (RFC 9110, section 15.5.11).
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(match request.with_cookies {
        true => RequestCredentials::Include,
        false => RequestCredentials::SameOrigin,
    });
    if let Some(body) = &request.body {
        options.set_body_opt_str(Some(body));
        if request.keepalive && body.len() <= MOST_KEPT_ALIVE {
            Reflect::set(&options, &"keepalive".into(), &JsValue::TRUE)?;
        }
    }
    Ok(options)
}

/// The head of an answer; the body is on its way.
///
/// # Errors
/// What the browser says when there is none.
pub(super) async fn fetch(
    url: &str,
    headers: &[(&'static str, String)],
    options: &RequestInit,
) -> Result<web_sys::Response, JsValue> {
    let named = Headers::new()?;
    headers.iter().try_for_each(|(name, value)| named.set(name, value))?;
    options.set_headers_headers(&named);
    let request = web_sys::Request::new_with_str_and_init(url, options)?;
    // Not by gloo-net: its builder knows no `keepalive`, and its `send` panics where what the browser, or a script that
    // has put itself before `fetch`, rejects with is no `Error`.
    JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()
}

/// Gives a request up after a while; `AbortSignal.timeout` would do it too, but phones of 2021 do not have it.
pub(super) struct Patience {
    controller: Option<AbortController>,
    timer: Option<TimeoutHandle>,
}

impl Patience {
    /// For so many milliseconds.
    pub(super) fn of(milliseconds: u32) -> Self {
        Self::with(AbortController::new().ok(), milliseconds)
    }

    /// For so many milliseconds, with what is under way already.
    fn with(controller: Option<AbortController>, milliseconds: u32) -> Self {
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
