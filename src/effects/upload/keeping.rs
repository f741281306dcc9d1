//! The bytes of files under way: in hand for this visit, and in the browser's storage for the next one.

use std::collections::HashMap;

use leptos::prelude::*;
use onboarding::id::UserId;
use onboarding::upload::{FileId, KeptFile};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

use crate::effects::clock;
use crate::effects::files::{self, Chosen, Unreadable};
use crate::effects::storage::{self, Change, Refused, Shelf};

/// The bytes of files, by file; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    held: StoredValue<HashMap<FileId, Held>, LocalStorage>,
    /// Who is here. What is asked of the browser takes a while, and they may have gone meanwhile.
    lead: StoredValue<Option<UserId>>,
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
    pub(super) fn new(lead: StoredValue<Option<UserId>>) -> Self {
        Self { held: StoredValue::new_local(HashMap::new()), lead }
    }

    /// Lets go of everything.
    pub(super) fn let_go_of_all(self) {
        self.held.try_update_value(HashMap::clear);
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
        if !self.is_here(lead) {
            return;
        }
        let key = storage::key(lead, &id.to_string());
        let text = Change::Put(Shelf::Uploads, key.clone(), text.into());
        if let Some(file) = self.ask(id) {
            let written = storage::write(vec![text.clone(), Change::Put(Shelf::Files, key, file.into())]).await;
            self.answered(id, written);
            if written.is_ok() || !self.is_here(lead) {
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

    fn is_here(self, lead: UserId) -> bool {
        self.lead.try_get_value().flatten() == Some(lead)
    }

    fn any(self, is_so: impl Fn(FileId, &Held) -> bool) -> bool {
        self.held.try_with_value(|held| held.iter().any(|(id, held)| is_so(*id, held))).unwrap_or(false)
    }

    async fn kept_file(self, lead: UserId, id: FileId) -> Option<File> {
        let kept = storage::read(Shelf::Files, lead).await.ok()?;
        let (_, file) = kept.into_iter().find(|(name, _)| *name == id.to_string())?;
        let file: File = file.dyn_into().ok()?;
        files::read(&file, 0, 1).await.ok().filter(|_| self.is_here(lead))?;
        self.held.try_update_value(|held| drop(held.insert(id, Held { file: file.clone(), kept: Kept::Yes })));
        Some(file)
    }

    /// What an earlier visit of the lead left; nothing, if they have gone meanwhile.
    pub(super) async fn restored(self, lead: UserId) -> Vec<KeptFile> {
        // A browser that cannot remove cannot read either.
        let _ = sweep(lead).await;
        let (texts, files) = (storage::read(Shelf::Uploads, lead).await, storage::read(Shelf::Files, lead).await);
        if !self.is_here(lead) {
            return Vec::new();
        }
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

/// Removes what others have left too long ago. What they left since is theirs, for when they come again.
async fn sweep(lead: UserId) -> Result<(), Refused> {
    let texts = storage::read_others(Shelf::Uploads, lead).await?;
    let files = storage::read_others(Shelf::Files, lead).await?;
    let now = clock::epoch_milliseconds();
    let lasts = |text: &JsValue| text.as_string().is_some_and(|text| KeptFile::lasts(&text, now));
    let lasting: Vec<String> = texts.iter().filter(|(_, text)| lasts(text)).map(|(key, _)| key.clone()).collect();
    let gone = |shelf| move |(key, _): (String, JsValue)| Change::Remove(shelf, key);
    let removals = texts.into_iter().map(gone(Shelf::Uploads)).chain(files.into_iter().map(gone(Shelf::Files)));
    let is_old = |change: &Change| matches!(change, Change::Remove(_, key) if !lasting.contains(key));
    let removals: Vec<Change> = removals.filter(is_old).collect();
    if removals.is_empty() { Ok(()) } else { storage::write(removals).await }
}
