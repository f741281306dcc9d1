//! Documents that leads upload: kept in the database in pieces, so that neither a large one nor a cut one ever
//! has to be held or sent again as a whole.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};

use crate::id;
use crate::problem::Problem;
use crate::timestamp::Milliseconds;

/// The largest document, in bytes.
pub(crate) const MAX_SIZE: i64 = 256 * 1024 * 1024;

/// What is known of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Document {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) content_type: String,
    pub(crate) size: i64,
    /// How many bytes have arrived.
    pub(crate) received: i64,
}

impl Document {
    /// Whether every byte has arrived.
    pub(crate) fn is_complete(&self) -> bool {
        self.received == self.size
    }

    /// The document as a value lists it.
    pub(crate) fn summary(&self) -> Value {
        json!({
            "Id": self.id,
            "Name": self.name,
            "Size": self.size,
            "ContentType": self.content_type,
        })
    }
}

/// Begins a document of which no byte has arrived yet.
pub(crate) fn begin(
    tx: &Transaction,
    user_id: i64,
    name: &str,
    content_type: &str,
    size: i64,
    now: Milliseconds,
) -> Result<i64, Problem> {
    let document_id = id::next(tx)?;
    tx.execute(
        "INSERT INTO documents (id, user_id, name, content_type, size, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![document_id, user_id, name, content_type, size, now],
    )?;
    Ok(document_id)
}

/// The user's document with this id; other people's are as unknown as none.
pub(crate) fn find(tx: &Transaction, user_id: i64, document_id: i64) -> Result<Document, Problem> {
    let found = tx
        .query_row(
            "SELECT id, name, content_type, size, received FROM documents
             WHERE id = ?1 AND user_id = ?2",
            params![document_id, user_id],
            |row| {
                Ok(Document {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    content_type: row.get(2)?,
                    size: row.get(3)?,
                    received: row.get(4)?,
                })
            },
        )
        .optional()?;
    found.ok_or_else(|| Problem::not_found("There is no such document."))
}

/// Those of the documents named in the values of a form that are the user's.
pub(crate) fn named_in(tx: &Transaction, user_id: i64, entries: &[Value]) -> Result<BTreeMap<i64, Document>, Problem> {
    let lists = entries.iter().filter_map(|entry| entry["Documents"].as_array());
    let mut documents = BTreeMap::new();
    for document_id in lists.flatten().filter_map(id::of) {
        if let Ok(document) = find(tx, user_id, document_id) {
            documents.insert(document_id, document);
        }
    }
    Ok(documents)
}

/// Appends bytes at an offset. `false` when that is not where the document ends, so that of two that append at
/// the same place one loses.
pub(crate) fn append(tx: &Transaction, document_id: i64, offset: i64, bytes: &[u8]) -> Result<bool, Problem> {
    let length = i64::try_from(bytes.len()).map_err(|error| Problem::internal(&error))?;
    let changed = tx.execute(
        "UPDATE documents SET received = received + ?3 WHERE id = ?1 AND received = ?2",
        params![document_id, offset, length],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO document_pieces (document_id, start, bytes) VALUES (?1, ?2, ?3)",
        params![document_id, offset, bytes],
    )?;
    Ok(true)
}

/// Removes a document with all its bytes.
pub(crate) fn remove(tx: &Transaction, document_id: i64) -> Result<(), Problem> {
    tx.execute("DELETE FROM documents WHERE id = ?1", [document_id])?;
    Ok(())
}

/// The bytes of a document that stand together from an offset on: one piece, as it arrived.
pub(crate) fn piece(tx: &Transaction, document_id: i64, offset: i64) -> Result<Option<Vec<u8>>, Problem> {
    let query = "SELECT bytes FROM document_pieces WHERE document_id = ?1 AND start = ?2";
    Ok(tx.query_row(query, params![document_id, offset], |row| row.get(0)).optional()?)
}
