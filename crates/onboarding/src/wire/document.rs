//! Documents to read or to sign, and what is agreed to (contract, section 3: `Settings` of `Signature` and `Document`).

use serde_json::{Map, Value as Json};

use crate::document::{Address, Document, Hash};
use crate::id::DocumentId;
use crate::journey::Activity;
use crate::reading::Reading;
use crate::signing::Signing;

/// `Settings` of a signature that is given on this page; `None` also where a provider asks for it.
pub(crate) fn read_signing(activity: &Activity) -> Option<Signing> {
    let settings: Map<String, Json> = super::settings(activity)?;
    if text(&settings, "Provider")? != "Native" {
        return None;
    }
    Some(Signing { documents: documents(&settings)?, consent: text(&settings, "Consent") })
}

/// `Settings` of documents to read.
pub(crate) fn read_reading(activity: &Activity) -> Option<Reading> {
    let settings: Map<String, Json> = super::settings(activity)?;
    Some(Reading { documents: documents(&settings)?, statement: text(&settings, "Statement") })
}

/// All of them, each once: agreeing to fewer than there are would be agreeing to something else.
fn documents(settings: &Map<String, Json>) -> Option<Vec<Document>> {
    let documents: Vec<Document> =
        settings.get("Documents")?.as_array()?.iter().map(document).collect::<Option<_>>()?;
    let is_first = |at: usize| documents[..at].iter().all(|earlier| earlier.id != documents[at].id);
    (!documents.is_empty() && (0..documents.len()).all(is_first)).then_some(documents)
}

fn document(body: &Json) -> Option<Document> {
    let body = body.as_object()?;
    Some(Document {
        id: id(body.get("Id")?)?,
        name: text(body, "Name").unwrap_or_default(),
        address: text(body, "URL").as_deref().and_then(Address::parse),
        hash: text(body, "Hash").as_deref().map(Hash::new),
    })
}

/// As a number or as any text.
fn id(id: &Json) -> Option<DocumentId> {
    match id {
        Json::Number(number) => DocumentId::new(&number.to_string()),
        Json::String(text) => DocumentId::new(text),
        _ => None,
    }
}

/// A text with something in it.
fn text(body: &Map<String, Json>, name: &str) -> Option<String> {
    body.get(name)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}
