//! What a funnel's JSON file may say: stages in order, the activities of each, and the decisions between them.
//! A misspelt attribute is refused when the file is read.

mod activity_plan;
mod decision;

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use crate::session_mode::SessionMode;
pub(crate) use activity_plan::{ActivityPlan, PersonPlan, Role};
use decision::Branch;

/// A funnel: the plan from which journeys are made.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct Funnel {
    pub(crate) id: i64,
    pub(crate) name: String,
    /// The key of the workspace that it belongs to.
    pub(crate) workspace: String,
    /// The reference code of its API origin: the `ref` of `POST /leads` and `POST /journeys`.
    #[serde(rename = "Ref")]
    #[allow(dead_code, reason = "looked up by SQL in the document")]
    pub(crate) reference: Option<String>,
    /// How a link of this funnel signs the lead in, where that differs from the workspace.
    pub(crate) session: Option<SessionMode>,
    /// `false`: the draft call answers 405, as a back-end without drafts does.
    #[serde(default = "yes")]
    pub(crate) drafts: bool,
    pub(crate) stages: Vec<StagePlan>,
}

/// A stage: its activities run at the same time; when all are completed, its decision runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct StagePlan {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) activities: Vec<ActivityPlan>,
    /// The branches of the decision, in order; without any, the following stage is next.
    #[serde(default)]
    pub(crate) next: Vec<Branch>,
}

impl Funnel {
    /// Reads a funnel and checks what the types cannot: ids are unique, and decisions lead forward only, so
    /// every journey ends.
    pub(crate) fn read(document: &Value) -> Result<Self, String> {
        let funnel: Self = Self::deserialize(document).map_err(|error| error.to_string())?;
        funnel.check()?;
        Ok(funnel)
    }

    fn check(&self) -> Result<(), String> {
        let order: Vec<i64> = self.stages.iter().map(|stage| stage.id).collect();
        if order.iter().collect::<BTreeSet<_>>().len() != order.len() {
            return Err(format!("funnel {}: two stages share an id", self.name));
        }
        for (position, stage) in self.stages.iter().enumerate() {
            for target in stage.next.iter().filter_map(|branch| branch.stage) {
                if !order[position + 1..].contains(&target) {
                    return Err(format!("{}: {target} is no later stage", stage.name));
                }
            }
        }
        Ok(())
    }

    /// The stage with this id.
    pub(crate) fn stage(&self, id: i64) -> Option<&StagePlan> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// What the decision after a stage picks, given the journey's values; `None` ends the journey.
    pub(crate) fn after(&self, stage_id: i64, journey_data: &[Value]) -> Option<&StagePlan> {
        let position = self.stages.iter().position(|stage| stage.id == stage_id)?;
        let stage = &self.stages[position];
        if stage.next.is_empty() {
            return self.stages.get(position + 1);
        }
        let branch = stage.next.iter().find(|branch| branch.holds(journey_data))?;
        self.stage(branch.stage?)
    }

    /// The stages that a journey may still come to once it is at the given one, that one included.
    pub(crate) fn reachable_from(&self, stage_id: i64) -> BTreeSet<i64> {
        let mut reached = BTreeSet::from([stage_id]);
        for (position, stage) in self.stages.iter().enumerate() {
            if !reached.contains(&stage.id) {
                continue;
            }
            if stage.next.is_empty() {
                reached.extend(self.stages.get(position + 1).map(|next| next.id));
            }
            reached.extend(stage.next.iter().filter_map(|branch| branch.stage));
        }
        reached
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    fn branching() -> Value {
        json!({"Id": 1, "Name": "Branching", "Workspace": "key", "Stages": [
            {"Id": 11, "Name": "A", "Activities": [], "Next": [
                {"If": {"DataPoint": {"Id": 7}, "Equals": ["Bank"]}, "Stage": 12},
                {"If": {"DataPoint": {"Id": 8}, "AtLeast": "1000"}, "Stage": 13},
                {"Stage": null}]},
            {"Id": 12, "Name": "B", "Activities": [], "Next": [{"Stage": 14}]},
            {"Id": 13, "Name": "C", "Activities": []},
            {"Id": 14, "Name": "D", "Activities": []}]})
    }

    fn next(journey_data: Value) -> Option<i64> {
        let funnel = Funnel::read(&branching()).unwrap();
        let values = journey_data.as_array().unwrap();
        funnel.after(11, values).map(|stage| stage.id)
    }

    #[test]
    fn the_first_branch_that_holds_is_taken() {
        let sector = json!({"DataPoint": {"Id": 7}, "StringValue": "Bank"});
        let turnover = json!({"DataPoint": {"Id": 8}, "DecimalValue": "1000.00"});
        assert_eq!(next(json!([sector, turnover])), Some(12));
        assert_eq!(next(json!([turnover])), Some(13));
        assert_eq!(next(json!([{"DataPoint": {"Id": 8}, "DecimalValue": "999.99"}])), None);
        assert_eq!(next(json!([])), None);
    }

    #[test]
    fn without_branches_the_following_stage_is_next_and_the_last_ends() {
        let funnel = Funnel::read(&branching()).unwrap();
        assert_eq!(funnel.after(13, &[]).map(|stage| stage.id), Some(14));
        assert!(funnel.after(14, &[]).is_none());
    }

    #[test]
    fn what_can_still_be_reached_shrinks_with_a_decision() {
        let funnel = Funnel::read(&branching()).unwrap();
        assert_eq!(funnel.reachable_from(11), BTreeSet::from([11, 12, 13, 14]));
        assert_eq!(funnel.reachable_from(12), BTreeSet::from([12, 14]));
    }

    #[test]
    fn a_decision_that_leads_back_is_refused() {
        let mut document = branching();
        document["Stages"][2]["Next"] = json!([{"Stage": 11}]);
        assert!(Funnel::read(&document).unwrap_err().contains("no later"));
    }

    #[test]
    fn a_misspelt_attribute_is_refused() {
        let mut document = branching();
        document["Stages"][0]["Activites"] = json!([]);
        assert!(Funnel::read(&document).unwrap_err().contains("Activites"));
    }
}
