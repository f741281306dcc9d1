//! Documents to read and to sign: who is asked for them, what is shown of them, and what cannot be agreed to.

use serde_json::{Value as Json, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{JOURNEY, form, journey, session, with};
use super::visit::{Opening, Visit};
use crate::support::wait::eventually;

/// Of `Terms`.
const TERMS: &str = "sha256:ede5489964834a514b61c7a4a8370be2452dd4a7d807180f14991ccc11ad2430";
const COMPLETION: &str = "POST /internal/v1/activities/1/completion";
const NAME: &str = "#signature-name";
const CONSENT: &str = "#consent";

fn document(id: i64, name: &str, url: &str, hash: Option<&str>) -> Json {
    json!({"Id": id, "Name": name, "URL": url, "Hash": hash})
}

fn signature<const N: usize>(documents: [Json; N]) -> Json {
    let settings = json!({"Provider": "Native", "Documents": documents.to_vec(), "Consent": "I agree."});
    with(form(1), json!({"Name": "Sign", "Type": "Signature", "Settings": settings}))
}

fn reading<const N: usize>(documents: [Json; N]) -> Json {
    let settings = json!({"Documents": documents.to_vec(), "Statement": "I have read it."});
    with(form(1), json!({"Name": "Read", "Type": "Document", "Settings": settings}))
}

/// How the links of a document are called.
fn links(visit: &Visit) -> Vec<String> {
    visit.tab.texts(".document a")
}

#[wasm_bindgen_test]
async fn the_back_end_is_told_who_asks_and_nobody_else_is() {
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer(&with(session(), json!({"Token": "s3cret"})));
    let documents = [
        document(1, "a.txt", "/files/a.txt", None),
        document(2, "b.txt", "https://elsewhere.example/b.txt", None),
        document(3, "c.txt", "javascript:alert(1)", None),
    ];
    visit.back_end.hears(JOURNEY).await.answer(&journey([reading(documents)]));
    let own = visit.back_end.hears("GET /files/a.txt").await;
    assert_eq!(own.header("Authorization").as_deref(), Some("Bearer s3cret"));
    own.answer_with(200, "text/plain", "Words");
    let other = visit.back_end.hears("GET /b.txt").await;
    assert_eq!((other.header("Authorization"), other.goes_with_cookies()), (None, false));
    other.break_off();
    visit.tells(".document__text", "Words").await;
    // A site that does not hand its document over shows it itself.
    visit.tells("#document-1", "This document is on elsewhere.example.").await;
    let tab = &visit.tab;
    assert_eq!(tab.attribute("#document-1 a", "href").as_deref(), Some("https://elsewhere.example/b.txt"));
    assert_eq!(tab.attribute("#document-1 a", "rel").as_deref(), Some("noopener noreferrer"));
    assert!(tab.text("#document-2 [role=alert]").starts_with("This document cannot be shown here."));
    assert!(!tab.has("#document-2 a"));
    tab.clicks(CONSENT).await;
    tab.sends().await;
    assert_eq!(tab.texts(".error-summary li"), ["“c.txt” cannot be shown here. Please contact us."]);
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn what_could_run_a_script_is_downloaded_and_nothing_else() {
    let visit =
        Visit::in_journey(journey([reading([document(1, "a.pdf", "/a", None), document(2, "b", "/b", None)])])).await;
    visit.back_end.hears("GET /a").await.answer_with(200, "text/html", "<script>alert(1)</script>");
    visit.back_end.hears("GET /b").await.answer_with(200, "image/svg+xml", "<svg onload='alert(1)'/>");
    eventually("both are here", || links(&visit).len() == 2).await;
    assert_eq!(links(&visit), ["Download “a.pdf”", "Download “b”"]);
    assert!(!visit.tab.has(".document img, .document iframe, .document__text"));
    assert_eq!(visit.tab.attributes(".document a", "download"), ["a.pdf", "b"]);
}

#[wasm_bindgen_test]
async fn a_changed_document_is_not_shown_and_not_signed_until_the_right_one_is_loaded() {
    let visit = Visit::in_journey(journey([signature([document(1, "terms.txt", "/terms", Some(TERMS))])])).await;
    let tab = &visit.tab;
    visit.back_end.hears("GET /terms").await.answer_with(200, "text/plain", "Other terms");
    visit.tells("#document-0 [role=alert]", "is not the document that was meant for you").await;
    assert!(!tab.has(".document__text") && links(&visit).is_empty());
    tab.types(NAME, "John Doe").await;
    tab.clicks(CONSENT).await;
    tab.sends().await;
    assert!(tab.has_focus(".error-summary"));
    assert_eq!(tab.attributes(".error-summary a", "href"), ["#document-0"]);
    visit.back_end.hears_nothing().await;

    tab.clicks("#document-0 button").await;
    assert!(tab.has_focus("#document-0"), "the button has gone, focus stays with the document");
    visit.back_end.hears("GET /terms").await.answer_with(200, "text/plain", "Terms");
    visit.tells(".document__text", "Terms").await;
    assert!(!tab.has(".error-summary"), "what is put right is told no more");
    tab.sends().await;
    let expected = json!([{"Id": 1, "Hash": TERMS}]);
    assert_eq!(visit.back_end.hears(COMPLETION).await.json()["Documents"], expected);
}

#[wasm_bindgen_test]
async fn a_document_that_is_on_its_way_is_waited_for_and_one_that_failed_is_asked_for_again() {
    let visit = Visit::in_journey(journey([signature([document(1, "a.pdf", "/a", Some("md5:1"))])])).await;
    let tab = &visit.tab;
    tab.types(NAME, "John Doe").await;
    tab.clicks(CONSENT).await;
    tab.sends().await;
    assert_eq!(tab.texts(".error-summary li"), ["“a.pdf” is still loading. Wait until it is here."]);
    visit.back_end.hears("GET /a").await.answer_by(404, &json!({}));
    visit.tells("#document-0 [role=alert]", "This document could not be loaded.").await;
    visit.tells(".error-summary", "“a.pdf” could not be loaded.").await;
    tab.clicks("#document-0 button").await;
    visit.back_end.hears("GET /a").await.answer_with(200, "application/pdf", "%PDF");
    eventually("it is here", || links(&visit) == ["Open in a new tab “a.pdf”", "Download “a.pdf”"]).await;
    tab.sends().await;
    // A hash of a kind that cannot be compared goes back as it came.
    let sent = visit.back_end.hears(COMPLETION).await.json();
    assert_eq!(sent["Documents"], json!([{"Id": 1, "Hash": "md5:1"}]));
    assert_eq!(sent["Signature"], json!({"Method": "Typed", "Text": "John Doe"}));
}
