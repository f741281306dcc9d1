//! The app: router, state, and one `match` from screen to view.

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as Address, Router};
use leptos_router::hooks::{use_location, use_navigate};
use onboarding::config::{Config, ConfigProblem};
use onboarding::machine::Event;
use onboarding::route::Route;
use onboarding::screen::Screen;

use crate::components::page::page_frame;
use crate::effects::{focus, network, other_tabs, shell, upload, visibility};
use crate::screens;
use crate::store::Store;

/// Puts the app into the page, in place of the static shell.
pub(crate) fn mount(config: Config, opened: Event) {
    shell::remove();
    leptos::mount::mount_to_body(move || view(config, opened));
}

/// The whole app, as opened by the given event.
pub(crate) fn view(config: Config, opened: Event) -> impl IntoView {
    view! {
        <Router>
            <App config=config.clone() opened=opened.clone() />
        </Router>
    }
}

/// Puts a page into place that tells the integrator what is wrong with the configuration.
pub(crate) fn mount_problem(problem: ConfigProblem) {
    shell::remove();
    leptos::mount::mount_to_body(move || screens::bad_configuration::view(&problem));
    focus::announce_page(None);
}

#[component]
fn App(config: Config, opened: Event) -> impl IntoView {
    let store = Store::new(config, use_navigate());
    let location = use_location();
    store.dispatch(opened);
    // Back, Forward and links in the page; the core ignores addresses that it has just gone to itself.
    Effect::new(move |before: Option<()>| {
        let route = Route::from_path(&location.pathname.get());
        if before.is_some() {
            store.dispatch(Event::Went(route));
        }
    });
    visibility::on_restored(move || store.dispatch(Event::Restored));
    visibility::on_change(move |visible| store.dispatch(if visible { Event::Seen } else { Event::Hidden }));
    network::on_return(move || store.dispatch(Event::Online));
    upload::watch_network(store);
    other_tabs::listen(store);
    // One route for every address: what an address means is decided in the core.
    let screen = view! {
        <FlatRoutes fallback=move || screen_view(store)>
            <Address path=WildcardSegment("address") view=move || screen_view(store) />
        </FlatRoutes>
    };
    page_frame(store, screen)
}

/// Mounts a screen anew only when it is another one; what varies within a screen, it follows itself.
pub(crate) fn screen_view(store: Store) -> impl IntoView {
    let screen = store.screen();
    let place = Memo::new(move |_| screen.with(Screen::place));
    let locale = Memo::new(move |_| store.context().with(|context| context.locale));
    move || {
        provide_context(locale.get());
        focus::set_language(locale.get());
        // Read, not merely tracked: a memo that nobody has read follows nothing.
        place.with(|_| ());
        let view = match screen.get_untracked() {
            Screen::Waiting(what) => screens::waiting::view(what),
            Screen::Confirm => screens::confirm::view(store),
            Screen::Journey(journey) => screens::journey::view(store, journey),
            Screen::Activity(activity) => screens::activity::view(store, activity),
            Screen::Settling => screens::settling::view(),
            Screen::Leaving(url) => screens::leaving::view(&url),
            Screen::Closing(closing) => screens::closing::view(store, closing),
            Screen::Failed(failed) => screens::failed::view(store, failed),
            Screen::LogIn(_) => screens::log_in::view(store),
            Screen::Switching(switching) => screens::switching::view(store, switching),
            Screen::Choice(choice) => screens::choice::view(store, choice),
            Screen::Sessions(_) => screens::sessions::view(store),
            Screen::SignedOut => screens::signed_out::view(),
            Screen::NotFound => screens::not_found::view(),
        };
        let workspace = store.page().with_untracked(|page| page.workspace.name.clone());
        focus::announce_page(workspace);
        view
    }
}
