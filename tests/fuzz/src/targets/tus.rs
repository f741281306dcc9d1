//! What a back-end that takes files answers, one answer after another: a status in a line, then headers, then an empty
//! line, and the body of a refusal where a line begins with a brace.

use onboarding::id::{ActivityId, DataPointId, UserId};
use onboarding::upload::{
    FileFacts, FileId, FileState, Moment, Place, Ticket, UploadAnswer, UploadEffect, UploadEvent, Uploads,
};

use crate::golden::Golden;
use crate::visit::NOW;

const API_URL: &str = "https://api.example.com/onboarding";
const SIZE: u64 = 1_000_000;

/// As many pieces of an upload as its golden has: one.
pub(super) fn seed(golden: &Golden) -> Option<String> {
    let header = |name: &str| golden.header(name).map_or_else(String::new, |value| format!("{name}: {value}\n"));
    let headers = ["Location", "Upload-Offset", "Upload-Length", "Retry-After"].map(header).concat();
    let is_upload = golden.calls("", "/documents") || golden.calls("", "/documents/74590868830731401");
    is_upload.then(|| format!("{}\n{headers}{}", golden.status(), golden.body()))
}

pub(super) fn run(text: &str) {
    for api_url in [API_URL, ""] {
        let mut lead = Lead::new(api_url);
        for block in text.split("\n\n").take(40) {
            lead.hears(&answer(block));
        }
        lead.happens(UploadEvent::Removed(FileId::from_random(1)));
    }
}

fn answer(block: &str) -> UploadAnswer {
    let mut lines = block.lines();
    let status = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or(0);
    let mut answer = UploadAnswer { status, received_at: NOW, ..UploadAnswer::default() };
    for line in lines {
        if line.starts_with('{') {
            answer.refusal = Some(line.to_owned());
        }
        let Some((name, value)) = line.split_once(": ") else { continue };
        let value = Some(value.to_owned());
        match name {
            "Location" => answer.location = value,
            "Upload-Offset" => answer.upload_offset = value,
            "Upload-Length" => answer.upload_length = value,
            "Retry-After" => answer.retry_after = value,
            _ => {}
        }
    }
    answer
}

/// A lead with two files on their way.
pub(super) struct Lead {
    pub(super) uploads: Uploads,
    now: u64,
    open: Vec<Ticket>,
    timers: Vec<Ticket>,
    /// The texts that were to be kept.
    pub(super) kept: Vec<String>,
}

pub(super) fn place() -> Place {
    Place { activity: ActivityId::from_digits("1").unwrap(), field: DataPointId::from_digits("101").unwrap() }
}

impl Lead {
    fn new(api_url: &str) -> Self {
        let mut lead = Self::signed_in(api_url);
        for number in [1, 2] {
            let facts = FileFacts { name: "kbis.pdf".to_owned(), size: SIZE, ..FileFacts::default() };
            lead.happens(UploadEvent::Added { file: FileId::from_random(number), place: place(), facts });
        }
        lead
    }

    pub(super) fn signed_in(api_url: &str) -> Self {
        let (uploads, now) = (Uploads::new(api_url), u64::try_from(NOW).unwrap() * 1000);
        let mut lead = Self { uploads, now, open: Vec::new(), timers: Vec::new(), kept: Vec::new() };
        lead.happens(UploadEvent::SignedIn(UserId::from_digits("74590868830731162").unwrap()));
        lead
    }

    /// The oldest request is answered; where none is open, the oldest timer ends.
    pub(super) fn hears(&mut self, answer: &UploadAnswer) {
        self.now += 100_000;
        if !self.open.is_empty() {
            let ticket = self.open.remove(0);
            self.happens(UploadEvent::Answered(ticket, Ok(answer.clone())));
        } else if !self.timers.is_empty() {
            let ticket = self.timers.remove(0);
            self.happens(UploadEvent::Woke(ticket));
        }
    }

    pub(super) fn happens(&mut self, event: UploadEvent) {
        for effect in self.uploads.step(Moment { now: self.now, random: 7 }, event) {
            match effect {
                UploadEffect::Call(ticket, request) => {
                    check_path(&request.path);
                    self.open.push(ticket);
                }
                UploadEffect::Patch { ticket, request, from, to, .. } => {
                    check_path(&request.path);
                    assert!(from < to, "nothing is sent");
                    let offset = ("Upload-Offset", from.to_string());
                    assert!(request.headers.contains(&offset), "the offset is that of the first byte");
                    self.open.push(ticket);
                }
                UploadEffect::Wake(ticket, milliseconds) => {
                    assert!(milliseconds <= 24 * 3_600_000);
                    self.timers.push(ticket);
                }
                UploadEffect::Keep(_, text) => self.kept.push(text),
                _ => {}
            }
        }
        for file in self.uploads.files(place(), self.now) {
            if let FileState::Sending { sent, total } | FileState::Paused { sent, total } = file.state {
                assert!(sent <= total, "{sent} of {total} bytes");
            }
        }
    }
}

/// The session's proof travels with it: behind the back-end's address, and one path only.
fn check_path(path: &str) {
    assert!(
        path.starts_with('/') && !path.starts_with("//") && path.bytes().all(|byte| byte.is_ascii_graphic()),
        "{path}"
    );
    let path = path.split('?').next().unwrap_or_default();
    assert!(!path.contains('\\') && !path.split('/').any(|part| part == ".." || part == "."), "{path}");
}
