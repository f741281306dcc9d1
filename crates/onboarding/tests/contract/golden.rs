//! A golden message: one call, what is asked and what is answered.

use std::fs;
use std::path::PathBuf;

use onboarding::api::{Request, Response};
use serde_json::Value as Json;

use crate::support::visit::{body, header};

/// When all golden answers come in: 2022-04-07T13:05:00Z, a minute before the date in their `Retry-After`.
const RECEIVED_AT: i64 = 1_649_336_700;

pub(crate) struct Golden {
    pub(crate) name: String,
    document: Json,
}

/// The names of all goldens, in their order.
pub(crate) fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("tests/contract can be read");
    let paths = files.map(|file| file.expect("a file of tests/contract").path());
    let goldens = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut names: Vec<String> = goldens.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract")
}

impl Golden {
    pub(crate) fn read(name: &str) -> Self {
        let text = fs::read_to_string(folder().join(format!("{name}.json")));
        let text = text.unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { name: name.to_owned(), document: serde_json::from_str(&text).expect("a golden is JSON") }
    }

    /// `POST /internal/v1/autologin`.
    pub(crate) fn call(&self) -> &str {
        self.document["Call"].as_str().unwrap()
    }

    pub(crate) fn path(&self) -> &str {
        self.call().split_once(' ').unwrap().1
    }

    pub(crate) fn asked_header(&self, name: &str) -> Option<&str> {
        self.document["Request"]["Headers"][name].as_str()
    }

    pub(crate) fn answered_header(&self, name: &str) -> Option<String> {
        self.document["Response"]["Headers"][name].as_str().map(str::to_owned)
    }

    /// The body of the request.
    pub(crate) fn asked(&self) -> Json {
        let text = text_of(&self.document["Request"]);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// The answer as the shell would hand it in.
    pub(crate) fn answer(&self) -> Response {
        let answer = &self.document["Response"];
        Response {
            status: answer["Status"].as_u64().unwrap().try_into().unwrap(),
            etag: self.answered_header("ETag"),
            retry_after: self.answered_header("Retry-After"),
            server_time: None,
            received_at: RECEIVED_AT,
            body: text_of(answer),
        }
    }

    /// The request is the golden one: method, path, body as JSON with every digit of its ids, and each golden header.
    #[track_caller]
    pub(crate) fn is_asked_by(&self, request: &Request) {
        assert_eq!(format!("{} {}", request.method, request.path), self.call(), "{}", self.name);
        match request.body {
            Some(_) => assert_eq!(body(request), self.asked(), "{}", self.name),
            None => assert_eq!(text_of(&self.document["Request"]), "", "{}", self.name),
        }
        for (name, value) in self.document["Request"]["Headers"].as_object().into_iter().flatten() {
            assert_eq!(header(request, name), value.as_str(), "{}: {name}", self.name);
        }
        let signed = self.asked_header("Authorization").is_some();
        assert_eq!(request.with_cookies, !signed, "{}", self.name);
    }
}

/// A message's body as it travels.
fn text_of(message: &Json) -> String {
    match (&message["BodyText"], &message["Body"]) {
        (Json::String(text), _) => text.clone(),
        (_, Json::Null) => String::new(),
        (_, body) => body.to_string(),
    }
}
