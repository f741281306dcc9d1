//! The promise that a kind of activity costs one file, one `mod` line and one arm, kept by adding one: in a copy of
//! the project, with `tests/new-kind`, without touching the interface or the sandbox.
//!
//! The copy lies below the project's own folder, so that cargo's configuration and what was compiled serve it too.

use crate::failure::{Failure, OrFail, Result};
use crate::http::{self, Request};
use crate::process;
use crate::project::Project;
use crate::sandbox::{self, Place, Sandbox};
use crate::say;
use crate::session;
use crate::tools::toolchain::{self, WASM_TARGET};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the copy needs of the project. Cargo's own configuration is found above it.
const COPIED: [&str; 8] =
    ["Cargo.toml", "Cargo.lock", "src", "crates", "xtask", "tests/fuzz", "tests/tidy.rs", "tests/web"];
/// The new file, the story that the core plays, and the funnel for the sandbox.
const ADDED: [(&str, &str); 3] = [
    ("tests/new-kind/survey.rs", "crates/onboarding/src/activity/survey.rs"),
    ("tests/new-kind/story.rs", "crates/onboarding/tests/survey.rs"),
    ("tests/new-kind/seed.json", "crates/sandbox/seed/survey.json"),
];
/// The registry, where the one line and the one arm go.
const REGISTRY: &str = "crates/onboarding/src/activity.rs";
const MOD_LINE: &str = "mod survey;\n";
const ARM: &str = "        \"Survey\" => survey::open(activity, journey),\n";
/// Where they stand in front of.
const LAST_MOD_LINE_ENDS_BEFORE: &str = "\nuse std::sync::Arc;";
const LAST_ARM: &str = "        _ => None,\n";
const KEY: &str = "survey-1";

/// Makes sure that the interface can be compiled.
pub(super) fn prepare() -> Result<()> {
    toolchain::ensure_wasm_target()
}

/// Adds the kind and completes one: the core makes the answer, the unchanged sandbox takes it.
pub(super) fn run(project: &Project) -> Result<()> {
    say::doing("Adding a kind of activity to a copy, to see that it costs one file, one line and one arm");
    let folder = project.scratch("new-kind")?;
    let (copy, messages) = (folder.join("project"), folder.join("messages"));
    fs::create_dir_all(&messages).or_cannot(|| format!("create {}", messages.display()))?;
    copy_with_kind(project, &copy)?;

    let program = sandbox::build(project)?;
    let (database, seed) = (folder.join("sandbox.db"), copy.join("crates/sandbox/seed"));
    let place = Place { port: 0, database: &database, dist: None, seed: Some(&seed) };
    let sandbox = Sandbox::start(project, &program, &place)?;
    let token = arrive(project, &sandbox, &messages)?;

    let mut story = cargo_in(project, &copy);
    story.args(["test", "--package", "onboarding", "--test", "survey"]).env("NEW_KIND_MESSAGES", &messages);
    process::run(&mut story, "The core cannot complete a kind that was added; the lines above say where.")?;
    complete(&sandbox, &messages, &token)?;

    let mut interface = cargo_in(project, &copy);
    // With its tests, so that features are resolved as for the lints, which have compiled everything below already.
    interface.args(["check", "--package", "front-office", "--all-targets", "--target", WASM_TARGET]);
    process::run(&mut interface, "The interface needs an edit for a kind that was added; the lines above say where.")
}

fn copy_with_kind(project: &Project, copy: &Path) -> Result<()> {
    for name in COPIED {
        copy_all(&project.path(name), &copy.join(name))?;
    }
    for (from, to) in ADDED {
        copy_all(&project.path(from), &copy.join(to))?;
    }
    let registry = with_kind(&project.read(REGISTRY)?).ok_or_else(|| {
        Failure::new(format!("{REGISTRY} is no longer laid out as xtask/src/steps/new_kind.rs knows it: adapt that."))
    })?;
    fs::write(copy.join(REGISTRY), registry).or_cannot(|| format!("write {REGISTRY} of the copy"))
}

