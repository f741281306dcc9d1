//! Completing an activity: once per key, all or nothing, and every refusal.

use serde_json::{Value, json};

use crate::support::*;

fn answer_of_801(words: &str) -> Value {
    json!({"TimeSpent": 42, "JourneyData": [text(801, words)]})
}

#[tokio::test]
async fn a_completed_activity_keeps_its_date_and_its_values() {
    let lead = bench().lead("one-question").await;
    lead.bench.advance(60).await;
    let form = lead.activity("One question").await;
    let answer = lead.send(completion(&form, "k1", &answer_of_801("forty-two"))).await;
    let journey = answer.ok();
    assert_eq!(journey, lead.journey().await);
    assert_eq!(journey["Status"], "Completed");
    assert_eq!(journey["Stages"][0]["Status"], "Completed");
    assert_eq!(activity(&journey, "One question")["Status"], "Completed");
    assert_eq!(activity(&journey, "One question")["CompletedDate"], "2022-04-07T13:06:00.000Z");
    let expected = json!([{"DataPoint": {"Id": 801, "Name": "One answer", "Type": "Text"},
                           "StringValue": "forty-two"}]);
    assert_eq!(journey["JourneyData"], expected);
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_and_completes_once() {
    let lead = bench().lead("two-at-once").await;
    let form = lead.activity("First form").await;
    let body = json!({"TimeSpent": 1, "JourneyData": [text(301, "one")]});
    let first = lead.send(completion(&form, "k1", &body)).await;
    first.ok();
    lead.bench.advance(5).await;
    lead.complete("Second form", json!([text(302, "two")])).await.ok();
    let later = json!({"TimeSpent": 9, "JourneyData": [text(301, "one")]});
    let again = lead.send(completion(&form, "k1", &later)).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.bytes, first.bytes);
    assert_eq!(lead.activity("First form").await["CompletedDate"], "2022-04-07T13:05:00.000Z");
}

#[tokio::test]
async fn another_key_on_a_completed_activity_is_a_conflict_with_the_journey() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    lead.send(completion(&form, "k1", &answer_of_801("first"))).await.ok();
    let conflict = lead.send(completion(&form, "k2", &answer_of_801("second"))).await;
    conflict.is_refused(409, "AlreadyCompleted");
    assert_eq!(conflict.json()["Journey"], lead.journey().await);
    assert_eq!(lead.journey().await["JourneyData"][0]["StringValue"], "first");
}

#[tokio::test]
async fn a_key_belongs_to_one_request() {
    let lead = bench().lead("two-at-once").await;
    let (first, second) = (lead.activity("First form").await, lead.activity("Second form").await);
    let body = json!({"TimeSpent": 1, "JourneyData": [text(301, "one")]});
    lead.send(completion(&first, "k1", &body)).await.ok();
    let other_body = json!({"TimeSpent": 1, "JourneyData": [text(301, "other")]});
    lead.send(completion(&first, "k1", &other_body)).await.is_refused(422, "IdempotencyKeyReused");
    lead.send(completion(&second, "k1", &body)).await.is_refused(422, "IdempotencyKeyReused");
}

#[tokio::test]
async fn a_refusal_does_not_use_up_its_key() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    lead.send(completion(&form, "k1", &answer_of_801(""))).await.is_refused(422, "ValuesRefused");
    lead.send(completion(&form, "k1", &answer_of_801("now"))).await.ok();
}

#[tokio::test]
async fn without_a_usable_key_nothing_is_completed() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    let path = format!("/internal/v1/activities/{}/completion", form["Id"]);
    lead.send(post(&path).json(&answer_of_801("x"))).await.is_refused(400, "BadRequest");
    for key in ["", &"k".repeat(256)] {
        lead.send(completion(&form, key, &answer_of_801("x"))).await.is_refused(400, "BadRequest");
    }
    assert_eq!(lead.activity("One question").await["Status"], "InProgress");
}

#[tokio::test]
async fn refused_values_are_named_and_none_is_kept() {
    let lead = bench().lead("acme-onboarding").await;
    let refused = lead
        .complete(
            "Tell us about your company",
            json!([
                text(101, "A"),
                text(102, "nobody"),
                {"DataPoint": {"Id": 104}, "DecimalValue": "-1", "Currency": "EUR"},
                {"DataPoint": {"Id": 105}, "DateValue": "1789-07-14"},
                text(106, "Other"),
                {"DataPoint": {"Id": 108}, "BooleanValue": false}
            ]),
        )
        .await;
    refused.is_refused(422, "ValuesRefused");
    let error = |id: i64, code| json!({"DataPoint": {"Id": id}, "Code": code});
    let expected = json!([
        error(101, "Format"),
        error(102, "Format"),
        error(104, "Range"),
        error(105, "Range"),
        error(107, "Required")
    ]);
    assert_eq!(refused.json()["Errors"], expected);
    assert_eq!(lead.journey().await["JourneyData"], json!([]));
}

#[tokio::test]
async fn an_unknown_data_point_is_the_callers_mistake() {
    let lead = bench().lead("one-question").await;
    let refused = lead.complete("One question", json!([text(801, "x"), text(999, "y")])).await;
    refused.is_refused(400, "BadRequest");
}

