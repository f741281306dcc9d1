//! Journeys on their way: stages, decisions, what happens by itself and what others do.

use serde_json::{Value, json};

use crate::support::*;

fn company(turnover: &str) -> Value {
    json!([
        text(101, "Acme"),
        text(102, "bills@acme.test"),
        {"DataPoint": {"Id": 104}, "DecimalValue": turnover, "Currency": "EUR"},
        {"DataPoint": {"Id": 105}, "DateValue": "2001-01-01"},
        text(106, "Limited"),
        {"DataPoint": {"Id": 108}, "BooleanValue": false}
    ])
}

fn stage_names(journey: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let stages = journey["Stages"].as_array().unwrap();
    stages.iter().map(|stage| (text(&stage["Name"]), text(&stage["Status"]))).collect()
}

async fn onboarding_until_the_decision(turnover: &str) -> (Lead, Value) {
    let lead = bench().lead("acme-onboarding").await;
    let check = lead.activity("Check the company").await;
    lead.bench.complete_by_hand(&check).await;
    let journey = lead.complete("Tell us about your company", company(turnover)).await.ok();
    (lead, journey)
}

#[tokio::test]
async fn a_large_turnover_opens_the_stage_of_larger_companies() {
    let (lead, journey) = onboarding_until_the_decision("1000000").await;
    let expected = [("Your company", "Completed"), ("Larger companies", "InProgress"), ("Last step", "Blocked")];
    assert_eq!(stage_names(&journey), expected.map(|(name, status)| (name.to_owned(), status.to_owned())));

    lead.complete("Name your auditor", json!([text(111, "Checkers")])).await.ok();
    assert_eq!(lead.activity("Confirm and start").await["Status"], "Blocked");
    lead.bench.advance(3).await;
    assert_eq!(lead.activity("Look up the company").await["CompletedDate"], "2022-04-07T13:05:03.000Z");
    assert_eq!(lead.activity("Confirm and start").await["Status"], "InProgress");

    let start = json!([{"DataPoint": {"Id": 114}, "DateValue": "2026-11-22"}]);
    let journey = lead.complete("Confirm and start", start).await.ok();
    assert_eq!(journey["Status"], "Completed");
}

#[tokio::test]
async fn a_smaller_turnover_opens_the_other_stage_and_forgets_the_first() {
    let (_, journey) = onboarding_until_the_decision("999999.99").await;
    let expected = [("Your company", "Completed"), ("Your needs", "InProgress"), ("Last step", "Blocked")];
    assert_eq!(stage_names(&journey), expected.map(|(name, status)| (name.to_owned(), status.to_owned())));
}

#[tokio::test]
async fn a_stage_goes_on_only_when_all_of_its_activities_are_completed() {
    let lead = bench().lead("acme-onboarding").await;
    let journey = lead.complete("Tell us about your company", company("5")).await.ok();
    assert_eq!(activity(&journey, "Check the company")["Status"], "InProgress");
    assert_eq!(activity(&journey, "Tell us what you need")["Status"], "Blocked");
    // The simulated colleague needs five seconds.
    lead.bench.advance(5).await;
    assert_eq!(lead.activity("Tell us what you need").await["Status"], "InProgress");
}

#[tokio::test]
async fn activities_of_a_stage_are_taken_in_any_order() {
    let lead = bench().lead("two-at-once").await;
    lead.complete("Second form", json!([text(302, "two")])).await.ok();
    let lobby = lead.activity("Meet us in the virtual lobby").await;
    lead.send(completion(&lobby, "k", &json!({}))).await.ok();
    let partner = lead.activity("Name a beneficial owner").await;
    lead.bench.complete_by_hand(&partner).await;
    assert_eq!(lead.activity("Last form").await["Status"], "Blocked");
    let journey = lead.complete("First form", json!([text(301, "one")])).await.ok();
    assert_eq!(activity(&journey, "Last form")["Status"], "InProgress");
}

#[tokio::test]
async fn the_back_office_may_have_to_go_first() {
    let lead = bench().lead("nothing-to-do").await;
    let check = lead.activity("Check the request").await;
    assert_eq!(check["Status"], "InProgress");
    assert_eq!(lead.activity("Answer our question").await["Status"], "Blocked");
    lead.bench.advance(3600 - 1).await;
    assert_eq!(lead.activity("Check the request").await["Status"], "InProgress");
    lead.bench.complete_by_hand(&check).await;
    assert_eq!(lead.activity("Answer our question").await["Status"], "InProgress");
}

