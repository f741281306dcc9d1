//! The stand-ins for providers' pages: what they serve, and what the server learns from them.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::support::*;

#[tokio::test]
async fn the_film_comes_in_parts_and_is_readable_from_other_origins() {
    let bench = bench();
    let whole = bench.send_to_stand_ins(get("/media/welcome.webm")).await;
    assert_eq!((whole.status, whole.header("content-type")), (200, "video/webm"));
    assert_eq!((whole.header("accept-ranges"), whole.header("access-control-allow-origin")), ("bytes", "*"));
    assert!(whole.bytes.len() <= 40_000);
    let part = bench.send_to_stand_ins(get("/media/welcome.webm").header("Range", "bytes=100-199")).await;
    assert_eq!(part.status, 206);
    assert_eq!(part.header("content-range"), format!("bytes 100-199/{}", whole.bytes.len()));
    assert!(part.bytes == whole.bytes[100..200]);
    let outside = bench.send_to_stand_ins(get("/media/welcome.webm").header("Range", "bytes=99999-")).await;
    assert_eq!(outside.status, 416);
    let captions = bench.send_to_stand_ins(get("/media/welcome.fr.vtt")).await;
    assert_eq!(captions.header("content-type"), "text/vtt; charset=utf-8");
}

#[tokio::test]
async fn funnels_name_the_origins_of_this_run() {
    let journey = bench().lead("every-activity").await.journey().await;
    assert_eq!(
        activity(&journey, "Choose a time to talk")["Settings"]["URL"],
        "http://127.0.0.1:8081/calendly/acme/intro"
    );
    let document = &activity(&journey, "Read our terms")["Settings"]["Documents"][0];
    assert_eq!(document["URL"], "http://127.0.0.1:8080/internal/v1/files/terms.txt");
    assert!(!journey.to_string().contains("{StandIns}"));
}

#[tokio::test]
async fn an_unknown_behaviour_is_refused_and_a_reset_forgets_the_chosen_one() {
    let bench = bench();
    let choose = |name: &str| post("/sandbox/stand-ins").json(&json!({ "Behaviour": name }));
    let chosen = async || bench.send(get("/sandbox/stand-ins")).await.ok()["Behaviour"].clone();
    assert_eq!(chosen().await, "Normal");
    assert_eq!(bench.send(choose("Hostile")).await.status, 204);
    assert_eq!(chosen().await, "Hostile");
    bench.send(choose("Kind")).await.is_refused(400, "BadRequest");
    bench.send(post("/sandbox/reset")).await;
    assert_eq!(chosen().await, "Normal");
}

/// The address minted for an activity, as a path of the stand-ins.
async fn minted(lead: &Lead, name: &str) -> String {
    let path = format!("/internal/v1/activities/{}/handover", lead.activity(name).await["Id"]);
    let url = lead.send(post(&path)).await.ok()["URL"].as_str().unwrap().to_owned();
    url.strip_prefix("http://127.0.0.1:8081").unwrap().to_owned()
}

/// What the page at a minted address tells the server when somebody has finished.
fn report(path: &str) -> Call {
    post("/reports").json(&json!({"Token": path.rsplit('/').next().unwrap()}))
}

async fn claim(lead: &Lead, name: &str, message: &str) -> Answer {
    let path = format!("/internal/v1/activities/{}/outcome", lead.activity(name).await["Id"]);
    lead.send(post(&path).json(&json!({ "Message": message }))).await
}

#[tokio::test]
async fn a_claim_counts_once_the_provider_has_confirmed_it_and_never_before() {
    let lead = bench().lead("sign-documenso").await;
    let name = "Sign at Documenso";
    let before = lead.activity(name).await;
    let unchanged = claim(&lead, name, "Completed").await.ok();
    assert_eq!(activity(&unchanged, name), before);
    let body = json!({"Outcome": "Completed"});
    let refused = lead.send(completion(&before, "k", &body)).await;
    refused.is_refused(409, "NotConfirmed");
    assert_eq!(activity(&refused.json()["Journey"], name), before);

    let path = minted(&lead, name).await;
    assert_eq!(lead.bench.send_to_stand_ins(report(&path)).await.status, 202);
    assert_eq!(lead.activity(name).await["Status"], "Completed");
    assert_eq!(activity(&claim(&lead, name, "Completed").await.ok(), name)["Status"], "Completed");
    lead.send(completion(&before, "k", &body)).await.is_refused(409, "AlreadyCompleted");
    assert_eq!(lead.bench.send_to_stand_ins(report(&path)).await.status, 202, "a webhook may come twice");
}

