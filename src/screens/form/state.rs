//! What a form on the page knows: its draft, which fields are shown, and what is wrong.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::form::{Answers, Document, Draft, Entry, Fault, Field, Form, Problem, Visibility};
use onboarding::id::{ActivityId, DataPointId};
use onboarding::screen::SendingState;
use onboarding::upload::Refusal;
use onboarding::work::{Opening, Piece};

use super::super::sending::{self, sending};
use crate::components::error_summary::{self, SummaryItem};
use crate::components::field_frame::ERROR;
use crate::effects::{focus, work};
use crate::fields;
use crate::store::Store;
use crate::words::say;

/// A handle to the form on the page; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(crate) struct FormState {
    store: Store,
    activity: ActivityId,
    form: StoredValue<Arc<Form>>,
    draft: StoredValue<Draft>,
    /// The fields in which something else was given here before they were changed on another device.
    overtaken: StoredValue<Vec<DataPointId>>,
    /// Only fields that come and go have one.
    visible: StoredValue<HashMap<DataPointId, RwSignal<bool>>>,
    /// One for each field, made with the form: what is made with a field that comes and goes is gone when it goes.
    errors: StoredValue<HashMap<DataPointId, RwSignal<Option<Fault>>>>,
    /// The files that were not taken last, and why.
    refused: RwSignal<Vec<(DataPointId, Refusal)>>,
    problems: RwSignal<Vec<ShownProblem>>,
    reviewed: RwSignal<Option<Answers>>,
}

/// A line of the summary, to be said in any language.
#[derive(Clone)]
struct ShownProblem {
    problem: Problem,
    /// The field without which there is no such problem.
    asked_by: Option<DataPointId>,
    control: Option<String>,
}

impl FormState {
    pub(super) fn new(store: Store, activity: ActivityId, form: Arc<Form>) -> Self {
        let Opening { draft, overtaken } = work::open(store, activity, &form);
        let context = store.context().get_untracked();
        let coming_and_going = form.fields.iter().filter(|field| field.visible_if.is_some());
        let mut visibility = Visibility::new(&form, &draft, &context);
        let visible = coming_and_going.map(|field| (field.id, RwSignal::new(visibility.of(field))));
        let visible = visible.collect();
        let errors = form.fields.iter().map(|field| (field.id, RwSignal::new(None)));
        Self {
            store,
            activity,
            visible: StoredValue::new(visible),
            errors: StoredValue::new(errors.collect()),
            form: StoredValue::new(form),
            draft: StoredValue::new(draft),
            overtaken: StoredValue::new(overtaken),
            refused: RwSignal::new(Vec::new()),
            problems: RwSignal::new(Vec::new()),
            reviewed: RwSignal::new(None),
        }
    }

    /// The activity whose form this is.
    pub(crate) fn activity(self) -> ActivityId {
        self.activity
    }

    /// The store of the page.
    pub(crate) fn store(self) -> Store {
        self.store
    }

    /// The files that were not taken last, and why: they stay through a change of the language.
    pub(crate) fn refused(self) -> RwSignal<Vec<(DataPointId, Refusal)>> {
        self.refused
    }

    /// What a field holds.
    pub(crate) fn entry(self, id: DataPointId) -> Option<Entry> {
        self.draft.try_with_value(|draft| draft.get(id).cloned()).flatten()
    }

    /// The known value of a field that is only shown.
    pub(crate) fn known(self, field: &Field) -> Option<String> {
        let context = self.store.context().get_untracked();
        self.form.with_value(|form| form.known.get(&field.id).map(|value| field.show(value, &context)))
    }

    /// The documents that a field was given before.
    pub(crate) fn documents(self, id: DataPointId) -> Vec<Document> {
        self.form.with_value(|form| form.documents(id))
    }

    /// The labels of the fields that were changed on another device, if there are any.
    pub(super) fn overtaken(self) -> Option<String> {
        let labels = self.form.with_value(|form| {
            let label = |id: &DataPointId| form.field(*id).map(|field| field.label.clone());
            self.overtaken.with_value(|overtaken| overtaken.iter().filter_map(label).collect::<Vec<_>>())
        });
        (!labels.is_empty()).then(|| self.store.context().with_untracked(|context| context.show_list(&labels)))
    }

    /// What is wrong with a field, in words.
    pub(crate) fn error(self, id: DataPointId) -> Signal<Option<String>> {
        let fault = self.fault(id);
        Signal::derive(move || fault.get().map(|fault| self.sentence(id, &fault)))
    }

    fn fault(self, id: DataPointId) -> RwSignal<Option<Fault>> {
        self.errors.with_value(|errors| errors.get(&id).copied()).unwrap_or_default()
    }

    /// What is wrong, in the words of the language that is spoken.
    fn sentence(self, id: DataPointId, fault: &Fault) -> String {
        let context = self.store.context().get();
        self.form.with_value(|form| match form.field(id) {
            Some(field) => fault.sentence(field, &context),
            // The back-end speaks of something that this form does not ask.
            None => message_of(fault).unwrap_or_else(|| Failure::NotAccepted.sentence(context.locale)),
        })
    }

    /// Whether a field is asked now; `None`: always.
    pub(crate) fn visible(self, id: DataPointId) -> Option<RwSignal<bool>> {
        self.visible.with_value(|visible| visible.get(&id).copied())
    }

