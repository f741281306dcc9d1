//! The state that a golden message speaks of: a funnel with the activities of its journey, brought as far, and a
//! session, link or document to use in its request.

use sandbox::{Options, Seeds, SessionMode};
use serde_json::{Map, Value, json};

use crate::accounts::{AccountState, choosing};
use crate::golden::Golden;
use crate::support::{self, *};

const STAKEHOLDER: &str = "jane@acme.test";

pub(crate) struct State {
    bench: Bench,
    lead: Option<Lead>,
    /// What stands in the golden request, and what must stand there instead.
    replacements: Vec<(String, String)>,
}

impl State {
    pub(crate) async fn of(golden: &Golden) -> Self {
        let call = golden.path();
        match call {
            "/internal/v1/autologin" | "/internal/v1/autologin/renewal" => Self::with_link(golden).await,
            _ if call.starts_with("/internal/v1/sessions") => {
                let AccountState { bench, lead, replacements } = AccountState::of(golden).await;
                Self { bench, lead, replacements }
            }
            _ if golden.name.starts_with("session-journey") => {
                let (bench, lead) = choosing().await;
                Self { bench, lead: Some(lead), replacements: Vec::new() }
            }
            _ if call.starts_with("/internal/v1/documents") => Self::with_document(golden).await,
            _ if call.starts_with("/internal/") || call.starts_with("/api/v1/journeys/") => {
                Self::with_journey(golden).await
            }
            _ => Self { bench: bench(), lead: None, replacements: Vec::new() },
        }
    }

    pub(crate) async fn send(&self, golden: &Golden) -> Answer {
        let replaced = |text: &str| {
            let replace = |text: String, (from, to): &(String, String)| text.replace(from, to);
            self.replacements.iter().fold(text.to_owned(), replace)
        };
        // Every browser says what it is, so the messages do not repeat it.
        let agent = "Mozilla/5.0 (X11; Linux x86_64)";
        let mut call = call(golden.method(), &replaced(golden.path())).header("User-Agent", agent);
        for (name, value) in golden.request_headers() {
            let token = self.lead.as_ref().map_or("ended", |lead| &lead.token);
            let value = replaced(value.as_str().unwrap());
            let value = value.replace("example-session-token", token).replace("example-workspace-key", KEY);
            call = call.header(&name, &value);
        }
        if let Some(text) = golden.request_text() {
            call = call.bytes(replaced(&text).as_bytes());
        }
        self.bench.send(call).await
    }

    /// A link as the message's name says: used, expired, unknown, or fresh.
    async fn with_link(golden: &Golden) -> Self {
        let session_mode = match golden.response_headers().contains_key("Set-Cookie") {
            true => SessionMode::Cookie,
            false => SessionMode::Token,
        };
        let bench = Bench::with(Options { session_mode, ..options() });
        let link = match golden.name.as_str() {
            "autologin-stakeholder" => {
                let lead = bench.lead("two-at-once").await;
                let user = lead.activity("Name a beneficial owner").await["AssignedTo"]["User"].clone();
                let body = json!({"User": user, "Journey": {"Id": lead.journey_id}});
                bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok()
            }
            _ => bench.register("one-question").await,
        };
        let mut uuid = link["UUID"].as_str().unwrap().to_owned();
        match golden.name.as_str() {
            "autologin-link-used" => drop(bench.redeem(&link).await.ok()),
            "autologin-link-expired" => bench.advance(300).await,
            "autologin-too-many-requests" => {
                uuid = "00000000-0000-4000-8000-000000000000".to_owned();
                for _ in 0..60 {
                    bench.redeem(&json!({ "UUID": uuid })).await;
                }
            }
            _ => {}
        }
        let sample = golden.request_body()["UUID"].as_str().unwrap().to_owned();
        let is_known = !golden.name.ends_with("unknown") && !golden.name.ends_with("malformed");
        let replacements = if is_known { vec![(sample, uuid)] } else { Vec::new() };
        Self { bench, lead: None, replacements }
    }

    /// A document of which 4096 of 12345 bytes have arrived.
    async fn with_document(golden: &Golden) -> Self {
        let bench = bench();
        if golden.name.contains("secured") {
            let lead = Some(bench.lead("secured-upload").await);
            return Self { bench, lead, replacements: Vec::new() };
        }
        let lead = bench.lead("one-question").await;
        let id = upload(&lead, 12_345, 4096).await;
        let mut replacements = vec![("74590868830731401".to_owned(), id)];
        if golden.name.ends_with("unknown") {
            replacements.clear();
        }
        Self { bench, lead: Some(lead), replacements }
    }

