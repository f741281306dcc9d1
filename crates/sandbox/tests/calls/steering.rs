//! What tests and demos steer by.

use sandbox::Options;
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn a_reset_brings_the_seeds_back_and_gives_no_id_twice() {
    let bench = bench();
    let lead = bench.lead("one-question").await;
    bench.send(post("/internal/v1/autologin/renewal").json(&json!({"UUID": lead.session["UUID"]}))).await;
    bench.advance(100).await;
    bench.fault(&json!({"Path": "/**", "Drop": true})).await;
    assert_eq!(bench.send(post("/sandbox/reset")).await.status, 204);

    lead.send(get("/internal/v1/session")).await.is_refused(401, "SessionEnded");
    let calls = bench.send(get("/sandbox/log")).await.ok()["Calls"].clone();
    assert_eq!(calls.as_array().unwrap().len(), 1, "only the call after the reset");
    assert_eq!(bench.send(get("/sandbox/outbox")).await.ok(), json!({"Messages": []}));
    assert_eq!(bench.send(get("/sandbox/faults")).await.ok(), json!({"Faults": []}));
    let clock = bench.send(get("/sandbox/clock")).await.ok();
    assert_eq!(clock, json!({"Now": "2022-04-07T13:05:00.000Z", "AheadSeconds": 0}));
    let journeys = bench.send(get("/api/v1/journeys").bearer(KEY)).await.ok();
    assert_eq!(journeys.as_array().unwrap().len(), 5, "those of the seeds");
    assert!(bench.lead("one-question").await.journey_id > lead.journey_id);
}

#[tokio::test]
async fn the_clock_moves_forward_only() {
    let bench = bench();
    let advance = async |seconds| {
        let body = json!({ "AdvanceSeconds": seconds });
        bench.send(post("/sandbox/clock").json(&body)).await
    };
    assert_eq!(advance(json!(90)).await.ok()["Now"], "2022-04-07T13:06:30.000Z");
    for wrong in [json!(-1), json!(1.5), json!("90"), json!(null), json!(i64::MAX)] {
        advance(wrong).await.is_refused(422, "ValuesRefused");
    }
}

#[tokio::test]
async fn every_answer_is_dated_by_the_clock_that_judges_limits() {
    let bench = bench();
    bench.fault(&json!({"Path": "/internal/v1/session", "Status": 503})).await;
    bench.advance(3600).await;
    let calls = [get("/internal/v1/session"), get("/internal/v1/session"), get("/sandbox/clock"), get("/nothing")];
    for call in calls {
        let answer = bench.send(call).await;
        assert_eq!(answer.header("date"), "Thu, 07 Apr 2022 14:05:00 GMT", "{}", answer.text());
    }
}

#[tokio::test]
async fn the_log_tells_each_call_with_its_body_key_and_status() {
    let lead = bench().lead("one-question").await;
    let form = lead.activity("One question").await;
    assert_eq!(lead.bench.send(call("DELETE", "/sandbox/log")).await.status, 204);
    let body = json!({"TimeSpent": 1, "JourneyData": [text(801, "x")]});
    lead.send(completion(&form, "k1", &body)).await.ok();
    lead.send(completion(&form, "k2", &body)).await;
    lead.send(get("/api/v1/journeys/7?x=y")).await;
    let log = lead.bench.send(get("/sandbox/log")).await.ok();
    let calls = log["Calls"].as_array().unwrap();
    assert_eq!(calls.len(), 3);
    assert_eq!(calls[0]["Method"], "POST");
    assert_eq!(calls[0]["Path"], format!("/internal/v1/activities/{}/completion", form["Id"]));
    assert_eq!(calls[0]["Body"], body);
    assert_eq!((&calls[0]["IdempotencyKey"], &calls[0]["Status"]), (&json!("k1"), &json!(200)));
    assert_eq!((&calls[1]["IdempotencyKey"], &calls[1]["Status"]), (&json!("k2"), &json!(409)));
    assert_eq!((&calls[2]["Query"], &calls[2]["Body"]), (&json!("x=y"), &json!(null)));
    assert!(calls[0]["Number"].as_i64() < calls[1]["Number"].as_i64());
}

