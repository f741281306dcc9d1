//! Messages as a back-end sends them (contract, sections 2 and 3), built in one line each.
//!
//! Everything is about one journey, number 70, of one lead, number 5. Every form asks one thing, data point 10.

use onboarding::api::Response;
use onboarding::calendar::DateTime;
use serde_json::{Value as Json, json};

/// The link of all stories.
pub(crate) const LINK: &str = "2bb35288-f2ac-4c68-b7aa-51acd82af485";
/// The token of all stories that have one.
pub(crate) const TOKEN: &str = "example-session-token";

/// A session that a cookie carries, without a `RedirectURL`.
pub(crate) fn session() -> Json {
    json!({
        "UUID": LINK, "ValidUntil": "2022-04-07T13:10:01.614Z",
        "User": {"Id": 5, "Firstname": "John", "Lastname": "Doe"}, "Role": "Lead", "Journey": {"Id": 70},
    })
}

/// The same, carried by a token.
pub(crate) fn token_session() -> Json {
    with(session(), json!({"Token": TOKEN}))
}

/// The same as [`session`], where the back-end lets it be managed.
pub(crate) fn account_session() -> Json {
    with(session(), json!({"Account": {"Id": "5a67007d", "Secured": false, "SecuredUntil": null, "ExpiresAt": null}}))
}

/// A session as the account calls know it: it ends, and is secured until, so many seconds since 1970.
pub(crate) fn account(session: Json, ends_at: Option<i64>, secured_until: Option<i64>) -> Json {
    let time = |seconds: Option<i64>| seconds.and_then(DateTime::from_seconds).map(DateTime::canonical);
    let account = json!({
        "Id": "5a67007d95a4d30015fb27d2", "Secured": secured_until.is_some(), "SecuredUntil": time(secured_until),
        "ExpiresAt": time(ends_at),
    });
    with(session, json!({"Account": account}))
}

/// The same, with somewhere to go afterwards.
pub(crate) fn leaving_session() -> Json {
    with(session(), json!({"RedirectURL": "https://www.myapp.com/thanks"}))
}

/// An object with further, or other, attributes.
pub(crate) fn with(mut object: Json, attributes: Json) -> Json {
    for (name, value) in attributes.as_object().unwrap() {
        object[name] = value.clone();
    }
    object
}

/// A form for the lead to fill in now.
pub(crate) fn form(id: i64) -> Json {
    json!({
        "Id": id, "Name": format!("Form {id}"), "Type": "Form", "Status": "InProgress", "AssignedTo": {"Role": "Lead"},
        "Settings": {"Fields": [{"DataPoint": {"Id": 10, "Name": "Sector", "Type": "Text"}}]},
    })
}

/// An activity that has been completed.
pub(crate) fn done(activity: Json) -> Json {
    with(activity, json!({"Status": "Completed"}))
}

/// An activity whose turn has not come.
pub(crate) fn blocked(activity: Json) -> Json {
    with(activity, json!({"Status": "Blocked"}))
}

/// An activity that was handed in and waits for a verdict.
pub(crate) fn awaiting_result(activity: Json) -> Json {
    with(activity, json!({"AwaitingResult": true}))
}

/// An activity of another role.
pub(crate) fn of_role(role: &str, activity: Json) -> Json {
    with(activity, json!({"AssignedTo": {"Role": role}}))
}

/// Something that happens by itself.
pub(crate) fn automatic(id: i64) -> Json {
    json!({"Id": id, "Name": "Score", "Type": "Score", "Status": "InProgress", "AssignedTo": {"Role": "Kohomai"}})
}

/// A slot to choose at Calendly.
pub(crate) fn meeting(id: i64) -> Json {
    task(id, "Calendly", json!({"URL": "https://calendly.com/acme/intro"}))
}

/// An identity to be verified by Veriff, in a frame.
pub(crate) fn identity(id: i64) -> Json {
    task(id, "IdentityVerification", json!({"Provider": "Veriff", "Mode": "Frame"}))
}

/// The same, on Veriff's own page.
pub(crate) fn identity_by_redirect(id: i64) -> Json {
    task(id, "IdentityVerification", json!({"Provider": "Veriff", "Mode": "Redirect"}))
}

/// A document to be signed at a provider.
pub(crate) fn contract(id: i64, provider: &str) -> Json {
    task(id, "Signature", json!({"Provider": provider}))
}

fn task(id: i64, kind: &str, settings: Json) -> Json {
    with(form(id), json!({"Name": format!("Task {id}"), "Type": kind, "Settings": settings}))
}

/// A provider's address, just minted.
pub(crate) fn minted(url: &str) -> Response {
    ok(json!({"URL": url, "ValidUntil": null}))
}

/// A kind of activity that this version does not know.
pub(crate) fn quiz(id: i64) -> Json {
    with(form(id), json!({"Type": "Quiz"}))
}

/// A journey of one stage.
pub(crate) fn journey<const N: usize>(activities: [Json; N]) -> Json {
    journey_of([Json::from(activities.to_vec())])
}

/// A journey of several stages.
pub(crate) fn journey_of<const N: usize>(stages: [Json; N]) -> Json {
    let stages = (1..).zip(stages).map(|(position, activities)| {
        json!({"Id": position, "Name": format!("Stage {position}"), "Position": position, "Activities": activities})
    });
    json!({"Id": 70, "Status": "InProgress", "Stages": stages.collect::<Vec<_>>(), "JourneyData": []})
}

/// 200 with a body.
pub(crate) fn ok(body: Json) -> Response {
    Response { status: 200, body: body.to_string(), ..Response::default() }
}

/// 200 with a body and its version.
pub(crate) fn ok_tagged(etag: &str, body: Json) -> Response {
    Response { etag: Some(etag.to_owned()), ..ok(body) }
}

/// A problem with the contract's `Code`.
pub(crate) fn problem(status: u16, code: &str) -> Response {
    problem_with(status, code, json!({}))
}

/// A problem with further attributes.
pub(crate) fn problem_with(status: u16, code: &str, attributes: Json) -> Response {
    let body = with(json!({"type": "about:blank", "title": "No", "status": status, "Code": code}), attributes);
    Response { status, ..ok(body) }
}

/// A refusal that says when to come back.
pub(crate) fn busy(status: u16, retry_after: &str) -> Response {
    Response { retry_after: Some(retry_after.to_owned()), ..problem(status, "TooManyRequests") }
}

/// Some proxy's page.
pub(crate) fn html(status: u16) -> Response {
    Response { status, body: "<html><h1>nginx</h1></html>".to_owned(), ..Response::default() }
}
