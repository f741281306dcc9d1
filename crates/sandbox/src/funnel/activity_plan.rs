//! One activity of a stage, and who must act. The sandbox knows the roles, never the kind.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a funnel says of an activity; `Type` and `Settings` pass through.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct ActivityPlan {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(rename = "Type")]
    pub(crate) kind: String,
    pub(crate) role: Role,
    /// Who must act, when that is one stakeholder rather than the whole role.
    pub(crate) user: Option<PersonPlan>,
    pub(crate) due_in_days: Option<i64>,
    pub(crate) estimated_minutes: Option<i64>,
    #[serde(default)]
    pub(crate) secured_session: bool,
    #[serde(default)]
    pub(crate) settings: Map<String, Value>,
    /// Seconds from the start of the stage until it completes by itself, as automatic activities do (at once
    /// when absent), and the activities of a simulated colleague.
    pub(crate) completes_after: Option<i64>,
    /// Completing it only asks for a result, which comes later.
    #[serde(default)]
    pub(crate) awaits_result: bool,
    /// Seconds until the result arrives; absent, it is given by hand.
    pub(crate) result_after: Option<i64>,
    /// Who must have told that the work is done before a completion or a claim counts; absent, nobody.
    pub(crate) confirmed_by: Option<Confirmer>,
    /// Values that land in the journey when it is completed.
    #[serde(default)]
    pub(crate) gives: Vec<Value>,
}

/// Who knows whether the work of an activity is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Confirmer {
    /// The provider that the activity sends people to.
    Provider,
}

/// A stakeholder named by a funnel.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct PersonPlan {
    pub(crate) email: String,
    pub(crate) firstname: String,
    pub(crate) lastname: String,
}

/// Who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Role {
    Lead,
    Stakeholder,
    BackOffice,
    /// Automatic: completes by itself.
    Kohomai,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Stakeholder => "Stakeholder",
            Self::BackOffice => "BackOffice",
            Self::Kohomai => "Kohomai",
        }
    }
}

impl ActivityPlan {
    /// Whether a field of it takes documents.
    pub(crate) fn asks_for_documents(&self) -> bool {
        let fields = self.settings.get("Fields").and_then(Value::as_array);
        fields.into_iter().flatten().any(|field| field["DataPoint"]["Type"] == "Document")
    }

    /// Seconds from the start of the stage until it completes by itself; `None` when somebody must act.
    pub(crate) fn seconds_to_completion(&self) -> Option<i64> {
        match self.role {
            Role::Kohomai => Some(self.completes_after.unwrap_or(0)),
            Role::BackOffice | Role::Stakeholder => self.completes_after,
            Role::Lead => None,
        }
    }
}