/// The registry with the line and the arm.
fn with_kind(registry: &str) -> Option<String> {
    let (modules, rest) = registry.split_once(LAST_MOD_LINE_ENDS_BEFORE)?;
    let (arms, end) = rest.split_once(LAST_ARM)?;
    Some(format!("{modules}{MOD_LINE}{LAST_MOD_LINE_ENDS_BEFORE}{arms}{ARM}{LAST_ARM}{end}"))
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    let cannot = || format!("copy {}", from.display());
    if !from.is_dir() {
        let folder = to.parent().unwrap_or(to);
        fs::create_dir_all(folder).or_cannot(cannot)?;
        return fs::copy(from, to).map(drop).or_cannot(cannot);
    }
    for entry in fs::read_dir(from).or_cannot(cannot)? {
        let name = entry.or_cannot(cannot)?.file_name();
        copy_all(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// Cargo in the copy, with what was compiled for the project.
fn cargo_in(project: &Project, copy: &Path) -> Command {
    let mut cargo = project.cargo();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    cargo.env("CARGO_TARGET_DIR", project.path(target)).current_dir(copy);
    cargo
}

/// Registers a lead, opens the link, and keeps the session and the journey for the story. Answers the token.
fn arrive(project: &Project, sandbox: &Sandbox, messages: &Path) -> Result<String> {
    let lead = json!({"Email": "ada.lovelace@example.com", "Firstname": "Ada", "Lastname": "Lovelace"}).to_string();
    let key = session::workspace_key(project)?;
    let link = send(sandbox, Request::post("/api/v1/leads?ref=survey", &lead).bearer(&key))?;
    let link = json!({ "UUID": link["UUID"] }).to_string();
    let session = send(sandbox, Request::post("/internal/v1/autologin", &link))?;
    let token = session["Token"].as_str().unwrap_or_default().to_owned();
    let journey =
        send(sandbox, Request::get(&format!("/api/v1/journeys/{}", session["Journey"]["Id"])).bearer(&token))?;
    for (name, message) in [("session.json", session), ("journey.json", journey)] {
        fs::write(messages.join(name), message.to_string()).or_cannot(|| format!("write {name}"))?;
    }
    Ok(token)
}

/// Sends what the core made, and looks whether the sandbox has it.
fn complete(sandbox: &Sandbox, messages: &Path, token: &str) -> Result<()> {
    let read = |name: &str| fs::read_to_string(messages.join(name)).or_cannot(|| format!("read {name} of the story"));
    let (path, body) = (read("completion-path.txt")?, read("completion.json")?);
    let request = Request::post(&path, &body).bearer(token).header("Idempotency-Key", KEY);
    let journey = send(sandbox, request)?;
    let marks: Vec<&str> = journey["JourneyData"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|value| value["StringValue"].as_str())
        .collect();
    let status = &journey["Stages"][0]["Activities"][0]["Status"];
    if status == "Completed" && marks.contains(&"4") && marks.contains(&"5") {
        return Ok(());
    }
    Err(Failure::new(format!("The sandbox did not complete a kind that was added: it is {status}, with {marks:?}.")))
}

fn send(sandbox: &Sandbox, request: Request) -> Result<Value> {
    let what = request.to_string();
    let answer = http::send(sandbox.authority(), request)?;
    let body = serde_json::from_str(&answer.body).ok().filter(|_| answer.status == 200);
    body.ok_or_else(|| Failure::new(format!("{what} answered {} {}", answer.status, answer.body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_gets_one_line_and_one_arm() {
        let registry = "mod form;\n\nuse std::sync::Arc;\nmatch kind {\n        _ => None,\n}";
        let expected =
            format!("mod form;\n{MOD_LINE}\nuse std::sync::Arc;\nmatch kind {{\n{ARM}        _ => None,\n}}");
        assert_eq!(with_kind(registry), Some(expected));
        assert_eq!(with_kind("mod form;"), None);
    }

    #[test]
    fn the_real_registry_is_understood() {
        let registry = Project::here().and_then(|project| project.read(REGISTRY)).unwrap_or_default();
        let added = with_kind(&registry).unwrap_or_default();
        assert_eq!(added.len(), registry.len() + MOD_LINE.len() + ARM.len());
    }
}
