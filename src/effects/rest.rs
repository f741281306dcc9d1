//! The rest of the app: what is deployed comes in two parts, of which the first has what most leads see first
//! (`cargo xtask dist`). Whatever else is called before the rest is there waits for it; this sees to it that hardly
//! anything has to. In a build for development all of the app comes at once.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use onboarding::activity::Body;
use onboarding::screen::{Content, Screen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{boot, clock};

/// How long the screen that needs no more has the network and the processor to itself, in milliseconds.
const DRAWN_FIRST: u32 = 100;

/// How long to wait before the rest is asked for again, in milliseconds, and the longest of these pauses.
const PAUSE: u32 = 1_000;
const LONGEST_PAUSE: u32 = 5_000;

/// Whether all of the app is here. Asks for the rest, and again where that failed, from the first call of
/// [`Rest::bring`] on.
#[derive(Clone, Copy)]
pub(crate) struct Rest {
    here: RwSignal<bool>,
    asked: StoredValue<bool>,
}

impl Rest {
    /// Asks for nothing yet.
    pub(crate) fn new() -> Self {
        Self { here: RwSignal::new(loader().is_none()), asked: StoredValue::new(false) }
    }

    /// Whether this screen can be shown without it, or it is here; whoever asks for one that has to wait is told when
    /// it comes.
    pub(crate) fn lets_show(self, screen: &Screen) -> bool {
        is_among_the_first(screen) || self.here.get()
    }

    /// Lets it come in the background: behind the screen that is shown, where that does without.
    pub(crate) fn bring(self, shown: &Screen) {
        if self.asked.get_value() || self.here.get_untracked() {
            return;
        }
        self.asked.set_value(true);
        let is_drawn_first = is_among_the_first(shown);
        // Whoever has brought it: somebody may need it sooner than this asks for it.
        leptos::task::spawn_local(async move {
            is_whole().await;
            let _ = self.here.try_set(true);
        });
        leptos::task::spawn_local(async move {
            if is_drawn_first {
                let _ = JsFuture::from(clock::sleep(DRAWN_FIRST)).await;
            }
            let mut pause = PAUSE;
            while let Some(loader) = loader() {
                if ask(&loader).await.is_err() {
                    let _ = JsFuture::from(clock::sleep(pause)).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        });
    }
}

/// Whether a screen needs nothing but what the app brings at once (`tests/e2e/profile`).
fn is_among_the_first(screen: &Screen) -> bool {
    match screen {
        Screen::Waiting(_) | Screen::Confirm | Screen::Journey(_) | Screen::Failed(_) => true,
        Screen::Activity(activity) => matches!(activity.content, Content::ToDo(Body::Form(_))),
        _ => false,
    }
}

/// Waits until all of the app is here.
pub(crate) async fn is_whole() {
    if let Some(whole) = boot::get::<Promise>("whole") {
        let _ = JsFuture::from(whole).await;
    }
}

async fn ask(loader: &Function) -> Result<(), JsValue> {
    let coming: Promise = loader.call0(&JsValue::NULL)?.dyn_into()?;
    JsFuture::from(coming).await.map(drop)
}

/// What brings the rest; there as long as it is missing.
fn loader() -> Option<Function> {
    boot::get("rest")
}
