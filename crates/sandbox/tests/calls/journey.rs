//! Reading a journey: whole, only one's own, with its ETag.

use serde_json::{Value, json};

use crate::support::*;

#[tokio::test]
async fn a_journey_has_its_stages_and_activities_as_the_contract_writes_them() {
    let lead = bench().lead("acme-onboarding").await;
    let journey = lead.journey().await;
    assert_eq!(journey["Id"], lead.journey_id);
    assert_eq!(journey["Status"], "InProgress");
    let id = &lead.session["User"]["Id"];
    assert_eq!(
        journey["User"],
        json!({"Id": id, "Firstname": "John", "Lastname": "Doe"}),
        "without the e-mail address"
    );
    let stage = &journey["Stages"][0];
    assert_eq!((&stage["Id"], &stage["Position"]), (&json!(11), &json!(1)));
    assert_eq!(stage["Name"], "Your company");
    let form = &stage["Activities"][0];
    assert_eq!(form["Type"], "Form");
    assert_eq!(form["Status"], "InProgress");
    assert_eq!(form["AssignedTo"], json!({"Role": "Lead", "User": {"Id": journey["User"]["Id"]}}));
    assert_eq!(form["DueDate"], "2022-04-21T13:05:00.000Z");
    assert_eq!(form["EstimatedMinutes"], 5);
    assert_eq!(form["AwaitingResult"], false);
    assert_eq!(form["CompletedDate"], Value::Null);
    assert_eq!(form["Settings"]["Fields"][0]["DataPoint"]["Id"], 123_456_789);
    assert_eq!(stage["Activities"][1]["AssignedTo"], json!({"Role": "BackOffice"}));
    assert_eq!(journey["Stages"][1]["Status"], "Blocked");
    assert_eq!(journey["Stages"][1]["Activities"][0]["Status"], "Blocked");
}

#[tokio::test]
async fn ids_keep_every_digit_and_neighbours_stay_apart() {
    let lead = bench().lead("every-field").await;
    let text = lead.send(get(&format!("/api/v1/journeys/{}", lead.journey_id))).await.text();
    assert!(text.contains("9007199254740993") && text.contains("9007199254740992"));
    assert!(lead.journey_id > 1 << 53);
}

#[tokio::test]
async fn somebody_elses_journey_is_unknown() {
    let bench = bench();
    let (one, other) = (bench.lead("one-question").await, bench.lead("one-question").await);
    let path = format!("/api/v1/journeys/{}", other.journey_id);
    one.send(get(&path)).await.is_refused(404, "NotFound");
    one.send(get("/api/v1/journeys/1")).await.is_refused(404, "NotFound");
}

#[tokio::test]
async fn the_integrator_reads_any_journey_of_the_workspace_without_drafts() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    let draft = call("PUT", &format!("/internal/v1/activities/{}/draft", form["Id"]));
    let body = json!({"JourneyData": [text(801, "half")]});
    assert_eq!(lead.send(draft.json(&body)).await.status, 204);
    let path = format!("/api/v1/journeys/{}", lead.journey_id);
    let journey = lead.bench.send(get(&path).bearer(KEY)).await.ok();
    assert_eq!(activity(&journey, "One question")["Draft"], Value::Null);
}

#[tokio::test]
async fn an_unchanged_journey_is_not_sent_again() {
    let lead = bench().lead("one-question").await;
    let path = format!("/api/v1/journeys/{}", lead.journey_id);
    let first = lead.send(get(&path)).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"'));
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let again = lead.send(get(&path).header("If-None-Match", &known)).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), tag);
    }
    let changed = lead.complete("One question", json!([text(801, "x")])).await;
    assert_ne!(changed.header("etag"), tag);
    let now = lead.send(get(&path).header("If-None-Match", &tag)).await;
    assert_eq!(now.status, 200);
    assert_eq!(now.header("etag"), changed.header("etag"));
}

#[tokio::test]
async fn time_alone_changes_the_journey_and_its_tag() {
    let lead = bench().lead("automatic-first").await;
    let path = format!("/api/v1/journeys/{}", lead.journey_id);
    let tag = lead.send(get(&path)).await.header("etag").to_owned();
    lead.bench.advance(2).await;
    assert_eq!(lead.send(get(&path).header("If-None-Match", &tag)).await.status, 304);
    lead.bench.advance(1).await;
    assert_eq!(lead.send(get(&path).header("If-None-Match", &tag)).await.status, 200);
}

