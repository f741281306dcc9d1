//! What a browser keeps of a file beside its bytes.

use onboarding::upload::{FileFacts, FileId, KeptFile, UploadAnswer, UploadEvent};

use super::tus::Lead;
use crate::visit::NOW;

pub(super) fn run(text: &str) {
    for bytes in [None, Some(FileFacts { name: "kbis.pdf".to_owned(), size: 5, ..FileFacts::default() })] {
        let mut lead = Lead::signed_in("https://api.example.com");
        let file = FileId::from_random(1);
        lead.happens(UploadEvent::Restored(vec![KeptFile { file, text: text.to_owned(), bytes }]));
        for status in [200, 404, 201, 204, 503] {
            let location = Some("/internal/v1/documents/9".to_owned());
            let upload_offset = Some("0".to_owned());
            lead.hears(&UploadAnswer { status, location, upload_offset, received_at: NOW, ..UploadAnswer::default() });
        }
        for event in [UploadEvent::Paused(file), UploadEvent::Resumed(file), UploadEvent::Retried(file)] {
            lead.happens(event);
        }
        for kept in lead.kept.clone() {
            let mut later = Lead::signed_in("https://api.example.com");
            later.happens(UploadEvent::Restored(vec![KeptFile { file, text: kept, bytes: None }]));
            assert!(later.uploads.has_chosen(), "what is kept can be read, and for a while");
        }
    }
}