    async fn with_journey(golden: &Golden) -> Self {
        let journey = golden.journey().unwrap_or_else(|| small_journey(golden));
        let bench = Bench::with(Options { seeds: seeds(golden, &journey), ..options() });
        let lead = bench.lead("test").await;
        let before = lead.journey().await;
        bring_as_far(&lead, golden, &journey).await;
        let mut replacements = vec![(journey["Id"].to_string(), lead.journey_id.to_string())];
        for activity in activities(&journey) {
            let found = support::activity(&before, &name(activity));
            replacements.push((activity["Id"].to_string(), found["Id"].to_string()));
        }
        for entry in golden.request_body()["JourneyData"].as_array().into_iter().flatten() {
            for document in entry["Documents"].as_array().into_iter().flatten() {
                replacements.push((document["Id"].to_string(), upload(&lead, 100, 100).await));
            }
        }
        if let Some(known) = golden.request_headers().get("If-None-Match") {
            let path = format!("/api/v1/journeys/{}", lead.journey_id);
            let tag = lead.send(get(&path)).await.header("etag").to_owned();
            replacements.push((known.as_str().unwrap().to_owned(), tag));
        }
        if golden.status() == 401 {
            bench.advance(3600).await;
        }
        Self { bench, lead: Some(lead), replacements }
    }
}

/// The journey of a message whose answer carries none: one form with the fields that its request answers.
fn small_journey(golden: &Golden) -> Value {
    let id = golden.path().split('/').find(|part| part.len() > 15).unwrap_or("74590868830731201");
    let id = if golden.name.ends_with("unknown") { "74590868830731201" } else { id };
    let fields = match golden.name.as_str() {
        "completion-errors" => json!([
            {"DataPoint": {"Id": 101, "Name": "A", "Type": "Text"}, "Required": true},
            {"DataPoint": {"Id": 102, "Name": "B", "Type": "Text"}, "MaxLength": 10},
            {"DataPoint": {"Id": 103, "Name": "C", "Type": "Email"}},
            {"DataPoint": {"Id": 108, "Name": "D", "Type": "Integer"}, "Min": "0"}
        ]),
        _ => json!([]),
    };
    json!({"Id": 74_590_868_830_731_163_i64, "Stages": [{"Id": 11, "Status": "InProgress", "Activities": [
        {"Id": id.parse::<i64>().unwrap(), "Name": "The activity", "Type": "Form", "Status": "InProgress",
         "SecuredSession": golden.name.contains("secured"),
         "AssignedTo": {"Role": "Lead"}, "Settings": {"Fields": fields}}]}]})
}

/// A workspace whose funnel has the stages of the journey. Values that the journey knows already are given by an
/// earlier, automatic stage.
fn seeds(golden: &Golden, journey: &Value) -> Seeds {
    let mut stages: Vec<Value> = list(&journey["Stages"]).iter().map(|stage| stage_plan(golden, stage)).collect();
    let one = |id: i64, activity: Value| json!({"Id": id, "Name": "Beside", "Activities": [activity]});
    if list(&journey["Stages"]).first().is_some_and(|stage| stage["Status"] == "Blocked") {
        stages.insert(0, one(999, json!({"Name": "Earlier", "Type": "Task", "Role": "BackOffice"})));
    }
    if golden.method() == "GET" {
        let known = list(&journey["JourneyData"]);
        stages.insert(0, one(998, json!({"Name": "Known", "Type": "Import", "Role": "Kohomai", "Gives": known})));
    }
    if golden.status() == 200 && journey["Status"] == "InProgress" && golden.name.starts_with("completion-") {
        stages.push(one(997, json!({"Name": "Later", "Type": "Task", "Role": "BackOffice"})));
    }
    let seeds = json!({
        "Workspaces": [{"Id": 1, "Key": KEY, "Shown": {"Name": "Acme", "LogoURL": "https://acme.test/logo.svg",
            "PrimaryColor": "#0b5fff", "Locale": "fr", "SupportEmail": "help@acme.test",
            "PrivacyURL": "https://acme.test/privacy"}}],
        "Funnels": [{"Id": 1, "Name": "Onboarding", "Workspace": KEY, "Ref": "test", "Stages": stages,
                     "Drafts": golden.name != "draft-not-offered"}],
    });
    Seeds::from_text(&seeds.to_string())
}

fn stage_plan(golden: &Golden, stage: &Value) -> Value {
    let plans: Vec<Value> = list(&stage["Activities"]).iter().map(|activity| activity_plan(golden, activity)).collect();
    json!({"Id": stage["Id"], "Name": stage["Name"].as_str().unwrap_or("Stage"), "Activities": plans})
}

