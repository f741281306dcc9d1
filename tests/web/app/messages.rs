//! Messages as a back-end sends them (contract, sections 2 and 3).

use serde_json::{Value as Json, json};

/// The link of all visits.
pub(crate) const LINK: &str = "2bb35288-f2ac-4c68-b7aa-51acd82af485";
pub(crate) const AUTOLOGIN: &str = "/internal/v1/autologin";
pub(crate) const SPENDING: &str = "POST /internal/v1/autologin";
pub(crate) const SESSION: &str = "GET /internal/v1/session";
pub(crate) const JOURNEY: &str = "GET /api/v1/journeys/70";

/// A session of Example Bank that a cookie carries, without a `RedirectURL`.
pub(crate) fn session() -> Json {
    json!({
        "UUID": LINK, "ValidUntil": "2022-04-07T13:10:01.614Z", "User": {"Id": 5, "Firstname": "John"}, "Role": "Lead",
        "Journey": {"Id": 70}, "Workspace": {"Name": "Example Bank"},
    })
}

/// An object with further, or other, attributes.
pub(crate) fn with(mut object: Json, attributes: Json) -> Json {
    for (name, value) in attributes.as_object().unwrap() {
        object[name] = value.clone();
    }
    object
}

/// A journey of one stage.
pub(crate) fn journey<const N: usize>(activities: [Json; N]) -> Json {
    let stage = json!({"Id": 1, "Name": "About you", "Position": 1, "Activities": activities.to_vec()});
    json!({"Id": 70, "Status": "InProgress", "Funnel": {"Name": "Opening"}, "Stages": [stage], "JourneyData": []})
}

/// A form that asks one thing, data point 10.
pub(crate) fn form(id: i64) -> Json {
    form_of(id, [json!({"DataPoint": {"Id": 10, "Name": "Sector", "Type": "Text"}})])
}

pub(crate) fn form_of<const N: usize>(id: i64, fields: [Json; N]) -> Json {
    json!({
        "Id": id, "Name": format!("Form {id}"), "Type": "Form", "Status": "InProgress", "AssignedTo": {"Role": "Lead"},
        "Settings": {"Fields": fields.to_vec()},
    })
}

/// An activity that has been completed.
pub(crate) fn done(activity: Json) -> Json {
    with(activity, json!({"Status": "Completed"}))
}

/// A problem with the contract's `Code`.
pub(crate) fn problem(status: u16, code: &str) -> Json {
    json!({"type": "about:blank", "title": "No", "status": status, "Code": code})
}
