//! Files, sealed part by part, so that none is ever whole in memory: what the browser says of one, sealed, and behind it
//! its bytes, each part sealed by itself and for its place.

use js_sys::{Array, Uint8Array};
use onboarding::id::UserId;
use onboarding::upload::FileFacts;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

use super::{open, open_bytes, seal, seal_bytes, with_key};
use crate::effects::files::{self, Unreadable};
use crate::effects::storage::{self, Change, Refused, Shelf};

/// Bytes of a file that are sealed together.
const PART: u64 = 1 << 20;

/// A file as it is kept. Its bytes stay with the browser, sealed.
#[derive(Clone)]
pub struct SealedFile {
    lead: UserId,
    name: String,
    facts: FileFacts,
    parts: Array,
}

/// Keeps a text that tells of a file, and the file itself where one is given; both are kept, or nothing.
///
/// # Errors
/// Nothing was kept.
pub async fn keep_file(lead: UserId, name: &str, text: &str, file: Option<&File>) -> Result<(), Refused> {
    let place = storage::key(lead, name);
    let text = seal(Shelf::Uploads, lead, name, text).await?;
    let mut changes = vec![with_key(lead), Change::Put(Shelf::Uploads, place.clone(), text)];
    if let Some(file) = file {
        changes.push(Change::Put(Shelf::Files, place, seal_file(lead, name, file).await?));
    }
    storage::write(changes).await
}

/// Everything that is kept of a lead's files: names and files. What cannot be opened is left out, and swept one day.
///
/// # Errors
/// Nothing can be read.
pub async fn read_files(lead: UserId) -> Result<Vec<(String, SealedFile)>, Refused> {
    let mut files = Vec::new();
    for (name, thing) in storage::read(Shelf::Files, lead).await? {
        files.extend(open_file(lead, &name, &thing).await?.map(|file| (name, file)));
    }
    Ok(files)
}

/// The file of that name, if it is kept and can be opened.
///
/// # Errors
/// Nothing can be read.
pub async fn read_file(lead: UserId, name: &str) -> Result<Option<SealedFile>, Refused> {
    match storage::find(Shelf::Files, lead, name).await? {
        Some(thing) => open_file(lead, name, &thing).await,
        None => Ok(None),
    }
}

impl SealedFile {
    /// What the browser said of the file when it was chosen.
    pub fn facts(&self) -> &FileFacts {
        &self.facts
    }

    /// Some of its bytes.
    ///
    /// # Errors
    /// They are gone, or are not what was sealed.
    pub async fn read(&self, from: u64, to: u64) -> Result<Blob, Unreadable> {
        let pieces = Array::new();
        for index in from / PART..to.div_ceil(PART) {
            let begins = index * PART;
            let part = self.part(index).await?;
            let within = |at: u64| at.saturating_sub(begins).min(u64::from(part.length())) as u32;
            pieces.push(&part.subarray(within(from), within(to)));
        }
        let bytes = Blob::new_with_u8_array_sequence(&pieces).map_err(|_| Unreadable)?;
        if bytes.size() as u64 == to.saturating_sub(from) { Ok(bytes) } else { Err(Unreadable) }
    }

    async fn part(&self, index: u64) -> Result<Uint8Array, Unreadable> {
        let sealed: Blob = self.parts.get(index as u32 + 1).dyn_into().map_err(|_| Unreadable)?;
        let sealed = files::array(&sealed, 0, sealed.size() as u64).await?;
        let opened = open_bytes(Shelf::Files, self.lead, &part_name(&self.name, index), &sealed).await;
        opened.ok().flatten().ok_or(Unreadable)
    }
}

async fn seal_file(lead: UserId, name: &str, file: &File) -> Result<JsValue, Refused> {
    let facts = files::facts(file);
    let sealed = Array::of1(&seal(Shelf::Files, lead, name, &facts.to_text()).await?);
    for index in 0..facts.size.div_ceil(PART) {
        let from = index * PART;
        let bytes = files::array(file, from, facts.size.min(from + PART)).await.map_err(|_| Refused)?;
        let (head, secret) = seal_bytes(Shelf::Files, lead, &part_name(name, index), &bytes).await?;
        // The browser puts what is in a blob aside, where an array stays in memory.
        let part = Blob::new_with_u8_array_sequence(&Array::of2(&head, &secret)).map_err(|_| Refused)?;
        sealed.push(&part);
    }
    Ok(sealed.into())
}

async fn open_file(lead: UserId, name: &str, thing: &JsValue) -> Result<Option<SealedFile>, Refused> {
    let Some(parts) = thing.dyn_ref::<Array>().cloned() else { return Ok(None) };
    let text = open(Shelf::Files, lead, name, &parts.get(0)).await?;
    let facts = text.as_deref().and_then(FileFacts::from_text);
    let whole = |facts: &FileFacts| facts.size.div_ceil(PART) + 1 == u64::from(parts.length());
    Ok(facts.filter(whole).map(|facts| SealedFile { lead, name: name.to_owned(), facts, parts }))
}

fn part_name(name: &str, index: u64) -> String {
    format!("{name}/{index}")
}
