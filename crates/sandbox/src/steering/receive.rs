//! What happens to a call before it reaches the contract's router, and to its answer afterwards: it is written
//! into the log, and a fault may be played on it.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{Method, request::Parts};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;

use super::faults::Fault;
use super::log::Call;
use super::masks;
use crate::app::Sandbox;
use crate::request;
use crate::server::Hangup;
use crate::timestamp::Milliseconds;

/// Receives one call.
pub(crate) async fn receive(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    if !sandbox.options.steering {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let (text, body) = match is_upload(&parts) {
        true => (String::new(), body),
        false => match request::read(body).await {
            Ok(bytes) => (String::from_utf8_lossy(&bytes).into_owned(), Body::from(bytes)),
            Err(problem) => return problem.into_response(),
        },
    };
    let fault = sandbox.steering.faults.pick(parts.method.as_str(), parts.uri.path(), &text);
    let mut call = call(&parts, &text, sandbox.now());
    call.faulted = fault.is_some();
    let number = sandbox.steering.log.add(call);
    let hangup = parts.extensions.get::<Hangup>().cloned();
    let body = match &fault {
        Some(fault) if fault.answers_instead() => {
            request::drain(body).await;
            Body::empty()
        }
        Some(fault) => match fault.takes() {
            Some(most) => Body::new(Beginning { body, left: most }),
            None => body,
        },
        None => body,
    };
    let work = async {
        let response = next.run(Request::from_parts(parts, body)).await;
        let status = response.status().as_u16();
        sandbox.steering.log.note(number, |call| call.status = Some(status));
        response
    };
    match fault {
        None => work.await,
        Some(fault) => play(&fault, work, hangup).await,
    }
}

/// The beginning of a body that breaks off after so many bytes, as when a connection is lost.
struct Beginning {
    body: Body,
    left: usize,
}

impl HttpBody for Beginning {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.left == 0 {
            return Poll::Ready(Some(Err(axum::Error::new("broken off by a fault"))));
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        let left = self.left;
        let shorten = |bytes: Bytes| bytes.slice(..bytes.len().min(left));
        let frame = frame.map(|frame| frame.map(|frame| frame.map_data(shorten)));
        if let Some(Ok(frame)) = &frame {
            self.left -= frame.data_ref().map_or(0, Bytes::len);
        }
        Poll::Ready(frame)
    }
}

async fn play(fault: &Fault, work: impl Future<Output = Response>, hangup: Option<Hangup>) -> Response {
    let silence = async {
        if let Some(delay) = fault.delay() {
            tokio::time::sleep(delay).await;
        }
    };
    let answer = match fault.keeps_from_working() {
        true => {
            silence.await;
            None
        }
        false if fault.waits_afterwards() => {
            let answer = work.await;
            silence.await;
            Some(answer)
        }
        false => {
            silence.await;
            Some(work.await)
        }
    };
    if fault.drops() {
        return Hangup::hang_up(hangup).await;
    }
    fault.change(answer).await
}

/// The bytes of a document are not kept in the log, nor held in memory.
fn is_upload(parts: &Parts) -> bool {
    parts.method == Method::PATCH && parts.uri.path().starts_with("/internal/v1/documents")
}

fn call(parts: &Parts, text: &str, at: Milliseconds) -> Call {
    let key = parts.headers.get("Idempotency-Key");
    Call {
        at,
        method: parts.method.to_string(),
        path: masks::address(parts.uri.path()),
        query: parts.uri.query().map(masks::query),
        idempotency_key: key.map(|key| String::from_utf8_lossy(key.as_bytes()).into_owned()),
        body: masks::body(text),
        status: None,
        faulted: false,
    }
}
