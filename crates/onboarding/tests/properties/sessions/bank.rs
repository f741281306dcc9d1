//! A back-end whose sessions end and are secured by its own clock: four forms, of which every other asks for a code.

use std::collections::BTreeMap;

use onboarding::api::{Request, Response};
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::{body, header};

pub(crate) const CODE: &str = "24680135";
pub(crate) const FORMS: [i64; 4] = [1, 2, 3, 4];
const HOUR: i64 = 3_600;

pub(crate) struct Bank {
    pub(crate) by_token: bool,
    /// By how many seconds its clock is ahead of the browser's.
    pub(crate) skew: i64,
    /// The session that lives, by its number, when it ends, and until when it is secured.
    live: Option<u32>,
    ends_at: i64,
    secured_until: i64,
    last: u32,
    /// What each key was first used for, and how often each form was completed.
    keys: BTreeMap<String, (i64, Json)>,
    pub(crate) completed: BTreeMap<i64, u32>,
}

/// An answer, and the session that a cookie of it carries.
pub(crate) struct Answer {
    pub(crate) response: Response,
    pub(crate) cookie: Option<u32>,
}

impl Bank {
    pub(crate) fn new(by_token: bool, skew: i64) -> Self {
        let (keys, completed) = (BTreeMap::new(), BTreeMap::new());
        Self { by_token, skew, live: None, ends_at: 0, secured_until: 0, last: 0, keys, completed }
    }

    pub(crate) fn end_session(&mut self) {
        self.live = None;
    }

    /// The session that a request is signed by: a token's, or that of the browser's cookie when it went out.
    pub(crate) fn signed_by(&self, request: &Request, cookie: Option<u32>) -> Option<u32> {
        match header(request, "Authorization") {
            Some(token) => token.strip_prefix("Bearer secret-token-")?.parse().ok(),
            None => cookie.filter(|_| !self.by_token && request.with_cookies),
        }
    }

    /// The answer to a request that arrives at this time by the browser's clock.
    pub(crate) fn answer(&mut self, request: &Request, cookie: Option<u32>, now: i64) -> Answer {
        let before = self.last;
        let mut response = self.respond(request, self.signed_by(request, cookie), now + self.skew);
        (response.server_time, response.received_at) = (Some(now + self.skew), now);
        let cookie = (self.last > before && !self.by_token).then_some(self.last);
        Answer { response, cookie }
    }

    fn respond(&mut self, request: &Request, session: Option<u32>, now: i64) -> Response {
        let parts: Vec<&str> = request.path.split('/').skip(3).collect();
        match (request.method, parts.as_slice()) {
            ("POST", ["autologin"]) => {
                self.begin(now);
                return ok(self.session(true));
            }
            ("POST", ["sessions"]) => {
                self.begin(now);
                return ok(self.account());
            }
            _ if session.is_none() || session != self.live || now >= self.ends_at => {
                return problem(401, "SessionEnded");
            }
            _ => {}
        }
        match (request.method, parts.as_slice()) {
            ("GET", ["session"]) => ok(self.session(false)),
            ("POST", ["session", "extension"]) => {
                self.ends_at = now + HOUR / 2;
                ok(self.session(false))
            }
            ("GET", ["journeys", "70"]) => ok(self.journey()),
            ("POST", ["sessions", id]) if *id != self.id() => problem(404, "NotFound"),
            ("POST", ["sessions", _]) => self.secure(&body(request), now),
            ("POST", ["activities", id, "completion"]) => self.complete(id.parse().unwrap(), request, now),
            _ => panic!("no such call: {request:?}"),
        }
    }

    fn begin(&mut self, now: i64) {
        self.last += 1;
        (self.live, self.ends_at, self.secured_until) = (Some(self.last), now + HOUR / 2, 0);
    }

    /// A code secures the session under another id and token.
    fn secure(&mut self, asked: &Json, now: i64) -> Response {
        match asked["code"].as_str() {
            None => ok(self.account()),
            Some(CODE) => {
                self.last += 1;
                (self.live, self.secured_until) = (Some(self.last), now + HOUR);
                ok(self.account())
            }
            Some(_) => problem(422, "CodeInvalid"),
        }
    }

    fn complete(&mut self, id: i64, request: &Request, now: i64) -> Response {
        let key = header(request, "Idempotency-Key").expect("a completion has a key").to_owned();
        let use_of_key = (id, body(request));
        let first_use = self.keys.entry(key).or_insert_with(|| use_of_key.clone()).clone();
        assert_eq!(first_use, use_of_key, "a key stands for one activity and one body");
        if self.completed.contains_key(&id) {
            return problem_with(409, "AlreadyCompleted", json!({"Journey": self.journey()}));
        }
        if asks_for_code(id) && now >= self.secured_until {
            return problem(403, "SecuredSessionRequired");
        }
        *self.completed.entry(id).or_default() += 1;
        ok(self.journey())
    }

    fn id(&self) -> String {
        format!("account-{}", self.last)
    }

    fn account(&self) -> Json {
        let token = self.by_token.then(|| format!("secret-token-{}", self.last));
        json!({"session": {"id": self.id(), "token": token, "secured": self.secured_until > 0}})
    }

    fn session(&self, is_new: bool) -> Json {
        let secured_until = Some(self.secured_until).filter(|until| *until > 0);
        let mut session = account(session(), Some(self.ends_at), secured_until);
        session["Account"]["Id"] = self.id().into();
        match self.by_token && is_new {
            true => with(session, json!({"Token": format!("secret-token-{}", self.last)})),
            false => session,
        }
    }

    fn journey(&self) -> Json {
        journey(FORMS.map(|id| {
            let activity = with(form(id), json!({"SecuredSession": asks_for_code(id) && id > 2}));
            if self.completed.contains_key(&id) { done(activity) } else { activity }
        }))
    }
}

/// Form 2 does not say so in the journey: only its refusal does.
fn asks_for_code(id: i64) -> bool {
    id % 2 == 0
}
