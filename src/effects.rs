//! Everything that reaches out of the page: one `match` from effect to browser.

pub(crate) mod address;
pub(crate) mod boot;
pub(crate) mod brand;
pub(crate) mod captions;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod configuration;
pub(crate) mod cover;
pub(crate) mod crash;
pub(crate) mod dialog;
pub(crate) mod documents;
pub(crate) mod everything;
pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod frames;
pub(crate) mod http;
pub(crate) mod known;
pub(crate) mod language;
pub mod locks;
pub(crate) mod log;
pub(crate) mod network;
pub(crate) mod other_tabs;
pub(crate) mod outbox;
pub(crate) mod outside;
pub(crate) mod password;
pub(crate) mod pen;
pub(crate) mod player;
pub(crate) mod random;
pub(crate) mod rest;
pub(crate) mod service_worker;
pub(crate) mod shell;
pub(crate) mod snapshot;
pub mod storage;
pub(crate) mod tabs;
pub(crate) mod token;
pub(crate) mod upload;
pub mod vault;
pub(crate) mod visibility;
pub(crate) mod visit;
pub(crate) mod work;

use leptos::prelude::*;
use onboarding::machine::{Effect, Event};

use crate::store::Store;

/// Carries out one effect; what comes of it goes back to the store as an event.
pub(crate) fn perform(store: Store, effect: Effect) {
    match effect {
        Effect::Call(ticket, request) => {
            let answer = http::begin(store.api_url(), request);
            leptos::task::spawn_local(async move {
                let answer = answer.await;
                store.dispatch(Event::Answered(ticket, answer));
            });
        }
        Effect::Record(ticket, recorded) => outbox::record(store, ticket, recorded),
        Effect::Unrecord(recorded) => outbox::unrecord(store, recorded),
        Effect::FindRecorded(user, journey) => outbox::find(store, user, journey),
        Effect::SendOnce(ticket, recorded, request) => outbox::send_once(store, ticket, recorded, request),
        Effect::KeepSnapshot(snapshot) => snapshot::keep(store, snapshot),
        Effect::ForgetSnapshot => snapshot::forget(store),
        Effect::FindSnapshot(ticket) => snapshot::find(store, ticket),
        Effect::Wake(ticket, milliseconds) => {
            set_timeout(move || store.dispatch(Event::Woke(ticket)), clock::duration(milliseconds));
        }
        Effect::Go { route, replace } => store.navigate(&route.path(), replace),
        Effect::Leave(url) => everything::leave(store, url),
        Effect::ForgetLink => boot::call("forgetLink"),
        Effect::RememberSession => known::remember(),
        Effect::KeepToken(token) => token.keep(token::keep),
        Effect::ForgetToken => token::forget(),
        Effect::Complain(detail) => log::complain(&detail),
        Effect::PostToFrame { activity, message } => store.post_to_frame(activity, &message),
        Effect::OpenTab(url) => tabs::show(&url),
        Effect::CloseTab => tabs::discard(),
        Effect::VisitProvider(url) => address::visit(&url),
        Effect::RememberVisit(kept) => kept.keep(visit::keep),
        Effect::ForgetVisit => visit::forget(),
        Effect::Reload => address::reload(),
        Effect::Tell(word) => store.other_tabs().tell(&word),
        Effect::ForgetPerson(user) => everything::forget(store, user),
        Effect::KeepLanguage(locale) => language::keep(locale),
    }
}
