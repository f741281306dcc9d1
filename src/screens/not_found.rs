//! No such address, or no such activity in this journey.

use leptos::prelude::*;
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::components::page::BACK_TO_STEPS;
use crate::words::say;

pub(crate) fn view() -> AnyView {
    let actions = view! {
        <div class="button-group"><a class="button" href="/">{say(BACK_TO_STEPS)}</a></div>
    };
    message(Some((Icon::Info, "info")), say(TITLE).to_owned(), say(SENTENCE).to_owned(), actions)
}

const TITLE: Text = Text { en: "There is no such page", fr: "Cette page n’existe pas" };
const SENTENCE: Text = Text {
    en: "The address may be mistyped, or the step is not part of your journey any more.",
    fr: "L’adresse comporte peut-être une erreur, ou l’étape ne fait plus partie de votre parcours.",
};
