//! Several journeys, one to be chosen.

use leptos::prelude::*;
use onboarding::screen::ChoiceScreen;

use crate::store::Store;

pub(crate) fn view(_store: Store, _choice: ChoiceScreen) -> AnyView {
    ().into_any()
}
