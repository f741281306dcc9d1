//! The answer that a fault makes of the real one, or instead of it.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;

use super::Fault;
use crate::problem::Problem;

impl Fault {
    /// Refuses what could not be sent.
    pub(super) fn check(&self) -> Result<(), Problem> {
        if self.status.is_some_and(|status| StatusCode::from_u16(status).is_err()) {
            return Err(Problem::bad_request("`Status` is no HTTP status."));
        }
        self.header_pairs().map(|_| ())
    }

    /// The answer that the caller gets.
    pub(in crate::steering) async fn change(&self, answer: Option<Response>) -> Response {
        let mut answer = answer.unwrap_or_else(|| self.made_up_status().into_response());
        if let Some(status) = self.status.and_then(|status| StatusCode::from_u16(status).ok()) {
            *answer.status_mut() = status;
        }
        if self.makes_a_body() {
            let (media_type, bytes) = self.made_up_body(answer.status());
            *answer.body_mut() = Body::from(bytes);
            answer.headers_mut().remove(header::CONTENT_LENGTH);
            answer.headers_mut().insert(header::CONTENT_TYPE, media_type);
        }
        for (name, value) in self.header_pairs().unwrap_or_default() {
            answer.headers_mut().insert(name, value);
        }
        match self.cut {
            Some(length) => cut(answer, length).await,
            None => answer,
        }
    }

    fn made_up_status(&self) -> StatusCode {
        let status = self.status.and_then(|status| StatusCode::from_u16(status).ok());
        status.unwrap_or(StatusCode::OK)
    }

    fn made_up_body(&self, status: StatusCode) -> (HeaderValue, Vec<u8>) {
        let problem = status.is_client_error() || status.is_server_error();
        match (&self.body, &self.text) {
            (Some(body), _) if problem => {
                (HeaderValue::from_static("application/problem+json"), body.to_string().into_bytes())
            }
            (Some(body), _) => (HeaderValue::from_static("application/json"), body.to_string().into_bytes()),
            (None, Some(text)) => (HeaderValue::from_static("text/html; charset=utf-8"), text.clone().into_bytes()),
            (None, None) => (HeaderValue::from_static("application/json"), vec![b' '; self.size.unwrap_or(0)]),
        }
    }

    fn header_pairs(&self) -> Result<Vec<(HeaderName, HeaderValue)>, Problem> {
        let pair = |(name, value): (&String, &serde_json::Value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let value = HeaderValue::from_str(value.as_str()?).ok()?;
            Some((name, value))
        };
        let pairs: Option<Vec<_>> = self.headers.iter().map(pair).collect();
        pairs.ok_or_else(|| Problem::bad_request("`Headers` holds names and texts."))
    }
}

/// Announces the whole body and sends its beginning only; then the connection ends.
async fn cut(answer: Response, length: usize) -> Response {
    let (mut parts, body) = answer.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let announced = HeaderValue::from(whole.len().max(length + 1));
    parts.headers.insert(header::CONTENT_LENGTH, announced);
    let beginning = whole.slice(..length.min(whole.len()));
    Response::from_parts(parts, Body::new(CutBody::Beginning(beginning)))
}

/// A body that sends its beginning, gives the connection a chance to flush it, and fails.
enum CutBody {
    Beginning(Bytes),
    Flushing,
    Failing,
}

impl hyper::body::Body for CutBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match std::mem::replace(&mut *self, Self::Failing) {
            Self::Beginning(bytes) => {
                *self = Self::Flushing;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Self::Flushing => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Failing => Poll::Ready(Some(Err(std::io::Error::other("cut by a fault")))),
        }
    }
}