#[tokio::test]
async fn what_awaits_a_result_waits_once_the_provider_has_reported() {
    let lead = bench().lead("veriff-frame").await;
    let name = "Verify your identity";
    let unchanged = claim(&lead, name, "Finished").await.ok();
    assert_eq!(activity(&unchanged, name)["AwaitingResult"], false);
    let path = minted(&lead, name).await;
    lead.bench.send_to_stand_ins(report(&path)).await;
    let waiting = lead.activity(name).await;
    assert_eq!((&waiting["Status"], &waiting["AwaitingResult"]), (&json!("InProgress"), &json!(true)));
    lead.bench.advance(10).await;
    assert_eq!(lead.activity(name).await["Status"], "Completed");
}

#[tokio::test]
async fn what_was_booked_at_a_public_address_is_confirmed_by_reference_and_still_to_be_completed() {
    let lead = bench().lead("calendly").await;
    let name = "Choose a time to talk";
    let booked = lead.activity(name).await;
    let body = json!({"Event": {"URI": "https://api.calendly.com/scheduled_events/1"}, "Invitee": {"URI": "x"}});
    lead.send(completion(&booked, "k", &body)).await.is_refused(409, "NotConfirmed");
    let references = json!({"References": ["front-office", booked["Id"].to_string()]});
    assert_eq!(lead.bench.send_to_stand_ins(post("/reports").json(&references)).await.status, 202);
    assert_eq!(lead.activity(name).await["Status"], "InProgress");
    let done = lead.send(completion(&booked, "k", &body)).await.ok();
    assert_eq!(activity(&done, name)["Status"], "Completed");
}

#[tokio::test]
async fn the_server_hears_nothing_from_pages_that_forge() {
    let lead = bench().lead("sign-docuseal").await;
    let path = minted(&lead, "Sign at DocuSeal").await;
    for behaviour in ["ForgedOrigin", "ForgedSource", "WrongTypes", "ServerSaysNo", "Hostile"] {
        lead.bench.send(post("/sandbox/stand-ins").json(&json!({ "Behaviour": behaviour }))).await;
        assert_eq!(lead.bench.send_to_stand_ins(report(&path)).await.status, 204, "{behaviour}");
    }
    assert_eq!(lead.activity("Sign at DocuSeal").await["Status"], "InProgress");
    lead.bench.send(post("/sandbox/stand-ins").json(&json!({"Behaviour": "Silent"}))).await;
    assert_eq!(lead.bench.send_to_stand_ins(report(&path)).await.status, 202);
    assert_eq!(lead.activity("Sign at DocuSeal").await["Status"], "Completed");
}

#[tokio::test]
async fn a_minted_address_opens_for_five_minutes_and_at_one_provider_once() {
    let bench = bench();
    let docusign = minted(&bench.lead("sign-docusign").await, "Sign at DocuSign").await;
    let veriff = minted(&bench.lead("veriff-frame").await, "Verify your identity").await;
    let late = minted(&bench.lead("veriff-redirect").await, "Verify your identity at Veriff").await;
    let status = async |path: &str| bench.send_to_stand_ins(get(path)).await.status;
    assert_eq!((status(&docusign).await, status(&docusign).await), (200, 410));
    bench.advance(299).await;
    assert_eq!(status(&veriff).await, 200);
    bench.advance(1).await;
    assert_eq!((status(&veriff).await, status(&late).await), (200, 410), "only the first opening must be in time");
}

#[tokio::test]
async fn a_page_that_must_not_be_framed_says_so() {
    let bench = bench();
    bench.send(post("/sandbox/stand-ins").json(&json!({"Behaviour": "NotLoading"}))).await;
    let page = bench.send_to_stand_ins(get("/calendly/acme/intro")).await;
    assert_eq!((page.status, page.header("x-frame-options")), (200, "DENY"));
    assert_eq!(bench.send_to_stand_ins(get("/media/welcome.webm")).await.status, 404);
}

#[tokio::test]
async fn documents_are_for_those_with_a_session_and_have_the_hash_that_the_funnel_names() {
    let lead = bench().lead("every-activity").await;
    let journey = lead.journey().await;
    for name in ["Sign the agreement", "Read our terms"] {
        for document in activity(&journey, name)["Settings"]["Documents"].as_array().unwrap() {
            let path = document["URL"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
            let answer = lead.send(get(path)).await;
            assert_eq!(answer.status, 200);
            assert_eq!(document["Hash"], format!("sha256:{:x}", Sha256::digest(&answer.bytes)), "{path}");
            lead.bench.send(get(path)).await.is_refused(401, "SessionEnded");
        }
    }
    lead.send(get("/internal/v1/files/secret.txt")).await.is_refused(404, "NotFound");
}
