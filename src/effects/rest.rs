//! The rest of the app: what is deployed comes in two parts, of which the first has what most leads see first
//! (`cargo xtask dist`). Whatever else is called before the rest is there waits for it; this sees to it that hardly
//! anything has to. In a build for development all of the app comes at once.

use js_sys::{Function, Promise};
use leptos::prelude::*;
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

    /// Whether it is here; who reads it is told when it comes.
    pub(crate) fn is_here(self) -> bool {
        self.here.get()
    }

    /// Lets it come in the background: behind the screen that is shown, where that does without.
    pub(crate) fn bring(self, is_done_without: bool) {
        if self.asked.get_value() || self.here.get_untracked() {
            return;
        }
        self.asked.set_value(true);
        leptos::task::spawn_local(async move {
            if is_done_without {
                let _ = JsFuture::from(clock::sleep(DRAWN_FIRST)).await;
            }
            let mut pause = PAUSE;
            while let Some(loader) = loader() {
                if ask(&loader).await.is_err() {
                    let _ = JsFuture::from(clock::sleep(pause)).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
            let _ = self.here.try_set(true);
        });
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
