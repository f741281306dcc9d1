//! `Survey`: how much somebody agrees with each sentence, by a mark.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::Body;
use crate::form::Form;
use crate::journey::{Activity, Journey};
use crate::wire;

/// `Settings: {"Best":5,"Fields":[{"DataPoint":{"Id","Name","Type":"Choice"},"Label"}]}`: marks go from 1 to `Best`.
pub(super) fn open(activity: &Activity, journey: &Journey) -> Option<Body> {
    let settings: Map<String, Json> = wire::settings(activity)?;
    let best = settings.get("Best")?.as_u64().filter(|best| (2..=10).contains(best))?;
    let marks: Vec<Json> = (1..=best).map(|mark| json!({ "Value": mark })).collect();
    let questions = settings.get("Fields")?.as_array()?.iter().map(|question| {
        let mut question = question.clone();
        question["Choices"] = json!(marks);
        question["Required"] = json!(true);
        question
    });
    let fields = json!({ "Fields": questions.collect::<Vec<Json>>() });
    let fields = serde_json::from_value::<wire::FormSettings>(fields).ok()?.into_fields()?;
    let (known, drafted) = (journey.known_values(), activity.drafted_values());
    Some(Body::Form(Arc::new(Form { fields, review: false, known, drafted })))
}
