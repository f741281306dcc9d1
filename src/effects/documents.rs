//! Documents: fetched as the session allows, compared with their hash, and offered at an address of this page that
//! lives as long as they are shown. Their bytes never enter the WASM.

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use leptos::prelude::window;
use onboarding::api::{CallError, Response, document_from};
use onboarding::document::{Document, Presentation, Source, Standing};
use onboarding::redirect::RedirectUrl;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, RequestCredentials, RequestInit, Url};

use super::http::{self, Patience};

/// How long to wait for a whole document, in milliseconds: ten megabytes on a slow phone.
const PATIENCE: u32 = 120_000;
/// Longer texts, in bytes, are opened in a tab of their own.
const LONGEST_TEXT: u32 = 200_000;

/// A document that came.
pub(crate) struct Content {
    /// Whether it is the one that was meant.
    pub(crate) standing: Standing,
    /// How it is shown.
    pub(crate) presentation: Presentation,
    /// Its words, where it is a text of reasonable length.
    pub(crate) text: Option<String>,
    address: String,
}

/// A document on its way.
enum Arrived {
    Whole(ArrayBuffer, String),
    Refused(CallError),
    Answered(u16),
}

impl Content {
    /// Its address in this page, as long as the content is held. It is not spelt in any address bar of ours.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Content {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.address);
    }
}

/// Fetches a document.
///
/// # Errors
/// [`Standing::Failed`], or [`Standing::Elsewhere`] where another site keeps it to itself.
pub(crate) async fn fetch(source: Source, document: &Document) -> Result<Content, Standing> {
    let arrived = match &source {
        Source::BackEnd(request) => {
            let with = if request.with_cookies { RequestCredentials::Include } else { RequestCredentials::Omit };
            load(&request.path, &request.headers, with).await
        }
        Source::Elsewhere(url) => load(RedirectUrl::as_str(url), &[], RequestCredentials::Omit).await,
    };
    let answer = match arrived {
        Arrived::Whole(bytes, kind) => return content(&bytes, &kind, document).await.ok_or(Standing::Elsewhere),
        Arrived::Refused(error) => Err(error),
        Arrived::Answered(status) => Ok(Response { status, ..Response::default() }),
    };
    match (source, document_from(answer)) {
        (Source::BackEnd(_), Err(failure)) => Err(Standing::Failed(failure)),
        _ => Err(Standing::Elsewhere),
    }
}

async fn load(url: &str, headers: &[(&'static str, String)], credentials: RequestCredentials) -> Arrived {
    let patience = Patience::of(PATIENCE);
    let options = RequestInit::new();
    options.set_credentials(credentials);
    options.set_signal(patience.signal().as_ref());
    let failed = || Arrived::Refused(if patience.is_over() { CallError::TimedOut } else { CallError::Unreachable });
    let Ok(response) = http::fetch(url, headers, &options).await else { return failed() };
    if !response.ok() {
        return Arrived::Answered(response.status());
    }
    let kind = response.headers().get("Content-Type").ok().flatten().unwrap_or_default();
    let bytes = settled(response.array_buffer()).await;
    match bytes.and_then(|bytes| bytes.dyn_into().ok()) {
        Some(bytes) => Arrived::Whole(bytes, kind),
        None => failed(),
    }
}

async fn content(bytes: &ArrayBuffer, kind: &str, document: &Document) -> Option<Content> {
    let presentation = Presentation::of(kind, &document.name);
    let standing = document.standing(sha256(bytes).await.as_deref());
    let options = BlobPropertyBag::new();
    options.set_type(presentation.media_type());
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options).ok()?;
    let text = match presentation {
        Presentation::Text if bytes.byte_length() <= LONGEST_TEXT => settled(Ok(blob.text())).await?.as_string(),
        _ => None,
    };
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    Some(Content { standing, presentation, text, address })
}

/// The digest by Web Cryptography, which exists in secure contexts only.
async fn sha256(bytes: &ArrayBuffer) -> Option<Vec<u8>> {
    let subtle = window().crypto().ok()?.subtle();
    let digest = settled(subtle.digest_with_str_and_buffer_source("SHA-256", bytes)).await?;
    Some(Uint8Array::new(&digest).to_vec())
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
