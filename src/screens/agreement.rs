//! What reading and signing share: problems shown at their place and all together, and the box that says yes.

use leptos::prelude::*;
use onboarding::id::DocumentId;

use super::documents::Documents;
use crate::components::error_summary::{self, SummaryItem};
use crate::components::field_frame::{ERROR, FieldFrame};
use crate::effects::focus;
use crate::words::say;

/// The id of the box.
const CONSENT: &str = "consent";
/// The id of the name.
pub(super) const NAME: &str = "signature-name";
/// The id of the pad.
pub(super) const PAD: &str = "signature-pad";

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Document(DocumentId),
    Name,
    Pad,
    Consent,
}

/// A problem: its place and its sentence.
pub(super) type Shown = (Place, String);

/// The problems that the page shows.
#[derive(Clone, Copy)]
pub(super) struct Problems {
    shown: RwSignal<Vec<Shown>>,
    documents: Documents,
}

impl Problems {
    pub(super) fn new(documents: Documents) -> Self {
        Self { shown: RwSignal::new(Vec::new()), documents }
    }

    /// Shows these after a try to send; the summary takes focus.
    pub(super) fn show(self, problems: Vec<Shown>) {
        let any = !problems.is_empty();
        self.shown.set(problems);
        focus::mark_title(say(ERROR), any);
        if any {
            focus::focus_soon(error_summary::SELECTOR.to_owned());
        }
    }

    /// What is put right goes away at once; what is wrong elsewhere is told when it is sent.
    pub(super) fn follow(self, check: impl Fn() -> Vec<Shown> + 'static) {
        Effect::new(move |_| {
            let now = check();
            let before = self.shown.get_untracked();
            let was_shown = |place: &Place| before.iter().any(|(shown, _)| shown == place);
            let left: Vec<Shown> = now.into_iter().filter(|(place, _)| was_shown(place)).collect();
            if left != before {
                focus::mark_title(say(ERROR), !left.is_empty());
                self.shown.set(left);
            }
        });
    }

    /// What is wrong at a place.
    pub(super) fn at(self, place: Place) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.shown.with(|shown| shown.iter().find(|(at, _)| *at == place).map(|(_, sentence)| sentence.clone()))
        })
    }

    /// All of them, each with the way to its place.
    pub(super) fn summary(self) -> Signal<Vec<SummaryItem>> {
        let item = move |(place, sentence): &Shown| {
            let control = match place {
                Place::Document(id) => self.documents.selector(id),
                Place::Name => Some(format!("#{NAME}")),
                Place::Pad => Some(format!("#{PAD}")),
                Place::Consent => Some(format!("#{CONSENT}")),
            };
            SummaryItem { sentence: sentence.clone(), control }
        };
        Signal::derive(move || self.shown.with(|shown| shown.iter().map(item).collect()))
    }

    /// The box that must be ticked, with the company's words.
    pub(super) fn consent(self, words: String, ticked: bool, tick: impl Fn(bool) + 'static) -> impl IntoView {
        let frame = FieldFrame {
            id: CONSENT.to_owned(),
            label: words,
            help: None,
            required: true,
            error: self.at(Place::Consent),
        };
        let input = view! {
            <input
                class="choice__input"
                type="checkbox"
                id=CONSENT
                aria-required="true"
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                prop:checked=ticked
                on:change=move |event| tick(event_target_checked(&event))
            />
        };
        frame.tick(input)
    }
}
