//! A link was opened while somebody is here: a question before anything is spent.

use leptos::prelude::*;
use onboarding::screen::SwitchingScreen;

use crate::store::Store;

pub(crate) fn view(_store: Store, _switching: SwitchingScreen) -> AnyView {
    ().into_any()
}