#[tokio::test]
async fn the_log_keeps_no_secret() {
    let bench = bench();
    let lead = bench.lead("one-question").await;
    let uuid = lead.session["UUID"].as_str().unwrap().to_owned();
    bench.send(get(&format!("/internal/v1/autologin?UUID={uuid}"))).await;
    bench.send(get(&format!("/internal/v1/{uuid}?token={}", lead.token)).bearer(&lead.token)).await;
    let log_in = json!({"email": "johndoe@gmail.com", "password": "example password"});
    bench.send(post("/internal/v1/sessions").json(&log_in)).await.ok();
    let cut = post("/internal/v1/sessions").json(&json!({})).bytes(log_in.to_string().trim_end_matches('}').as_bytes());
    bench.send(cut).await.is_refused(400, "BadRequest");
    let account = format!("/internal/v1/sessions/{}", lead.session["Account"]["Id"].as_str().unwrap());
    lead.send(post(&account).json(&json!({"code": "48151"}))).await.is_refused(422, "CodeInvalid");

    let log = bench.send(get("/sandbox/log")).await.text();
    for secret in [uuid.as_str(), &lead.token, "example password", "48151"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    assert!(log.contains("johndoe@gmail.com") && log.contains("\"code\":\"…\""), "{log}");
    let hash = log.split("\"UUID\":\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(log.contains(&format!("\"Query\":\"UUID={hash}\"")), "the link is told from others: {log}");
}

#[tokio::test]
async fn a_made_up_answer_keeps_the_call_from_working() {
    let lead = bench().lead("one-question").await;
    let fault = json!({"Method": "POST", "Path": "/internal/v1/activities/*/completion", "Status": 503,
        "Headers": {"Retry-After": "2"}, "Body": {"Code": "Busy", "status": 503}});
    lead.bench.fault(&fault).await;
    let refused = lead.complete("One question", json!([text(801, "x")])).await;
    refused.is_refused(503, "Busy");
    assert_eq!(refused.header("retry-after"), "2");
    assert_eq!(lead.activity("One question").await["Status"], "InProgress");
    let log = lead.bench.send(get("/sandbox/log")).await.ok();
    let calls = log["Calls"].as_array().unwrap();
    let completion = calls.iter().find(|call| call["Path"].as_str().unwrap().ends_with("completion")).unwrap();
    assert_eq!((&completion["Status"], &completion["Faulted"]), (&json!(null), &json!(true)));
    assert_eq!(lead.bench.send(get("/sandbox/faults")).await.ok()["Faults"][0]["Played"], 1);
    lead.complete("One question", json!([text(801, "x")])).await.ok();
}

#[tokio::test]
async fn a_lost_answer_is_lost_after_the_commit() {
    let lead = bench().lead("one-question").await;
    let path = "/internal/v1/activities/*/completion";
    lead.bench.fault(&json!({"Path": path, "When": "After", "Drop": true})).await;
    let lost = lead.complete("One question", json!([text(801, "x")])).await;
    assert!(!lost.complete);
    assert_eq!(lead.activity("One question").await["Status"], "Completed");
    lead.complete("One question", json!([text(801, "x")])).await.ok();
}

#[tokio::test]
async fn silence_may_follow_what_is_done() {
    let lead = bench().lead("one-question").await;
    let path = "/internal/v1/activities/*/completion";
    lead.bench.fault(&json!({"Path": path, "When": "After", "Delay": 600_000})).await;
    let completed = async { while lead.activity("One question").await["Status"] != "Completed" {} };
    tokio::select! {
        _ = lead.complete("One question", json!([text(801, "x")])) => panic!("an answer came"),
        () = completed => {}
    }
}

#[tokio::test]
async fn bodies_can_be_cut_replaced_and_blown_up() {
    let lead = bench().lead("one-question").await;
    let path = format!("/api/v1/journeys/{}", lead.journey_id);
    let faulty = async |fault: serde_json::Value| {
        let mut fault = fault;
        fault["Path"] = json!("/api/v1/journeys/*");
        lead.bench.fault(&fault).await;
        lead.send(get(&path)).await
    };
    let cut = faulty(json!({"Cut": 40})).await;
    assert!(!cut.complete);
    assert!(cut.header("content-length").parse::<usize>().unwrap() > 40);

    let page = faulty(json!({"Status": 502, "Text": "<h1>Bad gateway</h1>"})).await;
    assert_eq!((page.status, page.text().as_str()), (502, "<h1>Bad gateway</h1>"));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");

    let blanks = faulty(json!({"Size": 5_000_000})).await;
    assert_eq!((blanks.status, blanks.bytes.len()), (200, 5_000_000));
    assert_eq!(blanks.header("content-length"), "5000000");
    let faults = lead.bench.send(get("/sandbox/faults")).await.ok();
    assert_eq!(faults["Faults"][2]["HandedOut"], 5_000_000);

    let wrong_shape = faulty(json!({"Body": {"Id": "x"}})).await;
    assert_eq!(wrong_shape.ok(), json!({"Id": "x"}));
    assert_eq!(wrong_shape.header("content-type"), "application/json");
    lead.send(get(&path)).await.ok();
}

#[tokio::test]
async fn what_is_no_fault_is_refused() {
    let bench = bench();
    for fault in [
        json!({}),
        json!({"Path": "/x", "Stauts": 503}),
        json!({"Path": "/x", "Status": 7}),
        json!({"Path": "/x", "Headers": {"a b": "c"}}),
        json!({"Path": "/x", "Times": -1}),
    ] {
        bench.send(post("/sandbox/faults").json(&fault)).await.is_refused(400, "BadRequest");
    }
    assert_eq!(bench.send(call("DELETE", "/sandbox/faults")).await.status, 204);
}

