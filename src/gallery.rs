//! The gallery: every component, every kind of field and every screen in every state, each at an address of its own
//! (`/gallery/NAME`, and `?lang=ar` for a language), all of them listed at `/gallery`. Tests look at each; people too.
//!
//! In builds for development only: `src/lib.rs` leaves it out of what leads download. No back-end is asked, and what is
//! pressed reaches no model.

mod components;
mod fields;
mod forms;
mod guards;
mod hostile;
mod index;
mod parts;
mod screens;
mod steps;

use leptos::prelude::*;
use onboarding::screen::{Page, Screen};

use crate::components::page::{body, page_frame};
use crate::effects::{address, focus, language, shell};
use crate::store::Store;
use crate::words::speak_as;
use crate::{app, testing};

/// Where the gallery is.
const ADDRESS: &str = "/gallery";

/// Something to look at.
struct Example {
    name: String,
    content: Content,
}

enum Content {
    /// A screen in the frame around it.
    Screen(Box<Screen>, Box<Page>),
    /// Building blocks by themselves, under a heading.
    Part(fn() -> AnyView),
    /// A whole page, frame and all.
    Whole(fn() -> AnyView),
}

/// Whether the page was opened at an address of the gallery.
pub(crate) fn is_asked_for() -> bool {
    name_in(&address::path()).is_some()
}

/// Puts the example of the address into the page, or else the list of all.
pub(crate) fn mount() {
    let name = name_in(&address::path()).unwrap_or_default();
    let context = language::context(address::parameter("lang").as_deref());
    shell::remove();
    leptos::mount::mount_to_body(move || {
        let content = examples().into_iter().find(|example| example.name == name).map(|example| example.content);
        let (screen, page) = match &content {
            Some(Content::Screen(screen, page)) => ((**screen).clone(), (**page).clone()),
            _ => (Screen::SignedOut, Page::default()),
        };
        let store = testing::store_of(screen, page, context);
        match content {
            Some(Content::Screen(..)) => page_frame(store, app::screen_view(store)).into_any(),
            Some(Content::Part(view)) => in_frame(store, move || part(&name, view)),
            Some(Content::Whole(view)) => {
                focus::announce_page(None);
                speaking(store, view)
            }
            None => in_frame(store, || index::view(&examples())),
        }
    });
}

/// The name behind the gallery's address; empty for the list.
fn name_in(path: &str) -> Option<String> {
    let rest = path.strip_prefix(ADDRESS)?;
    (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_matches('/').to_owned())
}

fn in_frame(store: Store, view: impl FnOnce() -> AnyView + 'static) -> AnyView {
    let content = speaking(store, view);
    focus::announce_page(None);
    page_frame(store, content).into_any()
}

/// A view in the language that is asked for.
fn speaking(store: Store, view: impl FnOnce() -> AnyView) -> AnyView {
    speak_as(store);
    view()
}

fn part(name: &str, view: fn() -> AnyView) -> AnyView {
    body(view! {
        <h1 class="page__title" tabindex="-1">{name.to_owned()}</h1>
        <div class="panel">{view()}</div>
    })
}

fn examples() -> Vec<Example> {
    [
        components::examples(),
        fields::examples(),
        forms::examples(),
        steps::examples(),
        screens::examples(),
        guards::examples(),
        hostile::examples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A screen by itself, in the frame of somebody who is here.
fn screen(name: impl Into<String>, screen: Screen) -> Example {
    within(name, parts::here(), screen)
}

/// A screen in a frame.
fn within(name: impl Into<String>, page: Page, screen: Screen) -> Example {
    Example { name: name.into(), content: Content::Screen(Box::new(screen), Box::new(page)) }
}
