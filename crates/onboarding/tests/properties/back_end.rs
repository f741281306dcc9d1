//! The simulated back-end: one link, one journey, and a strict eye on idempotency keys.

use std::collections::BTreeMap;

use onboarding::api::{Request, Response};
use serde_json::{Value as Json, json};

use super::script::{Part, Plan, Provider};
use crate::support::back_end::*;
use crate::support::visit::{body, header};

/// Every provider's address: who has it can do the activity, so it shows nowhere but where it is opened.
pub(crate) const MINTED: &str = "https://provider.test/minted-for-one";

pub(crate) struct BackEnd {
    plan: Plan,
    stages: Vec<Vec<Task>>,
    link_spent: bool,
    signed_in: bool,
    version: u32,
    /// What each key was first used for.
    keys: BTreeMap<String, (i64, Json)>,
}

struct Task {
    id: i64,
    part: Part,
    done: bool,
    /// Looks after which the provider tells that the lead was there; none before the lead went there.
    word_in: Option<u8>,
}

/// An answer, and what the lead can do by the journey in it, where it has one.
pub(crate) struct Answer {
    pub(crate) response: Response,
    pub(crate) available: Option<Vec<i64>>,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self { response, available: None }
    }
}

impl BackEnd {
    pub(crate) fn new(plan: Plan) -> Self {
        let mut ids = 1..;
        let task = |part: &Part, id| Task { id, part: *part, done: false, word_in: None };
        let stages = plan.stages.iter();
        let stages = stages.map(|parts| parts.iter().map(|part| task(part, ids.next().unwrap())).collect()).collect();
        // Whoever comes without a link has a session, or nothing would happen at all.
        let signed_in = !plan.by_link;
        Self { plan, stages, link_spent: false, signed_in, version: 1, keys: BTreeMap::new() }
    }

    /// The answer to a request; this is also when it takes effect.
    pub(crate) fn answer(&mut self, request: &Request) -> Answer {
        let parts: Vec<&str> = request.path.split('/').collect();
        match (request.method, parts.as_slice()) {
            ("POST", ["", "internal", "v1", "autologin"]) => self.spend().into(),
            ("POST", ["", "internal", "v1", "autologin", "renewal"]) => {
                Response { status: 202, ..Response::default() }.into()
            }
            _ if !self.is_signed(request) => problem(401, "SessionEnded").into(),
            ("GET", ["", "internal", "v1", "session"]) => ok(self.session()).into(),
            ("GET", ["", "api", "v1", "journeys", "70"]) => self.look(request),
            ("POST", ["", "internal", "v1", "activities", id, "completion"]) => {
                self.complete(id.parse().unwrap(), request)
            }
            ("POST", ["", "internal", "v1", "activities", id, "handover"]) => self.hand_over(id.parse().unwrap()),
            ("POST", ["", "internal", "v1", "activities", id, "outcome"]) => {
                self.hear(id.parse().unwrap(), body(request)["Message"].as_str().unwrap())
            }
            _ => panic!("no such call: {request:?}"),
        }
    }

    /// What the lead can do now, on this page or not.
    pub(crate) fn available(&self) -> Vec<i64> {
        let tasks = self.stages.iter().take(self.started()).flatten();
        let own = tasks.filter(|task| matches!(task.part, Part::Lead | Part::Quiz | Part::Provider(..)) && !task.done);
        own.map(|task| task.id).collect()
    }

    pub(crate) fn is_quiz(&self, id: i64) -> bool {
        self.stages.iter().flatten().any(|task| task.id == id && task.part == Part::Quiz)
    }

    pub(crate) fn is_at_provider(&self, id: i64) -> bool {
        self.stages.iter().flatten().any(|task| task.id == id && matches!(task.part, Part::Provider(..)))
    }

    /// Whether the lead could get in at all.
    pub(crate) fn can_be_entered(&self) -> bool {
        self.signed_in
    }

    /// The answer to the link got lost: neither token nor cookie arrived.
    pub(crate) fn forget_session(&mut self) {
        self.signed_in = false;
    }

    /// How many stages have started: one more than those in which lead and machines have done their part.
    fn started(&self) -> usize {
        let over = |stage: &&Vec<Task>| stage.iter().all(|task| task.done || !task.part.counts());
        (self.stages.iter().take_while(over).count() + 1).min(self.stages.len())
    }

    fn spend(&mut self) -> Response {
        if self.link_spent {
            return problem(410, "LinkUsed");
        }
        self.link_spent = true;
        self.signed_in = true;
        ok(self.session())
    }

    fn is_signed(&self, request: &Request) -> bool {
        let token = header(request, "Authorization") == Some("Bearer example-session-token");
        self.signed_in && if self.plan.by_token { token && !request.with_cookies } else { request.with_cookies }
    }

