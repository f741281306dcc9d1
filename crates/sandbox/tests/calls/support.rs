//! A sandbox on the bench: calls go to its router without a socket, and its clock stands still until a test moves
//! it.
#![allow(dead_code, unreachable_pub, reason = "each test program uses its own part")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use sandbox::{App, Clock, Database, Options, Seeds, SessionMode, app};
use serde_json::{Value, json};
use tower::ServiceExt;

pub const KEY: &str = "acme-workspace-key";

/// 2022-04-07T13:05:00.000Z, the time of the documentation's samples.
pub const START: i64 = 1_649_336_700_000;

#[derive(Clone)]
pub struct Bench {
    app: App,
}

/// What the tests change of the options: sessions by token are the simpler ones to call with.
pub fn options() -> Options {
    Options { clock: Clock::standing_at(START), session_mode: SessionMode::Token, ..Options::default() }
}

pub fn bench() -> Bench {
    Bench::with(options())
}

/// A sandbox with one funnel of these stages, reference `test`.
pub fn bench_of(stages: &Value) -> Bench {
    let seeds = json!({
        "Workspaces": [{"Id": 1, "Key": KEY, "Shown": {"Name": "Acme"}}],
        "Funnels": [{"Id": 1, "Name": "Test", "Workspace": KEY, "Ref": "test", "Stages": stages}],
    });
    Bench::with(Options { seeds: Seeds::from_text(&seeds.to_string()), ..options() })
}

impl Bench {
    pub fn with(options: Options) -> Self {
        Self::over(Database::in_memory().unwrap(), options)
    }

    pub fn over(database: Database, options: Options) -> Self {
        Self { app: app(database, options).unwrap() }
    }

    pub async fn send(&self, call: Call) -> Answer {
        Self::ask(&self.app.front_office, call).await
    }

    /// Asks the stand-ins for providers' pages.
    pub async fn send_to_stand_ins(&self, call: Call) -> Answer {
        Self::ask(&self.app.stand_ins, call).await
    }

    async fn ask(router: &Router, call: Call) -> Answer {
        let body = call.body.map_or_else(Body::empty, Body::from);
        let mut request = Request::builder().method(call.method.as_str()).uri(&call.path);
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await;
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            complete: bytes.is_ok(),
            bytes: bytes.unwrap_or_default().to_vec(),
        }
    }

    /// Registers a lead into the funnel with this reference: the answer's link.
    pub async fn register(&self, reference: &str) -> Value {
        let body = json!({"Email": "johndoe@gmail.com", "Firstname": "John", "Lastname": "Doe",
                          "RedirectURL": "https://www.myapp.com"});
        let call = post(&format!("/api/v1/leads?ref={reference}")).bearer(KEY).json(&body);
        self.send(call).await.ok()
    }

    /// Registers a lead and opens the link.
    pub async fn lead(&self, reference: &str) -> Lead {
        let link = self.register(reference).await;
        self.open(&link).await
    }

    /// Opens a link.
    pub async fn open(&self, link: &Value) -> Lead {
        let answer = self.redeem(link).await;
        let session = answer.ok();
        Lead {
            bench: self.clone(),
            token: session["Token"].as_str().unwrap_or_default().to_owned(),
            journey_id: session["Journey"]["Id"].as_i64().unwrap(),
            session,
        }
    }

    pub async fn redeem(&self, link: &Value) -> Answer {
        self.send(post("/internal/v1/autologin").json(&json!({"UUID": link["UUID"]}))).await
    }

    pub async fn advance(&self, seconds: i64) {
        let call = post("/sandbox/clock").json(&json!({ "AdvanceSeconds": seconds }));
        assert_eq!(self.send(call).await.status, 200);
    }

    pub async fn fault(&self, fault: &Value) {
        assert_eq!(self.send(post("/sandbox/faults").json(fault)).await.status, 204);
    }

    pub async fn complete_by_hand(&self, activity: &Value) {
        let path = format!("/sandbox/activities/{}/complete", activity["Id"]);
        assert_eq!(self.send(post(&path)).await.status, 204);
    }
}

/// Somebody with a live session.
pub struct Lead {
    pub bench: Bench,
    pub token: String,
    pub journey_id: i64,
    pub session: Value,
}

impl Lead {
    pub async fn send(&self, call: Call) -> Answer {
        self.bench.send(call.bearer(&self.token)).await
    }

    pub async fn journey(&self) -> Value {
        self.send(get(&format!("/api/v1/journeys/{}", self.journey_id))).await.ok()
    }

    /// The activity of this name in the journey as it is now.
    pub async fn activity(&self, name: &str) -> Value {
        activity(&self.journey().await, name)
    }

    /// Completes the activity of this name with these values, under a key of its own.
    pub async fn complete(&self, name: &str, journey_data: Value) -> Answer {
        let activity = self.activity(name).await;
        let body = json!({"TimeSpent": 1, "JourneyData": journey_data});
        self.send(completion(&activity, &format!("key of {name}"), &body)).await
    }
}

/// The activity of this name in a journey.
pub fn activity(journey: &Value, name: &str) -> Value {
    let stages = journey["Stages"].as_array().unwrap();
    let mut activities = stages.iter().flat_map(|stage| stage["Activities"].as_array().unwrap());
    let found = activities.find(|activity| activity["Name"] == name);
    found.unwrap_or_else(|| panic!("no activity {name}")).clone()
}

pub fn completion(activity: &Value, key: &str, body: &Value) -> Call {
    let path = format!("/internal/v1/activities/{}/completion", activity["Id"]);
    post(&path).header("Idempotency-Key", key).json(body)
}

pub fn text(data_point_id: i64, text: &str) -> Value {
    json!({"DataPoint": {"Id": data_point_id}, "StringValue": text})
}

#[derive(Debug, Clone)]
pub struct Call {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

pub fn call(method: &str, path: &str) -> Call {
    Call { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: None }
}

pub fn get(path: &str) -> Call {
    call("GET", path)
}

pub fn post(path: &str) -> Call {
    call("POST", path)
}

impl Call {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub fn json(self, body: &Value) -> Self {
        self.header("Content-Type", "application/json").bytes(body.to_string().as_bytes())
    }

    pub fn bytes(mut self, body: &[u8]) -> Self {
        self.body = Some(body.to_vec());
        self
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    /// Whether the body came to its end.
    pub complete: bool,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body of a call that must have gone well.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text());
        self.json()
    }

    /// Asserts a refusal: its status, the code of its problem, and that it is one.
    #[track_caller]
    pub fn is_refused(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["Code"], code);
        assert_eq!(problem["status"], status);
    }
}
