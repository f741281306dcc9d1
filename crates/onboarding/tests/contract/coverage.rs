//! Every golden is either played or left out by a rule that says why.

use super::golden::{Golden, names};
use super::play::is_made;
use super::tables::{COMPLETIONS, HANDOVERS, JOURNEYS, LINKS, LOOKS, OUTCOMES, RENEWALS, SESSIONS};
use super::{drafts, entering, staying, uploads};

/// Calls that this version of the core never makes: a pattern, where `*` stands for one part of a path, and why.
const NOT_MADE: [(&str, &str); 11] = [
    ("POST /api/v1/sessions", "an integrator's server makes it"),
    ("POST /api/v1/journeys", "an integrator's server makes it"),
    ("POST /api/v1/leads", "an integrator's server makes it"),
    ("POST /api/v1/workflows/*/register", "an integrator's server makes it"),
    ("GET /api/v1/journeys", "an integrator's server makes it"),
    ("GET /api/v1/workflows", "an integrator's server makes it"),
    ("GET /api/v1/funnels", "an integrator's server makes it"),
    ("GET /api/v1/users", "an integrator's server makes it"),
    ("OPTIONS /internal/v1/documents", "each field says what it takes, and the creation whether that is too much"),
    ("GET /internal/v1/sessions", "the account's sessions are not shown yet"),
    ("GET /internal/v1/sessions/*", "the list tells all that is shown of a session"),
];

/// Completions whose answers are heard, but whose requests are not made yet, and why.
const ANSWERS_ONLY: [(&str, &str); 7] = [
    ("completion-calendly", "no visit to a provider is completed yet"),
    ("completion-document", "compared in `documents`"),
    ("completion-identity-verification", "no visit to a provider is completed yet"),
    ("completion-not-confirmed", "no visit to a provider is completed yet"),
    ("completion-signature-drawn", "compared in `documents`"),
    ("completion-signature-provider", "no visit to a provider is completed yet"),
    ("completion-signature-typed", "compared in `documents`"),
];

fn played() -> Vec<&'static str> {
    let tables = [LINKS, RENEWALS, SESSIONS, JOURNEYS, LOOKS, COMPLETIONS, HANDOVERS, OUTCOMES];
    let others = uploads::played().chain(drafts::played()).chain(entering::played()).chain(staying::played());
    tables.into_iter().flatten().map(|(name, _, _)| *name).chain(others).collect()
}

fn fits(pattern: &str, call: &str) -> bool {
    let call = call.split('?').next().unwrap_or_default();
    let parts = |text: &str| text.split([' ', '/']).map(str::to_owned).collect::<Vec<_>>();
    let (pattern, call) = (parts(pattern), parts(call));
    pattern.len() == call.len() && pattern.iter().zip(&call).all(|(wanted, part)| wanted == "*" || wanted == part)
}

#[test]
fn every_golden_is_played_or_left_out_for_a_reason() {
    for name in names() {
        let golden = Golden::read(&name);
        let left_out = NOT_MADE.iter().any(|(pattern, _)| fits(pattern, golden.call()));
        assert_ne!(played().contains(&name.as_str()), left_out, "{name}: {}", golden.call());
    }
}

#[test]
fn every_case_has_its_golden_and_every_reason_its_use() {
    let names = names();
    for name in played() {
        assert!(names.iter().any(|golden| golden == name), "{name}");
    }
    for (pattern, _) in NOT_MADE {
        assert!(names.iter().any(|name| fits(pattern, Golden::read(name).call())), "{pattern}");
    }
}

#[test]
fn every_completion_is_compared_or_left_out_for_a_reason() {
    for (name, _, _) in COMPLETIONS {
        let left_out = ANSWERS_ONLY.iter().any(|(golden, _)| golden == name);
        assert_ne!(is_made(&Golden::read(name)), left_out, "{name}");
    }
}
