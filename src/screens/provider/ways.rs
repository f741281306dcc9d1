//! The ways to a provider: buttons that go there, and the one that says "I have finished".

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::screen::{CheckingScreen, StayScreen};
use onboarding::text::Text;

use super::Visit;
use crate::components::button::{Weight, press_button};
use crate::components::page::OPEN_IN_NEW_TAB;
use crate::effects::{cover, random, tabs, work};
use crate::screens::sending::is_under_way;
use crate::words::{fill, say};

impl Visit {
    /// The button that goes one way.
    pub(super) fn way_button(self, way: Way, weight: impl Into<Signal<Weight>>, words: &'static str) -> impl IntoView {
        let busy = Signal::derive(move || {
            self.state.with(|state| matches!(state.stay, StayScreen::Opening(opening, _) if opening == way))
        });
        let waiting = fill(TAB_WAITS, &[self.provider()]);
        press_button(weight, words, say(OPENING), busy, move || self.go(way, &waiting))
    }

    /// The ways besides the main one, as links.
    pub(super) fn other_ways(self) -> impl IntoView {
        let others = self.state.with_untracked(|state| state.ways.get(1..).unwrap_or_default().to_vec());
        // Whoever holds a phone already may still want the step on another one, or on a computer.
        let on_phone = cover::on_phone().get_untracked();
        let words = |way| say(if way == Way::Phone && on_phone { ANOTHER_DEVICE } else { way_words(way) });
        others.into_iter().map(|way| self.way_button(way, Weight::Link, words(way))).collect_view()
    }

    /// The main way.
    pub(super) fn main_way(self) -> Option<Way> {
        self.state.with_untracked(|state| state.ways.first().copied())
    }

    /// "I have finished": always there, since no frame and no provider can be relied on to say so.
    pub(super) fn finished_button(self, weight: impl Into<Signal<Weight>>) -> impl IntoView {
        let sending = is_under_way(self.store);
        let asking = Signal::derive(move || {
            sending.get() || self.state.with(|state| matches!(state.checking, CheckingScreen::UnderWay(_)))
        });
        press_button(weight, self.finished_words(), say(CHECKING), asking, move || {
            let Self { store, activity, .. } = self;
            let time_spent = work::time_spent(store, activity);
            store.dispatch(Event::FinishClaimed { activity, key: random::key(), time_spent });
        })
    }

    /// The button that gives up what was begun, without telling anybody.
    pub(super) fn close_button(self, words: &'static str) -> impl IntoView {
        let Self { store, activity, .. } = self;
        press_button(Weight::Link, words, words, Signal::stored(false), move || {
            store.dispatch(Event::VisitClosed(activity));
        })
    }

    fn go(self, way: Way, waiting: &str) {
        let Self { store, activity, state, .. } = self;
        // The browser lets a tab open only now, on the press; its address may be there later.
        if way == Way::Tab {
            tabs::prepare(waiting);
        }
        store.dispatch(Event::HandoverWanted { activity, way });
        let opening = state.with_untracked(|state| matches!(state.stay, StayScreen::Opening(Way::Tab, _)));
        if way == Way::Tab && !opening {
            // Shown already, or not wanted.
            tabs::discard();
        }
    }
}

fn way_words(way: Way) -> Text {
    match way {
        Way::Frame => {
            Text {
                en: "Open it here", fr: "Ouvrir ici", de: "Hier öffnen", es: "Abrir aquí", ar: "الفتح هنا"
            }
        }
        Way::SameTab => Text {
            en: "Go there in this tab",
            fr: "Ouvrir dans cet onglet",
            de: "In diesem Tab öffnen",
            es: "Ir en esta pestaña",
            ar: "الفتح في علامة التبويب هذه",
        },
        Way::Tab => OPEN_IN_NEW_TAB,
        Way::Phone => Text {
            en: "Continue on your phone",
            fr: "Continuer sur votre téléphone",
            de: "Auf dem Smartphone weitermachen",
            es: "Continuar en su teléfono",
            ar: "المتابعة على هاتفك",
        },
    }
}

const ANOTHER_DEVICE: Text = Text {
    en: "Continue on another device",
    fr: "Continuer sur un autre appareil",
    de: "Auf einem anderen Gerät weitermachen",
    es: "Continuar en otro dispositivo",
    ar: "المتابعة على جهاز آخر",
};
const OPENING: Text =
    Text {
        en: "Opening…", fr: "Ouverture…", de: "Wird geöffnet …", es: "Abriendo…", ar: "جارٍ الفتح…"
    };
const CHECKING: Text =
    Text {
        en: "Checking…", fr: "Vérification…", de: "Wird geprüft …", es: "Comprobando…", ar: "جارٍ التحقق…"
    };
const TAB_WAITS: Text =
    Text {
        en: "Opening {}…", fr: "Ouverture de {}…", de: "{} wird geöffnet …", es: "Abriendo {}…", ar: "جارٍ فتح {}…"
    };
