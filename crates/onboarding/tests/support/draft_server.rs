//! A back-end with drafts, simulated: two forms of the same fields, which several devices may fill in.

use std::collections::{BTreeMap, BTreeSet};

use onboarding::api::{Request, Response};
use onboarding::calendar::DateTime;
use serde_json::{Value as Json, json};

use super::back_end::{self, busy, problem, with};

/// The data points that both forms ask for.
pub(crate) const NAME: i64 = 10;
pub(crate) const EMAIL: i64 = 11;
pub(crate) const BORN: i64 = 12;
pub(crate) const COLOURS: i64 = 13;
pub(crate) const CAPITAL: i64 = 14;

#[derive(Default)]
pub(crate) struct DraftServer {
    /// Milliseconds since 1970.
    pub(crate) now: i64,
    /// By activity: the entries, and when they came.
    pub(crate) drafts: BTreeMap<i64, (Vec<Json>, i64)>,
    pub(crate) handed_in: BTreeSet<i64>,
    /// A back-end that knows the contract alone, and not when each value was changed.
    pub(crate) is_plain: bool,
    /// What the next calls are answered instead, by their status.
    pub(crate) refusals: Vec<u16>,
    /// The drafts that came, in words: activity, then its values.
    pub(crate) came: Vec<String>,
}

impl DraftServer {
    /// Answers `PUT /internal/v1/activities/{id}/draft`.
    pub(crate) fn take(&mut self, request: &Request) -> Response {
        assert_eq!(request.method, "PUT");
        let activity = activity_of(request);
        if !self.refusals.is_empty() {
            return match self.refusals.remove(0) {
                429 => busy(429, "20"),
                status => problem(status, "No"),
            };
        }
        if self.handed_in.contains(&activity) {
            return problem(409, "AlreadyCompleted");
        }
        let body: Json = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let mut entries = body["JourneyData"].as_array().unwrap().clone();
        let words: Vec<String> = entries.iter().map(in_words).collect();
        self.came.push(format!("{activity}: {}", words.join(", ")));
        for entry in &mut entries {
            let members = entry.as_object_mut().unwrap();
            members.retain(|name, value| !value.is_null() && (!self.is_plain || name != "changedDate"));
        }
        self.drafts.insert(activity, (entries, self.now));
        Response { status: 204, ..Response::default() }
    }

    /// The journey as it is now.
    pub(crate) fn journey(&self) -> Json {
        let form = |id: i64| {
            let draft = self.drafts.get(&id).map(|(entries, changed)| {
                let changed = DateTime::from_milliseconds(*changed).map(DateTime::canonical);
                json!({"JourneyData": entries, "changedDate": changed})
            });
            let form = with(back_end::form(id), json!({"Settings": {"Fields": fields()}, "Draft": draft}));
            if self.handed_in.contains(&id) { back_end::done(form) } else { form }
        };
        let journey = back_end::journey([form(1), form(2)]);
        with(journey, json!({"JourneyData": [{"DataPoint": {"Id": NAME}, "StringValue": "known"}]}))
    }
}

pub(crate) fn activity_of(request: &Request) -> i64 {
    let id = request.path.strip_prefix("/internal/v1/activities/").and_then(|rest| rest.strip_suffix("/draft"));
    id.unwrap().parse().unwrap()
}

fn fields() -> Json {
    let field = |id: i64, kind: &str| json!({"DataPoint": {"Id": id, "Name": kind, "Type": kind}});
    let colours = json!({"Choices": [{"Value": "red"}, {"Value": "blue"}]});
    json!([
        with(field(NAME, "Text"), json!({"Required": true})),
        field(EMAIL, "Email"),
        field(BORN, "Date"),
        with(field(COLOURS, "MultipleChoice"), colours),
        with(field(CAPITAL, "Amount"), json!({"Currency": "EUR"})),
    ])
}

/// `10=Ada`; what was emptied is `10=`.
fn in_words(entry: &Json) -> String {
    let values = ["StringValue", "DateValue", "DecimalValue", "StringValues"].iter().map(|name| &entry[*name]);
    let value = values.into_iter().find(|value| !value.is_null());
    let value = value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    format!("{}={}", entry["DataPoint"]["Id"], value.unwrap_or_default())
}
