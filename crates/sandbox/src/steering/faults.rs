//! `/sandbox/faults`: what goes wrong, with which call, and how often.

mod answer;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::document;
use crate::app::Sandbox;
use crate::problem::Problem;
use crate::request::Message;

/// One thing that goes wrong. The crate's README describes each attribute.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct Fault {
    #[serde(default)]
    method: Option<String>,
    path: String,
    #[serde(default)]
    contains: Option<String>,
    #[serde(default)]
    skip: u32,
    /// How often; null for as long as it stands.
    #[serde(default = "once", deserialize_with = "nullable")]
    times: Option<u32>,
    #[serde(default)]
    delay: u64,
    #[serde(default)]
    when: Option<When>,
    #[serde(default)]
    drop: bool,
    #[serde(default)]
    status: Option<u16>,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    body: Option<Value>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    cut: Option<usize>,
    /// Takes so many bytes of the request's body, carries the call out with them, and hangs up.
    #[serde(default)]
    take: Option<usize>,
    /// How often it has been played; not for callers to set.
    #[serde(default, skip_deserializing)]
    played: u32,
    /// How many blanks went out for `size`; not for callers to set.
    #[serde(default, skip_deserializing, serialize_with = "count")]
    handed_out: Arc<AtomicU64>,
}

/// Whether the call is carried out before it goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
enum When {
    /// Nothing was done.
    Before,
    /// Everything was done and committed; only the answer suffers.
    After,
}

impl Fault {
    /// Whether the call is kept from the back-end. What makes up an answer or hangs up does so by default;
    /// what only delays or cuts needs the real answer.
    pub(super) fn keeps_from_working(&self) -> bool {
        let replaces = self.drop || self.status.is_some() || self.makes_a_body();
        match self.when {
            Some(when) => when == When::Before,
            None => replaces,
        }
    }

    /// Whether the caller gets a made-up answer while the back-end hears nothing.
    pub(super) fn answers_instead(&self) -> bool {
        self.keeps_from_working() && !self.drops()
    }

    pub(super) fn drops(&self) -> bool {
        self.drop || self.take.is_some()
    }

    /// How much of the request's body the back-end gets to see, where that is not all of it.
    pub(super) fn takes(&self) -> Option<usize> {
        self.take
    }

    /// Whether the caller waits although everything is done.
    pub(super) fn waits_afterwards(&self) -> bool {
        self.when == Some(When::After)
    }

    pub(super) fn delay(&self) -> Option<Duration> {
        (self.delay > 0).then(|| Duration::from_millis(self.delay))
    }

    fn makes_a_body(&self) -> bool {
        self.body.is_some() || self.text.is_some() || self.size.is_some()
    }

    fn concerns(&self, method: &str, path: &str, text: &str) -> bool {
        let of_method = self.method.as_deref().is_none_or(|name| name == method);
        let of_text = self.contains.as_deref().is_none_or(|part| text.contains(part));
        of_method && of_text && fits(&self.path, path)
    }
}

/// Whether a path fits a pattern, in which `*` stands for one segment and a last `**` for any rest.
fn fits(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    for expected in pattern.split('/') {
        match (expected, segments.next()) {
            ("**", _) => return true,
            ("*", Some(_)) => {}
            (expected, Some(segment)) if expected == segment => {}
            _ => return false,
        }
    }
    segments.next().is_none()
}

/// The faults that stand.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    standing: Mutex<Vec<Fault>>,
}

impl Faults {
    /// The fault to play on a call: the first that concerns it and is neither skipped nor used up.
    pub(super) fn pick(&self, method: &str, path: &str, text: &str) -> Option<Fault> {
        let mut faults = self.lock();
        let mut concerned = faults.iter_mut().filter(|fault| fault.concerns(method, path, text));
        concerned.find_map(|fault| {
            if fault.times.is_some_and(|times| fault.played >= times) {
                return None;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                return None;
            }
            fault.played += 1;
            Some(fault.clone())
        })
    }

    /// Nothing goes wrong any more.
    pub(super) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `GET /sandbox/faults`: those that stand, how often each was `Played`, and how much it `HandedOut`.
pub(super) async fn list(State(sandbox): State<Arc<Sandbox>>) -> Response {
    let faults = sandbox.steering.faults.lock().clone();
    document(&json!({ "Faults": faults }))
}

/// `POST /sandbox/faults`: one more.
pub(super) async fn add(State(sandbox): State<Arc<Sandbox>>, Message(body): Message) -> Result<StatusCode, Problem> {
    let fault: Fault =
        serde_json::from_value(body).map_err(|error| Problem::bad_request(format!("This is no fault: {error}.")))?;
    fault.check()?;
    sandbox.steering.faults.lock().push(fault);
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /sandbox/faults`.
pub(super) async fn clear(State(sandbox): State<Arc<Sandbox>>) -> StatusCode {
    sandbox.steering.faults.clear();
    StatusCode::NO_CONTENT
}

fn once() -> Option<u32> {
    Some(1)
}

fn nullable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    Option::deserialize(deserializer)
}

fn count<S: Serializer>(count: &AtomicU64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(count.load(Ordering::Relaxed))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_segment_and_two_are_any_rest() {
        let completion = "/internal/v1/activities/*/completion";
        assert!(fits(completion, "/internal/v1/activities/7/completion"));
        assert!(!fits(completion, "/internal/v1/activities/7/draft"));
        assert!(!fits(completion, "/internal/v1/activities/7/completion/x"));
        assert!(fits("/api/**", "/api/v1/journeys/7"));
        assert!(!fits("/api/**", "/internal/v1/session"));
    }

    fn faults(document: Value) -> Faults {
        let faults = Faults::default();
        let fault: Fault = serde_json::from_value(document).unwrap();
        faults.lock().push(fault);
        faults
    }

    #[test]
    fn a_fault_is_played_after_the_skipped_calls_and_as_often_as_it_says() {
        let faults = faults(json!({"Path": "/x", "Skip": 1, "Times": 2, "Drop": true}));
        let played = (0..5).map(|_| faults.pick("GET", "/x", "").is_some());
        assert_eq!(played.collect::<Vec<_>>(), [false, true, true, false, false]);
    }

    #[test]
    fn a_fault_without_an_end_goes_on() {
        let faults = faults(json!({"Path": "/x", "Times": null, "Drop": true}));
        assert!((0..50).all(|_| faults.pick("GET", "/x", "").is_some()));
    }

    #[test]
    fn other_methods_and_bodies_are_left_alone() {
        let faults = faults(json!({"Path": "/x", "Method": "POST", "Contains": "needle", "Times": null, "Drop": true}));
        assert!(faults.pick("GET", "/x", "needle").is_none());
        assert!(faults.pick("POST", "/x", "hay").is_none());
        assert!(faults.pick("POST", "/x", "hay needle").is_some());
    }

    #[test]
    fn what_needs_the_real_answer_lets_the_call_work() {
        let keeps = |document: Value| {
            let fault: Fault = serde_json::from_value(document).unwrap();
            fault.keeps_from_working()
        };
        assert!(keeps(json!({"Path": "/x", "Drop": true})));
        assert!(keeps(json!({"Path": "/x", "Status": 503})));
        assert!(!keeps(json!({"Path": "/x", "Status": 502, "When": "After"})));
        assert!(!keeps(json!({"Path": "/x", "Cut": 10})));
        assert!(!keeps(json!({"Path": "/x", "Delay": 10})));
    }
}
