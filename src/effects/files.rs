//! Files that a lead chose or dropped, and what can be known of them without reading them whole.

use js_sys::Uint8Array;
use leptos::prelude::*;
use onboarding::upload::{FIRST_BYTES, FileFacts};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, Event, File, FileList, HtmlInputElement};

/// A file of the lead's device. Its bytes stay with the browser.
#[derive(Clone)]
pub(crate) struct Chosen {
    /// What the browser says about it.
    pub(crate) facts: FileFacts,
    pub(super) file: File,
}

/// The bytes of a file cannot be read: it was moved, changed or deleted, or is a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What was chosen in a file input, which is emptied: whoever removes a file may choose the same again.
pub(crate) fn of_input(event: &Event) -> Vec<Chosen> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let chosen = listed(input.files());
    input.set_value("");
    chosen
}

/// What was dropped.
pub(crate) fn of_drop(event: &DragEvent) -> Vec<Chosen> {
    listed(event.data_transfer().and_then(|transfer| transfer.files()))
}

/// Keeps a file that is dropped beside its place from replacing the page, as long as whoever asks is mounted.
pub(crate) fn keep_page_on_drop() {
    for name in ["dragover", "drop"] {
        let listener = window_event_listener_untyped(name, |event| {
            let has_files = event
                .dyn_ref::<DragEvent>()
                .and_then(DragEvent::data_transfer)
                .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0));
            if has_files {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    }
}

impl Chosen {
    pub(super) fn new(file: File) -> Self {
        Self { facts: facts(&file), file }
    }

    /// As many of its first bytes as tell what is in it.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) async fn first_bytes(&self) -> Result<Vec<u8>, Unreadable> {
        read(&self.file, 0, FIRST_BYTES as u64).await
    }
}

/// What the browser says about a file.
pub(super) fn facts(file: &File) -> FileFacts {
    FileFacts {
        name: file.name(),
        size: file.size() as u64,
        content_type: file.type_(),
        last_modified: file.last_modified() as i64,
    }
}

/// Some bytes of a file.
///
/// # Errors
/// They cannot be read.
pub(super) async fn read(blob: &Blob, from: u64, to: u64) -> Result<Vec<u8>, Unreadable> {
    Ok(array(blob, from, to).await?.to_vec())
}

/// The same, where they stay the browser's.
///
/// # Errors
/// They cannot be read.
pub(super) async fn array(blob: &Blob, from: u64, to: u64) -> Result<Uint8Array, Unreadable> {
    let part = slice(blob, from, to)?;
    let buffer = JsFuture::from(part.array_buffer()).await.map_err(|_| Unreadable)?;
    Ok(Uint8Array::new(&buffer))
}

/// A part of a file, without reading it.
///
/// # Errors
/// The browser refuses.
pub(super) fn slice(blob: &Blob, from: u64, to: u64) -> Result<Blob, Unreadable> {
    // Files are smaller than what a float counts exactly.
    blob.slice_with_f64_and_f64(from as f64, to as f64).map_err(|_| Unreadable)
}

fn listed(files: Option<FileList>) -> Vec<Chosen> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|index| files.get(index)).map(Chosen::new).collect()
}