#[tokio::test]
async fn every_type_of_value_is_kept_as_it_was_given() {
    let lead = bench().lead("every-field").await;
    let given = json!([
        text(201, "Straße"),
        text(203, "Two\nlines"),
        text(205, "john@acme.test"),
        text(207, "+33 6 12 34 56 78"),
        text(209, "https://acme.test"),
        text(211, "b"),
        {"DataPoint": {"Id": 213}, "StringValues": ["red", "blue"]},
        text(215, "FR"),
        {"DataPoint": {"Id": 217}, "DecimalValue": "100"},
        {"DataPoint": {"Id": 219}, "DecimalValue": "-10.50"},
        {"DataPoint": {"Id": 221}, "DecimalValue": "1234.50", "Currency": "EUR"},
        {"DataPoint": {"Id": 222}, "DecimalValue": "100", "Currency": "JPY"},
        {"DataPoint": {"Id": 224}, "DateValue": "1980-02-29"},
        {"DataPoint": {"Id": 226}, "DateTimeValue": "2026-11-22T10:30:00.000Z"},
        {"DataPoint": {"Id": 228}, "BooleanValue": false},
        text(230, "Because"),
        {"DataPoint": {"Id": "9007199254740992"}, "StringValue": "large"}
    ]);
    let journey = lead.complete("Every kind of field", given.clone()).await.ok();
    let kept = journey["JourneyData"].as_array().unwrap();
    assert_eq!(kept.len(), given.as_array().unwrap().len());
    for (given, kept) in given.as_array().unwrap().iter().zip(kept) {
        for (attribute, value) in given.as_object().unwrap() {
            if attribute != "DataPoint" {
                assert_eq!(&kept[attribute], value, "{kept}");
            }
        }
    }
    assert_eq!(kept.last().unwrap()["DataPoint"]["Id"], 9_007_199_254_740_992_i64);
}

#[tokio::test]
async fn an_activity_of_no_known_kind_is_completed_by_any_object() {
    let lead = bench().lead("two-at-once").await;
    let lobby = lead.activity("Meet us in the virtual lobby").await;
    assert_eq!(lobby["Settings"], json!({"Lobby": "north"}));
    let journey = lead.send(completion(&lobby, "k", &json!({"Shaken": {"Hands": 2}}))).await.ok();
    assert_eq!(activity(&journey, "Meet us in the virtual lobby")["Status"], "Completed");
    lead.send(completion(&lobby, "k2", &json!([]))).await.is_refused(400, "BadRequest");
}

#[tokio::test]
async fn only_ones_own_available_activities_can_be_completed() {
    let bench = bench();
    let lead = bench.lead("two-at-once").await;
    for name in ["Last form", "Name a beneficial owner"] {
        let refused = lead.complete(name, json!([])).await;
        refused.is_refused(409, "ActivityNotAvailable");
        assert_eq!(refused.json()["Journey"]["Id"], lead.journey_id);
    }
    let other = bench.lead("two-at-once").await;
    let theirs = other.activity("First form").await;
    let body = json!({"JourneyData": [text(301, "mine now")]});
    lead.send(completion(&theirs, "k", &body)).await.is_refused(404, "NotFound");
    assert_eq!(other.activity("First form").await["Status"], "InProgress");
}

#[tokio::test]
async fn a_stakeholder_completes_their_own_and_nothing_else() {
    let bench = bench();
    let lead = bench.lead("two-at-once").await;
    let user = lead.activity("Name a beneficial owner").await["AssignedTo"]["User"].clone();
    let body = json!({"User": user, "Journey": {"Id": lead.journey_id}});
    let link = bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
    let stakeholder = bench.open(&link).await;
    let first = lead.activity("First form").await;
    let body = json!({"JourneyData": [text(301, "x")]});
    stakeholder.send(completion(&first, "k", &body)).await.is_refused(404, "NotFound");
    stakeholder.complete("Name a beneficial owner", json!([text(303, "Jane")])).await.ok();
    assert_eq!(lead.activity("Name a beneficial owner").await["Status"], "Completed");
}

#[tokio::test]
async fn a_secured_activity_asks_for_a_secured_session() {
    let lead = bench().lead("secured").await;
    let refused = lead.complete("Bank details", json!([text(1101, "FR7630006000011234567890189")])).await;
    refused.is_refused(403, "SecuredSessionRequired");
    assert_eq!(lead.activity("Bank details").await["Status"], "InProgress");
}

#[tokio::test]
async fn in_a_cancelled_journey_nothing_can_be_completed() {
    let lead = bench().lead("one-question").await;
    let path = format!("/sandbox/journeys/{}/cancel", lead.journey_id);
    assert_eq!(lead.bench.send(post(&path)).await.status, 204);
    assert_eq!(lead.journey().await["Status"], "Cancelled");
    lead.complete("One question", json!([text(801, "x")])).await.is_refused(410, "JourneyCancelled");
}

#[tokio::test]
async fn an_ended_session_completes_nothing() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    lead.bench.advance(3600).await;
    lead.send(completion(&form, "k", &answer_of_801("x"))).await.is_refused(401, "SessionEnded");
}

/// Sixteen tries of one attempt at the same moment: one completion, one answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn simultaneous_tries_of_one_attempt_complete_once() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    let call = completion(&form, "k1", &answer_of_801("x")).bearer(&lead.token);
    let tries: Vec<_> = (0..16)
        .map(|_| {
            let (bench, call) = (lead.bench.clone(), call.clone());
            tokio::spawn(async move { bench.send(call).await })
        })
        .collect();
    let mut answers = Vec::new();
    for attempt in tries {
        answers.push(attempt.await.unwrap().ok());
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}
