//! The front-office's user interface: the only code that knows Leptos, the DOM and fetch.
//!
//! What to show and what to do next is decided in the `onboarding` crate; here it is shown and carried out.

mod app;
mod components;
mod effects;
mod fields;
#[cfg(debug_assertions)]
mod gallery;
mod screens;
mod store;
#[doc(hidden)]
pub mod testing;
mod words;

use onboarding::config::Config;

/// Reads the page's configuration and puts the app, or what is wrong with the configuration, into the page.
pub fn start() {
    effects::crash::show_page_on_panic();
    #[cfg(debug_assertions)]
    if gallery::is_asked_for() {
        return gallery::mount();
    }
    let page = effects::address::take();
    match Config::parse(&effects::configuration::block()) {
        Ok(config) => {
            let offline = config.offline;
            app::mount(config, page);
            effects::service_worker::follow(offline);
        }
        Err(problem) => app::mount_problem(problem),
    }
}