fn activity_plan(golden: &Golden, activity: &Value) -> Value {
    let role = activity["AssignedTo"]["Role"].as_str().unwrap();
    let mut plan = json!({
        "Name": name(activity),
        "Description": activity["Description"],
        "Type": activity["Type"],
        "Role": role,
        "EstimatedMinutes": activity["EstimatedMinutes"],
        "SecuredSession": activity["SecuredSession"].as_bool().unwrap_or(false),
        "Settings": activity["Settings"].as_object().cloned().unwrap_or_default(),
        "AwaitsResult": activity["AwaitingResult"] == true,
        "ConfirmedBy": if golden.name.ends_with("-not-confirmed") { json!("Provider") } else { Value::Null },
    });
    // Seeds name every data point; the message may leave the name out.
    for field in plan["Settings"]["Fields"].as_array_mut().into_iter().flatten() {
        if field["DataPoint"]["Name"].is_null() {
            field["DataPoint"]["Name"] = json!("Nameless");
        }
    }
    if role == "Kohomai" {
        plan["CompletesAfter"] = json!(1_000_000);
    }
    if !activity["DueDate"].is_null() {
        plan["DueInDays"] = json!(23);
    }
    if role == "Stakeholder" {
        plan["User"] = json!({"Email": STAKEHOLDER, "Firstname": "Jane", "Lastname": "Partner"});
    }
    if is_called(golden, activity) {
        add_missing_fields(&mut plan["Settings"], &golden.request_body());
    }
    plan
}

/// A field for each value of the request that the golden activity does not list.
fn add_missing_fields(settings: &mut Value, request: &Value) {
    let Some(given) = request["JourneyData"].as_array() else { return };
    let mut fields = settings["Fields"].as_array().cloned().unwrap_or_default();
    for entry in given {
        let id = &entry["DataPoint"]["Id"];
        if !fields.iter().any(|field| field["DataPoint"]["Id"] == *id) {
            let data_type = type_of(entry.as_object().unwrap());
            fields.push(json!({"DataPoint": {"Id": id, "Name": id.to_string(), "Type": data_type}, "Multiple": true}));
        }
    }
    settings["Fields"] = json!(fields);
}

fn type_of(entry: &Map<String, Value>) -> &'static str {
    let has = |name| entry.contains_key(name);
    match entry {
        _ if has("Currency") => "Amount",
        _ if has("DecimalValue") => "Decimal",
        _ if has("DateValue") => "Date",
        _ if has("DateTimeValue") => "DateTime",
        _ if has("BooleanValue") => "Boolean",
        _ if has("StringValues") => "MultipleChoice",
        _ if has("Documents") => "Document",
        _ => "Text",
    }
}

/// Completes, claims, drafts and cancels what the golden journey says has been, but for the request's own work.
async fn bring_as_far(lead: &Lead, golden: &Golden, journey: &Value) {
    for activity in activities(journey) {
        let own_work = is_called(golden, activity) && golden.status() == 200;
        let found = lead.activity(&name(activity)).await;
        match (activity["Status"] == "Completed", is_called(golden, activity)) {
            (true, false) => lead.bench.complete_by_hand(&found).await,
            // Another attempt was faster.
            (true, true) if !own_work => {
                drop(lead.send(completion(&found, "faster", &golden.request_body())).await.ok());
            }
            _ => {}
        }
        if activity["AwaitingResult"] == true && !own_work {
            lead.send(completion(&found, &name(activity), &json!({}))).await.ok();
        }
        if activity["Draft"].is_object() {
            let path = format!("/internal/v1/activities/{}/draft", found["Id"]);
            let body = json!({"JourneyData": activity["Draft"]["JourneyData"]});
            assert_eq!(lead.send(call("PUT", &path).json(&body)).await.status, 204);
        }
        if golden.name == "completion-key-reused" {
            let key = golden.request_headers()["Idempotency-Key"].as_str().unwrap().to_owned();
            lead.send(completion(&found, &key, &json!({"JourneyData": [], "Other": true}))).await.ok();
        }
    }
    if journey["Status"] == "Cancelled" || golden.status() == 410 {
        let path = format!("/sandbox/journeys/{}/cancel", lead.journey_id);
        assert_eq!(lead.bench.send(post(&path)).await.status, 204);
    }
}

async fn upload(lead: &Lead, length: usize, arrived: usize) -> String {
    let begin = post("/internal/v1/documents")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", &length.to_string())
        .header("Upload-Metadata", "filename a2Jpcy5wZGY=,filetype YXBwbGljYXRpb24vcGRm");
    let location = lead.send(begin).await.header("location").to_owned();
    let append = call("PATCH", &location)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", "0")
        .header("Content-Type", "application/offset+octet-stream")
        .bytes(&vec![b'x'; arrived]);
    assert_eq!(lead.send(append).await.status, 204);
    location.rsplit('/').next().unwrap().to_owned()
}

/// Whether the golden call is on this activity.
fn is_called(golden: &Golden, activity: &Value) -> bool {
    golden.path().contains(&activity["Id"].to_string())
}

fn activities(journey: &Value) -> Vec<&Value> {
    list(&journey["Stages"]).iter().flat_map(|stage| list(&stage["Activities"])).collect()
}

fn name(activity: &Value) -> String {
    activity["Name"].as_str().map_or_else(|| activity["Id"].to_string(), str::to_owned)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
