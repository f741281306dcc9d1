//! `/sandbox/stand-ins`: how the providers' pages behave from now on.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::answer;
use crate::app::Sandbox;
use crate::problem::Problem;
use crate::request::Message;

/// What the pages do; `pages/misbehaviour.js` plays most of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Behaviour {
    /// As the provider's documentation says.
    #[default]
    Normal,
    /// Posts no message at all; what people do there counts.
    Silent,
    /// Posts all the right messages from another origin.
    ForgedOrigin,
    /// Posts all the right messages from a frame inside the frame.
    ForgedSource,
    /// Posts thousands of messages before it behaves.
    Flood,
    /// Posts messages whose parts have other types than they should.
    WrongTypes,
    /// Posts its last message twice.
    Twice,
    /// Says that people have finished, which the server has not heard.
    ServerSaysNo,
    /// Tries to complete, to navigate and to reach the page around it, without anybody's doing.
    Hostile,
    /// Cannot be shown in a frame, as where a provider forbids it.
    NotLoading,
}

impl Behaviour {
    /// Whether the server hears of what people do on the pages.
    pub(super) fn is_heard(self) -> bool {
        matches!(self, Self::Normal | Self::Silent | Self::Flood | Self::Twice | Self::NotLoading)
    }
}

/// The behaviour that stands.
#[derive(Debug, Default)]
pub(crate) struct Standing(Mutex<Behaviour>);

impl Standing {
    pub(crate) fn now(&self) -> Behaviour {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, behaviour: Behaviour) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = behaviour;
    }
}

/// `GET /sandbox/stand-ins` → `{"Behaviour"}`.
pub(crate) async fn read(State(sandbox): State<Arc<Sandbox>>) -> Response {
    let behaviour = sandbox.steering.behaviour.now();
    answer::json(json!({ "Behaviour": behaviour }).to_string())
}

/// `POST /sandbox/stand-ins` `{"Behaviour"}`.
pub(crate) async fn choose(State(sandbox): State<Arc<Sandbox>>, Message(body): Message) -> Result<StatusCode, Problem> {
    let chosen = Behaviour::deserialize(&body["Behaviour"])
        .map_err(|error| Problem::bad_request(format!("This is no behaviour: {error}.")))?;
    sandbox.steering.behaviour.set(chosen);
    Ok(StatusCode::NO_CONTENT)
}
