//! A link was opened while somebody is here: a question before anything is spent.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::screen::{Person, SwitchingScreen};
use onboarding::text::Text;

use crate::components::icon::Icon;
use crate::components::message::message;
use crate::store::Store;
use crate::words::{fill, say};

pub(crate) fn view(store: Store, switching: SwitchingScreen) -> AnyView {
    let Person { name, email } = switching.person;
    let (title, go_on) = match (&name, &email) {
        (Some(name), Some(email)) => (fill(HERE_AS, &[&format!("{name} ({email})")]), fill(GO_ON_AS, &[name])),
        (Some(known), None) | (None, Some(known)) => (fill(HERE_AS, &[known]), fill(GO_ON_AS, &[known])),
        (None, None) => (say(HERE).to_owned(), say(GO_ON).to_owned()),
    };
    let decide = move |opens_link| move |_| store.dispatch(Event::SwitchDecided(opens_link));
    let actions = view! {
        <div class="button-group">
            <button class="button" type="button" on:click=decide(false)>{go_on}</button>
            <button class="button button--secondary" type="button" on:click=decide(true)>{say(OPEN)}</button>
        </div>
        <p class="message__detail">{say(WHAT_HAPPENS)}</p>
    };
    message(Some((Icon::Shield, "info")), title, say(SENTENCE).to_owned(), actions)
}

const HERE_AS: Text = Text { en: "You are already here as {}", fr: "Vous êtes déjà là en tant que {}" };
const HERE: Text = Text { en: "Somebody is already here", fr: "Quelqu’un est déjà là" };
const SENTENCE: Text = Text {
    en: "The link that you opened may be for somebody else. It is not used up yet: you decide.",
    fr: "Le lien que vous avez ouvert est peut-être pour quelqu’un d’autre. Il n’a pas encore servi : à vous de choisir.",
};
const GO_ON_AS: Text = Text { en: "Go on as {}", fr: "Continuer en tant que {}" };
const GO_ON: Text = Text { en: "Go on as before", fr: "Continuer comme avant" };
const OPEN: Text = Text { en: "Open the link", fr: "Ouvrir le lien" };
const WHAT_HAPPENS: Text = Text {
    en: "Open it if it is for you, or for the person beside you. Whoever was here before is then logged out on this device, and nobody sees what they typed.",
    fr: "Ouvrez-le s’il est pour vous, ou pour la personne à côté de vous. Celle qui était là avant est alors déconnectée de cet appareil, et personne ne voit ce qu’elle a saisi.",
};
