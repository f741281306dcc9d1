//! The browser's side of the contract: opening the link (section 2) and the journey (section 3).

mod accounts;
mod activities;
mod autologin;
mod completion;
mod documents;
mod draft;
mod files;
mod journeys;
mod provider;
mod sessions;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post, put};

use crate::app::Sandbox;
use crate::pages;

/// The calls below `/internal/v1`.
pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        // The link's address is a page: opening it spends nothing.
        .route("/autologin", get(pages::index).post(autologin::redeem))
        .route("/autologin/renewal", post(autologin::renew))
        .route("/session", get(sessions::current))
        .route("/session/extension", post(sessions::extend))
        .route("/session/journey", post(sessions::choose))
        .route("/activities/{id}/completion", post(completion::complete))
        .route("/activities/{id}/draft", put(draft::keep))
        .route("/activities/{id}/handover", post(provider::hand_over))
        .route("/activities/{id}/outcome", post(provider::outcome))
        .route("/files/{name}", get(files::one))
        .merge(accounts::router())
        .merge(documents::router())
}

/// The one call below `/api/v1` that both the browser and the integrator make.
pub(crate) fn journey_router() -> Router<Arc<Sandbox>> {
    Router::new().route("/journeys/{id}", get(journeys::one))
}
