//! Kinds of activity, and providers: each is one file, one `mod` line and one arm, and nobody else names a kind.

use super::files::{Source, file, files};
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
    let folder = "crates/onboarding/src/activity/";
    let kinds = names(folder, files(folder, ".rs"));
    let registry = file("crates/onboarding/src/activity.rs").text;
    assert_eq!(faults(&registry, &kinds, "=> {}::open("), Vec::<String>::new(), "crates/onboarding/src/activity.rs");
    let modules = registry.lines().filter(|line| line.starts_with("mod ") && line.ends_with(';')).count();
    assert_eq!(modules, kinds.len(), "the registry has a module for each kind and no other");
}

#[test]
fn each_provider_has_one_file_one_mod_line_and_one_arm() {
    let folder = "crates/onboarding/src/provider/";
    let mut sources = files(folder, ".rs");
    sources.retain(|source| source.text.contains("impl Protocol for "));
    let providers = names(folder, sources);
    assert!(providers.iter().any(|provider| provider == "veriff"), "providers are found: {providers:?}");
    let registry = file("crates/onboarding/src/provider.rs").text;
    assert_eq!(
        faults(&registry, &providers, "=> Some(&{}::"),
        Vec::<String>::new(),
        "crates/onboarding/src/provider.rs"
    );
    let arms = registry.matches("=> Some(&").count();
    assert_eq!(arms, providers.len(), "the registry has an arm for each provider and no other");
}

#[test]
fn each_player_has_one_file_one_mod_line_and_one_arm() {
    let folder = "crates/onboarding/src/provider/player/";
    let players = names(folder, files(folder, ".rs"));
    let registry = file("crates/onboarding/src/provider/player.rs").text;
    assert_eq!(
        faults(&registry, &players, "=> Some(Self(&{}::"),
        Vec::<String>::new(),
        "crates/onboarding/src/provider/player.rs"
    );
    let arms = registry.matches("=> Some(Self(&").count();
    assert_eq!(arms, players.len(), "the registry has an arm for each player and no other");
}

#[test]
fn a_kind_without_its_lines_is_noticed() {
    let registry = "\nmod form;\nmatch kind {\n\"Form\" => form::open(a)\n}";
    let found = |kinds: &[&str]| {
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        faults(registry, &kinds, "=> {}::open(")
    };
    assert!(found(&["form"]).is_empty());
    assert_eq!(found(&["form", "video"]), ["\nmod video;", "=> video::open("]);
}

/// What a registry lacks, or has twice, of the `mod` line and the arm that each of its files needs.
fn faults(registry: &str, names: &[String], arm: &str) -> Vec<String> {
    let once = |text: String| (registry.matches(text.as_str()).count() != 1).then_some(text);
    let lines = names.iter().flat_map(|name| [once(format!("\nmod {name};")), once(arm.replace("{}", name))]);
    lines.flatten().collect()
}

/// The modules of a folder's files.
fn names(folder: &str, sources: Vec<Source>) -> Vec<String> {
    let name = |source: &Source| Some(source.path.strip_prefix(folder)?.strip_suffix(".rs")?.to_owned());
    sources.iter().filter_map(name).collect()
}

#[test]
fn only_the_registry_names_a_kind() {
    let rule: Rule = names_a_kind;
    refuses(rule, &["if activity.kind == \"Form\" {"]);
    refuses(rule, &["(\"Signature\", provider) =>", "if kind == \"Signature\" { Answer::new([(\"Signature\", a)]) }"]);
    accepts(rule, &["Body::Form(form)", "\"Forms\"", "Answer::new([(\"Signature\", signature)])"]);
    let mut sources = files("crates/onboarding/src", ".rs");
    sources.retain(|source| source.path != "crates/onboarding/src/activity.rs");
    // Calendly is a kind of activity and a provider, and answers to that name in both registries.
    let (providers, others): (Vec<_>, Vec<_>) =
        sources.into_iter().partition(|source| is_about_providers(&source.path));
    no_line(&others, rule, "a kind is named outside the registry");
    let rule: Rule = |line| names_a_kind(&line.replace("\"Calendly\"", ""));
    refuses(rule, &["\"Video\" => watch(),"]);
    no_line(&providers, rule, "a kind is named outside the registry");
}

fn is_about_providers(path: &str) -> bool {
    ["crates/onboarding/src/provider.rs", "crates/onboarding/src/provider/calendly.rs"].contains(&path)
}
