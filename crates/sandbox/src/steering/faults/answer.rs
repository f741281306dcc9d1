//! The answer that a fault makes of the real one, or instead of it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};

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
            let (media_type, body) = self.made_up_body(answer.status());
            *answer.body_mut() = body;
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

    fn made_up_body(&self, status: StatusCode) -> (HeaderValue, Body) {
        let problem = status.is_client_error() || status.is_server_error();
        let (media_type, body) = match (&self.body, &self.text) {
            (Some(body), _) if problem => ("application/problem+json", Body::from(body.to_string())),
            (Some(body), _) => ("application/json", Body::from(body.to_string())),
            (None, Some(text)) => ("text/html; charset=utf-8", Body::from(text.clone())),
            (None, None) => {
                let blanks = Blanks { left: self.size.unwrap_or(0), handed_out: self.handed_out.clone() };
                ("application/json", Body::new(blanks))
            }
        };
        (HeaderValue::from_static(media_type), body)
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

/// So many blanks, made as they go out, so that no answer is too large to be given; what went out is counted.
struct Blanks {
    left: u64,
    handed_out: Arc<AtomicU64>,
}

impl hyper::body::Body for Blanks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        const PIECE: &[u8] = &[b' '; 64 * 1024];
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let piece = usize::try_from(self.left).map_or(PIECE, |left| &PIECE[..left.min(PIECE.len())]);
        let length = piece.len() as u64;
        self.left -= length;
        self.handed_out.fetch_add(length, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(piece)))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
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
