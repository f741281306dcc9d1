//! One request of an upload. By XMLHttpRequest, since fetch tells nobody how much of a body has left: neither the lead,
//! who wants to see it move, nor us, who must tell a slow network from a dead one.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::set_timeout_with_handle;
use onboarding::api::Request;
use onboarding::upload::{UploadAnswer, UploadError};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use crate::effects::clock;

/// How long nothing may move, in milliseconds: neither a byte out nor an answer in.
const PATIENCE: u32 = 30_000;

/// The most of an answer's body that is waited for, in bytes: all that counts of it is its head, and a short refusal.
const MOST_OF_A_BODY: f64 = 64.0 * 1024.0;

/// Sends a request and waits for its answer; `progressed` hears how many bytes of the body have left.
///
/// # Errors
/// When no answer came; one of any status is an answer.
pub(super) async fn send(
    xhr: &XmlHttpRequest,
    url: &str,
    request: &Request,
    body: Option<&Blob>,
    progressed: impl Fn(u64) + 'static,
) -> Result<UploadAnswer, UploadError> {
    let silence = Rc::new(Silence::new(xhr.clone()));
    let moved = silence.clone();
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        moved.begin();
        progressed(event.loaded() as u64);
    });
    let failed = |_| UploadError::Unreachable;
    open(xhr, url, request).map_err(failed)?;
    if body.is_some() {
        xhr.upload().map_err(failed)?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let early = Rc::new(RefCell::new(None));
    let (long, known) = (xhr.clone(), early.clone());
    let enough = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.loaded() > MOST_OF_A_BODY
            && let Ok(status @ 1..) = long.status()
        {
            known.replace(Some(answer(&long, status)));
            let _ = long.abort();
        }
    });
    xhr.set_onprogress(Some(enough.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve, _| xhr.set_onloadend(Some(&resolve)));
    silence.begin();
    match body {
        Some(bytes) => xhr.send_with_opt_blob(Some(bytes)),
        None => xhr.send(),
    }
    .map_err(failed)?;
    let _ = JsFuture::from(ended).await;
    let was_silent = silence.end();
    if let Some(answer) = early.take() {
        return Ok(answer);
    }
    match xhr.status() {
        Ok(status @ 1..) => Ok(answer(xhr, status)),
        _ if was_silent => Err(UploadError::TimedOut),
        _ => Err(UploadError::Unreachable),
    }
}

fn open(xhr: &XmlHttpRequest, url: &str, request: &Request) -> Result<(), JsValue> {
    xhr.open_with_async(request.method, url, true)?;
    xhr.set_with_credentials(request.with_cookies);
    request.headers.iter().try_for_each(|(name, value)| xhr.set_request_header(name, value))
}

fn answer(xhr: &XmlHttpRequest, status: u16) -> UploadAnswer {
    let header = |name: &str| xhr.get_response_header(name).ok().flatten();
    UploadAnswer {
        status,
        location: header("Location"),
        upload_offset: header("Upload-Offset"),
        upload_length: header("Upload-Length"),
        retry_after: header("Retry-After"),
        refusal: (status == 403).then(|| xhr.response_text().ok().flatten()).flatten(),
        received_at: clock::epoch_seconds(),
    }
}

/// Gives a request up when nothing has moved for a while.
struct Silence {
    xhr: XmlHttpRequest,
    timer: Rc<RefCell<Option<TimeoutHandle>>>,
}

impl Silence {
    fn new(xhr: XmlHttpRequest) -> Self {
        Self { xhr, timer: Rc::default() }
    }

    /// Something has moved; the wait begins anew.
    fn begin(&self) {
        let (xhr, timer) = (self.xhr.clone(), self.timer.clone());
        let give_up = move || {
            timer.take();
            let _ = xhr.abort();
        };
        let begun = set_timeout_with_handle(give_up, clock::duration(PATIENCE)).ok();
        if let Some(earlier) = self.timer.replace(begun) {
            earlier.clear();
        }
    }

    /// Stops waiting, and says whether it had been waited too long.
    fn end(&self) -> bool {
        let timer = self.timer.take();
        timer.as_ref().inspect(|timer| timer.clear()).is_none()
    }
}
