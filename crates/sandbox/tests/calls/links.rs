//! The link: a page to GET, spent once by POST, expiring, renewed by mail.

use std::sync::Arc;

use sandbox::{Database, Options};
use serde_json::json;
use tokio::sync::Barrier;

use crate::support::*;

#[tokio::test]
async fn looking_at_the_link_spends_nothing() {
    let bench = bench();
    let link = bench.register("one-question").await;
    let address = format!("/internal/v1/autologin?UUID={}", link["UUID"].as_str().unwrap());
    for _ in 0..3 {
        bench.send(get(&address)).await;
    }
    bench.redeem(&link).await.ok();
}

#[tokio::test]
async fn a_link_opens_the_session_once() {
    let bench = bench();
    let link = bench.register("one-question").await;
    let session = bench.redeem(&link).await.ok();
    assert_eq!(session["UUID"], link["UUID"]);
    assert_eq!(session["RedirectURL"], "https://www.myapp.com");
    assert_eq!(session["Role"], "Lead");
    let mut user = link["User"].clone();
    user["ContactPrefs"] = json!({"Email": "johndoe@gmail.com"});
    assert_eq!(session["User"], user);
    assert_eq!(session["Account"]["ExpiresAt"], "2022-04-07T14:05:00.000Z");
    assert_eq!(session["Account"]["Id"].as_str().unwrap().len(), 24);
    assert_eq!(session["Workspace"]["Name"], "Acme");
    bench.redeem(&link).await.is_refused(410, "LinkUsed");
}

#[tokio::test]
async fn a_link_is_known_in_either_letter_case() {
    let bench = bench();
    let link = bench.register("one-question").await;
    let upper = link["UUID"].as_str().unwrap().to_uppercase();
    bench.redeem(&json!({ "UUID": upper })).await.ok();
}

#[tokio::test]
async fn a_link_expires_five_minutes_after_it_was_made() {
    let bench = bench();
    let (early, late) = (bench.register("one-question").await, bench.register("one-question").await);
    bench.advance(299).await;
    bench.redeem(&early).await.ok();
    bench.advance(1).await;
    bench.redeem(&late).await.is_refused(410, "LinkExpired");
}

#[tokio::test]
async fn what_is_no_link_is_refused() {
    let bench = bench();
    let redeem = async |body| bench.send(post("/internal/v1/autologin").json(&body)).await;
    redeem(json!({"UUID": "2bb35288-f2ac-4c68-b7aa-51acd82af485"})).await.is_refused(404, "LinkUnknown");
    redeem(json!({"UUID": "2bb35288f2ac4c68b7aa51acd82af485"})).await.is_refused(422, "ValuesRefused");
    redeem(json!({"UUID": "xxx"})).await.is_refused(422, "ValuesRefused");
    redeem(json!({"UUID": 5})).await.is_refused(422, "ValuesRefused");
    redeem(json!({})).await.is_refused(422, "ValuesRefused");
}

#[tokio::test]
async fn guessing_is_slowed_down_and_real_links_go_on_working() {
    let bench = bench();
    let link = bench.register("one-question").await;
    let guess = json!({"UUID": "2bb35288-f2ac-4c68-b7aa-51acd82af485"});
    for _ in 0..60 {
        bench.redeem(&guess).await.is_refused(404, "LinkUnknown");
    }
    let refused = bench.redeem(&guess).await;
    refused.is_refused(429, "TooManyRequests");
    assert_eq!(refused.header("retry-after"), "60");
    bench.redeem(&link).await.ok();
    bench.advance(60).await;
    bench.redeem(&guess).await.is_refused(404, "LinkUnknown");
}

#[tokio::test]
async fn renewal_mails_a_new_link_and_tells_nothing() {
    let bench = bench();
    let old = bench.register("one-question").await;
    bench.redeem(&old).await.ok();
    let renew = async |uuid: &serde_json::Value| {
        let body = json!({ "UUID": uuid });
        bench.send(post("/internal/v1/autologin/renewal").json(&body)).await
    };
    let unknown = renew(&json!("2bb35288-f2ac-4c68-b7aa-51acd82af485")).await;
    let known = renew(&old["UUID"]).await;
    assert_eq!((known.status, unknown.status), (202, 202));
    assert_eq!((known.bytes.len(), unknown.bytes.len()), (0, 0));

    let messages = bench.send(get("/sandbox/outbox")).await.ok()["Messages"].clone();
    assert_eq!(messages.as_array().unwrap().len(), 1);
    assert_eq!(messages[0]["To"], "johndoe@gmail.com");
    assert_eq!(messages[0]["Channel"], "Email");
    let url = messages[0]["URL"].as_str().unwrap();
    assert!(messages[0]["Text"].as_str().unwrap().contains(url));
    let uuid = url.rsplit('=').next().unwrap();
    let session = bench.redeem(&json!({ "UUID": uuid })).await.ok();
    assert_eq!(session["RedirectURL"], old["RedirectURL"]);
    assert_eq!(session["User"]["Id"], old["User"]["Id"]);
}

#[tokio::test]
async fn no_mailbox_is_flooded_with_new_links() {
    let bench = bench();
    let (one, other) = (bench.register("one-question").await, bench.register("two-at-once").await);
    let renew = async |link: &serde_json::Value| {
        let body = json!({"UUID": link["UUID"]});
        assert_eq!(bench.send(post("/internal/v1/autologin/renewal").json(&body)).await.status, 202);
    };
    let mails = async || bench.send(get("/sandbox/outbox")).await.ok()["Messages"].as_array().unwrap().len();
    for link in [&one, &one, &other, &one, &other] {
        renew(link).await;
    }
    assert_eq!(mails().await, 3, "both links are John Doe's");
    bench.advance(299).await;
    renew(&one).await;
    assert_eq!(mails().await, 3);
    bench.advance(1).await;
    renew(&one).await;
    assert_eq!(mails().await, 4);
}

/// Two programs on one file, eight tries each at the same moment: the file's lock and the link's own row decide,
/// not a lock inside one program.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_simultaneous_redemptions_exactly_one_wins() {
    let folder = crate::pages::Folder::new();
    let open = || Database::open(&folder.path.join("race.sqlite")).unwrap();
    let benches = [Bench::over(open(), options()), Bench::over(open(), Options { ..options() })];
    for _ in 0..5 {
        let link = benches[0].register("one-question").await;
        let barrier = Arc::new(Barrier::new(16));
        let tries: Vec<_> = (0..16)
            .map(|number| {
                let (bench, link, barrier) = (benches[number % 2].clone(), link.clone(), barrier.clone());
                tokio::spawn(async move {
                    barrier.wait().await;
                    bench.redeem(&link).await
                })
            })
            .collect();
        let mut won = 0;
        for attempt in tries {
            let answer = attempt.await.unwrap();
            match answer.status {
                200 => won += 1,
                _ => answer.is_refused(410, "LinkUsed"),
            }
        }
        assert_eq!(won, 1);
    }
}
