//! The one error type of the sandbox and the one place where it becomes an answer: RFC 9457
//! `application/problem+json` with the contract's `Code`, and `Errors` when single values were refused.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// Why a call was refused.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    /// Attributes added to the problem, such as `Errors` or `Journey`.
    more: Map<String, Value>,
    retry_after_seconds: Option<i64>,
}

impl Problem {
    /// A problem with its status, the contract's `Code`, and a sentence for developers.
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), more: Map::new(), retry_after_seconds: None }
    }

    /// 400: the message itself is not what the contract says.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", detail)
    }

    /// 404: there is no such thing, or it is none of the caller's business.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", detail)
    }

    /// 405: the address exists, but not for this method.
    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "MethodNotAllowed",
            "This address does not answer this method; `Allow` lists the ones it does.",
        )
    }

    /// 401: no live session of a lead.
    pub(crate) fn session_ended() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "SessionEnded", "There is no session, or it has ended.")
    }

    /// 401: a workspace key is missing or wrong.
    pub(crate) fn key_refused() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "KeyRefused", "Send a workspace key as `Authorization: Bearer …`.")
    }

    /// 422: single values were refused; each error has a `Code` and names a `DataPoint` or, in bodies without
    /// data points, an `Attribute` by its path.
    pub(crate) fn values_refused(errors: Vec<Value>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "ValuesRefused", "Some of the values cannot be accepted.")
            .with("Errors", Value::Array(errors))
    }

    /// 500: the sandbox failed. The cause goes to standard error, not to the caller.
    pub(crate) fn internal(cause: &dyn std::fmt::Display) -> Self {
        eprintln!("sandbox: {cause}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal", "The sandbox failed; its standard error says why.")
    }

    /// 413: more bytes than are taken.
    pub(crate) fn too_large(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "TooLarge", detail)
    }

    /// 415: not the `Content-Type` that the call takes.
    pub(crate) fn media_type(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "MediaType", detail)
    }

    /// Adds an attribute to the problem's body.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    /// The sentence for developers.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }

    /// Tells the caller when to come back.
    pub(crate) fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = self.more;
        body.insert("type".to_owned(), json!("about:blank"));
        let title = self.status.canonical_reason().unwrap_or("Problem");
        body.insert("title".to_owned(), json!(title));
        body.insert("status".to_owned(), json!(self.status.as_u16()));
        body.insert("detail".to_owned(), json!(self.detail));
        body.insert("Code".to_owned(), json!(self.code));
        let mut response = Response::new(Body::from(Value::Object(body).to_string()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let problem_json = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, problem_json);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            // RFC 9110, 15.5.2: a 401 names the scheme that would be accepted.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"sandbox\""));
        }
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self::internal(&error)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(&error)
    }
}
