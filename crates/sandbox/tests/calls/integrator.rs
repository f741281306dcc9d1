//! The integrator's side: the documentation's own bodies, and what is refused.

use serde_json::{Value, json};

use crate::support::*;

fn documented_user() -> Value {
    json!({"Firstname": "John", "Lastname": "Doe", "ContactPrefs": {"Email": "johndoe@gmail.com"}})
}

#[tokio::test]
async fn a_lead_is_registered_by_an_address_alone() {
    let body = json!({"Email": "jane@acme.test"});
    let call = post("/api/v1/leads?ref=acme-onboarding").bearer(KEY).json(&body);
    let link = bench().send(call).await.ok();
    let uuid = link["UUID"].as_str().unwrap();
    let url = format!("http://127.0.0.1:8080/internal/v1/autologin?UUID={uuid}");
    assert_eq!(link["ConnectionURL"], url);
    assert_eq!(link["createdDate"], "2022-04-07T13:05:00.000Z");
    assert_eq!(link["ValidUntil"], "2022-04-07T13:10:00.000Z");
    assert_eq!(link["RedirectURL"], Value::Null);
}

#[tokio::test]
async fn the_documented_journey_with_the_older_data_key_lands_in_the_journey() {
    let body = json!({"RedirectURL": "https://www.myapp.com", "Journey": {"User": documented_user(),
        "JourneyData": [{"StringValue": "example", "DataKey": {"Id": 123_456_789}}]}});
    let bench = bench();
    let link = bench.send(post("/api/v1/journeys").bearer(KEY).json(&body)).await.ok();
    assert_eq!(link["RedirectURL"], "https://www.myapp.com");
    let journey = bench.open(&link).await.journey().await;
    let expected = json!([{"DataPoint": {"Id": 123_456_789, "Name": "Sector", "Type": "Text"},
                           "StringValue": "example"}]);
    assert_eq!(journey["JourneyData"], expected);
    assert_eq!(journey["Funnel"], json!({"Id": 1, "Name": "Onboarding"}));
}

#[tokio::test]
async fn values_are_given_by_name_in_the_type_of_their_data_point() {
    let body = json!({"Email": "jane@acme.test", "JourneyData": [
        {"Name": "Annual turnover", "Value": "1234.50"}, {"Name": "Has employees", "Value": true}]});
    let bench = bench();
    let link = bench.send(post("/api/v1/leads?ref=acme-onboarding").bearer(KEY).json(&body)).await.ok();
    let journey = bench.open(&link).await.journey().await;
    let turnover = &journey["JourneyData"][0];
    assert_eq!((&turnover["DecimalValue"], &turnover["Currency"]), (&json!("1234.50"), &json!("EUR")));
    assert_eq!(journey["JourneyData"][1]["BooleanValue"], true);
}

#[tokio::test]
async fn a_workflow_takes_its_own_body() {
    let body = json!({"RedirectURL": "https://www.myapp.com", "User": {"Firstname": "John", "Lastname": "Doe",
        "UsrContactPrefs": {"PersonalEmail": "johndoe@gmail.com"}}});
    let bench = bench();
    let link = bench.send(post("/api/v1/workflows/8/register").bearer(KEY).json(&body)).await.ok();
    assert_eq!(link["User"]["Firstname"], "John");
    assert_eq!(bench.open(&link).await.journey().await["Funnel"]["Id"], 8);
}

#[tokio::test]
async fn a_session_is_made_for_a_journey_or_for_a_user_by_number_or_string() {
    let bench = bench();
    for body in [
        json!({"Journey": {"Id": 74_590_868_830_731_163_i64}, "RedirectURL": "https://www.myapp.com"}),
        json!({"Journey": {"Id": "74590868830731163"}}),
        json!({"User": {"Id": 74_590_868_830_731_162_i64}}),
        json!({"User": {"Id": "74590868830731162"}}),
    ] {
        let link = bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
        assert_eq!(link["User"]["Id"], 74_590_868_830_731_162_i64);
        assert_eq!(bench.open(&link).await.journey_id, 74_590_868_830_731_163, "{body}");
    }
}

