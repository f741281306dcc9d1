//! Ids above 2^53 keep every digit, as numbers and as strings, in and out.

use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;

/// 2^53 + 1: the first integer that a JavaScript number cannot hold.
const BIG: &str = "9007199254740993";

#[test]
fn every_digit_goes_through_calls_addresses_and_screens() {
    for spelt in [json!(9_007_199_254_740_993_i64), json!(BIG)] {
        let stage =
            [with(form(1), json!({"Id": spelt, "AssignedTo": {"Role": "Lead", "User": {"Id": spelt}}})), form(2)];
        let mut visit = Visit::new();
        visit
            .opens_link()
            .hears(ok(with(session(), json!({"User": {"Id": spelt}, "Journey": {"Id": spelt}}))))
            .does(&["GET /api/v1/journeys/9007199254740993"])
            .hears(ok(with(journey(stage), json!({"Id": spelt}))))
            .does(&["replace by /"])
            .shows("tasks, 0 of 2 done: 9007199254740993 next, 2 to do")
            .goes("/activities/9007199254740993")
            .does(&[])
            .shows("activity 9007199254740993: to do")
            .goes("/activities/9007199254740992")
            .does(&[])
            .shows("no such page")
            .sends(9_007_199_254_740_993, "Anvils")
            .does(&["POST /internal/v1/activities/9007199254740993/completion"]);
    }
}

#[test]
fn a_neighbouring_users_activity_is_not_taken_for_ones_own() {
    let stage =
        [with(form(1), json!({"AssignedTo": {"Role": "Lead", "User": {"Id": 9_007_199_254_740_992_i64}}})), form(2)];
    Visit::in_journey(with(session(), json!({"User": {"Id": BIG}})), journey(stage)).shows("activity 2: to do");
}

#[test]
fn an_id_that_went_through_a_float_is_refused_rather_than_guessed() {
    for id in ["9.007199254740993e15", "9007199254740993.0", "\"xxx\"", "9223372036854775808", "null", "true"] {
        let body = format!(r#"{{"Id":{id},"Status":"InProgress","Stages":[]}}"#);
        assert!(id == "\"xxx\"" || serde_json::from_str::<Json>(&body).is_ok());
        let mut visit = Visit::new();
        visit.opens_link().hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
        visit.hears(onboarding::api::Response { status: 200, body, ..Default::default() }).complains();
        visit.shows("stopped: Unreadable → Retry");
    }
}
