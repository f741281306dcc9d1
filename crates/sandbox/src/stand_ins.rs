//! Stand-ins for the providers' pages, on an origin of their own: they speak the providers' real message protocols,
//! tell the sandbox what people did there as a provider's webhook would, and misbehave when asked to.

pub(crate) mod behaviour;
mod media;
mod page;
mod report;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::Sandbox;
use crate::problem::Problem;

/// Everything that is served on the second origin.
pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/media/{name}", get(media::serve))
        .route("/reports", post(report::take))
        .route("/{provider}/{*rest}", get(page::show))
        .fallback(async || Problem::not_found("There is nothing at this address."))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
}
