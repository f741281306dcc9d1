//! Forms: data that say what to ask, the draft of what was typed, and the check that turns a draft into answers.

mod check;
mod context;
mod countries;
mod draft;
mod drafted;
mod field;
mod problem;
mod value;
mod visibility;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

pub use context::Context;
pub use countries::countries;
pub use draft::{Draft, Entry};
pub use drafted::Drafted;
pub use field::{Choice, Condition, Field, FieldKind};
pub use problem::{Fault, Problem, yes_or_no};
pub use value::{Document, Value};
pub use visibility::Visibility;

use crate::activity::Answer;
use crate::calendar::DateTime;
use crate::id::DataPointId;

/// What a form activity asks, and what is known already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The fields in the order in which they are asked; no data point twice.
    pub fields: Vec<Field>,
    /// Whether the answers are shown once more before they are sent.
    pub review: bool,
    /// Values of the journey's data points, also of those that this form does not ask.
    pub known: BTreeMap<DataPointId, Value>,
    /// Values of an unfinished earlier visit, kept by the back-end; they come before `known`.
    pub drafted: BTreeMap<DataPointId, Drafted>,
}

/// Answers that were checked: the only thing that can be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    sent: Vec<(DataPointId, Option<Value>)>,
    /// Known values that stay as they are.
    kept: Vec<(DataPointId, Value)>,
}

impl Form {
    /// The field that asks for a data point.
    pub fn field(&self, id: DataPointId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// What the fields hold before anything is typed.
    pub fn prefilled(&self, context: &Context) -> Draft {
        let mut draft = Draft::default();
        for field in &self.fields {
            if let Some(entry) = self.earlier(field.id).and_then(|value| field.entry_of(value, context)) {
                draft.set(field.id, entry);
            }
        }
        draft
    }

    /// The documents that a field was given in an earlier completion or draft.
    pub fn documents(&self, id: DataPointId) -> Vec<Document> {
        match self.earlier(id) {
            Some(Value::Documents(documents)) => documents.clone(),
            _ => Vec::new(),
        }
    }

    /// The value of an earlier visit: the drafted one comes before the known one, also where it was emptied.
    pub(crate) fn earlier(&self, id: DataPointId) -> Option<&Value> {
        match self.drafted.get(&id) {
            Some(drafted) => drafted.value.as_ref(),
            None => self.known.get(&id),
        }
    }

    /// Whether other fields appear or disappear with this one.
    pub fn steers_others(&self, id: DataPointId) -> bool {
        self.fields.iter().any(|field| field.visible_if.as_ref().is_some_and(|condition| condition.data_point == id))
    }

    /// Checks everything that is asked. Fields that are hidden or read-only are neither checked nor sent.
    ///
    /// # Errors
    /// One problem per field at fault, in the order of the fields.
    pub fn check(&self, draft: &Draft, context: &Context) -> Result<Answers, Vec<Problem>> {
        let mut answers = Answers::default();
        let mut problems = Vec::new();
        for field in self.asked(draft, context) {
            if let Some(value) = self.kept_unoffered(field, draft, context) {
                answers.kept.push((field.id, value.clone()));
                continue;
            }
            match self.check_field(field, draft, context) {
                Ok(Some(value)) => answers.sent.push((field.id, Some(value))),
                Ok(None) if self.shows_known(field, context) => answers.sent.push((field.id, field.emptied())),
                Ok(None) => {}
                Err(fault) => problems.push(Problem { field: field.id, fault }),
            }
        }
        if problems.is_empty() { Ok(answers) } else { Err(problems) }
    }

    /// The value of one field as it is now; `None` where none is sent.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_field(&self, field: &Field, draft: &Draft, context: &Context) -> Result<Option<Value>, Fault> {
        if self.kept_unoffered(field, draft, context).is_some() {
            return Ok(None);
        }
        let value = field.check(draft.get(field.id), context)?;
        Ok(self.unchanged_time(field, draft, context).or(value))
    }

    /// The known value of a field that holds what is not offered any more. Whoever leaves an optional field as it is
    /// takes nothing back and gives nothing anew.
    fn kept_unoffered(&self, field: &Field, draft: &Draft, context: &Context) -> Option<&Value> {
        let entry = draft.get(field.id)?;
        let known = self.known.get(&field.id).filter(|_| !field.required)?;
        let unchanged = field.entry_of(known, context).as_ref() == Some(entry);
        (unchanged && !field.unoffered(Some(entry), context).is_empty()).then_some(known)
    }

    /// The known time that nobody has changed, to the millisecond: the field shows no more than its minute, and an
    /// hour that comes twice is not moved to the other one.
    fn unchanged_time(&self, field: &Field, draft: &Draft, context: &Context) -> Option<Value> {
        let entry = draft.get(field.id).filter(|_| field.kind == FieldKind::DateTime)?;
        let earlier = self.earlier(field.id)?;
        let time = DateTime::from_canonical(earlier.plain().first()?)?;
        (field.entry_of(earlier, context).as_ref() == Some(entry)).then_some(Value::DateTime(time))
    }

    /// Whether the field was known and could show it, so that leaving it empty means taking the value back.
    fn shows_known(&self, field: &Field, context: &Context) -> bool {
        self.known.get(&field.id).is_some_and(|value| field.entry_of(value, context).is_some())
    }

    /// The fields that somebody can fill in now, given what is typed so far. A field that depends on a hidden one is
    /// hidden too.
    pub fn asked<'a>(&'a self, draft: &'a Draft, context: &'a Context) -> impl Iterator<Item = &'a Field> {
        let mut visibility = Visibility::new(self, draft, context);
        self.fields.iter().filter(move |field| field.is_writable() && visibility.of(field))
    }
}

impl Answers {
    /// The value given for a data point.
    pub fn get(&self, id: DataPointId) -> Option<&Value> {
        let sent = self.sent.iter().find(|(given, _)| *given == id).and_then(|(_, value)| value.as_ref());
        sent.or_else(|| self.kept.iter().find(|(kept, _)| *kept == id).map(|(_, value)| value))
    }

    /// The completion body (contract, section 3: `Form`). A known value that was emptied is sent as null.
    pub fn into_answer(self) -> Answer {
        let entries = self.sent.into_iter().map(|(id, value)| {
            let mut entry = value.map(|value| value.to_json()).unwrap_or_else(|| json!({ "StringValue": null }));
            entry["DataPoint"] = json!({ "Id": i64::from(id) });
            entry
        });
        Answer::new([("JourneyData", Json::Array(entries.collect()))])
    }
}

#[cfg(test)]
pub(crate) mod tests;
