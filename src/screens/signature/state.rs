//! What the signing page knows: its draft, its documents, and what is wrong.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::activity::Answer;
use onboarding::id::ActivityId;
use onboarding::signing::{Draft, Method, Problem, Signing};
use onboarding::work::Piece;

use super::super::agreement::{Place, Problems, Shown};
use super::super::documents::Documents;
use super::super::sending;
use crate::components::signature_pad::Stroke;
use crate::effects::work;
use crate::store::Store;

/// A handle to the signing page; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(super) struct SignatureState {
    store: Store,
    activity: ActivityId,
    signing: StoredValue<Arc<Signing>>,
    documents: Documents,
    draft: RwSignal<Draft>,
    problems: Problems,
}

impl SignatureState {
    /// Fetches the documents, too: what is signed is what was shown.
    pub(super) fn new(store: Store, activity: ActivityId, signing: Arc<Signing>) -> Self {
        let documents = Documents::new(store, &signing.documents);
        let state = Self {
            store,
            activity,
            signing: StoredValue::new(signing),
            documents,
            draft: RwSignal::new(store.work().agreement(activity)),
            problems: Problems::new(documents),
        };
        documents.load_all();
        state.problems.follow(move || state.check().err().unwrap_or_default());
        state
    }

    pub(super) fn documents(self) -> Documents {
        self.documents
    }

    pub(super) fn draft(self) -> RwSignal<Draft> {
        self.draft
    }

    pub(super) fn problems(self) -> Problems {
        self.problems
    }

    pub(super) fn method(self) -> Method {
        self.draft.with(|draft| draft.method)
    }

    /// Beside a drawing the name only says whose it is, so what is known of it is not asked again (WCAG 2.2, 3.3.7). A
    /// typed name is the signature itself, and nobody types that but the lead.
    pub(super) fn sign_by(self, method: Method) {
        let known = self.store.person().filter(|_| method == Method::Drawn);
        self.change(|draft| {
            draft.method = method;
            if let Some(known) = known.filter(|_| draft.trimmed_name().is_empty()) {
                draft.name = known;
            }
        });
    }

    pub(super) fn type_name(self, name: String) {
        // Chromium reports a last `change` while a focused input is taken out of the page; its text is kept already.
        if !self.draft.is_disposed() {
            self.change(|draft| draft.name = name);
        }
    }

    pub(super) fn draw(self, stroke: Stroke) {
        self.change(|draft| match stroke {
            Stroke::Begin(point) => draft.strokes.begin(point),
            Stroke::Extend(point) => draft.strokes.extend(point),
            Stroke::Undo => draft.strokes.undo(),
            Stroke::Clear => draft.strokes.clear(),
        });
    }

    pub(super) fn agree(self, agrees: bool) {
        self.change(|draft| draft.consent = agrees);
    }

    /// Signs, or leads to what is wrong.
    pub(super) fn submit(self) {
        match untrack(move || self.check()) {
            Ok(answer) => {
                self.problems.show(Vec::new());
                sending::send(self.store, self.activity, answer);
            }
            Err(problems) => self.problems.show(problems),
        }
    }

    fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        work::give(self.store, self.activity, Piece::Agreement(self.draft.get_untracked()));
    }

    fn check(self) -> Result<Answer, Vec<Shown>> {
        let standing = |id: &_| self.documents.standing(id);
        // What is wrong is said anew in another language.
        let locale = self.store.context().with(|context| context.locale);
        let checked =
            self.signing.with_value(|signing| self.draft.with(|draft| signing.check(draft, standing, locale)));
        let shown = |problem: &Problem| (place(problem), problem.sentence(locale));
        checked.map_err(|problems| problems.iter().map(shown).collect())
    }
}

fn place(problem: &Problem) -> Place {
    match problem {
        Problem::Document(obstacle) => Place::Document(obstacle.document.clone()),
        Problem::NameMissing | Problem::NameWithoutLetter | Problem::NameTooLong => Place::Name,
        Problem::NothingDrawn | Problem::TooLittleDrawn => Place::Pad,
        Problem::NoConsent => Place::Consent,
    }
}
