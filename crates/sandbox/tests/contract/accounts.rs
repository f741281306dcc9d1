//! The states that the golden messages of account sessions speak of: John Doe has logged in, as often as needed.

use serde_json::{Value, json};

use crate::golden::Golden;
use crate::support::*;

/// Sam Several has logged in and chosen no journey yet.
pub(crate) async fn choosing() -> (Bench, Lead) {
    let bench = bench();
    let body = json!({"email": "sam.several@acme.test", "password": "example password"});
    let session = bench.send(post("/internal/v1/sessions").json(&body)).await.ok();
    let token = session["session"]["token"].as_str().unwrap().to_owned();
    (bench.clone(), Lead { bench, token, journey_id: 0, session })
}

/// The id and the code that stand in the golden requests.
const SAMPLE_ID: &str = "5a67007d95a4d30015fb27d2";
const SAMPLE_CODE: &str = "12345";

pub(crate) struct AccountState {
    pub(crate) bench: Bench,
    pub(crate) lead: Option<Lead>,
    pub(crate) replacements: Vec<(String, String)>,
}

impl AccountState {
    pub(crate) async fn of(golden: &Golden) -> Self {
        let bench = bench();
        if golden.name.ends_with("closed-early") {
            let choose = post("/sandbox/account-sessions").json(&json!({"Sample": "ClosedEarly"}));
            assert_eq!(bench.send(choose).await.status, 204);
        }
        if golden.path() == "/internal/v1/sessions" && golden.method() == "POST" {
            before_log_in(&bench, golden).await;
            return Self { bench, lead: None, replacements: Vec::new() };
        }
        let first = log_in(&bench, "example password").await;
        bench.advance(1).await;
        log_in(&bench, "example password").await;
        bench.advance(1).await;
        let session = log_in(&bench, "example password").await;
        let word = |session: &Value, name: &str| session["session"][name].as_str().unwrap().to_owned();
        let mut replacements = vec![
            (SAMPLE_ID.to_owned(), word(&session, "id")),
            ("5a67007d95a4d30015fb27d9".to_owned(), word(&first, "id")),
        ];
        let lead = Lead { bench: bench.clone(), token: word(&session, "token"), journey_id: 0, session };
        if golden.name.contains("-verify") {
            replacements.push((SAMPLE_CODE.to_owned(), send_code(&lead).await));
        }
        if golden.status() == 429 {
            for _ in 0..5 {
                try_code(&lead, "none").await;
            }
        }
        Self { bench, lead: Some(lead), replacements }
    }
}

async fn before_log_in(bench: &Bench, golden: &Golden) {
    if golden.status() == 429 {
        for _ in 0..5 {
            log_in(bench, "wrong").await;
        }
    }
}

async fn log_in(bench: &Bench, password: &str) -> Value {
    let call = post("/internal/v1/sessions").header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
    bench.send(call.json(&json!({"email": "johndoe@gmail.com", "password": password}))).await.json()
}

async fn send_code(lead: &Lead) -> String {
    try_body(lead, &json!({"secured": true})).await.ok();
    let outbox = lead.bench.send(get("/sandbox/outbox")).await.ok();
    outbox["Messages"][0]["Text"].as_str().unwrap().rsplit('#').next().unwrap().to_owned()
}

async fn try_code(lead: &Lead, code: &str) {
    assert_eq!(try_body(lead, &json!({ "code": code })).await.status, 422);
}

async fn try_body(lead: &Lead, body: &Value) -> Answer {
    let path = format!("/internal/v1/sessions/{}", lead.session["session"]["id"].as_str().unwrap());
    lead.send(post(&path).json(body)).await
}
