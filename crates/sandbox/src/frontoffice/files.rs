//! `GET /internal/v1/files/{name}`: the documents that activities ask people to read or sign, for those who have a
//! session.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::access::Credentials;
use crate::app::Sandbox;
use crate::problem::Problem;

/// The files of `crates/sandbox/files`, by name. Funnels give their SHA-256 as `Hash`.
const FILES: [(&str, &str, &[u8]); 3] = [
    ("agreement.pdf", "application/pdf", include_bytes!("../../files/agreement.pdf")),
    ("floor-plan.png", "image/png", include_bytes!("../../files/floor-plan.png")),
    ("terms.txt", "text/plain; charset=utf-8", include_bytes!("../../files/terms.txt")),
];

/// The file of this name.
pub(super) async fn one(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    sandbox.database.transaction(move |tx| credentials.session(tx, now).map(|_| ())).await?;
    let found = FILES.iter().find(|(known, ..)| *known == name);
    let Some((_, media_type, bytes)) = found else {
        return Err(Problem::not_found("There is no such file."));
    };
    let mut response = Response::new(Body::from(*bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