    /// Keeps what was typed. A field that has an error is checked again at once, others only when the form is sent.
    pub(crate) fn set(self, id: DataPointId, entry: Entry) {
        // Chromium reports a last `change` while a focused input is taken out of the page; its text is kept already.
        if self.draft.is_disposed() {
            return;
        }
        self.draft.update_value(|draft| draft.set(id, entry.clone()));
        work::give(self.store, self.activity, Piece::Entry(id, entry));
        let form = self.form.get_value();
        if form.steers_others(id) {
            self.show_what_is_asked(&form);
        }
        let shown = self.fault(id);
        if shown.with_untracked(Option::is_some) {
            let fault = form.field(id).and_then(|field| self.check(field));
            shown.set(fault);
        }
    }

    /// Checks everything; then sends it or shows it for review, or leads to what is wrong.
    pub(super) fn submit(self) {
        let context = self.store.context().get_untracked();
        let checked = self.form.with_value(|form| self.draft.with_value(|draft| form.check(draft, &context)));
        match checked {
            Ok(answers) => {
                self.show_problems(Vec::new(), false);
                let review = self.form.with_value(|form| form.review);
                if review {
                    self.reviewed.set(Some(answers));
                    focus::focus_soon("#review-title".to_owned());
                } else {
                    self.reviewed.set(None);
                    self.dispatch(answers);
                }
            }
            Err(problems) => self.show_problems(problems, true),
        }
    }

    /// Sends what was reviewed.
    pub(super) fn send(self) {
        if let Some(answers) = self.reviewed.get_untracked() {
            self.dispatch(answers);
        }
    }

    /// The answers under review.
    pub(super) fn reviewed(self) -> Option<Answers> {
        self.reviewed.get()
    }

    /// The fields that somebody can fill in now.
    pub(super) fn asked(self) -> Vec<Field> {
        let context = self.store.context().get_untracked();
        self.form.with_value(|form| self.draft.with_value(|draft| form.asked(draft, &context).cloned().collect()))
    }

    /// From the review back to the form.
    pub(super) fn back_to_form(self) {
        self.reviewed.set(None);
        focus::focus_soon(".form-step h1".to_owned());
    }

    /// From the review back to one field.
    pub(super) fn change(self, id: DataPointId) {
        self.reviewed.set(None);
        if let Some(control) = self.control(id, None) {
            focus::focus_soon(control);
        }
    }

    /// What is wrong with the form, for the summary. What is wrong with a field goes and comes with it.
    pub(super) fn problems(self) -> Signal<Vec<SummaryItem>> {
        let is_asked =
            move |field: Option<DataPointId>| field.and_then(|id| self.visible(id)).is_none_or(|visible| visible.get());
        Signal::derive(move || {
            let problems = self.problems.get().into_iter();
            let item = |ShownProblem { problem, control, .. }| SummaryItem {
                sentence: self.sentence(problem.field, &problem.fault),
                control,
            };
            problems.filter(|problem| is_asked(problem.asked_by)).map(item).collect()
        })
    }

    /// Marks the page's title as long as something is wrong that is to be seen; an error goes with its field.
    pub(super) fn mark_title(self) {
        let problems = self.problems();
        let wrong = Memo::new(move |_| problems.with(|problems| !problems.is_empty()));
        Effect::new(move |_| focus::mark_title(say(ERROR), wrong.get()));
    }

    /// Shows what the back-end refused, when it does.
    pub(super) fn follow_refusals(self) {
        let sending = sending(self.store);
        Effect::new(move |_| {
            if let SendingState::Invalid(problems, _) = sending.get() {
                self.reviewed.set(None);
                self.show_problems(problems, true);
            }
        });
    }

    fn dispatch(self, answers: Answers) {
        sending::send(self.store, self.activity, answers.into_answer());
    }

    fn check(self, field: &Field) -> Option<Fault> {
        let context = self.store.context().get_untracked();
        let form = self.form.get_value();
        self.draft.with_value(|draft| form.check_field(field, draft, &context)).err()
    }

    fn show_what_is_asked(self, form: &Form) {
        let context = self.store.context().get_untracked();
        self.draft.with_value(|draft| {
            let mut visibility = Visibility::new(form, draft, &context);
            for (id, visible) in self.visible.get_value() {
                let asked = form.field(id).is_some_and(|field| visibility.of(field));
                if visible.get_untracked() != asked {
                    visible.set(asked);
                }
            }
        });
    }

    /// Puts each problem to its field and all of them into the summary, which takes focus.
    fn show_problems(self, problems: Vec<Problem>, take_focus: bool) {
        let form = self.form.get_value();
        let mut summary = Vec::new();
        let mut faults: HashMap<DataPointId, Fault> = HashMap::new();
        for problem in problems {
            let id = problem.field;
            let is_asked = form.field(id).is_some() && self.visible(id).is_none_or(|visible| visible.get_untracked());
            faults.insert(id, problem.fault.clone());
            // The back-end may speak of a field that this form hides: there is nothing to go to, but it must be told.
            let control = if is_asked { self.control(id, Some(&problem.fault)) } else { None };
            summary.push(ShownProblem { problem, asked_by: is_asked.then_some(id), control });
        }
        for field in &form.fields {
            let fault = faults.remove(&field.id);
            let shown = self.fault(field.id);
            if shown.with_untracked(|shown| *shown != fault) {
                shown.set(fault);
            }
        }
        let refused = !summary.is_empty();
        self.problems.set(summary);
        if refused && take_focus {
            focus::focus_soon(error_summary::SELECTOR.to_owned());
        }
    }

    fn control(self, id: DataPointId, fault: Option<&Fault>) -> Option<String> {
        let entry = self.entry(id);
        let context = self.store.context().get_untracked();
        self.form
            .with_value(|form| form.field(id).map(|field| fields::selector(field, entry.as_ref(), fault, &context)))
    }
}

fn message_of(fault: &Fault) -> Option<String> {
    match fault {
        Fault::Refused { message, .. } => message.clone(),
        _ => None,
    }
}
