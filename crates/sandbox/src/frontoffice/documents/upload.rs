//! Bytes on their way into a document, stored as they arrive.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody};
use axum::http::StatusCode;

use crate::app::Sandbox;
use crate::documents;
use crate::problem::Problem;
use crate::request;

/// How many bytes are kept in memory before they are stored. What was stored stays when the connection breaks.
const PIECE: usize = 256 * 1024;

/// One call's bytes.
pub(super) struct Upload {
    pub(super) document_id: i64,
    /// Where the next bytes go.
    pub(super) offset: i64,
    pub(super) size: i64,
}

impl Upload {
    /// Takes the bytes of one call. When it breaks off, those that have arrived stay.
    pub(super) async fn take(&mut self, sandbox: &Sandbox, mut body: Body) -> Result<(), Problem> {
        let mut piece = Vec::new();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            // The sender is gone; what has arrived so far is kept, as tus asks for.
            let Ok(frame) = frame else { break };
            if let Ok(bytes) = frame.into_data() {
                piece.extend_from_slice(&bytes);
            }
            if piece.len() < PIECE {
                continue;
            }
            if let Err(problem) = self.store(sandbox, std::mem::take(&mut piece)).await {
                request::drain(body).await;
                return Err(problem);
            }
        }
        self.store(sandbox, piece).await
    }

    async fn store(&mut self, sandbox: &Sandbox, piece: Vec<u8>) -> Result<(), Problem> {
        let (document_id, offset) = (self.document_id, self.offset);
        let length = i64::try_from(piece.len()).map_err(|error| Problem::internal(&error))?;
        if length == 0 {
            return Ok(());
        }
        if offset + length > self.size {
            let detail = "More bytes than `Upload-Length` announced.";
            return Err(Problem::too_large(detail));
        }
        let stored = sandbox.database.transaction(move |tx| documents::append(tx, document_id, offset, &piece)).await?;
        if !stored {
            return Err(offset_conflict());
        }
        self.offset += length;
        Ok(())
    }
}

/// 409: the document ends somewhere else.
pub(super) fn offset_conflict() -> Problem {
    let detail = "The document does not end at this offset; ask for it by HEAD.";
    Problem::new(StatusCode::CONFLICT, "OffsetConflict", detail)
}
