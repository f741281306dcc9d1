//! Serves the sandbox on a socket. Not `axum::serve`, because a test must be able to have the connection of one
//! call hung up without an answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::steering::Peer;

/// How long calls that are under way may take when the program is asked to stop.
const PATIENCE: Duration = Duration::from_secs(3);

/// Ends the connection of a call without another byte.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hangup(Arc<Notify>);

impl Hangup {
    /// Hangs up; never returns on a connection, since the call ends with it. A call without a connection, as in
    /// tests of the router alone, gets a body that fails.
    pub(crate) async fn hang_up(hangup: Option<Self>) -> Response {
        if let Some(hangup) = hangup {
            hangup.0.notify_one();
            std::future::pending::<()>().await;
        }
        Response::new(Body::new(Failing))
    }
}

/// Serves until `stop` is ready, then lets the calls that are under way end.
pub async fn serve(listener: TcpListener, app: Router, stop: impl Future<Output = ()>) {
    let mut connections = JoinSet::new();
    let (closing, closed) = watch::channel(());
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            // An error here is one client's, or a passing lack of file handles.
            accepted = listener.accept() => if let Ok((stream, peer)) = accepted {
                connections.spawn(converse(stream, peer, app.clone(), closed.clone()));
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop((listener, closing));
    let ended = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(PATIENCE, ended).await;
}

async fn converse(stream: TcpStream, peer: SocketAddr, app: Router, mut closed: watch::Receiver<()>) {
    // Without it the last small packet of an answer may wait for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let hangup = Hangup::default();
    let service = app.layer(Extension(Peer(peer))).layer(Extension(hangup.clone()));
    let conversation = http1::Builder::new()
        // One call per connection: browsers silently repeat a call, even a POST, whose connection had served
        // another one before it was dropped. A test of dropped connections would then see two calls.
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    tokio::pin!(conversation);
    tokio::select! {
        _ = &mut conversation => {}
        () = hangup.0.notified() => {}
        // Fails when the server stops: a connection without a call ends now, the others after theirs.
        _ = closed.changed() => {
            conversation.as_mut().graceful_shutdown();
            let _ = conversation.await;
        }
    }
}

struct Failing;

impl hyper::body::Body for Failing {
    type Data = axum::body::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        let hung_up = std::io::Error::other("hung up by a fault");
        std::task::Poll::Ready(Some(Err(hung_up)))
    }
}
