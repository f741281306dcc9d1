//! Handing over to a provider and hearing what its page claimed.

use serde_json::json;

use crate::support::*;

fn provider_funnel() -> Bench {
    let activity = |name: &str, awaits: bool| {
        json!({"Name": name, "Type": "Signature", "Role": "Lead", "AwaitsResult": awaits,
               "Settings": {"Provider": "DocuSeal", "Mode": "Redirect"}})
    };
    bench_of(
        &json!([{"Id": 1, "Name": "Sign", "Activities": [activity("Signed there", true), activity("Signed here", false)]}]),
    )
}

#[tokio::test]
async fn each_handover_mints_another_address_for_five_minutes() {
    let lead = provider_funnel().lead("test").await;
    let path = format!("/internal/v1/activities/{}/handover", lead.activity("Signed there").await["Id"]);
    let (one, other) = (lead.send(post(&path)).await.ok(), lead.send(post(&path)).await.ok());
    assert_eq!(one["ValidUntil"], "2022-04-07T13:10:00.000Z");
    assert_ne!(one["URL"], other["URL"]);
    let address = one["URL"].as_str().unwrap().strip_prefix("http://127.0.0.1:8081/docuseal/").unwrap();
    assert_eq!(lead.bench.send_to_stand_ins(get(&format!("/docuseal/{address}"))).await.status, 200);
}

#[tokio::test]
async fn what_is_not_available_is_not_handed_over() {
    let lead = provider_funnel().lead("test").await;
    let there = lead.activity("Signed there").await;
    lead.send(completion(&there, "k", &json!({"Outcome": "Completed"}))).await.ok();
    let path = format!("/internal/v1/activities/{}/handover", there["Id"]);
    let refused = lead.send(post(&path)).await;
    refused.is_refused(409, "ActivityNotAvailable");
    assert_eq!(refused.json()["Journey"]["Id"], lead.journey_id);
}

#[tokio::test]
async fn a_claim_starts_the_waiting_but_completes_nothing() {
    let lead = provider_funnel().lead("test").await;
    let claim = async |name: &str, message: &str| {
        let path = format!("/internal/v1/activities/{}/outcome", lead.activity(name).await["Id"]);
        lead.send(post(&path).json(&json!({ "Message": message }))).await
    };
    let declined = claim("Signed there", "Declined").await.ok();
    assert_eq!(activity(&declined, "Signed there")["AwaitingResult"], false);
    let completed = claim("Signed there", "Completed").await;
    assert!(completed.header("etag").starts_with('"'));
    let there = activity(&completed.ok(), "Signed there");
    assert_eq!((&there["Status"], &there["AwaitingResult"]), (&json!("InProgress"), &json!(true)));
    let here = activity(&claim("Signed here", "Completed").await.ok(), "Signed here");
    assert_eq!((&here["Status"], &here["AwaitingResult"]), (&json!("InProgress"), &json!(false)));
    claim("Signed here", "Nonsense").await.is_refused(422, "ValuesRefused");
}
