//! Fields and values of data points (contract, section 3). `DataKey` is the older name of `DataPoint`; a back-end may
//! write either, or both.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Reference;
use super::lenient::{Scalar, WireDocumentId, WireId};
use crate::calendar::{Date, DateTime};
use crate::decimal::Decimal;
use crate::form::{Choice, Condition, Document, Drafted, Field, FieldKind, Value};
use crate::id::DataPointId;

/// `Settings` of a form.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct FormSettings {
    fields: Option<Vec<FieldBody>>,
    review: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FieldBody {
    data_point: Option<DataPointBody>,
    data_key: Option<DataPointBody>,
    label: Option<String>,
    help: Option<String>,
    required: Option<bool>,
    read_only: Option<bool>,
    autocomplete: Option<String>,
    min: Option<Scalar>,
    max: Option<Scalar>,
    min_length: Option<usize>,
    max_length: Option<usize>,
    pattern: Option<String>,
    currency: Option<String>,
    choices: Option<Vec<ChoiceBody>>,
    accept: Option<Vec<String>>,
    max_bytes: Option<u64>,
    multiple: Option<bool>,
    visible_if: Option<ConditionBody>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DataPointBody {
    id: WireId,
    name: Option<String>,
    r#type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ChoiceBody {
    value: Scalar,
    label: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConditionBody {
    data_point: Option<Reference>,
    data_key: Option<Reference>,
    equals: Option<Vec<Scalar>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ValueBody {
    data_point: Option<Reference>,
    data_key: Option<Reference>,
    string_value: Option<String>,
    string_values: Option<Vec<String>>,
    decimal_value: Option<Scalar>,
    currency: Option<String>,
    date_value: Option<String>,
    date_time_value: Option<String>,
    boolean_value: Option<bool>,
    documents: Option<Vec<DocumentBody>>,
    #[serde(rename = "changedDate")]
    changed_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DocumentBody {
    id: Option<WireDocumentId>,
    name: Option<String>,
    size: Option<u64>,
    content_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DraftBody {
    journey_data: Option<Vec<Box<RawValue>>>,
    #[serde(rename = "changedDate")]
    changed_date: Option<String>,
}

impl FormSettings {
    pub(crate) fn review(&self) -> bool {
        self.review.unwrap_or(false)
    }

    /// The fields; a data point that is asked twice is asked once, since it has one value. `None` where a field, or a
    /// condition, names no data point.
    pub(crate) fn into_fields(self) -> Option<Vec<Field>> {
        let bodies = self.fields.unwrap_or_default().into_iter().enumerate();
        let fields: Vec<Field> = bodies.map(|(index, body)| body.into_field(index)).collect::<Option<_>>()?;
        let mut seen = BTreeSet::new();
        Some(fields.into_iter().filter(|field| seen.insert(field.id)).collect())
    }
}

impl FieldBody {
    fn into_field(self, index: usize) -> Option<Field> {
        let data_point = self.data_point.or(self.data_key)?;
        let visible_if = match self.visible_if {
            Some(condition) => Some(condition.into_condition()?),
            None => None,
        };
        let name = self.label.or(data_point.name).filter(|name| !name.trim().is_empty());
        let choices = self.choices.unwrap_or_default();
        Some(Field {
            id: DataPointId::from_number(data_point.id.0),
            label: name.unwrap_or_else(|| format!("№ {}", index + 1)),
            help: self.help.filter(|help| !help.trim().is_empty()),
            kind: data_point.r#type.as_deref().map_or(FieldKind::Unsupported, FieldKind::from_name),
            required: self.required.unwrap_or(false),
            read_only: self.read_only.unwrap_or(false),
            autocomplete: self.autocomplete.filter(|token| !token.is_empty()),
            min: self.min.map(|limit| limit.0),
            max: self.max.map(|limit| limit.0),
            min_length: self.min_length,
            max_length: self.max_length,
            pattern: self.pattern,
            currency: self.currency,
            choices: choices.into_iter().filter_map(ChoiceBody::into_choice).collect(),
            accept: self.accept.unwrap_or_default(),
            max_bytes: self.max_bytes,
            multiple: self.multiple.unwrap_or(false),
            visible_if,
        })
    }
}

impl ChoiceBody {
    /// A choice without words is called by its value; one without either cannot be shown, and is passed over.
    fn into_choice(self) -> Option<Choice> {
        let value = self.value.0;
        let label = self.label.filter(|label| !label.trim().is_empty()).unwrap_or_else(|| value.clone());
        (!label.trim().is_empty()).then_some(Choice { value, label })
    }
}

impl ConditionBody {
    fn into_condition(self) -> Option<Condition> {
        let equals = self.equals.unwrap_or_default().into_iter().map(|scalar| scalar.0).collect();
        let data_point = self.data_point.or(self.data_key)?;
        Some(Condition { data_point: DataPointId::from_number(data_point.id.0), equals })
    }
}

impl DocumentBody {
    /// A document without an `Id` can neither be kept nor taken back; it is passed over.
    fn into_document(self) -> Option<Document> {
        let name = self.name.unwrap_or_default();
        Some(Document { id: self.id?.0, name, size: self.size, content_type: self.content_type })
    }
}

impl ValueBody {
    /// Whether it carries no value at all: the field was emptied.
    fn is_empty(&self) -> bool {
        let Self {
            string_value,
            string_values,
            decimal_value,
            date_value,
            date_time_value,
            boolean_value,
            documents,
            ..
        } = self;
        string_value.is_none()
            && string_values.is_none()
            && decimal_value.is_none()
            && date_value.is_none()
            && date_time_value.is_none()
            && boolean_value.is_none()
            && documents.is_none()
    }

    fn into_value(self) -> Option<Value> {
        if let Some(documents) = self.documents {
            return Some(Value::Documents(documents.into_iter().filter_map(DocumentBody::into_document).collect()));
        }
        if let Some(number) = self.decimal_value {
            let number = Decimal::from_canonical(&number.0)?;
            return Some(match self.currency {
                Some(currency) => Value::Amount(number, currency),
                None => Value::Decimal(number),
            });
        }
        None.or_else(|| self.string_values.map(Value::Texts))
            .or_else(|| self.date_value.as_deref().and_then(Date::from_canonical).map(Value::Date))
            .or_else(|| self.date_time_value.as_deref().and_then(DateTime::from_canonical).map(Value::DateTime))
            .or_else(|| self.boolean_value.map(Value::Boolean))
            .or_else(|| self.string_value.map(Value::Text))
    }
}

/// The values that can be read; of a data point given twice the last one counts.
pub(crate) fn values(entries: &[Box<RawValue>]) -> BTreeMap<DataPointId, Value> {
    entries
        .iter()
        .filter_map(|entry| value_body(entry))
        .filter_map(|(id, body)| Some((id, body.into_value()?)))
        .collect()
}

fn value_body(entry: &RawValue) -> Option<(DataPointId, ValueBody)> {
    let mut body: ValueBody = serde_json::from_str(entry.get()).ok()?;
    let data_point = body.data_point.take().or_else(|| body.data_key.take())?;
    Some((DataPointId::from_number(data_point.id.0), body))
}

/// The value of the first data point of the type `Email`.
pub(crate) fn email(entries: &[Box<RawValue>]) -> Option<String> {
    let read = |entry: &RawValue| {
        let value: serde_json::Value = serde_json::from_str(entry.get()).ok()?;
        let data_point = value.get("DataPoint").or_else(|| value.get("DataKey"))?;
        let is_email = data_point.get("Type")?.as_str() == Some("Email");
        value.get("StringValue")?.as_str().filter(|_| is_email).map(str::to_owned)
    };
    entries.iter().find_map(|entry| read(entry)).filter(|email| email.contains('@'))
}

/// The values of an activity's `Draft`. Where an entry does not say when it was changed, the draft does. What cannot be
/// read is passed over; what carries no value was emptied.
pub(crate) fn drafted_values(draft: &RawValue) -> BTreeMap<DataPointId, Drafted> {
    let Ok(draft) = serde_json::from_str::<DraftBody>(draft.get()) else { return BTreeMap::new() };
    let time = |text: &Option<String>| text.as_deref().and_then(DateTime::from_canonical).map(DateTime::milliseconds);
    let changed = time(&draft.changed_date);
    let drafted = |(id, body): (DataPointId, ValueBody)| {
        let (own, is_empty) = (time(&body.changed_date), body.is_empty());
        let value = body.into_value();
        (value.is_some() || is_empty).then_some((id, Drafted { value, at: own.or(changed), is_dated: own.is_some() }))
    };
    draft.journey_data.iter().flatten().filter_map(|entry| value_body(entry)).filter_map(drafted).collect()
}
