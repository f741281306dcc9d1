//! What is kept of a file beside its bytes, so that its upload goes on after a reload.

use super::{FileFacts, FileId};

/// A file as the shell finds it in its store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Under which name it was kept.
    pub file: FileId,
    /// The text of [`super::UploadEffect::Keep`].
    pub text: String,
    /// What the browser says about the bytes; `None` where they are gone, or were dropped since the back-end has them.
    pub bytes: Option<FileFacts>,
}
