//! The built app: its files, and its page at every address that is neither a file nor a call.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::app::Sandbox;
use crate::problem::Problem;

/// Everything outside the calls: a file of the app, or its page.
pub(crate) async fn serve(State(sandbox): State<Arc<Sandbox>>, method: Method, uri: Uri) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        let mut response = Problem::method_not_allowed().into_response();
        let allowed = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(header::ALLOW, allowed);
        return response;
    }
    let Some(dist) = &sandbox.options.dist else {
        return plain(StatusCode::NOT_FOUND, "Start the sandbox with --dist to serve the app here.\n");
    };
    match inside(dist, uri.path()) {
        Some(path) if path != *dist => match file(&sandbox, &path).await {
            Some(response) => response,
            None if is_page_address(uri.path()) => page(&sandbox, dist).await,
            None => plain(StatusCode::NOT_FOUND, "There is no such file.\n"),
        },
        Some(_) => page(&sandbox, dist).await,
        None => plain(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
}

/// The app's page, whatever the address.
pub(crate) async fn index(State(sandbox): State<Arc<Sandbox>>) -> Response {
    match &sandbox.options.dist {
        Some(dist) => page(&sandbox, dist).await,
        None => plain(StatusCode::NOT_FOUND, "Start the sandbox with --dist to serve the app here.\n"),
    }
}

async fn page(sandbox: &Sandbox, dist: &Path) -> Response {
    let missing = "The app has not been built: there is no index.html.\n";
    let response = file(sandbox, &dist.join("index.html")).await;
    response.unwrap_or_else(|| plain(StatusCode::NOT_FOUND, missing))
}

/// A file whose name ends in something like `.css`, or that lies below `/assets`, is never the page: an old
/// address of a hashed file must fail as what it is.
fn is_page_address(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    !name.contains('.') && !path.starts_with("/assets/")
}

async fn file(sandbox: &Sandbox, path: &Path) -> Option<Response> {
    let bytes = tokio::fs::read(path).await.ok()?;
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    let caching = match is_hashed(path) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    // The page's address may hold a link that has not been spent yet.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    for (name, value) in &sandbox.options.headers {
        headers.insert(name, value.clone());
    }
    Some(response)
}

/// The file that an address names, never one outside the folder.
fn inside(dist: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_decoded(path)?;
    let relative = Path::new(decoded.trim_start_matches('/'));
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !decoded.contains(['\\', '\0'])).then(|| match relative.as_os_str().is_empty() {
        true => dist.to_owned(),
        false => dist.join(relative),
    })
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Trunk names files by their content: `front-office-1a2b3c4d5e6f7a8b_bg.wasm`. The hash is a 64-bit number in
/// hexadecimal without leading zeros, so it is rarely shorter than 13 digits.
fn is_hashed(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let name = stem.unwrap_or_default().trim_end_matches("_bg");
    name.rsplit_once('-')
        .is_some_and(|(_, hash)| (13..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "vtt" => "text/vtt; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_out_of_the_folder() {
        let dist = Path::new("/dist");
        for path in ["/../secret", "/a/../../b", "/%2e%2e/secret", "/a\\..\\b", "/%00", "/%zz", "//etc/passwd/.."] {
            assert_eq!(inside(dist, path), None, "{path}");
        }
        assert_eq!(inside(dist, "//etc/passwd"), Some(PathBuf::from("/dist/etc/passwd")));
        assert_eq!(inside(dist, "/a%20b.css"), Some(PathBuf::from("/dist/a b.css")));
        assert_eq!(inside(dist, "/"), Some(PathBuf::from("/dist")));
    }

    #[test]
    fn only_files_named_by_their_content_are_kept_for_good() {
        assert!(is_hashed(Path::new("/d/front-office-1a2b3c4d5e6f7a8b_bg.wasm")));
        assert!(is_hashed(Path::new("/d/tokens-1a2b3c4d5e6f7a8b.css")));
        assert!(is_hashed(Path::new("/d/base-4f6655672d42156.css")));
        assert!(!is_hashed(Path::new("/d/index.html")));
        assert!(!is_hashed(Path::new("/d/1a2b3c4d5e6f7a8b.css")));
    }

    #[test]
    fn page_addresses_have_no_file_ending() {
        assert!(is_page_address("/activities/74590868830731201"));
        assert!(is_page_address("/done"));
        assert!(!is_page_address("/old-1a2b3c4d5e6f7a8b.css"));
        assert!(!is_page_address("/assets/logo"));
    }
}
