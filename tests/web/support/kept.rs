//! What the browser keeps between tests.

use front_office::testing::storage::{self, Change, Shelf};
use wasm_bindgen::JsCast;

use super::dom::document;
use super::wait::settle;

/// Begins with what no test has left.
pub(crate) async fn keeps_nothing() {
    storage::forget();
    for shelf in Shelf::ALL {
        let kept = storage::read_all(shelf).await.unwrap();
        storage::write(kept.into_iter().map(|(key, _)| Change::Remove(shelf, key)).collect()).await.unwrap();
    }
    // Nobody has a key in hand that is not kept any more.
    storage::forget();
}

/// Begins with nothing that was given or chosen and not sent; a browser that keeps nothing has none of it.
pub(crate) async fn gave_nothing() {
    // What the last test's page writes as it goes.
    settle().await;
    for shelf in Shelf::ALL.into_iter().filter(|shelf| *shelf != Shelf::Keys) {
        let kept = storage::read_all(shelf).await.unwrap_or_default();
        let _ = storage::write(kept.into_iter().map(|(key, _)| Change::Remove(shelf, key)).collect()).await;
    }
}

/// Begins without a language that somebody chose.
pub(crate) fn chose_no_language() {
    let store = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    store.remove_item("front-office.language").unwrap();
}

/// Somebody has come in in this browser before: a link asks first whether they are here.
pub(crate) fn came_in_before() {
    let document: web_sys::HtmlDocument = document().unchecked_into();
    document.set_cookie("front-office.known=1; Path=/").unwrap();
}
