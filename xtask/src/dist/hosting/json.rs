//! The headers of every answer as one JSON object, for hosts that are programmed: `cargo xtask test` serves its pages by it.

use crate::dist::headers::Headers;
use serde_json::{Map, Value};

/// `{"Content-Security-Policy": "…", …}`
pub(super) fn headers(headers: &Headers) -> String {
    let map: Map<String, Value> =
        headers.everywhere.iter().map(|(name, value)| ((*name).to_owned(), Value::String(value.clone()))).collect();
    format!("{:#}\n", Value::Object(map))
}