#[tokio::test]
async fn a_journey_without_anything_for_the_lead_is_over_at_once() {
    let lead = bench().lead("already-done").await;
    assert_eq!(lead.journey().await["Status"], "Completed");
}

#[tokio::test]
async fn a_result_that_is_given_by_hand_completes_what_awaited_it() {
    let lead = bench().lead("checked-afterwards").await;
    let journey = lead.complete("A colleague checks this", json!([text(601, "x")])).await.ok();
    let checked = activity(&journey, "A colleague checks this");
    assert_eq!((&checked["Status"], &checked["AwaitingResult"]), (&json!("InProgress"), &json!(true)));
    assert_eq!(checked["CompletedDate"], Value::Null);
    let body = json!({"JourneyData": [text(601, "y")]});
    lead.send(completion(&checked, "another", &body)).await.is_refused(409, "ActivityNotAvailable");
    lead.bench.complete_by_hand(&checked).await;
    let checked = lead.activity("A colleague checks this").await;
    assert_eq!((&checked["Status"], &checked["AwaitingResult"]), (&json!("Completed"), &json!(false)));
}

#[tokio::test]
async fn a_result_may_come_by_itself() {
    let lead = bench().lead("checked-afterwards").await;
    lead.complete("A machine checks this", json!([text(602, "x")])).await.ok();
    lead.bench.advance(2).await;
    assert_eq!(lead.activity("A machine checks this").await["AwaitingResult"], true);
    lead.bench.advance(1).await;
    let checked = lead.activity("A machine checks this").await;
    assert_eq!(checked["CompletedDate"], "2022-04-07T13:05:03.000Z");
}

/// Three automatic stages in a row; nobody looks for a minute, and each still completes at its own moment.
#[tokio::test]
async fn what_happened_while_nobody_looked_happened_at_its_own_time() {
    let automatic =
        |name: &str, after: i64| json!([{"Name": name, "Type": "Lookup", "Role": "Kohomai", "CompletesAfter": after}]);
    let bench = bench_of(&json!([
        {"Id": 1, "Name": "A", "Activities": automatic("a", 10)},
        {"Id": 2, "Name": "Empty", "Activities": []},
        {"Id": 3, "Name": "B", "Activities": automatic("b", 20)},
        {"Id": 4, "Name": "C", "Activities": automatic("c", 30)}
    ]));
    let lead = bench.lead("test").await;
    bench.advance(59).await;
    let journey = lead.journey().await;
    assert_eq!(activity(&journey, "a")["CompletedDate"], "2022-04-07T13:05:10.000Z");
    assert_eq!(activity(&journey, "b")["CompletedDate"], "2022-04-07T13:05:30.000Z");
    assert_eq!(activity(&journey, "c")["Status"], "InProgress");
    assert_eq!(journey["changedDate"], "2022-04-07T13:05:30.000Z");
    bench.advance(1).await;
    assert_eq!(lead.journey().await["Status"], "Completed");
}

#[tokio::test]
async fn an_automatic_activity_may_give_a_value_that_the_decision_looks_at() {
    let score = json!({"DataPoint": {"Id": 7, "Name": "Score", "Type": "Integer"}, "DecimalValue": "80"});
    let bench = bench_of(&json!([
        {"Id": 1, "Name": "Score", "Activities": [
            {"Name": "Score the lead", "Type": "Score", "Role": "Kohomai", "Gives": [score]}],
         "Next": [{"If": {"DataPoint": {"Id": 7}, "AtLeast": "50"}, "Stage": 3}, {"Stage": 2}]},
        {"Id": 2, "Name": "Low", "Activities": [], "Next": [{"Stage": null}]},
        {"Id": 3, "Name": "High", "Activities": [{"Name": "Go on", "Type": "Form", "Role": "Lead"}]}
    ]));
    let journey = bench.lead("test").await.journey().await;
    assert_eq!(journey["JourneyData"], json!([score]));
    assert_eq!(stage_names(&journey)[1], ("High".to_owned(), "InProgress".to_owned()));
    assert_eq!(journey["Stages"].as_array().unwrap().len(), 2);
}
