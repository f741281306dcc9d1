//! `Upload-Metadata`: pairs of a key and a base64 value, separated by commas (tus 1.0.0, creation).

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::problem::Problem;

/// What the sender says of a file.
#[derive(Debug, PartialEq)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) content_type: String,
}

/// Reads `filename` and `filetype`. A file of unknown type has none, or an empty one.
pub(super) fn read(headers: &HeaderMap) -> Result<File, Problem> {
    let text = headers.get("Upload-Metadata").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let file = File {
        name: value(text, "filename").unwrap_or_default(),
        content_type: value(text, "filetype").unwrap_or_default(),
    };
    if file.name.is_empty() {
        let detail = "`Upload-Metadata` must hold a `filename`, in base64 of UTF-8.";
        return Err(Problem::bad_request(detail));
    }
    Ok(file)
}

fn value(text: &str, wanted: &str) -> Option<String> {
    let pairs = text.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let (_, encoded) = pairs.into_iter().find(|(key, _)| *key == wanted)?;
    String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Option<File> {
        let mut headers = HeaderMap::new();
        headers.insert("Upload-Metadata", text.parse().unwrap());
        read(&headers).ok()
    }

    #[test]
    fn name_and_type_are_read_in_any_order() {
        let file = File { name: "kbis.pdf".to_owned(), content_type: "application/pdf".to_owned() };
        let text = "filetype YXBwbGljYXRpb24vcGRm, is_confidential,filename a2Jpcy5wZGY=";
        assert_eq!(read_text(text), Some(file));
    }

    #[test]
    fn a_file_without_a_readable_name_is_refused() {
        for text in ["", "filetype YXBwbGljYXRpb24vcGRm", "filename ***", "filename /w==", "filename"] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
