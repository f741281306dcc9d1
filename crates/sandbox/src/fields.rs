//! Judges the values of a form against its `Fields`: which are required now, which are refused and why. Knows
//! data-point types, no activity kinds.

mod field;
mod kinds;

pub(crate) use kinds::is_email;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::documents::Document;
use crate::id;
use crate::values;
use field::Field;

/// What a form's values change: the entry to keep per data point, or `None` to forget it.
pub(crate) type Changes = BTreeMap<i64, Option<Value>>;

/// Why values were refused.
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    /// One `{"DataPoint":{"Id"},"Code"}` per refused value.
    Values(Vec<Value>),
    /// An entry names a data point that the form does not have: a mistake of the caller, not of the lead.
    UnknownDataPoint(String),
}

/// Checks given entries against the fields of a form, where `known` are the journey's values. A value that is not
/// given, or empty, is forgotten; read-only and hidden fields change nothing.
pub(crate) fn check(
    fields: &[Value],
    given: &[Value],
    known: &[Value],
    documents: &BTreeMap<i64, Document>,
) -> Result<Changes, Refusal> {
    let fields: Vec<Field> = fields.iter().filter_map(Field::read).collect();
    let given = by_data_point(&fields, given)?;
    let known: BTreeMap<i64, &Value> =
        known.iter().filter_map(|entry| Some((values::data_point_id(entry)?, entry))).collect();
    let answers = Answers { fields: &fields, given: &given, known: &known, documents };
    let mut changes = Changes::new();
    let mut errors = Vec::new();
    for field in fields.iter().filter(|field| answers.shows(field, 0)) {
        match answers.judge(field) {
            Ok(None) => {}
            Ok(Some(change)) => {
                changes.insert(field.id, change);
            }
            Err(code) => errors.push(json!({"DataPoint": {"Id": field.id}, "Code": code})),
        }
    }
    if errors.is_empty() { Ok(changes) } else { Err(Refusal::Values(errors)) }
}

/// Checks one value against the type of its data point and the rules of its field, when it is not empty.
pub(crate) fn check_one(field: &Value, entry: &Value) -> Result<(), &'static str> {
    match Field::read(field) {
        Some(field) if !values::is_empty(entry) => kinds::check(&field, entry, &BTreeMap::new()),
        _ => Ok(()),
    }
}

fn by_data_point<'a>(fields: &[Field], given: &'a [Value]) -> Result<BTreeMap<i64, &'a Value>, Refusal> {
    let mut entries = BTreeMap::new();
    for entry in given {
        let id = values::data_point_id(entry)
            .filter(|id| fields.iter().any(|field| field.id == *id))
            .ok_or_else(|| Refusal::UnknownDataPoint(entry.to_string()))?;
        entries.insert(id, entry);
    }
    Ok(entries)
}

struct Answers<'a> {
    fields: &'a [Field<'a>],
    given: &'a BTreeMap<i64, &'a Value>,
    known: &'a BTreeMap<i64, &'a Value>,
    documents: &'a BTreeMap<i64, Document>,
}

impl<'a> Answers<'a> {
    /// What changes for a field, or the code of its refusal. Leaving a value out is how it is withheld, so a
    /// field that is shown and not given loses the value that it had.
    fn judge(&self, field: &Field) -> Result<Option<Option<Value>>, &'static str> {
        if !field.can_be_given() {
            return Ok(None);
        }
        let given = self.given.get(&field.id).filter(|entry| !values::is_empty(entry));
        let Some(entry) = given else {
            let forgotten = self.known.contains_key(&field.id).then_some(None);
            return if field.required { Err("Required") } else { Ok(forgotten) };
        };
        kinds::check(field, entry, self.documents)?;
        let mut kept = values::written(field.id, field.name, field.data_type, entry);
        if let Some(named) = kept["Documents"].as_array() {
            kept["Documents"] = self.summaries(named);
        }
        Ok(Some(Some(kept)))
    }

    /// What was uploaded under these ids, whatever else the caller says of it.
    fn summaries(&self, named: &[Value]) -> Value {
        let found = named.iter().filter_map(|reference| self.documents.get(&id::of(reference)?));
        found.map(Document::summary).collect()
    }

    /// Whether the field's condition holds. Conditions may build on each other; a circle shows nothing.
    fn shows(&self, field: &Field, depth: usize) -> bool {
        let Some(condition) = &field.visible_if else {
            return true;
        };
        if depth > self.fields.len() {
            return false;
        }
        let controlling = self.fields.iter().find(|other| other.id == condition.data_point_id);
        if controlling.is_some_and(|other| !self.shows(other, depth + 1)) {
            return false;
        }
        let value = self.value_of(condition.data_point_id, controlling);
        let texts = value.map(values::texts).unwrap_or_default();
        texts.iter().any(|text| condition.equals.contains(&&**text))
    }

    fn value_of(&self, id: i64, field: Option<&Field>) -> Option<&'a Value> {
        match field.is_some_and(Field::can_be_given) {
            true => self.given.get(&id).copied(),
            false => self.known.get(&id).copied(),
        }
    }
}

#[cfg(test)]
mod tests;
