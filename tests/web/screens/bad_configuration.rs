//! A configuration that cannot be used: `src/screens/bad_configuration.rs`.

use onboarding::config::Config;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::tab::{Tab, show_problem};

async fn configured(block: &str) -> Tab {
    show_problem(Config::parse(block).unwrap_err()).await
}

#[wasm_bindgen_test]
async fn a_bad_value_is_named_by_its_key_with_what_was_expected() {
    let tab = configured(r#"{"TokenStore": "local"}"#).await;
    assert_eq!(tab.text("h1"), "The configuration key “TokenStore” cannot be used");
    let sentence = "In the block “front-office-config” of index.html, “TokenStore” must be \"memory\" or \"tab\".";
    assert_eq!(tab.text("main p"), sentence);
}

#[wasm_bindgen_test]
async fn an_unknown_key_is_told_the_known_ones() {
    let tab = configured(r#"{"ApiUrl": "https://api.example.com"}"#).await;
    assert_eq!(tab.text("h1"), "The configuration key “ApiUrl” cannot be used");
    let sentence = format!("each key must be one of {}.", onboarding::config::KEYS.join(", "));
    assert!(tab.text("main p").ends_with(&sentence), "{}", tab.text("main p"));
}

#[wasm_bindgen_test]
async fn a_block_that_is_no_json_is_named_as_a_whole() {
    let tab = configured("{").await;
    assert_eq!(tab.text("h1"), "The configuration cannot be read");
    assert_eq!(tab.text("main p"), "The block “front-office-config” of index.html must be a JSON object.");
}
