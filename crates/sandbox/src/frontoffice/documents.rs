//! Resumable uploads at `/internal/v1/documents`: tus 1.0.0, core, creation and termination
//! (https://tus.io/protocols/resumable-upload). Each document belongs to the user who began it.

mod metadata;
mod upload;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{options, patch};

use super::activities;
use crate::access::Credentials;
use crate::app::Sandbox;
use crate::documents::{self, MAX_SIZE};
use crate::problem::Problem;
use crate::request::{self, PathId};
use upload::{Upload, offset_conflict};

const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const MEDIA_TYPE: &str = "application/offset+octet-stream";

/// The calls on documents.
pub(super) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/documents", options(offer).post(begin))
        .route("/documents/{id}", patch(append).head(offset).delete(remove))
        .layer(from_fn(speak_tus))
}

/// Every call but OPTIONS names the version of the protocol, and so does every answer.
async fn speak_tus(request: Request, next: Next) -> Response {
    let asked = request.headers().get("Tus-Resumable");
    let mut response = match request.method() == Method::OPTIONS || asked == Some(&VERSION) {
        true => next.run(request).await,
        false => {
            let detail = "Send `Tus-Resumable: 1.0.0`.";
            let problem = Problem::new(StatusCode::PRECONDITION_FAILED, "TusVersion", detail);
            let mut response = problem.into_response();
            response.headers_mut().insert("Tus-Version", VERSION);
            response
        }
    };
    response.headers_mut().insert("Tus-Resumable", VERSION);
    response
}

/// `OPTIONS /internal/v1/documents`.
async fn offer() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert("Tus-Version", VERSION);
    let extensions = HeaderValue::from_static("creation,termination");
    headers.insert("Tus-Extension", extensions);
    headers.insert("Tus-Max-Size", HeaderValue::from(MAX_SIZE));
    response
}

/// `POST /internal/v1/documents`: begins a document; its bytes follow by PATCH.
async fn begin(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document_id = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            activities::uploads_must_be_secured(tx, &session, now)?;
            let size = number(&headers, "Upload-Length")?;
            if size > MAX_SIZE {
                let most = format!("A document has at most {MAX_SIZE} bytes.");
                return Err(Problem::too_large(most));
            }
            let file = metadata::read(&headers)?;
            let user_id = session.link.user_id;
            documents::begin(tx, user_id, &file.name, &file.content_type, size, now)
        })
        .await?;
    let location = format!("/internal/v1/documents/{document_id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)]).into_response())
}

/// `HEAD /internal/v1/documents/{id}`: how many bytes have arrived.
async fn offset(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(document_id): PathId,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            documents::find(tx, session.link.user_id, document_id)
        })
        .await?;
    let mut response = StatusCode::OK.into_response();
    let headers = response.headers_mut();
    headers.insert("Upload-Offset", HeaderValue::from(document.received));
    headers.insert("Upload-Length", HeaderValue::from(document.size));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// `PATCH /internal/v1/documents/{id}`: bytes from `Upload-Offset` on, stored as they arrive.
async fn append(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(document_id): PathId,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let begun = sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let document = documents::find(tx, session.link.user_id, document_id)?;
            activities::uploads_must_be_secured(tx, &session, now)?;
            if headers.get(header::CONTENT_TYPE).is_none_or(|value| value != MEDIA_TYPE) {
                return Err(Problem::media_type(format!("Send `Content-Type: {MEDIA_TYPE}`.")));
            }
            let offset = number(&headers, "Upload-Offset")?;
            if offset != document.received {
                return Err(offset_conflict());
            }
            Ok(Upload { document_id, offset, size: document.size })
        })
        .await;
    let mut upload = match begun {
        Ok(upload) => upload,
        Err(problem) => {
            request::drain(body).await;
            return Err(problem);
        }
    };
    upload.take(&sandbox, body).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    let offset = HeaderValue::from(upload.offset);
    response.headers_mut().insert("Upload-Offset", offset);
    Ok(response)
}

/// `DELETE /internal/v1/documents/{id}`.
async fn remove(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(document_id): PathId,
) -> Result<StatusCode, Problem> {
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            let session = credentials.session(tx, now)?;
            let document = documents::find(tx, session.link.user_id, document_id)?;
            documents::remove(tx, document.id)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn number(headers: &HeaderMap, name: &str) -> Result<i64, Problem> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    let digits = value.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Problem::bad_request(format!("`{name}` must be a number of bytes.")))
}
