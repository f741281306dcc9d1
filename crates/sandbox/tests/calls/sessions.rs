//! Sessions: carried by token or cookie, ended by the clock, extended, refused to forged calls.

use sandbox::{Options, SessionMode};
use serde_json::{Value, json};

use crate::support::*;

fn cookie_options(public_url: &str) -> Options {
    let session_mode = SessionMode::Cookie;
    Options { session_mode, public_url: public_url.to_owned(), ..options() }
}

fn cookie_bench(public_url: &str) -> Bench {
    Bench::with(cookie_options(public_url))
}

/// The name and value of the cookie that an answer sets.
fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn by_token_no_cookie_is_set_and_the_session_is_found_again() {
    let bench = bench();
    let link = bench.register("one-question").await;
    let answer = bench.redeem(&link).await;
    assert_eq!(answer.header("set-cookie"), "");
    let session = answer.ok();
    let token = session["Token"].as_str().unwrap();
    assert_eq!(token.len(), 64);
    let again = bench.send(get("/internal/v1/session").bearer(token)).await.ok();
    assert_eq!(again, session);
}

#[tokio::test]
async fn by_cookie_no_token_is_told_and_scripts_cannot_read_the_cookie() {
    let bench = cookie_bench("http://127.0.0.1:8080");
    let link = bench.register("one-question").await;
    let answer = bench.redeem(&link).await;
    assert_eq!(answer.ok()["Token"], Value::Null);
    let attributes = answer.header("set-cookie").split_once("; ").unwrap().1;
    assert_eq!(attributes, "Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
    let call = get("/internal/v1/session").header("Cookie", &format!("other=1; {}", cookie_of(&answer)));
    assert_eq!(bench.send(call).await.ok()["UUID"], link["UUID"]);
}

#[tokio::test]
async fn behind_https_the_cookie_is_secure() {
    let bench = cookie_bench("https://sandbox.test");
    let link = bench.register("one-question").await;
    let answer = bench.redeem(&link).await;
    assert!(answer.header("set-cookie").ends_with("SameSite=Lax; Secure"));
    // The browser lets nobody but this host set a cookie of that name.
    let cookie = cookie_of(&answer);
    assert!(cookie.starts_with("__Host-front_office_session="));
    let call = get("/internal/v1/session").header("Cookie", &cookie);
    bench.send(call).await.ok();
    let other = get("/internal/v1/session").header("Cookie", cookie.trim_start_matches("__Host-"));
    bench.send(other).await.is_refused(401, "SessionEnded");
}

#[tokio::test]
async fn a_funnel_may_choose_its_own_way() {
    let bench = cookie_bench("http://127.0.0.1:8080");
    assert!(bench.lead("by-token").await.session["Token"].is_string());
}

#[tokio::test]
async fn a_session_ends_by_the_clock_and_an_extension_moves_the_end() {
    let lead = bench().lead("one-question").await;
    lead.bench.advance(3599).await;
    let extended = lead.send(post("/internal/v1/session/extension")).await.ok();
    assert_eq!(extended["Account"]["ExpiresAt"], "2022-04-07T15:04:59.000Z");
    lead.bench.advance(3599).await;
    lead.send(get("/internal/v1/session")).await.ok();
    lead.bench.advance(1).await;
    lead.send(get("/internal/v1/session")).await.is_refused(401, "SessionEnded");
    lead.send(post("/internal/v1/session/extension")).await.is_refused(401, "SessionEnded");
}

#[tokio::test]
async fn a_session_has_an_end_that_no_extension_moves() {
    let options =
        Options { session_seconds: 600, longest_session_seconds: 1000, ..cookie_options("http://127.0.0.1:8080") };
    let bench = Bench::with(options);
    let link = bench.register("one-question").await;
    let cookie = cookie_of(&bench.redeem(&link).await);
    let extend = || post("/internal/v1/session/extension").header("Cookie", &cookie);
    bench.advance(300).await;
    assert_eq!(bench.send(extend()).await.ok()["Account"]["ExpiresAt"], "2022-04-07T13:20:00.000Z");
    for seconds in [100, 200] {
        bench.advance(seconds).await;
        let answer = bench.send(extend()).await;
        assert_eq!(answer.ok()["Account"]["ExpiresAt"], "2022-04-07T13:21:40.000Z");
    }
    let answer = bench.send(extend()).await;
    assert!(answer.header("set-cookie").contains("; Max-Age=400; "), "{}", answer.header("set-cookie"));
    bench.advance(400).await;
    bench.send(extend()).await.is_refused(401, "SessionEnded");
}

#[tokio::test]
async fn who_comes_in_anew_leaves_the_session_they_had() {
    let bench = cookie_bench("http://127.0.0.1:8080");
    let (first, second) = (bench.register("one-question").await, bench.register("two-at-once").await);
    let alive = async |cookie: &str| bench.send(get("/internal/v1/session").header("Cookie", cookie)).await.status;
    let own = cookie_of(&bench.redeem(&first).await);
    let elsewhere = cookie_of(&bench.redeem(&second).await);

    let spend =
        |link: &Value| post("/internal/v1/autologin").json(&json!({"UUID": link["UUID"]})).header("Cookie", &own);
    bench.send(spend(&first)).await.is_refused(410, "LinkUsed");
    assert_eq!(alive(&own).await, 200, "a link that opens nothing ends nothing");
    let third = bench.register("one-question").await;
    let next = cookie_of(&bench.send(spend(&third)).await);
    assert_eq!((alive(&own).await, alive(&next).await, alive(&elsewhere).await), (401, 200, 200));

    let log_in = |password: &str| {
        let body = json!({"email": "jane.partner@acme.test", "password": password});
        post("/internal/v1/sessions").json(&body).header("Cookie", &next)
    };
    bench.send(log_in("wrong")).await.is_refused(401, "CredentialsInvalid");
    assert_eq!(alive(&next).await, 200);
    let jane = cookie_of(&bench.send(log_in("example password")).await);
    assert_eq!((alive(&next).await, alive(&jane).await, alive(&elsewhere).await), (401, 200, 200));
}

#[tokio::test]
async fn who_comes_in_anew_by_token_leaves_the_session_they_had_too() {
    let lead = bench().lead("one-question").await;
    let link = lead.bench.register("two-at-once").await;
    lead.send(post("/internal/v1/autologin").json(&json!({"UUID": link["UUID"]}))).await.ok();
    lead.send(get("/internal/v1/session")).await.is_refused(401, "SessionEnded");
}

#[tokio::test]
async fn a_foreign_page_does_not_spend_a_link() {
    let bench = cookie_bench("http://127.0.0.1:8080");
    let link = bench.register("one-question").await;
    let spend = post("/internal/v1/autologin").json(&json!({"UUID": link["UUID"]}));
    bench.send(spend.header("Origin", "https://evil.test")).await.is_refused(403, "OriginRefused");
    bench.redeem(&link).await.ok();
}

#[tokio::test]
async fn without_a_session_every_call_of_the_journey_is_refused() {
    let bench = bench();
    let lead = bench.lead("one-question").await;
    let activity = format!("/internal/v1/activities/{}", lead.activity("One question").await["Id"]);
    let calls = [
        get("/internal/v1/session"),
        post("/internal/v1/session/extension"),
        get(&format!("/api/v1/journeys/{}", lead.journey_id)),
        post(&format!("{activity}/completion")).header("Idempotency-Key", "k").json(&serde_json::json!({})),
        call("PUT", &format!("{activity}/draft")).json(&serde_json::json!({"JourneyData": []})),
        post(&format!("{activity}/handover")),
        post(&format!("{activity}/outcome")).json(&serde_json::json!({"Message": "Finished"})),
    ];
    for call in calls {
        bench.send(call.clone()).await.is_refused(401, "SessionEnded");
        bench.send(call.bearer("not-a-token")).await.is_refused(401, "SessionEnded");
    }
}

#[tokio::test]
async fn a_cookie_does_not_let_a_foreign_page_change_anything() {
    let bench = cookie_bench("http://127.0.0.1:8080");
    let link = bench.register("one-question").await;
    let cookie = cookie_of(&bench.redeem(&link).await);
    let extend = |origin| post("/internal/v1/session/extension").header("Cookie", &cookie).header("Origin", origin);
    bench.send(extend("https://evil.test")).await.is_refused(403, "OriginRefused");
    bench.send(extend("null")).await.is_refused(403, "OriginRefused");
    bench.send(extend("http://127.0.0.1:8080")).await.ok();
}

#[tokio::test]
async fn sessions_of_a_journey_can_be_ended_alone() {
    let bench = bench();
    let (one, other) = (bench.lead("one-question").await, bench.lead("one-question").await);
    let path = format!("/sandbox/journeys/{}/end-sessions", one.journey_id);
    assert_eq!(bench.send(post(&path)).await.status, 204);
    one.send(get("/internal/v1/session")).await.is_refused(401, "SessionEnded");
    other.send(get("/internal/v1/session")).await.ok();
}
