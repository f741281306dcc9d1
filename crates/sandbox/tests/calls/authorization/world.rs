//! A lead with something of everything, and the people who must not get at it.

use sandbox::{Options, SessionMode};
use serde_json::{Value, json};

use crate::support::*;

/// What the owner has, by its ids.
pub(super) struct Things {
    pub(super) journey: i64,
    pub(super) activity: i64,
    pub(super) document: String,
    pub(super) account: String,
}

pub(super) struct World {
    pub(super) bench: Bench,
    pub(super) owner: Caller,
    pub(super) things: Things,
}

/// Somebody who calls, by token or by cookie.
pub(super) struct Caller {
    bench: Bench,
    pub(super) token: String,
    cookie: Option<String>,
    pub(super) session: Value,
}

impl Caller {
    pub(super) async fn send(&self, call: Call) -> Answer {
        match &self.cookie {
            Some(cookie) => self.bench.send(call.header("Cookie", cookie)).await,
            None => self.bench.send(call.bearer(&self.token)).await,
        }
    }
}

const OWNER: &str = "owner@acme.test";

impl World {
    pub(super) async fn by_token() -> Self {
        Self::new(SessionMode::Token).await
    }

    pub(super) async fn by_cookie() -> Self {
        Self::new(SessionMode::Cookie).await
    }

    /// The owner has answered the first of two forms, sent half a document, and is here twice.
    async fn new(session_mode: SessionMode) -> Self {
        let bench = Bench::with(Options { session_mode, ..options() });
        let link = register(&bench, "two-at-once", KEY, OWNER).await;
        let answer = bench.redeem(&link).await;
        let session = answer.ok();
        let cookie = answer.header("set-cookie").split(';').next().filter(|cookie| !cookie.is_empty());
        let token = session["Token"].as_str().unwrap_or_default().to_owned();
        let owner = Caller { bench: bench.clone(), token, cookie: cookie.map(str::to_owned), session };
        bench.redeem(&register(&bench, "one-question", KEY, OWNER).await).await.ok();

        let journey = owner.session["Journey"]["Id"].as_i64().unwrap();
        let seen = owner.send(get(&format!("/api/v1/journeys/{journey}"))).await.ok();
        let first = json!({"JourneyData": [text(301, "the lead's")]});
        owner.send(completion(&activity(&seen, "First form"), "first", &first)).await.ok();
        let things = Things {
            journey,
            activity: activity(&seen, "Second form")["Id"].as_i64().unwrap(),
            document: half_a_document(&owner).await,
            account: owner.session["Account"]["Id"].as_str().unwrap().to_owned(),
        };
        Self { bench, owner, things }
    }

    /// Ids of the same form that belong to nothing.
    pub(super) fn nothing(&self) -> Things {
        Things { journey: 7, activity: 7, document: "7".to_owned(), account: "5a67007d95a4d30015fb27d2".to_owned() }
    }

    /// Everything that a call could have changed.
    pub(super) async fn snapshot(&self) -> [String; 5] {
        let journey = self.owner.send(get(&format!("/api/v1/journeys/{}", self.things.journey))).await;
        let session = self.owner.send(get("/internal/v1/session")).await;
        let sessions = self.owner.send(get("/internal/v1/sessions")).await;
        let path = format!("/internal/v1/documents/{}", self.things.document);
        let document = self.owner.send(call("HEAD", &path).header("Tus-Resumable", "1.0.0")).await;
        assert_eq!([journey.status, session.status, sessions.status, document.status], [200; 4]);
        let outbox = self.bench.send(get("/sandbox/outbox")).await;
        [
            journey.header("etag").to_owned(),
            session.text(),
            sessions.text(),
            document.header("upload-offset").to_owned(),
            outbox.text(),
        ]
    }

    /// What an answer to anybody else must not hold.
    pub(super) fn known_to_the_owner(&self) -> Vec<String> {
        let things = &self.things;
        let known = [things.journey.to_string(), things.activity.to_string(), things.document.clone()];
        let link = self.owner.session["UUID"].as_str().unwrap().to_owned();
        let user = self.owner.session["User"]["Id"].to_string();
        known.into_iter().chain([things.account.clone(), self.owner.token.clone(), link, user]).collect()
    }

    /// Secures the owner's session, which goes on under another id and token.
    pub(super) async fn secure(&mut self) {
        let path = format!("/internal/v1/sessions/{}", self.things.account);
        self.owner.send(post(&path).json(&json!({"secured": true}))).await.ok();
        let outbox = self.bench.send(get("/sandbox/outbox")).await.ok();
        let code = outbox["Messages"][0]["Text"].as_str().unwrap().rsplit('#').next();
        let session = self.owner.send(post(&path).json(&json!({ "code": code }))).await.ok()["session"].clone();
        self.owner.token = session["token"].as_str().unwrap().to_owned();
        self.things.account = session["id"].as_str().unwrap().to_owned();
    }

    pub(super) async fn another_lead(&self) -> Lead {
        self.bench.open(&register(&self.bench, "two-at-once", KEY, "another@acme.test").await).await
    }

    pub(super) async fn namesake(&self) -> Lead {
        self.bench.open(&register(&self.bench, "ouverture", "dupont-workspace-key", OWNER).await).await
    }

    pub(super) async fn stakeholder(&self) -> Lead {
        let journey = self.owner.send(get(&format!("/api/v1/journeys/{}", self.things.journey))).await.ok();
        let user = &activity(&journey, "Name a beneficial owner")["AssignedTo"]["User"];
        let body = json!({"User": user, "Journey": {"Id": self.things.journey}});
        let link = self.bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
        self.bench.open(&link).await
    }
}

async fn register(bench: &Bench, reference: &str, key: &str, email: &str) -> Value {
    let call = post(&format!("/api/v1/leads?ref={reference}")).bearer(key);
    bench.send(call.json(&json!({"Email": email, "Firstname": "Olga", "Lastname": "Owner"}))).await.ok()
}

async fn half_a_document(owner: &Caller) -> String {
    let tus = |call: Call| call.header("Tus-Resumable", "1.0.0");
    let begin = post("/internal/v1/documents").header("Upload-Length", "8").header("Upload-Metadata", "filename YQ==");
    let location = owner.send(tus(begin)).await.header("location").to_owned();
    let append = call("PATCH", &location).header("Upload-Offset", "0");
    let append = append.header("Content-Type", "application/offset+octet-stream").bytes(b"1234");
    assert_eq!(owner.send(tus(append)).await.status, 204);
    location.rsplit('/').next().unwrap().to_owned()
}