    fn session(&self) -> Json {
        let session = if self.plan.by_token { token_session() } else { session() };
        if self.plan.redirects { with(session, json!({"RedirectURL": "https://www.myapp.com/"})) } else { session }
    }

    fn look(&mut self, request: &Request) -> Answer {
        self.machines_work();
        let etag = format!("\"{}\"", self.version);
        if header(request, "If-None-Match") == Some(&etag) {
            return Response { status: 304, ..Response::default() }.into();
        }
        Answer { response: ok_tagged(&etag, self.journey()), available: Some(self.available()) }
    }

    /// Each look brings every machine of a started stage one step further.
    fn machines_work(&mut self) {
        let started = self.started();
        for task in self.stages.iter_mut().take(started).flatten() {
            match task.part {
                Part::Machine(0) if !task.done => {
                    task.done = true;
                    self.version += 1;
                }
                Part::Machine(looks @ 1..) => task.part = Part::Machine(looks - 1),
                _ => {}
            }
            if let (Some(looks), false) = (task.word_in, task.done) {
                task.word_in = looks.checked_sub(1);
                task.done = looks == 0;
                self.version += u32::from(looks == 0);
            }
        }
    }

    fn complete(&mut self, id: i64, request: &Request) -> Answer {
        let key = header(request, "Idempotency-Key").expect("a completion has a key").to_owned();
        let use_of_key = (id, body(request));
        let first_use = self.keys.entry(key).or_insert_with(|| use_of_key.clone()).clone();
        assert_eq!(first_use, use_of_key, "a key stands for one activity and one body");
        if !self.available().contains(&id) {
            let journey = if self.plan.terse { json!({}) } else { json!({"Journey": self.journey()}) };
            let available = (!self.plan.terse).then(|| self.available());
            return Answer { response: problem_with(409, "AlreadyCompleted", journey), available };
        }
        let declares = body(request).get("Outcome").is_some();
        if declares && !self.task(id).is_confirmed() {
            let journey = json!({"Journey": self.journey()});
            return Answer { response: problem_with(409, "NotConfirmed", journey), available: Some(self.available()) };
        }
        self.task(id).done = true;
        self.changed()
    }

    /// The provider's address; from now on its word may come at any time.
    fn hand_over(&mut self, id: i64) -> Answer {
        if !self.available().contains(&id) {
            let journey = if self.plan.terse { json!({}) } else { json!({"Journey": self.journey()}) };
            let available = (!self.plan.terse).then(|| self.available());
            return Answer { response: problem_with(409, "ActivityNotAvailable", journey), available };
        }
        self.task(id).word_in = Some(4);
        minted(MINTED).into()
    }

    /// A claim: it is asked about, and changes nothing by itself.
    fn hear(&mut self, id: i64, claim: &str) -> Answer {
        let succeeded = matches!(claim, "Finished" | "Completed");
        if succeeded && self.available().contains(&id) && self.task(id).is_confirmed() {
            self.task(id).done = true;
        }
        self.changed()
    }

    fn task(&mut self, id: i64) -> &mut Task {
        self.stages.iter_mut().flatten().find(|task| task.id == id).unwrap()
    }

    fn changed(&mut self) -> Answer {
        self.version += 1;
        let etag = format!("\"{}\"", self.version);
        Answer { response: ok_tagged(&etag, self.journey()), available: Some(self.available()) }
    }

    fn journey(&self) -> Json {
        let started = self.started();
        let stages = self.stages.iter().enumerate().map(|(index, tasks)| {
            let tasks = tasks.iter().map(|task| task.to_json(index < started));
            json!({"Id": index, "Name": "Stage", "Activities": tasks.collect::<Vec<_>>()})
        });
        json!({"Id": 70, "Status": "InProgress", "Stages": stages.collect::<Vec<_>>(), "JourneyData": []})
    }
}

impl Task {
    /// Whether the provider confirms it by now; each question brings its word closer.
    fn is_confirmed(&mut self) -> bool {
        match &mut self.part {
            Part::Provider(_, questions @ 1..) => {
                *questions -= 1;
                false
            }
            _ => true,
        }
    }

    fn to_json(&self, started: bool) -> Json {
        let activity = match self.part {
            Part::Lead => form(self.id),
            Part::AnotherLead => with(form(self.id), json!({"AssignedTo": {"Role": "Lead", "User": {"Id": 6}}})),
            Part::Company => of_role("BackOffice", form(self.id)),
            Part::Quiz => quiz(self.id),
            Part::Machine(_) => automatic(self.id),
            Part::Provider(Provider::Calendly, _) => meeting(self.id),
            Part::Provider(Provider::Veriff, _) => identity(self.id),
            Part::Provider(Provider::DocuSign, _) => contract(self.id, "DocuSign"),
        };
        match (started, self.done) {
            (_, true) => done(activity),
            (true, false) => activity,
            (false, false) => blocked(activity),
        }
    }
}
