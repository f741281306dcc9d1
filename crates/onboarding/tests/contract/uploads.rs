//! The goldens of files: the core asks what they ask, and goes on as their answers say.

use onboarding::api::Request;
use onboarding::id::UserId;
use onboarding::upload::{FileFacts, KeptFile, Moment, Ticket, UploadAnswer, UploadEffect, UploadEvent, Uploads};

use super::golden::Golden;
use crate::support::back_end::{form, journey, token_session};
use crate::support::sender::{file, place};
use crate::support::visit::Visit;

/// A golden, and what the core does on its answer.
type Case = (&'static str, &'static [&'static str]);

/// `POST /internal/v1/documents`.
pub(super) const CREATIONS: &[Case] = &[
    ("documents-create", &["PATCH /internal/v1/documents/74590868830731401 from 0"]),
    ("documents-create-secured-session-required", &["CodeNeeded"]),
    ("documents-create-too-large", &["failed"]),
    ("documents-create-unicode-name", &["PATCH /internal/v1/documents/9007199254740993 from 0"]),
];

/// `PATCH`.
pub(super) const PIECES: &[Case] = &[
    ("documents-append", &["PATCH /internal/v1/documents/74590868830731401 from 4104"]),
    ("documents-append-offset-conflict", &["HEAD /internal/v1/documents/74590868830731401"]),
    ("documents-append-version", &["failed"]),
];

/// `HEAD`, after a reload.
pub(super) const OFFSETS: &[Case] = &[
    ("documents-offset", &["PATCH /internal/v1/documents/74590868830731401 from 4096"]),
    ("documents-offset-unknown", &["POST /internal/v1/documents"]),
];

/// `DELETE`.
pub(super) const REMOVALS: &[Case] = &[("documents-delete", &[])];

/// Every golden that is played here.
pub(super) fn played() -> impl Iterator<Item = &'static str> {
    [CREATIONS, PIECES, OFFSETS, REMOVALS].into_iter().flatten().map(|(name, _)| *name)
}

#[test]
fn files_are_created_as_the_goldens_say() {
    for (name, does) in CREATIONS {
        let golden = Golden::read(name);
        let (file_name, content_type) = match *name {
            "documents-create-unicode-name" => ("pièce d’identité.jpg", "image/jpeg"),
            _ => ("kbis.pdf", "application/pdf"),
        };
        let size = golden.asked_header("Upload-Length").unwrap().parse().unwrap();
        let mut desk = Desk::new();
        desk.adds(file_name, content_type, size).asks(&golden).hears(golden.upload_answer()).does(name, does);
    }
}

#[test]
fn pieces_are_appended_as_the_goldens_say() {
    for (name, does) in PIECES {
        let golden = Golden::read(name);
        let mut desk = Desk::at(golden.path());
        let offset = golden.asked_header("Upload-Offset").unwrap();
        if offset != "0" {
            desk.reloads().hears(UploadAnswer {
                status: 200,
                upload_offset: Some(offset.to_owned()),
                ..UploadAnswer::default()
            });
        }
        // Another version of the protocol is what this page would never ask in.
        if *name != "documents-append-version" {
            desk.asks(&golden);
        }
        desk.hears(golden.upload_answer()).does(name, does);
    }
}

#[test]
fn offsets_are_asked_for_as_the_goldens_say() {
    for (name, does) in OFFSETS {
        let golden = Golden::read(name);
        Desk::at(golden.path()).reloads().asks(&golden).hears(golden.upload_answer()).does(name, does);
    }
}

#[test]
fn files_are_taken_back_as_the_goldens_say() {
    for (name, does) in REMOVALS {
        let golden = Golden::read(name);
        let mut desk = Desk::at(golden.path());
        desk.happens(UploadEvent::Removed(file(1))).asks(&golden).hears(golden.upload_answer()).does(name, does);
    }
}

/// One file and its last request.
struct Desk {
    uploads: Uploads,
    did: Vec<UploadEffect>,
    last: Option<(Ticket, Request)>,
    kept: String,
}

const MOMENT: Moment = Moment { now: 1_649_336_700_000, random: 0 };

fn facts(name: &str, content_type: &str, size: u64) -> FileFacts {
    FileFacts { name: name.to_owned(), content_type: content_type.to_owned(), size, last_modified: 0 }
}

impl Desk {
    /// Nobody has chosen anything yet.
    fn new() -> Self {
        let uploads = Uploads::new("https://app.kohomai.com");
        let mut desk = Self { uploads, did: Vec::new(), last: None, kept: String::new() };
        desk.happens(UploadEvent::SignedIn(UserId::from_digits("74590868830731162").unwrap()));
        desk
    }

    /// The golden file has been created at a path.
    fn at(path: &str) -> Self {
        let mut desk = Self::new();
        desk.adds("kbis.pdf", "application/pdf", 12345);
        desk.hears(UploadAnswer { status: 201, location: Some(path.to_owned()), ..UploadAnswer::default() });
        desk
    }

    fn adds(&mut self, name: &str, content_type: &str, size: u64) -> &mut Self {
        self.happens(UploadEvent::Added { file: file(1), place: place(), facts: facts(name, content_type, size) })
    }

    fn reloads(&mut self) -> &mut Self {
        let text = self.kept.clone();
        *self = Self::new();
        let bytes = Some(facts("kbis.pdf", "application/pdf", 12345));
        self.happens(UploadEvent::Restored(vec![KeptFile { file: file(1), text, bytes }]))
    }

    fn happens(&mut self, event: UploadEvent) -> &mut Self {
        self.did = self.uploads.step(MOMENT, event);
        for effect in &self.did {
            match effect {
                UploadEffect::Call(ticket, request) | UploadEffect::Patch { ticket, request, .. } => {
                    self.last = Some((*ticket, request.clone()));
                }
                UploadEffect::Keep(_, text) => self.kept.clone_from(text),
                _ => {}
            }
        }
        self
    }

    /// The last request is the golden's, once the shell has signed it and put the bytes in.
    #[track_caller]
    fn asks(&mut self, golden: &Golden) -> &mut Self {
        let visit = Visit::in_journey(token_session(), journey([form(1)]));
        let (_, request) = self.last.clone().expect("a request");
        let mut request = visit.model().sign(request);
        if request.method == "PATCH" {
            request.body = Some(golden.asked().to_string());
        }
        golden.is_asked_by(&request);
        self
    }

    fn hears(&mut self, answer: UploadAnswer) -> &mut Self {
        let (ticket, _) = self.last.take().expect("a request");
        self.happens(UploadEvent::Answered(ticket, Ok(answer)))
    }

    #[track_caller]
    fn does(&mut self, name: &str, expected: &[&str]) {
        let words = |effect: &UploadEffect| match effect {
            UploadEffect::Call(_, request) => Some(format!("{request:?}")),
            UploadEffect::Patch { request, from, .. } => Some(format!("{request:?} from {from}")),
            UploadEffect::Failed(..) => Some("failed".to_owned()),
            UploadEffect::Keep(..) | UploadEffect::EntryChanged(_) => None,
            other => Some(format!("{other:?}")),
        };
        let did: Vec<String> = self.did.iter().filter_map(words).collect();
        assert_eq!(did, expected, "{name}");
    }
}

impl Golden {
    fn upload_answer(&self) -> UploadAnswer {
        let answer = self.answer();
        UploadAnswer {
            status: answer.status,
            location: self.answered_header("Location"),
            upload_offset: self.answered_header("Upload-Offset"),
            upload_length: self.answered_header("Upload-Length"),
            retry_after: answer.retry_after,
            refusal: (answer.status == 403).then_some(answer.body),
            received_at: answer.received_at,
        }
    }
}
