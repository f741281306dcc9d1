//! Resumable upload by tus 1.0.0: the requests, and what their answers mean. No IO.

use super::base64;
use super::location::{Address, DOCUMENTS};
use super::view::Obstacle;
use super::{FileFacts, UploadAnswer, UploadError};
use crate::api::{Request, seconds_to_wait};
use crate::wire;

/// What an answer means, whatever was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was done.
    Done,
    /// There is no such upload, or no longer.
    Gone,
    /// The offset is not where the upload ends.
    Conflict,
    /// Too many bytes.
    TooLarge,
    /// The session has ended.
    SignedOut,
    /// The session is to be secured by a code first.
    CodeNeeded,
    /// The same would be answered again.
    Refused(Obstacle),
    /// It may be answered otherwise later: after so many seconds, where the back-end says.
    Later(Obstacle, Option<u32>),
    /// The file's bytes could not be read.
    Unreadable,
}

/// Creates an upload (tus 1.0.0, "Creation").
pub(super) fn create(facts: &FileFacts) -> Request {
    let [name, kind] = [&facts.name, &facts.content_type].map(|text| base64::encode(text.as_bytes()));
    let metadata =
        if kind.is_empty() { format!("filename {name}") } else { format!("filename {name},filetype {kind}") };
    let headers = [("Upload-Length", facts.size.to_string()), ("Upload-Metadata", metadata)];
    request("POST", DOCUMENTS, headers)
}

/// Asks how many bytes the back-end has.
pub(super) fn ask(upload: &Address) -> Request {
    request("HEAD", upload.path(), [])
}

/// Appends the body, whose first byte stands at `from` in the file.
pub(super) fn append(upload: &Address, from: u64) -> Request {
    let kind = "application/offset+octet-stream".to_owned();
    request("PATCH", upload.path(), [("Upload-Offset", from.to_string()), ("Content-Type", kind)])
}

/// Takes an upload back (tus 1.0.0, "Termination").
pub(super) fn remove(upload: &Address) -> Request {
    request("DELETE", upload.path(), [])
}

/// Reads a number of bytes in a header: digits and nothing else.
pub(super) fn byte_count(header: Option<&str>) -> Option<u64> {
    let digits = header?.trim();
    let well_formed = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed { digits.parse().ok() } else { None }
}

/// What an answer means.
pub(super) fn judge(answer: &Result<UploadAnswer, UploadError>) -> Verdict {
    let answer = match answer {
        Ok(answer) => answer,
        Err(UploadError::FileUnreadable) => return Verdict::Unreadable,
        Err(UploadError::Unreachable | UploadError::TimedOut) => return Verdict::Later(Obstacle::Unreachable, None),
    };
    match answer.status {
        200..=299 => Verdict::Done,
        401 => Verdict::SignedOut,
        403 if asks_for_code(answer) => Verdict::CodeNeeded,
        403 => Verdict::Refused(Obstacle::NotAllowed),
        404 | 410 => Verdict::Gone,
        409 => Verdict::Conflict,
        413 => Verdict::TooLarge,
        // The method, or the version of the protocol.
        405 | 412 | 501 => Verdict::Refused(Obstacle::NotOffered),
        408 | 423 | 425 | 429 => later(answer),
        400..=499 => Verdict::Refused(Obstacle::NotAccepted),
        _ => later(answer),
    }
}

/// The contract's own refusal, beside those of the protocol (contract, section 3).
fn asks_for_code(answer: &UploadAnswer) -> bool {
    let refusal = answer.refusal.as_deref().unwrap_or_default();
    wire::read_problem(refusal).code == "SecuredSessionRequired"
}

fn later(answer: &UploadAnswer) -> Verdict {
    let wait = answer.retry_after.as_deref().and_then(|text| seconds_to_wait(text, answer.received_at));
    Verdict::Later(Obstacle::Broken, wait)
}

fn request<const N: usize>(method: &'static str, path: &str, headers: [(&'static str, String); N]) -> Request {
    let mut all = vec![("Tus-Resumable", "1.0.0".to_owned())];
    all.extend(headers);
    Request { method, path: path.to_owned(), headers: all, body: None, with_cookies: true, keepalive: false }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;

    use super::*;

    #[test]
    fn bytes_are_counted_in_digits_alone() {
        for (header, count) in [("0", 0), (" 4096 ", 4096), ("18446744073709551615", u64::MAX)] {
            assert_eq!(byte_count(Some(header)), Some(count));
        }
        for header in ["", "-1", "+1", "1.0", "1e3", "0x10", "4096, 4096", "٤", "18446744073709551616"] {
            assert_eq!(byte_count(Some(header)), None, "{header:?}");
        }
        assert_eq!(byte_count(None), None);
    }

    #[test]
    fn an_answer_counts_by_its_status() {
        let verdict = |status| judge(&Ok(UploadAnswer { status, ..UploadAnswer::default() }));
        for (statuses, expected) in [
            (&[200_u16, 201, 204][..], Verdict::Done),
            (&[404, 410], Verdict::Gone),
            (&[409], Verdict::Conflict),
            (&[413], Verdict::TooLarge),
            (&[401], Verdict::SignedOut),
            (&[403], Verdict::Refused(Obstacle::NotAllowed)),
            (&[405, 412, 501], Verdict::Refused(Obstacle::NotOffered)),
            (&[400, 415, 422, 451], Verdict::Refused(Obstacle::NotAccepted)),
            (&[0, 302, 408, 423, 429, 500, 502, 503, 504], Verdict::Later(Obstacle::Broken, None)),
        ] {
            for status in statuses {
                assert_eq!(verdict(*status), expected, "{status}");
            }
        }
    }

    #[test]
    fn the_back_end_says_when_to_come_back() {
        let busy = UploadAnswer { status: 503, retry_after: Some("7".to_owned()), ..UploadAnswer::default() };
        assert_eq!(judge(&Ok(busy)), Verdict::Later(Obstacle::Broken, Some(7)));
    }

    #[test]
    fn a_file_without_a_media_type_declares_none() {
        let facts = FileFacts { name: "a".to_owned(), size: 1, ..FileFacts::default() };
        let headers = create(&facts).headers;
        assert!(headers.contains(&("Upload-Metadata", "filename YQ==".to_owned())), "{headers:?}");
    }

    proptest::proptest! {
        #[test]
        fn no_answer_panics(
            status in 0u16..1000, offset in ".{0,30}", retry_after in ".{0,40}", refusal in prop::option::of(".{0,40}"),
        ) {
            let count = byte_count(Some(&offset));
            proptest::prop_assert!(count.is_none() || offset.trim().bytes().all(|byte| byte.is_ascii_digit()));
            let retry_after = Some(retry_after);
            let _ = judge(&Ok(UploadAnswer { status, retry_after, refusal, ..UploadAnswer::default() }));
        }
    }
}
