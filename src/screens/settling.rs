//! Something goes on by itself that may bring a next step.

use leptos::prelude::*;
use onboarding::text::Text;

use crate::components::message::message;
use crate::components::progress::busy;
use crate::words::say;

pub(crate) fn view() -> AnyView {
    message(None, say(TITLE).to_owned(), say(SENTENCE).to_owned(), busy(say(TITLE)))
}

const TITLE: Text = Text {
    en: "Just a moment…",
    fr: "Un instant…",
    de: "Einen Moment bitte …",
    es: "Un momento…",
    ar: "لحظة من فضلك…",
};
const SENTENCE: Text = Text {
    en: "Your answers are saved. We are preparing what comes next.",
    fr: "Vos réponses sont enregistrées. Nous préparons la suite.",
    de: "Ihre Angaben sind gespeichert. Wir bereiten vor, was als Nächstes kommt.",
    es: "Sus respuestas se han guardado. Estamos preparando lo siguiente.",
    ar: "إجاباتك محفوظة. نجهز الآن ما يأتي بعدها.",
};
