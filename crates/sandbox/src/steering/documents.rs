//! `GET /sandbox/documents/{id}`: the bytes that have arrived, piece by piece, so that a test can compare them
//! however many they are.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::State;
use hyper::body::Frame;
use tokio::sync::mpsc;

use crate::app::Sandbox;
use crate::documents;
use crate::problem::Problem;
use crate::request::PathId;

/// Answers the bytes of a document; none where there is no such document.
pub(super) async fn bytes(State(sandbox): State<Arc<Sandbox>>, PathId(document_id): PathId) -> Body {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut offset = 0;
        loop {
            let read = sandbox.database.transaction(move |tx| documents::piece(tx, document_id, offset)).await;
            let piece = match read {
                Ok(None) => return,
                Ok(Some(piece)) => Ok(Bytes::from(piece)),
                Err(problem) => Err(problem),
            };
            offset += piece.as_ref().map_or(0, |bytes| bytes.len() as i64);
            let failed = piece.is_err();
            if sender.send(piece).await.is_err() || failed {
                return;
            }
        }
    });
    Body::new(Pieces(receiver))
}

struct Pieces(mpsc::Receiver<Result<Bytes, Problem>>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|piece| {
            let frame = |piece: Result<Bytes, Problem>| match piece {
                Ok(bytes) => Ok(Frame::data(bytes)),
                Err(problem) => Err(std::io::Error::other(problem.detail().to_owned())),
            };
            piece.map(frame)
        })
    }
}
