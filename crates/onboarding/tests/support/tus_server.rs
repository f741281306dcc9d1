//! A back-end that takes files by tus 1.0.0, strict about what it is asked, in memory.

use std::collections::BTreeMap;

use onboarding::api::Request;
use onboarding::upload::UploadAnswer;

use super::visit::header;

/// Where the simulated back-end is.
pub(crate) const API_URL: &str = "https://api.example.com";

#[derive(Default)]
pub(crate) struct TusServer {
    pub(crate) uploads: BTreeMap<String, Upload>,
    pub(crate) deleted: Vec<String>,
    created: usize,
}

#[derive(Clone)]
pub(crate) struct Upload {
    pub(crate) length: usize,
    pub(crate) metadata: String,
    pub(crate) bytes: Vec<u8>,
}

impl TusServer {
    /// Does what is asked, with the first `arriving` bytes of the body, and answers.
    pub(crate) fn take(&mut self, request: &Request, body: &[u8]) -> UploadAnswer {
        assert_eq!(header(request, "Tus-Resumable"), Some("1.0.0"), "{request:?}");
        match request.method {
            "POST" => self.create(request),
            "HEAD" => self.tell(request),
            "PATCH" => self.append(request, body),
            "DELETE" => self.delete(request),
            other => panic!("{other} is not spoken here"),
        }
    }

    /// Only these bytes of a body arrive; nobody hears the answer.
    pub(crate) fn take_cut(&mut self, request: &Request, body: &[u8], arriving: usize) {
        self.take(request, &body[..arriving.min(body.len())]);
    }

    fn create(&mut self, request: &Request) -> UploadAnswer {
        assert_eq!(request.path, "/internal/v1/documents");
        let length = header(request, "Upload-Length").and_then(|length| length.parse().ok()).expect("an Upload-Length");
        let metadata = header(request, "Upload-Metadata").expect("an Upload-Metadata").to_owned();
        self.created += 1;
        let path = format!("/internal/v1/documents/9007199254740{}", 990 + self.created);
        self.uploads.insert(path.clone(), Upload { length, metadata, bytes: Vec::new() });
        UploadAnswer { status: 201, location: Some(path), ..UploadAnswer::default() }
    }

    fn tell(&self, request: &Request) -> UploadAnswer {
        let Some(upload) = self.uploads.get(&request.path) else { return status(404) };
        UploadAnswer {
            upload_offset: Some(upload.bytes.len().to_string()),
            upload_length: Some(upload.length.to_string()),
            ..status(200)
        }
    }

    fn append(&mut self, request: &Request, body: &[u8]) -> UploadAnswer {
        assert_eq!(header(request, "Content-Type"), Some("application/offset+octet-stream"));
        let offset: usize = header(request, "Upload-Offset").expect("an Upload-Offset").parse().unwrap();
        let Some(upload) = self.uploads.get_mut(&request.path) else { return status(404) };
        if offset != upload.bytes.len() {
            return status(409);
        }
        assert!(offset + body.len() <= upload.length, "more bytes than were announced");
        upload.bytes.extend_from_slice(body);
        UploadAnswer { upload_offset: Some(upload.bytes.len().to_string()), ..status(204) }
    }

    fn delete(&mut self, request: &Request) -> UploadAnswer {
        if self.uploads.remove(&request.path).is_none() {
            return status(404);
        }
        self.deleted.push(request.path.clone());
        status(204)
    }
}

/// An answer that is nothing but a status.
pub(crate) fn status(status: u16) -> UploadAnswer {
    UploadAnswer { status, ..UploadAnswer::default() }
}
