//! The configuration of the page cannot be used: told to the integrator, in English, with the key at fault.

use leptos::prelude::*;
use onboarding::config::{ConfigProblem, KEYS};

use crate::components::icon::Icon;
use crate::components::message::message;

pub(crate) fn view(problem: &ConfigProblem) -> impl IntoView + use<> {
    let block = "block “front-office-config” of index.html";
    let expected = problem.expected;
    let (title, text) = match &problem.key {
        None => ("The configuration cannot be read".to_owned(), format!("The {block} must be {expected}.")),
        Some(key) => {
            let what = if KEYS.contains(&key.as_str()) { format!("“{key}”") } else { "each key".to_owned() };
            (
                format!("The configuration key “{key}” cannot be used"),
                format!("In the {block}, {what} must be {expected}."),
            )
        }
    };
    view! { <div class="page">{message(Some((Icon::Error, "error")), title, text, ())}</div> }
}
