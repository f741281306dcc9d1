//! A field as a form's `Settings` describe it, read leniently: what is not understood is not enforced.

use serde_json::Value;

use crate::id;
use crate::values;

/// The rules of one field.
pub(super) struct Field<'a> {
    pub(super) id: i64,
    pub(super) name: &'a str,
    pub(super) data_type: &'a str,
    pub(super) required: bool,
    pub(super) read_only: bool,
    pub(super) visible_if: Option<VisibleIf<'a>>,
    document: &'a Value,
}

/// Shown only while another data point has one of these values.
pub(super) struct VisibleIf<'a> {
    pub(super) data_point_id: i64,
    pub(super) equals: Vec<&'a str>,
}

impl<'a> Field<'a> {
    /// Reads a field; one without a data point is none.
    pub(super) fn read(document: &'a Value) -> Option<Self> {
        let data_point = document.get("DataPoint")?;
        Some(Self {
            id: id::of(data_point)?,
            name: data_point["Name"].as_str().unwrap_or_default(),
            data_type: data_point["Type"].as_str().unwrap_or_default(),
            required: document["Required"].as_bool().unwrap_or(false),
            read_only: document["ReadOnly"].as_bool().unwrap_or(false),
            visible_if: visible_if(&document["VisibleIf"]),
            document,
        })
    }

    /// Whether a lead can give a value. A field of a type that the contract does not name is shown as unsupported,
    /// so nobody can be asked to fill it in.
    pub(super) fn can_be_given(&self) -> bool {
        !self.read_only && values::attribute_of(self.data_type).is_some()
    }

    /// A rule that is written as text, or as an integer.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.document.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A rule that counts something.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }

    /// A rule that holds or not.
    pub(super) fn is(&self, name: &str) -> bool {
        self.document[name].as_bool().unwrap_or(false)
    }

    /// Whether a media type is one of `Accept` (`application/pdf`, `image/*`); file endings such as `.pdf` are
    /// for the browser's file chooser.
    pub(super) fn accepts(&self, content_type: &str) -> bool {
        let Some(patterns) = self.document["Accept"].as_array() else {
            return true;
        };
        let mut types = patterns.iter().filter_map(Value::as_str).filter(|pattern| pattern.contains('/')).peekable();
        types.peek().is_none()
            || types.any(|pattern| match pattern.strip_suffix('*') {
                Some(beginning) => content_type.starts_with(beginning),
                None => content_type == pattern,
            })
    }

    /// The values that may be chosen; `None` where the field lists none.
    pub(super) fn choices(&self) -> Option<Vec<&'a str>> {
        let choices = self.document.get("Choices")?.as_array()?;
        let values = choices.iter().filter_map(|choice| choice["Value"].as_str());
        Some(values.collect())
    }
}

fn visible_if(condition: &Value) -> Option<VisibleIf<'_>> {
    let equals = condition.get("Equals")?.as_array()?;
    Some(VisibleIf {
        data_point_id: id::of(condition.get("DataPoint")?)?,
        equals: equals.iter().filter_map(Value::as_str).collect(),
    })
}