#[tokio::test]
async fn steering_by_hand_refuses_what_cannot_be() {
    let lead = bench().lead("two-at-once").await;
    let last = lead.activity("Last form").await;
    let path = format!("/sandbox/activities/{}/complete", last["Id"]);
    lead.bench.send(post(&path)).await.is_refused(409, "ActivityNotAvailable");
    for path in ["/sandbox/activities/7/complete", "/sandbox/journeys/7/cancel", "/sandbox/journeys/7/end-sessions"] {
        lead.bench.send(post(path)).await.is_refused(404, "NotFound");
    }
}

#[tokio::test]
async fn a_server_for_others_has_no_steering() {
    let bench = Bench::with(Options { steering: false, ..options() });
    for path in ["/sandbox", "/sandbox/log", "/sandbox/outbox", "/sandbox/clock"] {
        bench.send(get(path)).await.is_refused(404, "NotFound");
    }
    bench.send(post("/sandbox/reset")).await.is_refused(404, "NotFound");
    bench.lead("one-question").await;
}

#[tokio::test]
async fn pages_elsewhere_cannot_steer() {
    let bench = bench();
    let foreign = post("/sandbox/reset").header("Origin", "https://evil.test");
    bench.send(foreign).await.is_refused(403, "OriginRefused");
    let rebound = get("/sandbox/log").header("Host", "evil.test:8080");
    bench.send(rebound).await.is_refused(403, "OriginRefused");
    for host in ["127.0.0.1:8080", "localhost", "localhost:1", "[::1]:8080"] {
        assert_eq!(bench.send(get("/sandbox/log").header("Host", host)).await.status, 200, "{host}");
    }
}

fn form(path: &str, fields: &str) -> Call {
    post(path).header("Content-Type", "application/x-www-form-urlencoded").bytes(fields.as_bytes())
}

#[tokio::test]
async fn the_page_registers_a_lead_and_shows_the_link() {
    let bench = bench();
    let fields = "funnel=8&firstname=%3Cb%3EJane&lastname=Doe&email=jane%40acme.test&redirect=";
    let answer = bench.send(form("/sandbox/page/register", fields)).await;
    assert_eq!(answer.status, 303);
    let page = bench.send(get(answer.header("location"))).await;
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(html.contains("&lt;b&gt;Jane Doe: One question, InProgress"));
    assert!(!html.contains("<b>Jane"));
    let uuid = answer.header("location").rsplit('=').next().unwrap();
    assert!(html.contains(&format!("href=\"http://127.0.0.1:8080/internal/v1/autologin?UUID={uuid}\"")));
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    bench.redeem(&json!({ "UUID": uuid })).await.ok();
    assert_eq!(bench.send(get("/sandbox/page.css")).await.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_page_says_who_can_log_in() {
    let bench = bench();
    let html = bench.send(get("/sandbox")).await.text();
    assert!(html.contains("<td>Sam Several</td><td>sam.several@acme.test</td><td></td>"));
    assert!(html.contains("<td>closed@acme.test</td><td>closed</td>") && !html.contains("<td>Mary Lead</td>"));
    let password = html.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0;
    let log_in = json!({"email": "sam.several@acme.test", "password": password});
    bench.send(post("/internal/v1/sessions").json(&log_in)).await.ok();
}

#[tokio::test]
async fn the_page_moves_a_journey() {
    let lead = bench().lead("nothing-to-do").await;
    let check = lead.activity("Check the request").await;
    let html = lead.bench.send(get("/sandbox")).await.text();
    assert!(html.contains(&format!("name=\"activity\" value=\"{}\"", check["Id"])));
    let fields = format!("journey={}&activity={}", lead.journey_id, check["Id"]);
    assert_eq!(lead.bench.send(form("/sandbox/page/complete", &fields)).await.status, 303);
    assert_eq!(lead.activity("Check the request").await["Status"], "Completed");

    let fields = format!("journey={}&user={}", lead.journey_id, lead.session["User"]["Id"]);
    let opened = lead.bench.send(form("/sandbox/page/open", &fields)).await;
    let uuid = opened.header("location").rsplit('=').next().unwrap();
    let session = lead.bench.redeem(&json!({ "UUID": uuid })).await.ok();
    assert_eq!(session["RedirectURL"], "https://www.myapp.com");
    lead.bench.send(form("/sandbox/page/open", "journey=7&user=7")).await.is_refused(404, "NotFound");

    lead.bench.send(form("/sandbox/page/cancel", &fields)).await;
    assert_eq!(lead.journey().await["Status"], "Cancelled");
    lead.bench.send(form("/sandbox/page/cancel", "journey=")).await.is_refused(400, "BadRequest");
}
