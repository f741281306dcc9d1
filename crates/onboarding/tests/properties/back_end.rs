//! The simulated back-end: a lead with a link and a journey, somebody else who may be here, and a strict eye on
//! idempotency keys.

use std::collections::{BTreeMap, BTreeSet};

use onboarding::api::{Request, Response};
use serde_json::{Value as Json, json};

use super::script::{Here, Part, Plan, Provider};
use crate::support::back_end::*;
use crate::support::visit::{body, header};

/// Every provider's address: who has it can do the activity, so it shows nowhere but where it is opened.
pub(crate) const MINTED: &str = "https://provider.test/minted-for-one";

/// Another link of the lead.
pub(crate) const NEW_LINK: &str = "3cc35288-f2ac-4c68-b7aa-51acd82af485";
/// The token of somebody else.
pub(crate) const MARYS_TOKEN: &str = "marys-session-token";
const MARYS_LINK: &str = "4dd35288-f2ac-4c68-b7aa-51acd82af485";

pub(crate) struct BackEnd {
    plan: Plan,
    stages: Vec<Vec<Task>>,
    spent: BTreeSet<String>,
    signed_in: bool,
    mary_is_in: bool,
    /// Whether the lead's session is in a journey.
    chosen: bool,
    version: u32,
    /// What each key was first used for.
    keys: BTreeMap<String, (i64, Json)>,
    /// The keys by which something was completed.
    accepted: BTreeSet<String>,
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
        let (signed_in, mary_is_in) = (plan.here == Here::Lead, plan.here == Here::Mary);
        let (chosen, spent, keys, accepted) = (!plan.several, BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
        Self { plan, stages, spent, signed_in, mary_is_in, chosen, version: 1, keys, accepted }
    }

    /// The answer to a request; this is also when it takes effect.
    pub(crate) fn answer(&mut self, request: &Request) -> Answer {
        let parts: Vec<&str> = request.path.split('/').collect();
        match (request.method, parts.as_slice()) {
            ("POST", ["", "internal", "v1", "autologin"]) => self.spend(body(request)["UUID"].as_str().unwrap()).into(),
            ("POST", ["", "internal", "v1", "sessions"]) => self.log_in().into(),
            ("POST", ["", "internal", "v1", "autologin", "renewal"]) => {
                Response { status: 202, ..Response::default() }.into()
            }
            _ if self.is_marys(request) => self.answer_mary(request),
            _ if !self.is_signed(request) => problem(401, "SessionEnded").into(),
            ("GET", ["", "internal", "v1", "session"]) => ok(self.session()).into(),
            // Mary's, asked for before one cookie took the place of the other.
            ("GET", ["", "api", "v1", "journeys", "71"]) => problem(404, "NotFound").into(),
            ("POST", ["", "internal", "v1", "session", "journey"]) => self.choose(&body(request)).into(),
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

    /// Whether an activity is done, told or not.
    pub(crate) fn is_done(&self, id: i64) -> bool {
        self.stages.iter().flatten().any(|task| task.id == id && task.done)
    }

    pub(crate) fn is_quiz(&self, id: i64) -> bool {
        self.stages.iter().flatten().any(|task| task.id == id && task.part == Part::Quiz)
    }

    pub(crate) fn is_at_provider(&self, id: i64) -> bool {
        self.stages.iter().flatten().any(|task| task.id == id && matches!(task.part, Part::Provider(..)))
    }

    /// The answer to a link or a log-in got lost: neither token nor cookie arrived.
    pub(crate) fn forget_session(&mut self) {
        self.signed_in = false;
    }

    /// How many stages have started: one more than those in which lead and machines have done their part.
    fn started(&self) -> usize {
        let over = |stage: &&Vec<Task>| stage.iter().all(|task| task.done || !task.part.counts());
        (self.stages.iter().take_while(over).count() + 1).min(self.stages.len())
    }

    fn spend(&mut self, link: &str) -> Response {
        if !self.spent.insert(link.to_owned()) {
            return problem(410, "LinkUsed");
        }
        self.lead_comes_in();
        ok(with(self.session(), json!({"UUID": link})))
    }

    fn log_in(&mut self) -> Response {
        self.lead_comes_in();
        let token = self.plan.by_token.then_some(TOKEN);
        ok(json!({"session": {"id": "5a67", "token": token}}))
    }

    fn lead_comes_in(&mut self) {
        self.signed_in = true;
        self.chosen = !self.plan.several;
        // One cookie takes the place of the other.
        self.mary_is_in &= self.plan.by_token;
    }

    fn choose(&mut self, asked: &Json) -> Response {
        if asked["Journey"]["Id"] != 70 {
            return problem(404, "NotFound");
        }
        self.chosen = true;
        ok(self.session())
    }

    fn is_signed(&self, request: &Request) -> bool {
        let token = header(request, "Authorization") == Some("Bearer example-session-token");
        self.signed_in && if self.plan.by_token { token && !request.with_cookies } else { request.with_cookies }
    }

    fn is_marys(&self, request: &Request) -> bool {
        let token = header(request, "Authorization") == Some("Bearer marys-session-token");
        self.mary_is_in && if self.plan.by_token { token && !request.with_cookies } else { request.with_cookies }
    }

    /// All of Mary's journey is done.
    fn answer_mary(&mut self, request: &Request) -> Answer {
        match (request.method, request.path.as_str()) {
            ("GET", "/internal/v1/session") => {
                let user = json!({"Id": 6, "Firstname": "Mary"});
                let own = json!({"UUID": MARYS_LINK, "User": user, "Journey": {"Id": 71}, "Account": {"Id": "6b78"}});
                ok(self.leading_on(with(session(), own))).into()
            }
            ("GET", "/api/v1/journeys/71") => {
                let journey = with(journey([]), json!({"Id": 71, "Status": "Completed"}));
                Answer { response: ok(journey), available: Some(Vec::new()) }
            }
            ("DELETE", "/internal/v1/sessions/6b78") => {
                self.mary_is_in = false;
                ok(json!({})).into()
            }
            _ => panic!("Mary has nothing to do with {request:?}"),
        }
    }

    fn session(&self) -> Json {
        let session = if self.plan.by_token { token_session() } else { session() };
        let journeys = json!({"Journeys": [{"Id": 70, "Name": "One"}, {"Id": 72, "Name": "Gone"}]});
        let session = if self.plan.several { with(session, journeys) } else { session };
        self.leading_on(if self.chosen { session } else { with(session, json!({"Journey": null})) })
    }

    fn leading_on(&self, session: Json) -> Json {
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
        let first_use = self.keys.entry(key.clone()).or_insert_with(|| use_of_key.clone()).clone();
        assert_eq!(first_use, use_of_key, "a key stands for one activity and one body");
        if self.accepted.contains(&key) && !self.plan.forgetful {
            return self.changed();
        }
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
        self.accepted.insert(key);
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
