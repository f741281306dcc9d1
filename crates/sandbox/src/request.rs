//! What every call's message must be: JSON of a sane size, an object.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde_json::Value;

use crate::id;
use crate::problem::Problem;

/// The largest JSON message that is read, in bytes.
pub(crate) const MAX_MESSAGE: usize = 1024 * 1024;

/// The body of a call: a JSON object.
pub(crate) struct Message(pub(crate) Value);

impl<S: Send + Sync> FromRequest<S> for Message {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::media_type("Send `Content-Type: application/json`."));
        }
        let bytes = read(request.into_body()).await?;
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|error| Problem::bad_request(format!("The body is not JSON: {error}.")))?;
        if !value.is_object() {
            return Err(Problem::bad_request("The body is not a JSON object."));
        }
        Ok(Self(value))
    }
}

/// An id in the address: `NotFound` when it is none.
pub(crate) struct PathId(pub(crate) i64);

impl<S: Send + Sync> FromRequestParts<S> for PathId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        path.ok()
            .and_then(|axum::extract::Path(text)| id::parse(&text))
            .map(Self)
            .ok_or_else(|| Problem::not_found("There is nothing at this address."))
    }
}

/// What the browser calls itself, as far as that is text.
pub(crate) struct UserAgent(pub(crate) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for UserAgent {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let value = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self(value.map(str::to_owned)))
    }
}

/// Reads a body up to the largest size.
pub(crate) async fn read(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, MAX_MESSAGE)
        .await
        .map_err(|_| Problem::too_large(format!("A message has at most {MAX_MESSAGE} bytes.")))
}

/// Reads a body to its end and forgets it. Who refuses an upload must do so: where bytes are left unread, the
/// connection is reset when it closes, and the sender may never see the answer.
pub(crate) async fn drain(mut body: Body) {
    while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
}

/// Whether a message says that it is JSON (RFC 6839 suffix included).
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE) else {
        return false;
    };
    let text = value.to_str().unwrap_or_default();
    let media_type = text.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json")
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}
