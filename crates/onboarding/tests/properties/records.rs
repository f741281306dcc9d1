//! What the simulated browser keeps of submissions, and the laws about it: one record for each activity, in step with
//! what goes out, and none is dropped while nobody has told what became of it.

use std::collections::{BTreeMap, BTreeSet};

use onboarding::api::Request;
use onboarding::outbox::Recorded;
use serde_json::Value as Json;

use crate::support::visit::{body, header};

pub(crate) struct Records {
    /// A browser that keeps nothing.
    refuses: bool,
    /// There is no room just now.
    pub(crate) is_full: bool,
    /// What survives a crash, by activity.
    disk: BTreeMap<i64, Recorded>,
    /// What was given last for each activity, until it was accepted or turned out to be done.
    attempts: BTreeMap<i64, Recorded>,
    /// The keys of what could not be kept.
    unkept: BTreeSet<String>,
}

impl Records {
    pub(crate) fn new(refuses: bool) -> Self {
        Self { refuses, is_full: false, disk: BTreeMap::new(), attempts: BTreeMap::new(), unkept: BTreeSet::new() }
    }

    /// A submission is to be written ahead.
    pub(crate) fn give(&mut self, recorded: &Recorded, by_provider: bool) {
        let id = i64::from(recorded.activity);
        if let Some(earlier) = self.attempts.get(&id).filter(|_| !by_provider) {
            let is_same = answer(earlier) == answer(recorded);
            assert_eq!(is_same, earlier.key == recorded.key, "the same answers, the same key");
            assert!(!is_same || earlier.to_text() == recorded.to_text(), "and the same body");
        }
        self.attempts.insert(id, recorded.clone());
    }

    /// Writes a submission to the disk; whether it is kept.
    pub(crate) fn write(&mut self, recorded: &Recorded) -> bool {
        // What could not be replaced stays, and is an earlier attempt: another visit may send it.
        if self.keeps_nothing() {
            self.unkept.insert(recorded.key.clone());
            return false;
        }
        self.unkept.remove(&recorded.key);
        self.disk.insert(recorded.activity.into(), recorded.clone());
        true
    }

    /// Drops a record. The page must know what became of it.
    pub(crate) fn drop(&mut self, recorded: &Recorded, is_known: bool) {
        let id = i64::from(recorded.activity);
        if self.disk.get(&id).is_some_and(|kept| kept.key == recorded.key) {
            assert!(is_known, "a record is dropped while its outcome is unknown");
            self.disk.remove(&id);
        }
    }

    fn keeps_nothing(&self) -> bool {
        self.refuses || self.is_full
    }

    /// Whether what goes out is on disk, for every tab to find.
    pub(crate) fn is_kept(&self, id: i64, request: &Request) -> bool {
        self.disk.get(&id).is_some_and(|kept| header(request, "Idempotency-Key") == Some(kept.key.as_str()))
    }

    /// Whether nothing newer that could not be kept took the place of a record.
    pub(crate) fn was_kept(&self, recorded: &Recorded) -> bool {
        self.attempts.get(&recorded.activity.into()).is_none_or(|attempt| attempt == recorded) && self.unkept.is_empty()
    }

    /// Whether a record is there, for every tab.
    pub(crate) fn has(&self, recorded: &Recorded) -> bool {
        self.disk.values().any(|kept| kept == recorded)
    }

    /// What another visit finds.
    pub(crate) fn found(&self) -> Vec<Recorded> {
        self.disk.values().cloned().collect()
    }

    /// The page is gone, and with it whatever was not kept.
    pub(crate) fn survive_crash(&mut self) {
        self.attempts = self.disk.clone();
    }

    /// An activity was accepted, or is done anyway: what is sent afterwards is another attempt.
    pub(crate) fn is_over(&mut self, id: i64) {
        self.attempts.remove(&id);
    }

    /// What goes out is what was given last, to the byte, and it is kept.
    pub(crate) fn check(&self, id: i64, request: &Request) {
        let attempt = self.attempts.get(&id).expect("nothing goes out that was not given");
        assert_eq!(header(request, "Idempotency-Key"), Some(attempt.key.as_str()));
        let kept: Json = serde_json::from_str(&attempt.to_text()).unwrap();
        assert_eq!(request.body.as_deref(), kept["Body"].as_str());
        let is_kept = self.disk.get(&id).is_some_and(|kept| kept == attempt);
        assert!(is_kept || self.unkept.contains(&attempt.key), "what goes out is written ahead");
    }
}

/// What was given, without the seconds that it took.
fn answer(recorded: &Recorded) -> Json {
    let kept: Json = serde_json::from_str(&recorded.to_text()).unwrap();
    let mut answer: Json = serde_json::from_str(kept["Body"].as_str().unwrap()).unwrap();
    answer["TimeSpent"] = Json::Null;
    answer
}

/// The activity of a completion.
pub(crate) fn completed_by(request: &Request) -> Option<i64> {
    header(request, "Idempotency-Key")?;
    request.path.split('/').nth(4)?.parse().ok()
}

/// Whether a completion is a provider's booking.
pub(crate) fn is_booking(request: &Request) -> bool {
    body(request).get("Event").is_some()
}
