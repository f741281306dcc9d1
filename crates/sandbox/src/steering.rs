//! `/sandbox`: what tests and demos steer by (contract, section 5). It answers on loopback only, and only to
//! callers that are no page of another origin.

pub(crate) mod accounts;
pub(crate) mod clock;
mod documents;
mod faults;
mod guesses;
mod journeys;
mod log;
mod masks;
pub(crate) mod page;
mod receive;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::answer;
use crate::app::Sandbox;
use crate::outbox;
use crate::problem::Problem;
use crate::stand_ins::behaviour;
use crate::throttle::Throttle;

pub(crate) use receive::receive;

/// What is steered by, as long as the program runs.
#[derive(Debug)]
pub(crate) struct Steering {
    pub(crate) faults: faults::Faults,
    pub(crate) log: log::Log,
    pub(crate) guesses: guesses::Guesses,
    pub(crate) behaviour: behaviour::Standing,
    /// Wrong passwords, by e-mail address.
    pub(crate) log_ins: Throttle,
    /// New links, by user: whoever knows an old link could otherwise fill a mailbox.
    pub(crate) renewals: Throttle,
    pub(crate) samples: accounts::Samples,
}

impl Default for Steering {
    fn default() -> Self {
        Self {
            faults: faults::Faults::default(),
            log: log::Log::default(),
            guesses: guesses::Guesses::default(),
            behaviour: behaviour::Standing::default(),
            log_ins: Throttle::new(5, 1),
            renewals: Throttle::new(3, 5),
            samples: accounts::Samples::default(),
        }
    }
}

/// Where a call comes from; known when it came over a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// The calls and the page below `/sandbox`.
pub(crate) fn router(sandbox: Arc<Sandbox>) -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/", get(page::show))
        .route("/page.css", get(page::style))
        .route("/page/register", post(page::register))
        .route("/page/open", post(page::open))
        .route("/page/complete", post(page::complete))
        .route("/page/cancel", post(page::cancel))
        .route("/reset", post(reset))
        .route("/clock", get(clock::read).post(clock::advance))
        .route("/faults", get(faults::list).post(faults::add).delete(faults::clear))
        .route("/log", get(log::list).delete(log::clear))
        .route("/outbox", get(outbox_messages))
        .route("/stand-ins", get(behaviour::read).post(behaviour::choose))
        .route("/users/{id}", post(accounts::change_user))
        .route("/account-sessions", post(accounts::choose_sample))
        .route("/journeys/{id}/cancel", post(journeys::cancel))
        .route("/journeys/{id}/end-sessions", post(journeys::end_sessions))
        .route("/activities/{id}/complete", post(journeys::complete))
        .route("/documents/{id}", get(documents::bytes))
        .fallback(async || Problem::not_found("There is nothing at this address."))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(from_fn_with_state(sandbox, guard))
}

async fn guard(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>();
    let near = peer.is_none_or(|peer| peer.0.ip().to_canonical().is_loopback());
    if !sandbox.options.steering || !near {
        return Problem::not_found("There is nothing at this address.").into_response();
    }
    let headers = request.headers();
    if !names_loopback(headers) || !sandbox.origins.welcome(headers) {
        let detail = "Only callers on this machine may steer.";
        return Problem::new(StatusCode::FORBIDDEN, "OriginRefused", detail).into_response();
    }
    next.run(request).await
}

/// Whether the caller asked for this machine by a name that no other can take: a page elsewhere may make its
/// own host name point to 127.0.0.1, and its calls would then look like those of this origin.
fn names_loopback(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST) else {
        return true;
    };
    let host = host.to_str().unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let address = name.parse::<std::net::IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// `POST /sandbox/reset`: the seeds as on the first start; no faults, no log, no mail, the clock set right.
/// Ids go on where they were, so that nothing that a browser kept from before fits anything new.
async fn reset(State(sandbox): State<Arc<Sandbox>>) -> Result<Response, Problem> {
    let seeds = sandbox.options.seeds.clone();
    sandbox.options.clock.set_ahead(0);
    let now = sandbox.now();
    sandbox
        .database
        .transaction(move |tx| {
            tx.execute_batch("DELETE FROM workspaces; DELETE FROM outbox; DELETE FROM facts WHERE name <> 'next_id';")?;
            seeds.plant(tx, now)
        })
        .await?;
    sandbox.steering.faults.clear();
    sandbox.steering.log.clear();
    sandbox.steering.guesses.forget();
    sandbox.steering.log_ins.forget();
    sandbox.steering.renewals.forget();
    sandbox.steering.samples.choose(accounts::Sample::default());
    sandbox.steering.behaviour.set(behaviour::Behaviour::Normal);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /sandbox/outbox`.
async fn outbox_messages(State(sandbox): State<Arc<Sandbox>>) -> Result<Response, Problem> {
    let messages = sandbox.database.transaction(outbox::messages).await?;
    Ok(document(&json!({ "Messages": messages })))
}

fn document(value: &Value) -> Response {
    answer::json(value.to_string())
}
