//! The configuration of the page cannot be used: told to the integrator, in English, with the key at fault.

use leptos::prelude::*;
use onboarding::config::ConfigProblem;

use crate::components::icon::Icon;
use crate::components::message::message;

pub(crate) fn view(problem: &ConfigProblem) -> impl IntoView + use<> {
    let (title, text) = match &problem.key {
        Some(key) => (
            format!("The configuration key “{key}” cannot be used"),
            format!("In the block “front-office-config” of index.html, “{key}” must be {}.", problem.expected),
        ),
        None => (
            "The configuration cannot be read".to_owned(),
            format!("The block “front-office-config” of index.html must be {}.", problem.expected),
        ),
    };
    let expectation = match &problem.key {
        Some(key) if !onboarding::config::KEYS.contains(&key.as_str()) => {
            (title, format!("In the block “front-office-config” of index.html, each key must be {}.", problem.expected))
        }
        _ => (title, text),
    };
    view! { <div class="page">{message(Some((Icon::Error, "error")), expectation.0, expectation.1, ())}</div> }
}
