//! What `tests/web` reaches of the app: any screen, or all of it, put where a test says. The app itself uses none of
//! this, the gallery aside, so none of it is in the WASM that leads download.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use onboarding::api::{CallError, Request, Response};
use onboarding::config::{Config, ConfigProblem};
use onboarding::form::Context;
use onboarding::id::{JourneyId, UserId};
use onboarding::machine::Event;
use onboarding::provider::Message;
use onboarding::screen::{Page, Screen};
use onboarding::work::Standing;
use web_sys::HtmlElement;

use crate::components::dialog::Dialog;
use crate::components::page::page_frame;
use crate::effects::frames::Frame;
use crate::store::Store;
use crate::{app, effects, screens};

pub use crate::effects::files::Unreadable;
pub use crate::effects::{locks, storage, vault};

/// Something in the page, until it is dropped.
pub struct Mounted {
    owner: Owner,
    _view: Box<dyn Any>,
}

/// A screen in the page, until it is dropped.
pub struct Shown {
    store: Store,
    _mounted: Mounted,
}

/// Whose the one journey is where one screen is shown.
const SOMEBODY: &str = "1";

/// Shows one screen in the frame that every page has. What the lead does on it reaches no model.
pub fn show(place: HtmlElement, screen: Screen, page: Page, context: Context) -> Shown {
    let owner = Owner::new();
    let store = owner.with(|| store_of(screen, page, context));
    let mounted = mount(owner, place, move || page_frame(store, app::screen_view(store)));
    Shown { store, _mounted: mounted }
}

/// A store that shows one screen to somebody, and has no model.
pub(crate) fn store_of(screen: Screen, page: Page, context: Context) -> Store {
    let store = Store::showing(screen, page, context);
    let visit = Standing {
        user: UserId::from_digits(SOMEBODY),
        journey: JourneyId::from_digits(SOMEBODY),
        ..Standing::default()
    };
    effects::work::begin(store, visit);
    store
}

impl Shown {
    /// Shows another screen, or the same with other contents, as the store does after an event.
    pub fn change(&self, screen: Screen) {
        self.store.show(screen);
    }

    /// Speaks another language, as the store does after the lead chose it.
    pub fn speak(&self, context: Context) {
        self.store.speak(context);
    }

    /// Shows another frame around it, likewise.
    pub fn change_page(&self, page: Page) {
        self.store.show_page(page);
    }
}

/// Runs the whole app, as opened by the given event.
pub fn run(place: HtmlElement, config: Config, opened: Event) -> Mounted {
    mount(Owner::new(), place, move || app::view(config, opened))
}

/// Tells what is wrong with the configuration.
pub fn show_problem(place: HtmlElement, problem: ConfigProblem) -> Mounted {
    mount(Owner::new(), place, move || screens::bad_configuration::view(&problem))
}

/// A frame in the page, until it is dropped.
pub struct Framed {
    frame: Frame,
    _mounted: Mounted,
}

/// Shows a page of the test's writing in a frame, and listens to it as to one of that origin.
pub fn frame(
    place: HtmlElement,
    page: &'static str,
    origin: &str,
    heard: impl Fn(Message) + 'static,
    refused: impl Fn() + 'static,
) -> Framed {
    let owner = Owner::new();
    let element = owner.with(NodeRef::new);
    let frame = Frame::new(element, origin);
    let listening = frame.clone();
    let mounted = mount(owner, place, move || {
        listening.listen(heard);
        listening.on_refused(refused);
        view! { <iframe node_ref=element srcdoc=page title="A frame"></iframe> }
    });
    Framed { frame, _mounted: mounted }
}

impl Framed {
    /// Posts to it.
    pub fn post(&self, message: &Message) {
        self.frame.post(message);
    }
}

/// A page with a button, and a dialog over it while the signal holds; the lead leaving it clears the signal.
pub fn show_dialog(place: HtmlElement, open: ArcRwSignal<bool>, text: Option<&'static str>) -> Mounted {
    mount(Owner::new(), place, move || {
        let open = RwSignal::from(open);
        let dialog = move || {
            let words = Dialog { id: "a", title: "A question", text: text.map(str::to_owned), leave: "Not now" };
            words.view(move || open.set(false), view! { <button type="button" id="answer">"Yes"</button> })
        };
        view! {
            <main><h1 tabindex="-1">"A page"</h1><button type="button" id="ask">"Ask"</button></main>
            {move || open.get().then(dialog)}
        }
    })
}

/// Sends a request to the page's own origin.
///
/// # Errors
/// No whole answer came.
pub async fn send(request: Request) -> Result<Response, CallError> {
    effects::http::send("", request).await
}

/// What the browser knows of the lead's language and habits of writing, for the language that is asked for.
pub fn context(asked: Option<&str>) -> Context {
    effects::language::context(asked)
}

fn mount<V: IntoView + 'static>(owner: Owner, place: HtmlElement, view: impl FnOnce() -> V + 'static) -> Mounted {
    let view = owner.with(|| mount_to(place, view));
    Mounted { owner, _view: Box::new(view) }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // The router keeps its owner for the life of the page, and its listeners with it.
        self.owner.cleanup();
    }
}
