//! Account sessions: logging in, the list, step-up by code, logging out, and whose they are.

use sandbox::{Options, SessionMode};
use serde_json::{Value, json};

use crate::support::*;

const LEAD: &str = "johndoe@gmail.com";
const PASSWORD: &str = "example password";

async fn log_in(bench: &Bench, email: &str, password: &str) -> Answer {
    let agent = "Mozilla/5.0 (X11; Linux x86_64)";
    let call = post("/internal/v1/sessions").header("User-Agent", agent);
    bench.send(call.json(&json!({"email": email, "password": password}))).await
}

/// The token and id of somebody who has logged in.
async fn logged_in(bench: &Bench, email: &str) -> (String, String) {
    let session = log_in(bench, email, PASSWORD).await.ok()["session"].clone();
    (session["token"].as_str().unwrap().to_owned(), session["id"].as_str().unwrap().to_owned())
}

fn session_call(method: &str, id: &str, token: &str) -> Call {
    call(method, &format!("/internal/v1/sessions/{id}")).bearer(token)
}

/// The codes sent so far, oldest first.
async fn codes(bench: &Bench) -> Vec<(String, String, String)> {
    let outbox = bench.send(get("/sandbox/outbox")).await.ok();
    let code = |message: &Value| {
        let text = message["Text"].as_str().unwrap();
        let code = text.strip_prefix("Your code is ").unwrap()[..5].to_owned();
        let word = |name: &str| message[name].as_str().unwrap().to_owned();
        assert!(text.ends_with(&format!("\n@127.0.0.1 #{code}")), "{text}");
        (word("Channel"), word("To"), code)
    };
    outbox["Messages"].as_array().unwrap().iter().map(code).collect()
}

async fn ask(bench: &Bench, (token, id): &(String, String), origin: Value) -> Answer {
    bench.send(session_call("POST", id, token).json(&json!({"secured": true, "codeOrigin": origin}))).await
}

async fn verify(bench: &Bench, (token, id): &(String, String), code: &str) -> Answer {
    bench.send(session_call("POST", id, token).json(&json!({ "code": code }))).await
}

#[tokio::test]
async fn a_log_in_leads_to_the_users_journey_as_a_link_would() {
    let bench = bench();
    let session = log_in(&bench, "JohnDoe@gmail.com", PASSWORD).await.ok()["session"].clone();
    assert_eq!(session["user"], json!({"id": "74590868830731162", "name": "John Doe"}));
    assert_eq!(session["location"]["name"], "Paris, France");
    assert_eq!(session["userAgent"], "Mozilla/5.0 (X11; Linux x86_64)");
    assert_eq!((&session["secured"], &session["creation"]), (&json!(false), &json!("2022-04-07T13:05:00.000Z")));
    let token = session["token"].as_str().unwrap();
    let current = bench.send(get("/internal/v1/session").bearer(token)).await.ok();
    assert_eq!((&current["Journey"]["Id"], &current["Role"]), (&json!(74_590_868_830_731_163_i64), &json!("Lead")));
    assert_eq!(current["Account"]["Id"], session["id"]);
}

#[tokio::test]
async fn a_stakeholder_logs_in_to_their_part_and_sees_nothing_else() {
    let bench = bench();
    let (token, _) = logged_in(&bench, "jane.partner@acme.test").await;
    let current = bench.send(get("/internal/v1/session").bearer(&token)).await.ok();
    assert_eq!(current["Role"], "Stakeholder");
    let path = format!("/api/v1/journeys/{}", current["Journey"]["Id"]);
    let journey = bench.send(get(&path).bearer(&token)).await.ok();
    let stages = journey["Stages"].as_array().unwrap();
    assert_eq!(stages.len(), 1);
    let activities = stages[0]["Activities"].as_array().unwrap();
    assert_eq!(activities.iter().map(|activity| &activity["Name"]).collect::<Vec<_>>(), ["Name a beneficial owner"]);
}

