//! Somebody with several journeys: what a log-in offers, and which of them a session may open.

use sandbox::{Options, SessionMode};
use serde_json::{Value, json};

use crate::support::*;

const SAM: &str = "sam.several@acme.test";
const ONE_QUESTION: i64 = 74_590_868_830_731_171;
const SECURED: i64 = 74_590_868_830_731_172;
const AS_STAKEHOLDER: i64 = 74_590_868_830_731_170;
/// Mary's.
const ANOTHERS: i64 = 74_590_868_830_731_165;

/// Logs in: the session as the page reads it.
async fn logged_in(bench: &Bench, email: &str) -> Lead {
    let body = json!({"email": email, "password": "example password"});
    let session = bench.send(post("/internal/v1/sessions").json(&body)).await.ok();
    let token = session["session"]["token"].as_str().unwrap().to_owned();
    let session = bench.send(get("/internal/v1/session").bearer(&token)).await.ok();
    let journey_id = session["Journey"]["Id"].as_i64().unwrap_or_default();
    Lead { bench: bench.clone(), token, journey_id, session }
}

fn choice(journey_id: impl Into<Value>) -> Call {
    post("/internal/v1/session/journey").json(&json!({"Journey": {"Id": journey_id.into()}}))
}

fn journey(id: i64) -> Call {
    get(&format!("/api/v1/journeys/{id}"))
}

