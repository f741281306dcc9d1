//! Which fields of a form are asked. Each is judged once and without recursion: a form whose conditions hang one on
//! another, however many there are, neither holds up the page nor fills its stack.

use std::collections::BTreeMap;

use super::{Condition, Context, Draft, Field, Form};
use crate::id::DataPointId;

/// What is known of it so far, for one form and what is typed in it.
pub struct Visibility<'a> {
    form: &'a Form,
    draft: &'a Draft,
    context: &'a Context,
    fields: BTreeMap<DataPointId, &'a Field>,
    judged: BTreeMap<DataPointId, bool>,
}

impl<'a> Visibility<'a> {
    /// Nothing is judged yet.
    pub fn new(form: &'a Form, draft: &'a Draft, context: &'a Context) -> Self {
        let fields = form.fields.iter().map(|field| (field.id, field)).collect();
        Self { form, draft, context, fields, judged: BTreeMap::new() }
    }

    /// Whether a field of the form is asked. One that depends on a hidden one is hidden too.
    pub fn of(&mut self, field: &'a Field) -> bool {
        // What it hangs on, and what that hangs on, as far as that is not judged yet.
        let mut chain: Vec<&Field> = Vec::new();
        let mut places = BTreeMap::new();
        let mut next = Some(field);
        while let Some(field) = next.filter(|field| !self.judged.contains_key(&field.id)) {
            if let Some(place) = places.insert(field.id, chain.len()) {
                // Fields whose conditions lead back to them are asked: better asked than lost.
                self.judged.extend(chain.drain(place..).map(|field| (field.id, true)));
                break;
            }
            chain.push(field);
            next = self.awaited(field).and_then(|id| self.fields.get(&id).copied());
        }
        while let Some(field) = chain.pop() {
            let is_visible = field.visible_if.as_ref().is_none_or(|condition| self.holds(condition));
            self.judged.insert(field.id, is_visible);
        }
        self.judged.get(&field.id).copied().unwrap_or(true)
    }

    fn awaited(&self, field: &Field) -> Option<DataPointId> {
        field.visible_if.as_ref().map(|condition| condition.data_point)
    }

    /// Whether a condition holds. What is asked elsewhere counts as it is known; a hidden field holds nothing.
    fn holds(&self, condition: &Condition) -> bool {
        let known = || self.form.known.get(&condition.data_point).cloned();
        let current = match self.fields.get(&condition.data_point) {
            Some(other) if self.judged.get(&other.id) == Some(&false) => None,
            Some(other) if other.is_writable() => other.typed_value(self.draft, self.context),
            _ => known(),
        };
        current.is_some_and(|value| condition.equals.iter().any(|text| value.equals(text)))
    }
}
