//! The film of the video activities and its captions: in parts where a player asks for parts (RFC 9110, 14), so
//! that it can seek, and readable from other origins.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::behaviour::Behaviour;
use crate::app::Sandbox;
use crate::problem::Problem;

/// The files of `crates/sandbox/media`, by name.
const FILES: [(&str, &str, &[u8]); 3] = [
    ("welcome.webm", "video/webm", include_bytes!("../../media/welcome.webm")),
    ("welcome.en.vtt", "text/vtt; charset=utf-8", include_bytes!("../../media/welcome.en.vtt")),
    ("welcome.fr.vtt", "text/vtt; charset=utf-8", include_bytes!("../../media/welcome.fr.vtt")),
];

/// `GET /media/{name}`.
pub(super) async fn serve(
    State(sandbox): State<Arc<Sandbox>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    let loads = sandbox.steering.behaviour.now() != Behaviour::NotLoading;
    let Some((_, media_type, bytes)) = found.filter(|_| loads) else {
        return Err(Problem::not_found("There is no such file."));
    };
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let mut response = match range.map(|range| part(range, bytes.len())) {
        None | Some(Part::Whole) => Response::new(Body::from(*bytes)),
        Some(Part::Bytes(first, last)) => {
            let mut response = Response::new(Body::from(&bytes[first..=last]));
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            insert(&mut response, header::CONTENT_RANGE, &format!("bytes {first}-{last}/{}", bytes.len()));
            response
        }
        Some(Part::Outside) => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            insert(&mut response, header::CONTENT_RANGE, &format!("bytes */{}", bytes.len()));
            response
        }
    };
    insert(&mut response, header::CONTENT_TYPE, media_type);
    insert(&mut response, header::ACCEPT_RANGES, "bytes");
    insert(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    Ok(response)
}

#[derive(Debug, PartialEq)]
enum Part {
    Whole,
    /// First and last byte.
    Bytes(usize, usize),
    Outside,
}

/// What a `Range` header asks for; several ranges, or what is no range, get the whole.
fn part(range: &str, length: usize) -> Part {
    let asked = range.strip_prefix("bytes=").filter(|asked| !asked.contains(','));
    let Some((first, last)) = asked.and_then(|asked| asked.split_once('-')) else {
        return Part::Whole;
    };
    match (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
        (Ok(first), Ok(last)) if last < first => Part::Whole,
        (Ok(first), _) if first >= length => Part::Outside,
        (Ok(first), Ok(last)) => Part::Bytes(first, last.min(length - 1)),
        (Ok(first), Err(_)) if last.trim().is_empty() => Part::Bytes(first, length - 1),
        (Err(_), Ok(0)) => Part::Outside,
        (Err(_), Ok(count)) if first.trim().is_empty() => Part::Bytes(length.saturating_sub(count), length - 1),
        _ => Part::Whole,
    }
}

fn insert(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        for (range, expected) in [
            ("bytes=0-", Part::Bytes(0, 9)),
            ("bytes=2-5", Part::Bytes(2, 5)),
            ("bytes=2-500", Part::Bytes(2, 9)),
            ("bytes=-3", Part::Bytes(7, 9)),
            ("bytes=-30", Part::Bytes(0, 9)),
            ("bytes=10-", Part::Outside),
            ("bytes=-0", Part::Outside),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("items=0-1", Part::Whole),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
    }
}
