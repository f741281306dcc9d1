//! Captions for a film. Those of another origin are fetched and handed over as an address of this page, since a film
//! beside which the browser loads foreign captions by itself must come with CORS too, or does not play at all.

use js_sys::Array;
use leptos::prelude::*;
use onboarding::provider::ProviderUrl;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, RequestCredentials, RequestInit, Url};

use super::{address, http};

/// An address for a `<track>`, once there is one; captions that cannot be had never get one, and the film goes on.
pub(crate) fn load(captions: &ProviderUrl) -> ReadSignal<Option<String>> {
    let (source, set_source) = signal(None);
    if captions.origin() == address::origin() {
        set_source.set(Some(captions.as_str().to_owned()));
        return source;
    }
    let address = captions.as_str().to_owned();
    leptos::task::spawn_local(async move {
        if let Some(handed_over) = fetch(&address).await {
            let unwanted = handed_over.clone();
            if set_source.try_set(Some(handed_over)).is_some() {
                // The page has moved on meanwhile.
                let _ = Url::revoke_object_url(&unwanted);
            }
        }
    });
    on_cleanup(move || {
        if let Some(Some(unwanted)) = source.try_get_untracked() {
            let _ = Url::revoke_object_url(&unwanted);
        }
    });
    source
}

async fn fetch(address: &str) -> Option<String> {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    let response = http::fetch(address, &[], &options).await.ok().filter(web_sys::Response::ok)?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let options = BlobPropertyBag::new();
    options.set_type("text/vtt");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
