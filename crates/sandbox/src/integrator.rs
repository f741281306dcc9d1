//! The integrator's side of the contract (section 1): server to server, by workspace key, below `/api/v1`.

mod lists;
pub(crate) mod registration;
mod sessions;
pub(crate) mod values;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::Sandbox;

/// The calls below `/api/v1`, but for `GET /journeys/{id}`, which leads call too.
pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/sessions", post(sessions::create))
        .route("/leads", post(registration::lead))
        .route("/journeys", get(lists::journeys).post(registration::journey))
        .route("/workflows", get(lists::funnels))
        .route("/workflows/{id}/register", post(registration::workflow))
        .route("/funnels", get(lists::funnels))
        .route("/users", get(lists::users))
}
