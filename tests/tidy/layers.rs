//! Who may know what: the core, the interface, the effects, the sandbox.

use super::files::{file, files};
use super::kinds::names_a_kind;
use super::rule::{Rule, accepts, has_word, names_any, no_line, refuses};

#[test]
fn the_core_does_no_io_and_names_no_browser_type() {
    let rule: Rule = |line| {
        let crates = ["web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo_net", "rand", "SystemTime", "Instant"];
        let modules = ["time", "fs", "env", "thread", "process", "io", "net"];
        let addresses = names_any(line, &["Ipv4Addr", "Ipv6Addr"]);
        crates.iter().any(|name| has_word(line, name))
            || (line.contains("std::") && modules.iter().any(|name| has_word(line, name)) && !addresses)
    };
    refuses(rule, &["use std::fs;", "use std::{fs, fmt};", "std::time::Instant::now()", "use std::net::TcpStream;"]);
    refuses(rule, &["let document = web_sys::window();", "rand::random()", "std::io::stdin()"]);
    accepts(rule, &["use std::net::Ipv4Addr;", "use std::sync::Arc;", "let time = entry.time;", "fn operand() {}"]);
    no_line(&files("crates/onboarding/src", ".rs"), rule, "the core does IO or names a browser type");
}

#[test]
fn the_core_depends_on_serde_alone() {
    let dependencies = |manifest: &str| section(manifest, "[dependencies]").join(", ");
    assert_eq!(
        dependencies("[dependencies]\na = \"1\"\n\nb.workspace = true\n[x]\nc = 1"),
        "a = \"1\", b.workspace = true"
    );
    let manifest = file("crates/onboarding/Cargo.toml").text;
    assert_eq!(dependencies(&manifest), "serde.workspace = true, serde_json.workspace = true");
    assert!(!manifest.contains("[target."), "nor on anything else on some platform");
}

#[test]
fn the_core_computes_without_floats() {
    let rule: Rule = |line| has_word(line, "f32") || has_word(line, "f64");
    refuses(rule, &["let x: f64 = 1.0;", "parse::<f32>()"]);
    accepts(rule, &["\"0x1f645\"", "let half64 = 1;"]);
    no_line(&files("crates/onboarding/src", ".rs"), rule, "the core uses a float");
}

#[test]
fn the_interface_matches_on_screens_and_never_on_the_wire() {
    let rule: Rule =
        |line| names_any(line, &["serde_json", "StatusCode"]) || line.contains(".status") || names_a_kind(line);
    refuses(rule, &["use serde_json::Value;", "if response.status == 404 {", "match response.status() {"]);
    refuses(rule, &["if kind == \"Form\" {", "\"IdentityVerification\" => frame(),"]);
    accepts(rule, &["Body::Form(form) => form::view(form),", "let form = \"form\";", "role=\"status\""]);
    let mut sources = vec![file("src/app.rs"), file("src/store.rs")];
    for folder in ["src/screens", "src/fields", "src/components"] {
        sources.extend(files(folder, ".rs"));
    }
    no_line(&sources, rule, "the interface reads the wire");
}

#[test]
fn bodies_cross_from_the_browser_as_text() {
    let rule: Rule =
        |line| names_any(line, &["JSON::", ".json(", ".json::<", "from_serde", "into_serde", "serde_wasm"]);
    refuses(rule, &["response.json().await", "response.json::<Journey>()", "js_sys::JSON::parse(&text)"]);
    accepts(rule, &["response.text().await", "parse_json(&text)"]);
    let mut sources = files("src", ".rs");
    // Frames post objects, which are no bodies; as text they go to the core like everything else.
    sources.retain(|source| source.path != "src/effects/frames.rs");
    no_line(&sources, rule, "ids would pass through a JavaScript number");
}

#[test]
fn browser_apis_are_named_under_effects_only() {
    let rule: Rule = |line| {
        let crates = ["web_sys", "js_sys", "wasm_bindgen"];
        let calls = ["window()", "document()", "window_event_listener", "set_timeout", "set_interval"];
        crates.iter().any(|name| has_word(line, name)) || names_any(line, &calls) || line.contains("request_animation")
    };
    refuses(rule, &["use web_sys::Window;", "document().set_title(\"x\");", "request_animation_frame(act);"]);
    refuses(rule, &["use wasm_bindgen::JsCast;", "window_event_listener_untyped(name, act)"]);
    accepts(rule, &["let typed = event_target_value(&event);", "event.prevent_default();"]);
    let mut sources = files("src", ".rs");
    // What `tests/web` uses takes an element from the tests.
    sources.retain(|source| !source.path.starts_with("src/effects") && source.path != "src/testing.rs");
    no_line(&sources, rule, "a browser API outside src/effects");
}

#[test]
fn the_sandbox_knows_no_activity_kind_and_no_type_of_the_core() {
    let rule: Rule = |line| line.contains("onboarding::") || names_a_kind(line);
    refuses(rule, &["use onboarding::form::Form;", "if activity[\"Type\"] == \"Form\" {"]);
    accepts(rule, &["\"FormData\"", "include_str!(\"../seed/onboarding.json\")"]);
    no_line(&files("crates/sandbox/src", ".rs"), rule, "the sandbox is no independent witness");
    let manifest = file("crates/sandbox/Cargo.toml").text;
    assert!(!manifest.lines().any(|line| line.starts_with("onboarding")), "the sandbox depends on the core");
}

fn section<'a>(manifest: &'a str, head: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.is_empty()).collect()
}
