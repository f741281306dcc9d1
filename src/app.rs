//! The app: router, state, and one `match` from screen to view.

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as Address, Router};
use leptos_router::hooks::{use_location, use_navigate};
use onboarding::config::{Config, ConfigProblem};
use onboarding::machine::Event;
use onboarding::route::Route;
use onboarding::screen::{Screen, Waiting};
use onboarding::text::Locale;

use crate::components::page::page_frame;
use crate::effects::{focus, network, other_tabs, shell, upload, visibility, work};
use crate::screens;
use crate::store::Store;
use crate::words::{in_each_language, locale, speak_as};

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
    let tell_of_network = move || store.dispatch(if network::is_there() { Event::Online } else { Event::Offline });
    visibility::on_restored(move || {
        store.dispatch(Event::Restored);
        // Nothing was heard meanwhile.
        tell_of_network();
    });
    visibility::on_change(move |visible| store.dispatch(if visible { Event::Seen } else { Event::Hidden }));
    network::on_return(tell_of_network);
    network::on_loss(tell_of_network);
    if !network::is_there() {
        tell_of_network();
    }
    upload::watch_network(store);
    work::listen(store);
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
    speak_as(store);
    let workspace = move || store.page().with_untracked(|page| page.workspace.name.clone());
    // In another language it is the same page: it gets another title, and focus stays.
    Effect::new(move |before: Option<Locale>| {
        let locale = locale();
        if before.is_some_and(|before| before != locale) {
            focus::rename_page(workspace());
        }
        locale
    });
    let rest = store.rest();
    move || {
        // Read, not merely tracked: a memo that nobody has read follows nothing.
        place.with(|_| ());
        let shown = screen.get_untracked();
        if !matches!(shown, Screen::Waiting(_)) {
            rest.bring(&shown);
        }
        // What is shown already stays when the rest of the app comes.
        if !rest.lets_show(&shown) {
            return screens::waiting::view(Waiting::Journey);
        }
        let view = untrack(|| match shown {
            // These hold what must outlive a change of the language.
            shown @ (Screen::Activity(_) | Screen::LogIn(_)) => view_of(store, shown),
            shown => in_each_language(move || {
                let now = screen.get_untracked();
                view_of(store, if now.place() == shown.place() { now } else { shown.clone() })
            }),
        });
        focus::announce_page(workspace());
        view
    }
}

fn view_of(store: Store, screen: Screen) -> AnyView {
    match screen {
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
    }
}