#[tokio::test]
async fn a_stakeholder_gets_a_session_for_their_part_of_the_journey() {
    let bench = bench();
    let lead = bench.lead("two-at-once").await;
    let stakeholder = lead.activity("Name a beneficial owner").await["AssignedTo"]["User"].clone();
    let body = json!({"User": stakeholder, "Journey": {"Id": lead.journey_id}});
    let link = bench.send(post("/api/v1/sessions").bearer(KEY).json(&body)).await.ok();
    assert_eq!(link["User"]["Firstname"], "Jane");
    assert_eq!(bench.open(&link).await.session["Role"], "Stakeholder");
}

#[tokio::test]
async fn everything_that_is_missing_is_named_at_once() {
    let body = json!({"Journey": {"User": {"Lastname": "Doe", "ContactPrefs": {"Email": "not an address"}},
        "JourneyData": [{"DataPoint": {"Id": 5}, "StringValue": "x"}]}});
    let answer = bench().send(post("/api/v1/journeys").bearer(KEY).json(&body)).await;
    answer.is_refused(422, "ValuesRefused");
    let expected = json!([
        {"Attribute": "Journey.User.Firstname", "Code": "Required"},
        {"Attribute": "Journey.User.ContactPrefs.Email", "Code": "Format"},
        {"Attribute": "Journey.JourneyData.0", "Code": "Format"}]);
    assert_eq!(answer.json()["Errors"], expected);
}

#[tokio::test]
async fn a_refused_registration_leaves_nothing_behind() {
    let bench = bench();
    let before = bench.send(get("/api/v1/journeys").bearer(KEY)).await.ok();
    let body = json!({"Email": "jane@acme.test", "JourneyData": [{"Name": "Nonsense", "Value": "x"}]});
    bench.send(post("/api/v1/leads").bearer(KEY).json(&body)).await.is_refused(422, "ValuesRefused");
    assert_eq!(bench.send(get("/api/v1/journeys").bearer(KEY)).await.ok(), before);
}

#[tokio::test]
async fn a_wrong_or_missing_key_is_refused_on_every_call() {
    let bench = bench();
    let body = json!({"Email": "a@b.c", "Journey": {"Id": 1}});
    for (method, path) in [
        ("POST", "/api/v1/sessions"),
        ("POST", "/api/v1/leads"),
        ("POST", "/api/v1/journeys"),
        ("POST", "/api/v1/workflows/1/register"),
        ("GET", "/api/v1/journeys"),
        ("GET", "/api/v1/workflows"),
        ("GET", "/api/v1/funnels"),
        ("GET", "/api/v1/users"),
    ] {
        let call = call(method, path).json(&body);
        let missing = bench.send(call.clone()).await;
        missing.is_refused(401, "KeyRefused");
        assert!(missing.header("www-authenticate").starts_with("Bearer"));
        bench.send(call.clone().bearer("wrong")).await.is_refused(401, "KeyRefused");
        bench.send(call.header("Authorization", "Basic YTpi")).await.is_refused(401, "KeyRefused");
    }
}

#[tokio::test]
async fn what_belongs_to_another_workspace_is_unknown() {
    let bench = bench();
    let journey = json!({"Journey": {"Id": 74_590_868_830_731_163_i64}});
    let call = post("/api/v1/sessions").bearer("dupont-workspace-key").json(&journey);
    bench.send(call).await.is_refused(404, "NotFound");
    let call = get("/api/v1/journeys/74590868830731163").bearer("dupont-workspace-key");
    bench.send(call).await.is_refused(404, "NotFound");
    let funnels = bench.send(get("/api/v1/funnels").bearer("dupont-workspace-key")).await.ok();
    assert_eq!(funnels, json!([{"Id": 20, "Name": "Ouverture de compte"}]));
}