#[tokio::test]
async fn a_stakeholder_is_not_told_what_the_lead_answered() {
    let bench = bench();
    let lead = bench.lead("two-at-once").await;
    lead.complete("First form", json!([text(301, "the lead's")])).await.ok();
    let user = lead.activity("Name a beneficial owner").await["AssignedTo"]["User"].clone();
    let body = json!({"User": user, "Journey": {"Id": lead.journey_id}});
    let link = bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
    let stakeholder = bench.open(&link).await;
    assert_eq!(stakeholder.journey().await["JourneyData"], json!([]));
    stakeholder.complete("Name a beneficial owner", json!([text(303, "Jane")])).await.ok();
    assert_eq!(stakeholder.journey().await["JourneyData"][0]["StringValue"], "Jane");
    assert_eq!(lead.journey().await["JourneyData"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_wrong_is_not_told_and_a_closed_user_is_refused() {
    let bench = bench();
    let wrong = log_in(&bench, LEAD, "wrong").await;
    wrong.is_refused(401, "CredentialsInvalid");
    let unknown = log_in(&bench, "nobody@acme.test", PASSWORD).await;
    assert_eq!((unknown.status, unknown.json()), (401, wrong.json()));
    let without_password = log_in(&bench, "mary.lead@acme.test", PASSWORD).await;
    assert_eq!((without_password.status, without_password.json()), (401, wrong.json()));
    log_in(&bench, "closed@acme.test", "wrong").await.is_refused(401, "CredentialsInvalid");
    log_in(&bench, "closed@acme.test", PASSWORD).await.is_refused(403, "UserClosed");
    log_in(&bench, "", "").await.is_refused(422, "ValuesRefused");
}

#[tokio::test]
async fn after_five_wrong_tries_a_minute_must_pass() {
    let bench = bench();
    for _ in 0..5 {
        log_in(&bench, LEAD, "wrong").await.is_refused(401, "CredentialsInvalid");
    }
    let refused = log_in(&bench, LEAD, PASSWORD).await;
    refused.is_refused(429, "TooManyRequests");
    assert_eq!(refused.header("retry-after"), "60");
    assert_eq!(log_in(&bench, "jane.partner@acme.test", PASSWORD).await.status, 200, "others are not held up");
    bench.advance(60).await;
    assert_eq!(log_in(&bench, LEAD, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn passwords_are_kept_as_hashes_and_users_are_changed_by_hand() {
    let bench = bench();
    let lead = bench.lead("one-question").await;
    let path = format!("/sandbox/users/{}", lead.session["User"]["Id"]);
    let change = async |body: Value| bench.send(post(&path).json(&body)).await.status;
    assert_eq!(change(json!({"Password": "another password", "PhoneNumber": "+33600000000"})).await, 204);
    // Registered under the address of the seeds' John Doe, it is the same user.
    log_in(&bench, LEAD, PASSWORD).await.is_refused(401, "CredentialsInvalid");
    assert_eq!(log_in(&bench, LEAD, "another password").await.status, 200);
    assert_eq!(change(json!({"Closed": true})).await, 204);
    lead.send(get("/internal/v1/session")).await.is_refused(401, "SessionEnded");
    log_in(&bench, LEAD, "another password").await.is_refused(403, "UserClosed");
    bench.send(post("/sandbox/users/1").json(&json!({"Closed": true}))).await.is_refused(404, "NotFound");
}

#[tokio::test]
async fn the_other_sample_closes_the_session_early() {
    let bench = bench();
    let choose = |sample: &str| post("/sandbox/account-sessions").json(&json!({ "Sample": sample }));
    assert_eq!(bench.send(choose("ClosedEarly")).await.status, 204);
    let answer = log_in(&bench, LEAD, PASSWORD).await.ok();
    assert_eq!(answer["user"]["name"], "John Doe");
    let session = answer["session"].as_object().unwrap();
    assert_eq!(session.keys().collect::<Vec<_>>(), ["id", "location", "secured", "token"]);
    assert!(answer["userAgent"].is_string() && answer["creation"].is_string() && answer["lastAccessDate"].is_string());
    bench.send(choose("Other")).await.is_refused(400, "BadRequest");
}

#[tokio::test]
async fn the_list_has_the_users_own_sessions_page_by_page_the_last_used_first() {
    let bench = bench();
    let mut ids = Vec::new();
    for _ in 0..13 {
        bench.advance(1).await;
        ids.push(logged_in(&bench, LEAD).await);
    }
    logged_in(&bench, "jane.partner@acme.test").await;
    let (token, own) = ids.last().unwrap().clone();
    let list = async |query: &str| {
        let answer = bench.send(get(&format!("/internal/v1/sessions{query}")).bearer(&token)).await.ok();
        let sessions = answer["sessions"].as_array().unwrap().clone();
        let ids: Vec<String> = sessions.iter().map(|session| session["id"].as_str().unwrap().to_owned()).collect();
        (ids, answer["remaining"].as_i64().unwrap(), sessions)
    };
    let newest: Vec<String> = ids.iter().rev().map(|(_, id)| id.clone()).collect();
    let (first, remaining, sessions) = list("").await;
    assert_eq!((first.as_slice(), remaining), (&newest[..10], 3));
    assert_eq!(first[0], own);
    assert_eq!(sessions[0]["token"], token);
    assert!(sessions[1..].iter().all(|session| session["token"].is_null()), "other sessions' tokens are not told");
    let (second, remaining, _) = list(&format!("?after={}", first[9])).await;
    assert_eq!((second.as_slice(), remaining), (&newest[10..], 0));
    let (before, remaining, _) = list(&format!("?before={}", second[1])).await;
    assert_eq!((before.as_slice(), remaining), (&newest[1..11], 1));
    let between = list(&format!("?after={}&before={}", newest[2], newest[5])).await;
    assert_eq!(between.0.as_slice(), &newest[3..5]);
    bench.send(get("/internal/v1/sessions?after=none").bearer(&token)).await.is_refused(400, "BadRequest");
}

#[tokio::test]
async fn only_the_owner_reads_secures_or_ends_a_session() {
    let bench = bench();
    let (lead, lead_id) = logged_in(&bench, LEAD).await;
    let (other, other_id) = logged_in(&bench, "jane.partner@acme.test").await;
    bench.send(session_call("GET", &lead_id, &other)).await.is_refused(404, "NotFound");
    bench.send(session_call("DELETE", &lead_id, &other)).await.is_refused(404, "NotFound");
    ask(&bench, &(other.clone(), lead_id.clone()), json!("email")).await.is_refused(404, "NotFound");
    verify(&bench, &(other.clone(), lead_id.clone()), "12345").await.is_refused(404, "NotFound");
    bench.send(call("GET", &format!("/internal/v1/sessions/{lead_id}"))).await.is_refused(401, "SessionEnded");
    let (second, second_id) = logged_in(&bench, LEAD).await;
    assert_eq!(bench.send(session_call("GET", &lead_id, &second)).await.ok()["session"]["id"], lead_id);
    assert_eq!(bench.send(session_call("DELETE", &lead_id, &second)).await.ok(), json!({}));
    bench.send(get("/internal/v1/session").bearer(&lead)).await.is_refused(401, "SessionEnded");
    bench.send(session_call("DELETE", &lead_id, &second)).await.is_refused(404, "NotFound");
    assert_eq!(bench.send(session_call("DELETE", &second_id, &second)).await.status, 200);
    bench.send(get("/internal/v1/session").bearer(&second)).await.is_refused(401, "SessionEnded");
    assert_eq!(bench.send(session_call("GET", &other_id, &other)).await.status, 200);
}

#[tokio::test]
async fn a_code_secures_the_session_for_an_hour_under_a_new_id_and_token() {
    let bench = bench();
    let lead = bench.lead("secured").await;
    let id = lead.session["Account"]["Id"].as_str().unwrap().to_owned();
    let old = (lead.token.clone(), id.clone());
    let asked = ask(&bench, &old, Value::Null).await.ok();
    assert_eq!((&asked["session"]["id"], &asked["session"]["secured"]), (&json!(id), &json!(false)));
    ask(&bench, &old, json!("email")).await.ok();
    let sent = codes(&bench).await;
    assert_eq!((sent[0].0.as_str(), sent[0].1.as_str()), ("SMS", "+33687654321"));
    assert_eq!((sent[1].0.as_str(), sent[1].1.as_str()), ("Email", LEAD));

    // The older code stays valid after a resend.
    let secured = verify(&bench, &old, &sent[0].2).await.ok()["session"].clone();
    assert_eq!(secured["secured"], true);
    assert_ne!(secured["id"], id);
    assert_ne!(secured["token"], lead.token);
    lead.send(get("/internal/v1/session")).await.is_refused(401, "SessionEnded");

    let token = secured["token"].as_str().unwrap().to_owned();
    let current = bench.send(get("/internal/v1/session").bearer(&token)).await.ok();
    assert_eq!(current["Account"]["SecuredUntil"], "2022-04-07T14:05:00.000Z");
    let journey_id = lead.journey_id;
    let new = Lead { bench: bench.clone(), token, journey_id, session: current };
    new.send(post("/internal/v1/session/extension")).await.ok();
    bench.advance(3599).await;
    let iban = json!([text(1101, "FR7630006000011234567890189")]);
    new.complete("Bank details", iban).await.ok();
}

#[tokio::test]
async fn the_hour_ends_by_the_servers_clock() {
    let bench = Bench::with(Options { session_seconds: 7200, ..options() });
    let own = logged_in(&bench, LEAD).await;
    ask(&bench, &own, json!("sms")).await.ok();
    let code = codes(&bench).await[0].2.clone();
    let secured = verify(&bench, &own, &code).await.ok()["session"].clone();
    let (token, id) = (secured["token"].as_str().unwrap(), secured["id"].as_str().unwrap());
    bench.advance(3600).await;
    assert_eq!(bench.send(session_call("GET", id, token)).await.ok()["session"]["secured"], false);
}

#[tokio::test]
async fn a_code_has_five_tries_and_fifteen_minutes() {
    let bench = bench();
    let own = logged_in(&bench, LEAD).await;
    verify(&bench, &own, "12345").await.is_refused(422, "CodeInvalid");
    ask(&bench, &own, json!("email")).await.ok();
    let code = codes(&bench).await[0].2.clone();
    let wrong = if code == "00000" { "00001" } else { "00000" };
    for _ in 0..5 {
        verify(&bench, &own, wrong).await.is_refused(422, "CodeInvalid");
    }
    bench.advance(10).await;
    let exhausted = verify(&bench, &own, &code).await;
    exhausted.is_refused(429, "TooManyRequests");
    assert_eq!(exhausted.header("retry-after"), "890");

    ask(&bench, &own, json!("email")).await.ok();
    verify(&bench, &own, &code).await.is_refused(422, "CodeInvalid");
    let newer = codes(&bench).await[1].2.clone();
    bench.advance(900).await;
    verify(&bench, &own, &newer).await.is_refused(422, "CodeInvalid");
}

#[tokio::test]
async fn only_so_many_codes_are_sent() {
    let bench = bench();
    let own = logged_in(&bench, LEAD).await;
    for _ in 0..5 {
        ask(&bench, &own, json!("email")).await.ok();
    }
    let refused = ask(&bench, &own, json!("email")).await;
    refused.is_refused(429, "TooManyRequests");
    assert_eq!(refused.header("retry-after"), "900");
    let again = logged_in(&bench, LEAD).await;
    ask(&bench, &again, json!("email")).await.is_refused(429, "TooManyRequests");
    let other = logged_in(&bench, "jane.partner@acme.test").await;
    ask(&bench, &other, json!("email")).await.ok();
    bench.advance(900).await;
    ask(&bench, &again, json!("email")).await.ok();
    ask(&bench, &own, json!("pigeon")).await.is_refused(422, "ValuesRefused");
    let nothing = session_call("POST", &own.1, &own.0).json(&json!({}));
    bench.send(nothing).await.is_refused(422, "ValuesRefused");
}

#[tokio::test]
async fn by_cookie_no_token_is_told_and_foreign_pages_change_nothing() {
    let bench = Bench::with(Options { session_mode: SessionMode::Cookie, ..options() });
    let foreign = |call: Call| call.header("Origin", "https://evil.test");
    let log_in = post("/internal/v1/sessions").json(&json!({"email": LEAD, "password": PASSWORD}));
    bench.send(foreign(log_in.clone())).await.is_refused(403, "OriginRefused");
    let answer = bench.send(log_in).await;
    let cookie = |answer: &Answer| answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let session = answer.ok()["session"].clone();
    assert_eq!(session["token"], Value::Null);
    assert!(answer.header("set-cookie").contains("HttpOnly; SameSite=Lax"));
    let path = format!("/internal/v1/sessions/{}", session["id"].as_str().unwrap());
    let own = |method: &str| call(method, &path).header("Cookie", &cookie(&answer));
    bench.send(foreign(own("DELETE"))).await.is_refused(403, "OriginRefused");
    let code = json!({"secured": true});
    bench.send(foreign(own("POST").json(&code))).await.is_refused(403, "OriginRefused");
    bench.send(own("POST").json(&code)).await.ok();
    let code = codes(&bench).await[0].2.clone();
    let secured = bench.send(own("POST").json(&json!({ "code": code }))).await;
    assert_ne!(cookie(&secured), cookie(&answer), "a new token after the step-up");
    bench.send(own("GET")).await.is_refused(401, "SessionEnded");
    let path = format!("/internal/v1/sessions/{}", secured.ok()["session"]["id"].as_str().unwrap());
    let ended = bench.send(call("DELETE", &path).header("Cookie", &cookie(&secured))).await;
    assert_eq!(ended.ok(), json!({}));
    assert!(ended.header("set-cookie").starts_with("front_office_session=; Path=/; Max-Age=0;"));
}