#[tokio::test]
async fn a_draft_is_kept_replaced_and_cleared_by_the_completion() {
    let lead = bench().lead("one-question").await;
    let path = format!("/internal/v1/activities/{}/draft", lead.activity("One question").await["Id"]);
    let keep = async |entries: Value| {
        let body = json!({ "JourneyData": entries });
        lead.send(call("PUT", &path).json(&body)).await
    };
    assert_eq!(keep(json!([text(801, "ha")])).await.status, 204);
    lead.bench.advance(7).await;
    assert_eq!(keep(json!([{"DataKey": {"Id": "801"}, "StringValue": "half"}])).await.status, 204);
    let expected = json!({"JourneyData": [{"DataPoint": {"Id": 801}, "StringValue": "half"}],
                          "changedDate": "2022-04-07T13:05:07.000Z"});
    assert_eq!(lead.activity("One question").await["Draft"], expected);
    lead.complete("One question", json!([text(801, "whole")])).await.ok();
    assert_eq!(lead.activity("One question").await["Draft"], Value::Null);
    keep(json!([])).await.is_refused(409, "AlreadyCompleted");
}

#[tokio::test]
async fn each_value_of_a_draft_says_when_it_was_changed_but_never_in_times_to_come() {
    let lead = bench().lead("one-question").await;
    let path = format!("/internal/v1/activities/{}/draft", lead.activity("One question").await["Id"]);
    let keep = async |entry: Value| lead.send(call("PUT", &path).json(&json!({"JourneyData": [entry]}))).await;
    let emptied = |changed: &str| json!({"DataPoint": {"Id": 801}, "StringValue": null, "changedDate": changed});
    let kept = async || lead.activity("One question").await["Draft"]["JourneyData"].clone();
    assert_eq!(keep(emptied("2022-04-07T15:04:59.257+02:00")).await.status, 204);
    let expected = json!([{"DataPoint": {"Id": 801}, "changedDate": "2022-04-07T13:04:59.257Z"}]);
    assert_eq!(kept().await, expected);
    assert_eq!(keep(emptied("2032-04-07T13:04:59.257Z")).await.status, 204);
    let expected = json!([{"DataPoint": {"Id": 801}, "changedDate": "2022-04-07T13:05:00.000Z"}]);
    assert_eq!(kept().await, expected);
    for changed in [json!("yesterday"), json!(1_649_336_700), json!({})] {
        let wrong = json!({"DataPoint": {"Id": 801}, "StringValue": "x", "changedDate": changed});
        keep(wrong).await.is_refused(422, "ValuesRefused");
    }
    assert_eq!(keep(json!({"DataPoint": {"Id": 801}, "StringValue": "x", "changedDate": null})).await.status, 204);
    assert_eq!(kept().await, json!([{"DataPoint": {"Id": 801}, "StringValue": "x"}]));
}

#[tokio::test]
async fn of_a_draft_only_the_types_are_checked() {
    let lead = bench().lead("every-field").await;
    let path = format!("/internal/v1/activities/{}/draft", lead.activity("Every kind of field").await["Id"]);
    let keep = async |body: Value| lead.send(call("PUT", &path).json(&body)).await;
    let unfinished = json!({"JourneyData": [{"DataPoint": {"Id": 224}, "DateValue": "2026-1"}]});
    assert_eq!(keep(unfinished).await.status, 204);
    let wrong = json!({"JourneyData": [{"DataPoint": {"Id": 217}, "DecimalValue": 5}]});
    keep(wrong).await.is_refused(422, "ValuesRefused");
    for item in [json!(null), json!("x"), json!([null, null])] {
        let wrong = json!({"JourneyData": [{"DataPoint": {"Id": 217}, "Documents": [item]}]});
        keep(wrong).await.is_refused(422, "ValuesRefused");
    }
    keep(json!({})).await.is_refused(422, "ValuesRefused");
    keep(json!({"JourneyData": [{"StringValue": "x"}]})).await.is_refused(400, "BadRequest");
}

#[tokio::test]
async fn a_back_end_without_drafts_says_so() {
    let lead = bench().lead("no-drafts").await;
    let path = format!("/internal/v1/activities/{}/draft", lead.activity("One question").await["Id"]);
    let refused = lead.send(call("PUT", &path).json(&json!({"JourneyData": []}))).await;
    refused.is_refused(405, "MethodNotAllowed");
    assert!(refused.headers.contains_key("allow"));
}
