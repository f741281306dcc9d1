//! The front-office's user interface: the only code that knows Leptos, the DOM and fetch.
//!
//! What to show and what to do next is decided in the `onboarding` crate; here it is shown and carried out.

mod app;
mod components;
mod effects;
mod fields;
mod screens;
mod store;
#[doc(hidden)]
pub mod testing;
mod words;

use onboarding::config::Config;

/// Reads the page's configuration and puts the app, or what is wrong with the configuration, into the page.
pub fn start() {
    effects::crash::show_page_on_panic();
    let page = effects::address::take();
    match Config::parse(&effects::configuration::block()) {
        Ok(config) => app::mount(config, page),
        Err(problem) => app::mount_problem(problem),
    }
}
