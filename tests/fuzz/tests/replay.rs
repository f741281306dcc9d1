//! Every input of the corpora once, as a test like any other: without libFuzzer, and on every platform.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fuzz::{TARGETS, mutation, seeds};
use serde_json::Value as Json;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn inputs(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let files = fs::read_dir(corpus().join(target)).unwrap().map(|file| file.unwrap().path());
    let mut inputs: Vec<_> = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    inputs.sort();
    inputs
}

#[test]
fn no_input_of_the_corpora_does_harm() {
    for target in &TARGETS {
        for (path, input) in inputs(target.name) {
            println!("{}", path.display());
            target.run(&input);
        }
    }
}

#[test]
fn no_golden_message_does_harm() {
    for target in &TARGETS {
        for (name, seed) in seeds(target) {
            println!("{}: {name}", target.name);
            target.run(seed.as_bytes());
        }
    }
}

/// `cargo xtask fuzz` knows the targets by these folders.
#[test]
fn every_target_has_inputs_and_nothing_else_does() {
    let folders: BTreeSet<_> = fs::read_dir(corpus()).unwrap().map(|folder| folder.unwrap().file_name()).collect();
    let names: BTreeSet<_> = TARGETS.iter().map(|target| target.name.into()).collect();
    assert_eq!(folders, names);
    for target in &TARGETS {
        assert!(inputs(target.name).len() >= 3, "{} has hardly any input", target.name);
    }
}

/// What the fuzzer cannot guess, it is told.
#[test]
fn the_dictionary_has_every_attribute_of_the_goldens() {
    let words: BTreeSet<_> = mutation::words().collect();
    let mut names = BTreeSet::new();
    for target in &TARGETS {
        for (_, seed) in seeds(target) {
            let json = seed.find('{').map(|begin| &seed[begin..]).unwrap_or_default();
            collect(&serde_json::from_str(json).unwrap_or_default(), &mut names);
        }
    }
    // What stands there for being ignored.
    names.retain(|name| !name.contains("Unknown") && !name.contains("uture"));
    let missing: Vec<_> = names.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "dictionary.txt lacks {missing:?}");
}

fn collect(json: &Json, names: &mut BTreeSet<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Json::Object(members) => members.iter().for_each(|(name, value)| {
            names.insert(name.clone());
            collect(value, names);
        }),
        _ => {}
    }
}
