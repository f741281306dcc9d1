//! The bytes of files under way: in hand for this visit, and in the browser's storage for the next one.

use std::collections::HashMap;

use leptos::prelude::*;
use onboarding::id::UserId;
use onboarding::upload::{FileId, KeptFile};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

use crate::effects::files::{self, Chosen, Unreadable};
use crate::effects::storage::{self, Change, Refused, Shelf};

/// The bytes of files, by file; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    held: StoredValue<HashMap<FileId, Held>, LocalStorage>,
}

struct Held {
    file: File,
    kept: Kept,
}

/// Whether the bytes outlive this visit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    NotYet,
    Asked,
    Yes,
    Refused,
}

impl Keeping {
    pub(super) fn new() -> Self {
        Self { held: StoredValue::new_local(HashMap::new()) }
    }

    /// Takes a chosen file in hand.
    pub(super) fn take(self, id: FileId, file: File) {
        self.held.try_update_value(|held| drop(held.insert(id, Held { file, kept: Kept::NotYet })));
    }

    /// Lets go of a file.
    pub(super) fn let_go(self, id: FileId) {
        self.held.try_update_value(|held| drop(held.remove(&id)));
    }

    /// Whether the browser refused to keep the bytes of a file that is still needed.
    pub(super) fn is_refused(self, id: FileId) -> bool {
        self.any(|known, held| known == id && held.kept == Kept::Refused)
    }

    /// Whether leaving the page now would lose the bytes of a file that is still needed.
    pub(super) fn is_anything_at_risk(self) -> bool {
        self.any(|_, held| held.kept != Kept::Yes)
    }

    /// Keeps a file beyond this visit: its text, and its bytes unless they are kept already. Where there is no room for
    /// the bytes, the text alone still says what to choose again, and from where it goes on.
    pub(super) async fn keep(self, lead: UserId, id: FileId, text: String) {
        let key = storage::key(lead, &id.to_string());
        let text = Change::Put(Shelf::Uploads, key.clone(), text.into());
        if let Some(file) = self.ask(id) {
            let written = storage::write(vec![text.clone(), Change::Put(Shelf::Files, key, file.into())]).await;
            self.answered(id, written);
            if written.is_ok() {
                return;
            }
        }
        let _ = storage::write(vec![text]).await;
    }

    /// The file, if nobody has asked the browser yet to keep its bytes.
    fn ask(self, id: FileId) -> Option<File> {
        let asked = self.held.try_update_value(|held| {
            let held = held.get_mut(&id).filter(|held| held.kept == Kept::NotYet)?;
            held.kept = Kept::Asked;
            Some(held.file.clone())
        });
        asked.flatten()
    }

    fn answered(self, id: FileId, written: Result<(), Refused>) {
        self.held.try_update_value(|held| {
            if let Some(held) = held.get_mut(&id) {
                held.kept = if written.is_ok() { Kept::Yes } else { Kept::Refused };
            }
        });
    }

    /// Bytes of a file, to be sent. A file that was moved or changed meanwhile is taken from the storage.
    ///
    /// # Errors
    /// Nobody has them any more.
    pub(super) async fn part(self, lead: UserId, id: FileId, from: u64, to: u64) -> Result<Blob, Unreadable> {
        let file = self.held.try_with_value(|held| held.get(&id).map(|held| held.file.clone())).flatten();
        let readable = match file {
            Some(file) if files::read(&file, from, to.min(from + 1)).await.is_ok() => file,
            _ => self.kept_file(lead, id).await.ok_or(Unreadable)?,
        };
        files::slice(&readable, from, to)
    }

    fn any(self, is_so: impl Fn(FileId, &Held) -> bool) -> bool {
        self.held.try_with_value(|held| held.iter().any(|(id, held)| is_so(*id, held))).unwrap_or(false)
    }

    async fn kept_file(self, lead: UserId, id: FileId) -> Option<File> {
        let kept = storage::read(Shelf::Files, lead).await.ok()?;
        let (_, file) = kept.into_iter().find(|(name, _)| *name == id.to_string())?;
        let file: File = file.dyn_into().ok()?;
        files::read(&file, 0, 1).await.ok()?;
        self.held.try_update_value(|held| drop(held.insert(id, Held { file: file.clone(), kept: Kept::Yes })));
        Some(file)
    }

    /// What an earlier visit of the lead left, after what others left was removed.
    pub(super) async fn restored(self, lead: UserId) -> Vec<KeptFile> {
        // A browser that cannot remove cannot read either.
        let _ = storage::remove_others(lead).await;
        let (texts, files) = (storage::read(Shelf::Uploads, lead).await, storage::read(Shelf::Files, lead).await);
        let mut files: HashMap<String, JsValue> = files.unwrap_or_default().into_iter().collect();
        let kept = texts.unwrap_or_default().into_iter().filter_map(|(name, text)| {
            let id = FileId::from_text(&name)?;
            let chosen = files.remove(&name).and_then(|file| file.dyn_into().ok()).map(Chosen::new);
            let facts = chosen.as_ref().map(|chosen| chosen.facts.clone());
            if let Some(Chosen { file, .. }) = chosen {
                self.held.try_update_value(|held| drop(held.insert(id, Held { file, kept: Kept::Yes })));
            }
            Some(KeptFile { file: id, text: text.as_string()?, bytes: facts })
        });
        kept.collect()
    }
}
