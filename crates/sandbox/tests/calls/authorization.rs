//! Who may do what: every call of openapi.yaml that takes a session, tried by everybody who must not get anywhere with
//! it. Nothing changes, and nobody learns what there is.

mod calls;
mod world;

use serde_json::json;

use crate::support::*;
use calls::{CALLS, Concerns, Row, calls_with_session, calls_without_credentials};
use world::World;

#[test]
fn every_call_that_takes_a_session_is_tried_here() {
    let mut tried: Vec<&str> = CALLS.iter().map(|row| row.operation).collect();
    let mut declared = calls_with_session();
    tried.sort_unstable();
    declared.sort_unstable();
    assert_eq!(declared, tried);
}

#[test]
fn nothing_else_goes_without_credentials_than_coming_in() {
    assert_eq!(calls_without_credentials(), ["openLink", "spendLink", "renewLink", "uploadOptions", "logIn"]);
}

#[tokio::test]
async fn the_owner_may() {
    for row in CALLS {
        let world = World::by_token().await;
        let answer = world.owner.send(row.call(&world.things)).await;
        assert!((200..300).contains(&answer.status), "{}: {}", row.operation, answer.text());
    }
}

#[tokio::test]
async fn nobody_gets_anywhere_without_a_live_session() {
    for row in CALLS {
        let world = World::by_token().await;
        let before = world.snapshot().await;
        let forged = "f".repeat(64);
        let shown =
            [None, Some(""), Some("none"), Some(&forged), Some("' OR 1=1 --"), Some(world.things.account.as_str())];
        for token in shown {
            let call = row.call(&world.things);
            let call = token.map_or(call.clone(), |token| call.bearer(token));
            row.is_refused(&world.bench.send(call).await, 401, "SessionEnded");
        }
        let by_cookie = row.call(&world.things).header("Cookie", &format!("front_office_session={forged}"));
        row.is_refused(&world.bench.send(by_cookie).await, 401, "SessionEnded");
        assert_eq!(world.snapshot().await, before, "{}", row.operation);
    }
}

#[tokio::test]
async fn the_workspace_key_opens_no_session() {
    let world = World::by_token().await;
    for row in CALLS.iter().filter(|row| row.operation != "readJourney") {
        let answer = world.bench.send(row.call(&world.things).bearer(KEY)).await;
        row.is_refused(&answer, 401, "SessionEnded");
    }
}

#[tokio::test]
async fn a_session_that_is_over_opens_nothing() {
    for row in CALLS {
        let world = World::by_token().await;
        let own = format!("/internal/v1/sessions/{}", world.things.account);
        world.owner.send(call("DELETE", &own)).await.ok();
        row.is_refused(&world.owner.send(row.call(&world.things)).await, 401, "SessionEnded");

        let world = World::by_token().await;
        world.bench.advance(3600).await;
        row.is_refused(&world.owner.send(row.call(&world.things)).await, 401, "SessionEnded");
    }
}

#[tokio::test]
async fn a_session_that_was_secured_goes_on_under_its_new_token_only() {
    for row in CALLS {
        let mut world = World::by_token().await;
        let old = world.owner.token.clone();
        world.secure().await;
        let before = world.snapshot().await;
        row.is_refused(&world.bench.send(row.call(&world.things).bearer(&old)).await, 401, "SessionEnded");
        assert_eq!(world.snapshot().await, before, "{}", row.operation);
    }
}

#[tokio::test]
async fn a_closed_users_session_opens_nothing() {
    for row in CALLS {
        let world = World::by_token().await;
        let path = format!("/sandbox/users/{}", world.owner.session["User"]["Id"]);
        assert_eq!(world.bench.send(post(&path).json(&json!({"Closed": true}))).await.status, 204);
        row.is_refused(&world.owner.send(row.call(&world.things)).await, 401, "SessionEnded");
    }
}

/// Another lead of the same workspace.
#[tokio::test]
async fn another_lead_does_not_learn_what_there_is() {
    for row in CALLS {
        let world = World::by_token().await;
        let other = world.another_lead().await;
        tried_by_somebody_else(row, &world, &other).await;
    }
}

/// A lead of another workspace who has the same e-mail address is somebody else.
#[tokio::test]
async fn a_namesake_of_another_workspace_does_not_learn_what_there_is() {
    for row in CALLS {
        let world = World::by_token().await;
        let other = world.namesake().await;
        tried_by_somebody_else(row, &world, &other).await;
    }
}

/// A stakeholder of the very journey has its own activity in it and nothing of the lead's.
#[tokio::test]
async fn a_stakeholder_gets_at_nothing_of_the_leads() {
    for row in CALLS {
        let world = World::by_token().await;
        let stakeholder = world.stakeholder().await;
        if row.concerns != Concerns::Journey {
            tried_by_somebody_else(row, &world, &stakeholder).await;
            continue;
        }
        let before = world.snapshot().await;
        let answer = stakeholder.send(row.call(&world.things)).await;
        assert_eq!(answer.status, 200, "{}", row.operation);
        assert!(!answer.text().contains("First form") && !answer.text().contains("the lead's"), "{}", answer.text());
        assert_eq!(world.snapshot().await, before, "{}", row.operation);
    }
}

async fn tried_by_somebody_else(row: &Row, world: &World, other: &Lead) {
    let before = world.snapshot().await;
    let answer = other.send(row.call(&world.things)).await;
    if row.concerns == Concerns::Caller {
        assert!((200..300).contains(&answer.status), "{}: {}", row.operation, answer.text());
        // A stakeholder knows which journey it is.
        let journey = other.journey_id.to_string();
        for known in world.known_to_the_owner().into_iter().filter(|known| *known != journey) {
            assert!(!answer.text().contains(&known), "{} tells {known}", row.operation);
        }
    } else {
        row.is_refused(&answer, 404, "NotFound");
        let unknown = other.send(row.call(&world.nothing())).await;
        assert_eq!((answer.status, answer.text()), (unknown.status, unknown.text()), "{}", row.operation);
    }
    assert_eq!(world.snapshot().await, before, "{}", row.operation);
}

/// A cookie travels by itself: what changes anything is refused to pages elsewhere, what they ask to read they cannot.
#[tokio::test]
async fn pages_elsewhere_change_and_read_nothing_by_the_cookie() {
    for row in CALLS {
        let world = World::by_cookie().await;
        let before = world.snapshot().await;
        for origin in ["https://evil.test", "null", "http://127.0.0.1:8081", "http://127.0.0.1:8080.evil.test"] {
            let answer = world.owner.send(row.call(&world.things).header("Origin", origin)).await;
            if row.changes() {
                row.is_refused(&answer, 403, "OriginRefused");
            }
            assert_eq!(answer.header("access-control-allow-origin"), "", "{} from {origin}", row.operation);
        }
        assert_eq!(world.snapshot().await, before, "{}", row.operation);
    }
}