fn ids(session: &Value) -> Vec<i64> {
    session["Journeys"].as_array().unwrap().iter().map(|offer| offer["Id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn somebody_with_several_journeys_is_in_none_until_they_choose() {
    let sam = logged_in(&bench(), SAM).await;
    let offered = json!([
        {"Id": SECURED, "Name": "Secured session", "Status": "InProgress", "Role": "Lead"},
        {"Id": ONE_QUESTION, "Name": "One question", "Status": "InProgress", "Role": "Lead"},
        {"Id": AS_STAKEHOLDER, "Name": "Joint account", "Status": "InProgress", "Role": "Stakeholder"},
    ]);
    assert_eq!(sam.session["Journeys"], offered);
    for attribute in ["Journey", "Role", "RedirectURL"] {
        assert_eq!(sam.session[attribute], Value::Null, "{attribute}");
    }
    assert_eq!(sam.session["Workspace"]["Name"], "Acme");
    for id in [SECURED, ONE_QUESTION, AS_STAKEHOLDER] {
        sam.send(journey(id)).await.is_refused(404, "NotFound");
    }
    let seen = sam.bench.send(journey(SECURED).bearer(KEY)).await.ok();
    let draft = format!("/internal/v1/activities/{}/draft", activity(&seen, "Bank details")["Id"]);
    sam.send(call("PUT", &draft).json(&json!({"JourneyData": []}))).await.is_refused(404, "NotFound");
}

#[tokio::test]
async fn a_choice_binds_the_session_to_that_journey_and_may_be_made_again() {
    let bench = bench();
    let body = json!({"Journey": {"Id": ONE_QUESTION}, "RedirectURL": "https://www.myapp.com"});
    bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
    let mut sam = logged_in(&bench, SAM).await;
    let chosen = sam.send(choice(ONE_QUESTION)).await.ok();
    assert_eq!((&chosen["Journey"], &chosen["Role"]), (&json!({"Id": ONE_QUESTION}), &json!("Lead")));
    assert_eq!(chosen["RedirectURL"], "https://www.myapp.com");
    assert_eq!(chosen["Account"], sam.session["Account"], "the same session");
    assert_eq!(ids(&chosen).len(), 3, "the others are still offered");
    assert_eq!(sam.send(get("/internal/v1/session")).await.ok(), chosen);
    assert_eq!(sam.send(choice(ONE_QUESTION)).await.ok(), chosen, "chosen again, it stays as it is");
    sam.journey_id = ONE_QUESTION;
    sam.complete("One question", json!([text(801, "x")])).await.ok();

    let chosen = sam.send(choice(AS_STAKEHOLDER.to_string())).await.ok();
    assert_eq!((&chosen["Role"], &chosen["RedirectURL"]), (&json!("Stakeholder"), &Value::Null));
    assert_eq!(ids(&chosen), [SECURED, AS_STAKEHOLDER, ONE_QUESTION], "what is completed comes last");
    sam.send(journey(ONE_QUESTION)).await.is_refused(404, "NotFound");
    let part = sam.send(journey(AS_STAKEHOLDER)).await.ok();
    let activities = part["Stages"][0]["Activities"].as_array().unwrap();
    assert_eq!(activities.iter().map(|activity| &activity["Name"]).collect::<Vec<_>>(), ["About the joint holder"]);
}

#[tokio::test]
async fn anothers_journey_is_as_unknown_as_none() {
    let sam = logged_in(&bench(), SAM).await;
    let unknown = sam.send(choice(7)).await;
    unknown.is_refused(404, "NotFound");
    for wrong in [json!(ANOTHERS), json!("xxx"), json!(ANOTHERS.to_string())] {
        let refused = sam.send(choice(wrong)).await;
        assert_eq!((refused.status, refused.json()), (404, unknown.json()));
    }
    for body in [json!({}), json!({"Journey": null}), json!({"Journey": {}}), json!({"Journey": 7})] {
        let call = post("/internal/v1/session/journey").json(&body);
        sam.send(call).await.is_refused(422, "ValuesRefused");
    }
    assert_eq!(sam.send(get("/internal/v1/session")).await.ok(), sam.session);
    sam.bench.send(choice(ONE_QUESTION)).await.is_refused(401, "SessionEnded");
}

#[tokio::test]
async fn a_link_opens_its_own_journey_only() {
    let bench = bench();
    let body = json!({"Journey": {"Id": ONE_QUESTION}});
    let link = bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
    let sam = bench.open(&link).await;
    assert_eq!((sam.journey_id, sam.session.get("Journeys")), (ONE_QUESTION, None));
    sam.send(choice(SECURED)).await.is_refused(404, "NotFound");
    assert_eq!(sam.send(choice(ONE_QUESTION)).await.ok(), sam.session);
}

#[tokio::test]
async fn with_one_journey_there_is_nothing_to_choose_until_there_is_another() {
    let bench = bench();
    let john = logged_in(&bench, "johndoe@gmail.com").await;
    assert_eq!((john.journey_id, john.session.get("Journeys")), (74_590_868_830_731_163, None));
    let newer = bench.register("one-question").await;
    let session = john.send(get("/internal/v1/session")).await.ok();
    assert_eq!(session["Journey"], john.session["Journey"]);
    let newer = bench.open(&newer).await.journey_id;
    assert_eq!(ids(&session), [newer, john.journey_id]);
    assert_eq!(john.send(choice(newer)).await.ok()["Journey"]["Id"], newer);
}

#[tokio::test]
async fn journeys_of_another_workspace_are_another_users() {
    let bench = bench();
    let body = json!({"Email": SAM});
    let register = post("/api/v1/leads?ref=ouverture").bearer("dupont-workspace-key").json(&body);
    let elsewhere = bench.open(&bench.send(register).await.ok()).await;
    let sam = logged_in(&bench, SAM).await;
    assert!(!ids(&sam.session).contains(&elsewhere.journey_id));
    sam.send(choice(elsewhere.journey_id)).await.is_refused(404, "NotFound");
}

#[tokio::test]
async fn at_most_fifty_are_offered_and_any_can_be_chosen() {
    let bench = bench();
    for _ in 0..50 {
        let body = json!({ "Email": SAM });
        bench.send(post("/api/v1/leads?ref=one-question").bearer(KEY).json(&body)).await.ok();
    }
    let sam = logged_in(&bench, SAM).await;
    assert_eq!(ids(&sam.session).len(), 50);
    assert_eq!(sam.send(choice(AS_STAKEHOLDER)).await.ok()["Journey"]["Id"], AS_STAKEHOLDER);
}

#[tokio::test]
async fn who_leads_a_journey_with_a_part_of_their_own_in_it_is_offered_it_once() {
    let bench = bench();
    let body = json!({ "Email": SAM });
    let link = bench.send(post("/api/v1/leads?ref=joint-account").bearer(KEY).json(&body)).await.ok();
    let journey_id = bench.open(&link).await.journey_id;
    let sam = logged_in(&bench, SAM).await;
    assert_eq!(ids(&sam.session).len(), 4);
    assert_eq!(sam.send(choice(journey_id)).await.ok()["Role"], "Lead");
}

#[tokio::test]
async fn a_foreign_page_chooses_nothing_by_the_cookie() {
    let bench = Bench::with(Options { session_mode: SessionMode::Cookie, ..options() });
    let body = json!({"email": SAM, "password": "example password"});
    let answer = bench.send(post("/internal/v1/sessions").json(&body)).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let own = |call: Call| call.header("Cookie", &cookie);
    bench.send(own(choice(SECURED)).header("Origin", "https://evil.test")).await.is_refused(403, "OriginRefused");
    assert_eq!(bench.send(own(get("/internal/v1/session"))).await.ok()["Journey"], Value::Null);
    assert_eq!(bench.send(own(choice(SECURED))).await.ok()["Journey"]["Id"], SECURED);
}

#[tokio::test]
async fn who_takes_part_in_nothing_has_nothing_to_open() {
    let body = json!({"email": "nothing@acme.test", "password": "example password"});
    bench().send(post("/internal/v1/sessions").json(&body)).await.is_refused(403, "NothingToOpen");
}
