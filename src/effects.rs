//! Everything that reaches out of the page: one `match` from effect to browser.

pub(crate) mod address;
pub(crate) mod captions;
pub(crate) mod clock;
pub(crate) mod configuration;
pub(crate) mod crash;
pub(crate) mod focus;
pub(crate) mod frames;
pub(crate) mod http;
pub(crate) mod language;
pub(crate) mod log;
pub(crate) mod player;
pub(crate) mod random;
pub(crate) mod shell;
pub mod storage;
pub(crate) mod token;
pub(crate) mod visibility;
pub(crate) mod watched;

use leptos::prelude::*;
use onboarding::machine::{Effect, Event};

use crate::store::Store;

/// Carries out one effect; what comes of it goes back to the store as an event.
pub(crate) fn perform(store: Store, effect: Effect) {
    match effect {
        Effect::Call(ticket, request) => {
            let api_url = store.api_url();
            leptos::task::spawn_local(async move {
                let answer = http::send(&api_url, request).await;
                store.dispatch(Event::Answered(ticket, answer));
            });
        }
        Effect::Wake(ticket, milliseconds) => {
            set_timeout(move || store.dispatch(Event::Woke(ticket)), clock::duration(milliseconds));
        }
        Effect::Go { route, replace } => store.navigate(&route.path(), replace),
        Effect::Leave(url) => address::leave(&url),
        Effect::KeepToken(token) => token.keep(token::keep),
        Effect::ForgetToken => token::forget(),
        Effect::Complain(detail) => log::complain(&detail),
        // No screen offers a visit to a provider yet, so none of these comes about.
        Effect::PostToFrame { .. }
        | Effect::OpenTab(_)
        | Effect::CloseTab
        | Effect::VisitProvider(_)
        | Effect::RememberVisit(_)
        | Effect::ForgetVisit
        | Effect::Reload => {}
    }
}
