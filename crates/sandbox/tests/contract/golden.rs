//! A golden message, read from its file.

use std::path::Path;

use serde_json::{Map, Value};

pub(crate) struct Golden {
    pub(crate) name: String,
    document: Value,
}

/// All golden messages, in the order of their names.
pub(crate) fn all() -> Vec<Golden> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let read = |path: &std::path::PathBuf| Golden {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        document: serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
    };
    paths.iter().map(read).collect()
}

impl Golden {
    pub(crate) fn method(&self) -> &str {
        self.document["Call"].as_str().unwrap().split_once(' ').unwrap().0
    }

    pub(crate) fn path(&self) -> &str {
        self.document["Call"].as_str().unwrap().split_once(' ').unwrap().1
    }

    pub(crate) fn status(&self) -> u16 {
        self.document["Response"]["Status"].as_u64().unwrap().try_into().unwrap()
    }

    pub(crate) fn request_headers(&self) -> Map<String, Value> {
        self.document["Request"]["Headers"].as_object().cloned().unwrap_or_default()
    }

    /// The text of the request's body, whichever way the file writes it.
    pub(crate) fn request_text(&self) -> Option<String> {
        text_of(&self.document["Request"])
    }

    pub(crate) fn request_body(&self) -> Value {
        let text = self.request_text().unwrap_or_default();
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    pub(crate) fn response_headers(&self) -> Map<String, Value> {
        self.document["Response"]["Headers"].as_object().cloned().unwrap_or_default()
    }

    pub(crate) fn response_body(&self) -> Value {
        let text = text_of(&self.document["Response"]).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// The journey that the answer is, or carries.
    pub(crate) fn journey(&self) -> Option<Value> {
        let body = self.response_body();
        [body.clone(), body["Journey"].clone()].into_iter().find(|journey| journey["Stages"].is_array())
    }
}

fn text_of(message: &Value) -> Option<String> {
    let exact = message["BodyText"].as_str().map(str::to_owned);
    exact.or_else(|| message.get("Body").map(Value::to_string))
}
