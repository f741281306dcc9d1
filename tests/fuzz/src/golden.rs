//! The golden messages of `tests/contract`: the inputs that every target begins with.

use std::path::Path;

use serde_json::Value as Json;

use crate::Target;

/// One call and its answer.
pub(crate) struct Golden(Json);

impl Golden {
    /// Whether it is a call of that method, to a path that begins and ends so.
    pub(crate) fn calls(&self, method_and_path: &str, end: &str) -> bool {
        let call = self.0["Call"].as_str().unwrap_or_default();
        call.starts_with(method_and_path) && call.split('?').next().is_some_and(|call| call.ends_with(end))
    }

    pub(crate) fn status(&self) -> u64 {
        self.0["Response"]["Status"].as_u64().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.0["Response"]["Headers"][name].as_str()
    }

    /// The body of the answer, as it travels.
    pub(crate) fn body(&self) -> String {
        text_of(&self.0["Response"])
    }

    /// The body of the request.
    pub(crate) fn asked(&self) -> String {
        text_of(&self.0["Request"])
    }

    /// The whole answer, as targets of answers read it.
    pub(crate) fn answer(&self) -> String {
        format!("{} {}\n{}", self.status(), self.header("Retry-After").unwrap_or_default(), self.body())
    }
}

fn text_of(message: &Json) -> String {
    match (&message["BodyText"], &message["Body"]) {
        (Json::String(text), _) => text.clone(),
        (_, Json::Null) => String::new(),
        (_, body) => body.to_string(),
    }
}

/// The inputs that the goldens make for a target, each with the name of its golden.
///
/// # Panics
/// Where `tests/contract` cannot be read.
pub fn seeds(target: &Target) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract");
    let files = std::fs::read_dir(folder).expect("tests/contract can be read").map(|file| file.unwrap().path());
    let mut seeds: Vec<(String, String)> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| {
            let golden =
                Golden(serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).expect("a golden is JSON"));
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (target.seed)(&golden).filter(|seed| !seed.is_empty()).map(|seed| (name, seed))
        })
        .collect();
    seeds.sort();
    seeds
}
