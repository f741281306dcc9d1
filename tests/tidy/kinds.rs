//! Kinds of activity: each is one file, one `mod` line and one arm, and nobody else names it.

use super::files::{file, files};
use super::rule::{Rule, accepts, no_line, refuses};

/// The kinds of the contract (section 3); `Document` is left out, since a type of data has the same name.
const KINDS: [&str; 5] = ["\"Form\"", "\"Calendly\"", "\"Video\"", "\"IdentityVerification\"", "\"Signature\""];

/// A completion has an attribute of the same name (contract, section 3).
const MEMBER: &str = "Answer::new([(\"Signature\", ";

/// Whether a line names a kind of activity as the wire does.
pub(crate) fn names_a_kind(line: &str) -> bool {
    let line = line.replace(MEMBER, "");
    KINDS.iter().any(|kind| line.contains(kind))
}

#[test]
fn each_kind_has_one_file_one_mod_line_and_one_arm() {
    let faults = |registry: &str, kinds: &[&str]| -> Vec<String> {
        let modules = registry.lines().filter(|line| line.starts_with("mod ")).count();
        let once = |text: String| (registry.matches(text.as_str()).count() != 1).then_some(text);
        let faults = kinds.iter().flat_map(|kind| [once(format!("\nmod {kind};")), once(format!("=> {kind}::open("))]);
        faults.flatten().chain((modules != kinds.len()).then(|| format!("{modules} modules"))).collect()
    };
    let registry = "\nmod form;\nmatch kind {\n\"Form\" => form::open(a)\n}";
    assert!(faults(registry, &["form"]).is_empty());
    assert_eq!(faults(registry, &["form", "video"]), ["\nmod video;", "=> video::open(", "1 modules"]);
    assert_eq!(faults(registry, &[]), ["1 modules"]);

    let folder = "crates/onboarding/src/activity/";
    let sources = files(folder, ".rs");
    let kinds: Vec<&str> =
        sources.iter().filter_map(|kind| kind.path.strip_prefix(folder)?.strip_suffix(".rs")).collect();
    let registry = file("crates/onboarding/src/activity.rs").text;
    assert_eq!(faults(&registry, &kinds), Vec::<String>::new(), "crates/onboarding/src/activity.rs");
}

#[test]
fn only_the_registry_names_a_kind() {
    let rule: Rule = names_a_kind;
    refuses(rule, &["if activity.kind == \"Form\" {"]);
    refuses(rule, &["(\"Signature\", provider) =>", "if kind == \"Signature\" { Answer::new([(\"Signature\", a)]) }"]);
    accepts(rule, &["Body::Form(form)", "\"Forms\"", "Answer::new([(\"Signature\", signature)])"]);
    let mut sources = files("crates/onboarding/src", ".rs");
    sources.retain(|source| source.path != "crates/onboarding/src/activity.rs");
    no_line(&sources, rule, "a kind is named outside the registry");
}
