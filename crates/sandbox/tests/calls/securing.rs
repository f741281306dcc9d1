//! Activities that ask for a secured session: which calls insist on it, and until when.

use sandbox::Options;
use serde_json::{Value, json};

use crate::support::*;

/// Secures the session by the code in the mailbox; it goes on under another token.
async fn secured(lead: Lead) -> Lead {
    let path = format!("/internal/v1/sessions/{}", lead.session["Account"]["Id"].as_str().unwrap());
    lead.send(post(&path).json(&json!({"secured": true}))).await.ok();
    let outbox = lead.bench.send(get("/sandbox/outbox")).await.ok();
    let code = outbox["Messages"].as_array().unwrap().last().unwrap()["Text"].as_str().unwrap().rsplit('#').next();
    let answer = lead.send(post(&path).json(&json!({ "code": code }))).await.ok();
    let token = answer["session"]["token"].as_str().unwrap().to_owned();
    let session = lead.bench.send(get("/internal/v1/session").bearer(&token)).await.ok();
    Lead { token, session, ..lead }
}

fn outlasting() -> Bench {
    Bench::with(Options { session_seconds: 7200, ..options() })
}

/// A journey in which the lead has one secured activity, and its id.
async fn with_activity(reference: &str) -> (Lead, Value) {
    let lead = outlasting().lead(reference).await;
    let journey = lead.journey().await;
    let activity = journey["Stages"][0]["Activities"][0].clone();
    assert_eq!(activity["SecuredSession"], true);
    (lead, activity)
}

/// Before the code, with it, and an hour later by the sandbox's own clock.
async fn asks_for_a_code(reference: &str, call_on: impl Fn(&Value) -> Call, goes_well: u16) {
    let (lead, activity) = with_activity(reference).await;
    let call = call_on(&activity);
    let before = lead.journey().await;
    lead.send(call.clone()).await.is_refused(403, "SecuredSessionRequired");
    assert_eq!(lead.journey().await, before, "nothing has changed");
    let lead = secured(lead).await;
    lead.bench.advance(3599).await;
    let answer = lead.send(call.clone()).await;
    assert_eq!(answer.status, goes_well, "{}", answer.text());
    lead.bench.advance(1).await;
    lead.send(call).await.is_refused(403, "SecuredSessionRequired");
}

fn path(activity: &Value, last: &str) -> String {
    format!("/internal/v1/activities/{}/{last}", activity["Id"])
}

#[tokio::test]
async fn a_draft_does() {
    let call =
        |activity: &Value| call("PUT", &path(activity, "draft")).json(&json!({"JourneyData": [text(1101, "FR")]}));
    asks_for_a_code("secured", call, 204).await;
}

#[tokio::test]
async fn a_handover_does() {
    asks_for_a_code("secured-docuseal", |activity| post(&path(activity, "handover")), 200).await;
}

#[tokio::test]
async fn an_outcome_does() {
    let call = |activity: &Value| post(&path(activity, "outcome")).json(&json!({"Message": "Finished"}));
    asks_for_a_code("secured-veriff", call, 200).await;
}

fn begin() -> Call {
    post("/internal/v1/documents")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", "8")
        .header("Upload-Metadata", "filename YQ==")
}

#[tokio::test]
async fn a_document_does_where_nothing_else_takes_documents() {
    asks_for_a_code("secured-upload", |_| begin(), 201).await;
    let lead = bench().lead("every-activity").await;
    assert_eq!(lead.send(begin()).await.status, 201, "others are not held up");
}

#[tokio::test]
async fn the_bytes_of_a_document_do_when_the_hour_ends_between_them() {
    let (lead, _) = with_activity("secured-upload").await;
    let lead = secured(lead).await;
    let location = lead.send(begin()).await.header("location").to_owned();
    let append = |offset: &str| {
        let call = call("PATCH", &location).header("Tus-Resumable", "1.0.0").header("Upload-Offset", offset);
        call.header("Content-Type", "application/offset+octet-stream").bytes(b"1234")
    };
    assert_eq!(lead.send(append("0")).await.status, 204);
    lead.bench.advance(3600).await;
    lead.send(append("4")).await.is_refused(403, "SecuredSessionRequired");
    let known = call("HEAD", &location).header("Tus-Resumable", "1.0.0");
    assert_eq!(lead.send(known).await.header("upload-offset"), "4");
    let lead = secured(lead).await;
    assert_eq!(lead.send(append("4")).await.status, 204);
}

#[tokio::test]
async fn a_completion_does_and_the_same_attempt_goes_through_afterwards() {
    let (lead, activity) = with_activity("secured").await;
    let body = json!({"TimeSpent": 1, "JourneyData": [text(1101, "FR7630006000011234567890189")]});
    let attempt = completion(&activity, "one key", &body);
    lead.send(attempt.clone()).await.is_refused(403, "SecuredSessionRequired");
    let lead = secured(lead).await;
    lead.bench.advance(3600).await;
    lead.send(attempt.clone()).await.is_refused(403, "SecuredSessionRequired");
    let lead = secured(lead).await;
    assert_eq!(lead.send(attempt).await.ok()["Status"], "Completed");
}
