//! The golden messages of `tests/contract`: the sandbox is brought into the state of each, gets its request, and
//! must answer with its status, code and headers, and with a body of its shape.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "contract/accounts.rs"]
mod accounts;
#[path = "contract/golden.rs"]
mod golden;
#[path = "contract/shape.rs"]
mod shape;
#[path = "contract/states.rs"]
mod states;
#[path = "calls/support.rs"]
mod support;

use golden::Golden;
use states::State;

/// Messages that this back-end never sends, and why.
const NEVER_SENT: [(&str, &str); 13] = [
    ("-broken-", "breaks the contract on purpose"),
    ("-string-ids", "the sandbox writes ids as integers"),
    ("completion-errors-string-id", "the sandbox writes ids as integers"),
    ("journey-data-key", "the sandbox writes DataPoint"),
    ("journey-unknown-attributes", "the sandbox sends only known attributes"),
    ("journey-unknown-data-point-type", "a value attribute that nobody knows is not kept"),
    ("journey-empty-stage", "a stage without activities is over as soon as it has begun"),
    ("journey-empty", "a journey without stages is over as soon as it has begun"),
    ("completion-errors-without-data-point", "judging a video takes knowing its kind"),
    ("completion-too-many-requests", "only unknown links are throttled"),
    ("journey-too-many-requests", "only unknown links are throttled"),
    ("renewal-too-many-requests", "only unknown links are throttled"),
    ("sessions-too-many-requests", "only unknown links are throttled"),
];

fn is_sent(name: &str) -> bool {
    !NEVER_SENT.iter().any(|(part, _)| name.contains(part))
}

#[tokio::test]
async fn every_golden_message_is_answered_in_its_shape() {
    let mut failures = Vec::new();
    let mut checked = 0;
    for golden in golden::all().into_iter().filter(|golden| is_sent(&golden.name)) {
        checked += 1;
        failures.extend(check(&golden).await.into_iter().map(|failure| format!("{}: {failure}", golden.name)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(checked >= 102, "only {checked} messages were found");
}

async fn check(golden: &Golden) -> Vec<String> {
    let state = State::of(golden).await;
    let answer = state.send(golden).await;
    let mut failures = Vec::new();
    if answer.status != golden.status() {
        failures.push(format!("status {} instead of {}: {}", answer.status, golden.status(), answer.text()));
        return failures;
    }
    shape::compare_headers(&golden.response_headers(), &answer, &mut failures);
    shape::compare("", &golden.response_body(), &answer.json(), &mut failures);
    failures
}
