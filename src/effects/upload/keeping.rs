//! The bytes of files under way: in hand for this visit, and in the browser's storage for the next one.

use std::collections::HashMap;

use leptos::prelude::*;
use onboarding::id::UserId;
use onboarding::upload::{FileId, KeptFile};
use web_sys::{Blob, File};

use crate::effects::files::{self, Unreadable};
use crate::effects::storage::{Refused, Shelf};
use crate::effects::vault::{self, SealedFile};

/// The bytes of files, by file; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    held: StoredValue<HashMap<FileId, Held>, LocalStorage>,
    /// Who is here. What is asked of the browser takes a while, and they may have gone meanwhile.
    lead: StoredValue<Option<UserId>>,
}

struct Held {
    bytes: Bytes,
    kept: Kept,
}

/// Where the bytes of a file come from.
#[derive(Clone)]
enum Bytes {
    /// The lead's device.
    Chosen(File),
    /// What an earlier visit kept.
    Sealed(SealedFile),
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
        self.held
            .try_update_value(|held| drop(held.insert(id, Held { bytes: Bytes::Chosen(file), kept: Kept::NotYet })));
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
        let name = id.to_string();
        if let Some(file) = self.ask(id) {
            let written = vault::keep_file(lead, &name, &text, Some(&file)).await;
            self.answered(id, written);
            if written.is_ok() || !self.is_here(lead) {
                return;
            }
        }
        let _ = vault::keep_file(lead, &name, &text, None).await;
    }

    /// The file, if nobody has asked the browser yet to keep its bytes.
    fn ask(self, id: FileId) -> Option<File> {
        let asked = self.held.try_update_value(|held| {
            let held = held.get_mut(&id).filter(|held| held.kept == Kept::NotYet)?;
            held.kept = Kept::Asked;
            match &held.bytes {
                Bytes::Chosen(file) => Some(file.clone()),
                Bytes::Sealed(_) => None,
            }
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
        let bytes = self.held.try_with_value(|held| held.get(&id).map(|held| held.bytes.clone())).flatten();
        let sealed = match bytes {
            Some(Bytes::Chosen(file)) if files::read(&file, from, to.min(from + 1)).await.is_ok() => {
                return files::slice(&file, from, to);
            }
            Some(Bytes::Sealed(sealed)) => sealed,
            _ => self.kept_file(lead, id).await.ok_or(Unreadable)?,
        };
        sealed.read(from, to).await
    }

    fn is_here(self, lead: UserId) -> bool {
        self.lead.try_get_value().flatten() == Some(lead)
    }

    fn any(self, is_so: impl Fn(FileId, &Held) -> bool) -> bool {
        self.held.try_with_value(|held| held.iter().any(|(id, held)| is_so(*id, held))).unwrap_or(false)
    }

    async fn kept_file(self, lead: UserId, id: FileId) -> Option<SealedFile> {
        let sealed = vault::read_file(lead, &id.to_string()).await.ok()??;
        self.is_here(lead).then(|| self.hold(id, sealed.clone()))?;
        Some(sealed)
    }

    /// What an earlier visit of the lead left; nothing, if they have gone meanwhile.
    ///
    /// # Errors
    /// Nothing can be read.
    pub(super) async fn restored(self, lead: UserId) -> Result<Vec<KeptFile>, Refused> {
        let (texts, files) = (vault::read_sealed(Shelf::Uploads, lead).await?, vault::read_files(lead).await?);
        if !self.is_here(lead) {
            return Ok(Vec::new());
        }
        let mut files: HashMap<String, SealedFile> = files.into_iter().collect();
        let kept = texts.into_iter().filter_map(|(name, text)| {
            let id = FileId::from_text(&name)?;
            let sealed = files.remove(&name);
            let bytes = sealed.as_ref().map(|sealed| sealed.facts().clone());
            sealed.into_iter().for_each(|sealed| self.hold(id, sealed));
            Some(KeptFile { file: id, text, bytes })
        });
        Ok(kept.collect())
    }

    fn hold(self, id: FileId, sealed: SealedFile) {
        let kept = Held { bytes: Bytes::Sealed(sealed), kept: Kept::Yes };
        self.held.try_update_value(|held| drop(held.insert(id, kept)));
    }
}
