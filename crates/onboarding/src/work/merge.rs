//! Which counts where this device and the back-end know different things of a field: the newer one, field by field.

use super::Work;
use crate::form::{Context, Draft, Drafted, Entry, Field, FieldKind, Form};
use crate::id::{ActivityId, DataPointId, JourneyId};

/// What a form holds when it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// What the fields hold.
    pub draft: Draft,
    /// The fields in which the lead gave something else on this device before the back-end was given what they hold now.
    pub overtaken: Vec<DataPointId>,
}

impl Work {
    /// What a form holds, of what is known, drafted and given.
    pub(super) fn opening(&self, journey: JourneyId, activity: ActivityId, form: &Form, context: &Context) -> Opening {
        let mut opening = Opening { draft: form.prefilled(context), overtaken: Vec::new() };
        for field in &form.fields {
            let Some((entry, at)) = self.entry(journey, activity, field.id) else { continue };
            if !field.is_writable() || !fits(field.kind, entry) {
                continue;
            }
            let is_overtaken = |drafted| self.is_overtaken(journey, activity, (field, entry, at), drafted, context);
            if form.drafted.get(&field.id).is_some_and(is_overtaken) {
                opening.overtaken.push(field.id);
            } else {
                opening.draft.set(field.id, entry.clone());
            }
        }
        opening
    }

    /// Whether the back-end lacks something of what was given here.
    pub(super) fn is_ahead(&self, journey: JourneyId, activity: ActivityId, form: &Form, context: &Context) -> bool {
        form.fields.iter().filter(|field| field.is_writable()).any(|field| {
            let given = self.entry(journey, activity, field.id).filter(|(entry, _)| fits(field.kind, entry));
            given.is_some_and(|(entry, _)| match form.drafted.get(&field.id) {
                Some(drafted) => drafted.differs_from(field, entry, context),
                None => true,
            })
        })
    }

    /// Whether what the back-end holds is newer than what was given here, and something else.
    pub(super) fn is_overtaken(
        &self,
        journey: JourneyId,
        activity: ActivityId,
        (field, entry, at): (&Field, &Entry, i64),
        drafted: &Drafted,
        context: &Context,
    ) -> bool {
        // Files are put together by those who send them.
        field.kind != FieldKind::Document
            && drafted.at.is_some_and(|changed| changed > at)
            && (drafted.is_dated || !self.sent(journey, activity).is_some_and(|sent| sent.knows(field.id, drafted)))
            && drafted.differs_from(field, entry, context)
    }
}

/// Whether a field of a kind can hold an entry: the form may have changed since it was given.
pub(super) fn fits(kind: FieldKind, entry: &Entry) -> bool {
    match kind {
        FieldKind::Date | FieldKind::DateTime => matches!(entry, Entry::Date { .. }),
        FieldKind::MultipleChoice => matches!(entry, Entry::Many(_)),
        FieldKind::Document => matches!(entry, Entry::Documents { .. }),
        FieldKind::Unsupported => false,
        _ => matches!(entry, Entry::Text(_)),
    }
}
