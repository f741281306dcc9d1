//! Other origins: who may call from a page elsewhere, and what such a page may read (CORS, Fetch standard).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

use crate::app::Sandbox;

const ALLOWED_METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE";
const ALLOWED_HEADERS: &str = "Authorization, Content-Type, Idempotency-Key, If-None-Match, \
     Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset";
const EXPOSED_HEADERS: &str = "Date, ETag, Location, Retry-After, Tus-Resumable, Tus-Version, \
     Tus-Extension, Tus-Max-Size, Upload-Length, Upload-Metadata, Upload-Offset";

/// The origins whose pages may call: this server's own, and the ones named at the start.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    own: String,
    named: Vec<String>,
}

impl Origins {
    /// `public_url` and `named` are origins such as `http://127.0.0.1:8080`.
    pub(crate) fn new(public_url: &str, named: &[String]) -> Self {
        Self { own: origin_of(public_url), named: named.iter().map(|origin| origin_of(origin)).collect() }
    }

    /// Whether a call comes from a page that may call, or from no page at all.
    pub(crate) fn welcome(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = text(headers, header::ORIGIN) else {
            return true;
        };
        self.is_named(origin) || origin == self.own || Some(host_of(origin)) == host(headers)
    }

    fn is_named(&self, origin: &str) -> bool {
        self.named.iter().any(|named| named == origin)
    }
}

/// Adds the CORS headers for named origins and answers their preflights; other origins get no such header.
pub(crate) async fn share(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let origin = text(request.headers(), header::ORIGIN)
        .filter(|origin| sandbox.origins.is_named(origin))
        .and_then(|origin| HeaderValue::from_str(origin).ok());
    let preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match (&origin, preflight) {
        (Some(_), true) => StatusCode::NO_CONTENT.into_response(),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = origin else {
        return response;
    };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    let mut add = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
    add(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    if preflight {
        add(header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
        add(header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
        add(header::ACCESS_CONTROL_MAX_AGE, "600");
    } else {
        add(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    }
    response
}

fn origin_of(url: &str) -> String {
    let url = url.trim_end_matches('/').to_ascii_lowercase();
    match url.split_once("://") {
        Some((scheme, rest)) => {
            let host = rest.split('/').next().unwrap_or_default();
            format!("{scheme}://{host}")
        }
        None => url,
    }
}

fn host_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

fn host(headers: &HeaderMap) -> Option<&str> {
    text(headers, header::HOST)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