#[tokio::test]
async fn unknown_things_are_not_found() {
    let bench = bench();
    let lead = json!({"Email": "a@b.c", "User": {"Id": "xxx"}});
    for path in ["/api/v1/leads?ref=nobody", "/api/v1/sessions", "/api/v1/workflows/xxx/register"] {
        bench.send(post(path).bearer(KEY).json(&lead)).await.is_refused(404, "NotFound");
    }
}

#[tokio::test]
async fn bodies_that_are_no_messages_are_refused_each_in_its_way() {
    let bench = bench();
    let leads = || post("/api/v1/leads").bearer(KEY);
    let json_body = |bytes: &[u8]| leads().header("Content-Type", "application/json").bytes(bytes);
    bench.send(json_body(b"{\"Email\":")).await.is_refused(400, "BadRequest");
    bench.send(json_body(b"[1]")).await.is_refused(400, "BadRequest");
    bench.send(json_body(b"")).await.is_refused(400, "BadRequest");
    bench.send(json_body(b"\"\\ud800\"")).await.is_refused(400, "BadRequest");
    bench.send(json_body(&[b'['; 100_000])).await.is_refused(400, "BadRequest");
    bench.send(json_body(&vec![b' '; 1024 * 1024 + 1])).await.is_refused(413, "TooLarge");
    bench.send(leads().bytes(b"{}")).await.is_refused(415, "MediaType");
    let form = leads().header("Content-Type", "application/x-www-form-urlencoded").bytes(b"Email=a@b.c");
    bench.send(form).await.is_refused(415, "MediaType");
    let with_charset =
        leads().header("Content-Type", "application/json; charset=utf-8").bytes(b"{\"Email\":\"a@b.c\"}");
    bench.send(with_charset).await.ok();
}

#[tokio::test]
async fn a_null_character_in_a_name_does_no_harm() {
    let body = json!({"Email": "a@b.c", "Firstname": "J\u{0}hn"});
    let link = bench().send(post("/api/v1/leads").bearer(KEY).json(&body)).await.ok();
    assert_eq!(link["User"]["Firstname"], "J\u{0}hn");
}

#[tokio::test]
async fn wrong_methods_and_addresses_are_problems_too() {
    let bench = bench();
    let wrong = bench.send(call("PUT", "/api/v1/leads")).await;
    wrong.is_refused(405, "MethodNotAllowed");
    assert_eq!(wrong.header("allow"), "POST");
    for path in ["/api", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/leads", "/internal", "/internal/v1/x"] {
        bench.send(get(path)).await.is_refused(404, "NotFound");
        bench.send(post(path)).await.is_refused(404, "NotFound");
    }
    for id in ["abc", "-1", "99999999999999999999", "1.5", "%00"] {
        let call = get(&format!("/api/v1/journeys/{id}")).bearer(KEY);
        bench.send(call).await.is_refused(404, "NotFound");
    }
}

#[tokio::test]
async fn the_same_address_is_the_same_user_with_another_journey() {
    let bench = bench();
    let (first, second) = (bench.register("one-question").await, bench.register("one-question").await);
    assert_eq!(first["User"], second["User"]);
    let (first, second) = (bench.open(&first).await, bench.open(&second).await);
    assert_ne!(first.journey_id, second.journey_id);
}

#[tokio::test]
async fn the_list_of_journeys_is_up_to_the_present() {
    let bench = bench_of(&json!([{"Id": 1, "Name": "S", "Activities": [
        {"Name": "a", "Type": "Lookup", "Role": "Kohomai", "CompletesAfter": 3}]}]));
    bench.register("test").await;
    bench.advance(2).await;
    let list = get("/api/v1/journeys").bearer(KEY);
    assert_eq!(bench.send(list.clone()).await.ok()[0]["Status"], "InProgress");
    bench.advance(1).await;
    assert_eq!(bench.send(list).await.ok()[0]["Status"], "Completed");
}
