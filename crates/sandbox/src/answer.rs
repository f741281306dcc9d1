//! Answers that carry a journey, with its `ETag`, or a session, with its cookie.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

use crate::access::{cookie_name, is_https};
use crate::app::Sandbox;
use crate::problem::Problem;
use crate::session::Session;
use crate::session_mode::SessionMode;

/// 200 with a JSON document that must not be kept by caches between here and the browser.
pub(crate) fn json(text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_static("application/json");
    headers.insert(header::CONTENT_TYPE, media_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// 200 with a journey and its `ETag`.
pub(crate) fn journey(text: String) -> Response {
    let tag = entity_tag(&text);
    let mut response = json(text);
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag);
    // The browser must ask again each time, but may do so with the ETag.
    let revalidate = HeaderValue::from_static("private, no-cache");
    headers.insert(header::CACHE_CONTROL, revalidate);
    response
}

/// 304: the caller's journey is still the present one.
pub(crate) fn not_modified(tag: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().insert(header::ETAG, tag);
    response
}

/// A tag that is equal exactly when the documents are: made from the text itself, so no change can be forgotten.
pub(crate) fn entity_tag(text: &str) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let tag = format!("\"{:016x}\"", hasher.finish());
    HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// 200 with a session; in cookie mode, with the cookie that carries it.
pub(crate) fn session(sandbox: &Sandbox, session: &Session, document: &Value) -> Result<Response, Problem> {
    let mut response = json(document.to_string());
    if session.mode == SessionMode::Cookie {
        let seconds = (session.expires - sandbox.now()) / 1000;
        set_cookie(&mut response, &cookie(sandbox, &session.token, seconds))?;
    }
    Ok(response)
}

/// 200 with an empty object; in cookie mode, with the cookie taken away.
pub(crate) fn logged_out(sandbox: &Sandbox, mode: SessionMode) -> Result<Response, Problem> {
    let mut response = json("{}".to_owned());
    if mode == SessionMode::Cookie {
        set_cookie(&mut response, &cookie(sandbox, "", 0))?;
    }
    Ok(response)
}

fn set_cookie(response: &mut Response, cookie: &str) -> Result<(), Problem> {
    let cookie = HeaderValue::from_str(cookie).map_err(|error| Problem::internal(&error))?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(())
}

/// The cookie lives as long in the browser as the session does here, so that it survives the browser's end.
fn cookie(sandbox: &Sandbox, token: &str, seconds: i64) -> String {
    let url = &sandbox.options.public_url;
    let secure = if is_https(url) { "; Secure" } else { "" };
    format!("{}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", cookie_name(url))
}
