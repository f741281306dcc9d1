//! The decision after a stage: branches in order, each with a condition on one data point.

use serde::Deserialize;
use serde_json::Value;

use crate::decimal::Decimal;
use crate::id;
use crate::values;

/// One way out of a stage.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct Branch {
    /// Absent: this branch is taken whenever it is reached.
    #[serde(rename = "If")]
    pub(crate) condition: Option<Condition>,
    /// The stage to start; null ends the journey.
    pub(crate) stage: Option<i64>,
}

/// A condition on one data point.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct Condition {
    pub(crate) data_point: Value,
    #[serde(default)]
    pub(crate) equals: Vec<String>,
    pub(crate) at_least: Option<String>,
}

impl Branch {
    /// Whether this way is taken, given the journey's values.
    pub(super) fn holds(&self, journey_data: &[Value]) -> bool {
        let Some(condition) = &self.condition else {
            return true;
        };
        let wanted = id::of(&condition.data_point);
        let value = journey_data.iter().find(|entry| values::data_point_id(entry) == wanted);
        value.is_some_and(|value| condition.accepts(&values::texts(value)))
    }
}

impl Condition {
    fn accepts(&self, texts: &[String]) -> bool {
        if texts.iter().any(|text| self.equals.contains(text)) {
            return true;
        }
        let Some(least) = self.at_least.as_deref().and_then(Decimal::parse) else {
            return false;
        };
        let numbers = texts.iter().filter_map(|text| Decimal::parse(text));
        numbers.into_iter().any(|number| number >= least)
    }
}
