//! Files by tables: what is taken by name and content, what is refused in which words, how sizes are told.
#![allow(clippy::unwrap_used)]

mod contents;
mod refusals;
mod sizes;
mod words;

use super::*;
use crate::form::tests::{english, french};
use crate::form::{Context, Document, Field, FieldKind};
use crate::id::{DocumentId, UserId};

#[test]
fn a_file_keeps_its_name_through_text() {
    for number in [0, 1, u64::MAX] {
        let id = FileId::from_random(number);
        assert_eq!(FileId::from_text(&id.to_string()), Some(id));
    }
    for text in ["", "0", "000000000000000g", "00000000000000000", "+000000000000001", "000000000000000A"] {
        assert_eq!(FileId::from_text(text), None, "{text:?}");
    }
}

#[test]
fn a_chosen_file_is_there_until_it_is_handed_in() {
    let activity = ActivityId::from_number(1);
    let place = Place { activity, field: DataPointId::from_number(7) };
    let moment = Moment { now: 0, random: 0 };
    let mut uploads = Uploads::new("https://example.com");
    uploads.step(moment, UploadEvent::SignedIn(UserId::from_number(5)));
    let document =
        Document { id: DocumentId::new("9").unwrap(), name: "a.pdf".to_owned(), size: None, content_type: None };
    uploads.step(moment, UploadEvent::Shown { place, known: vec![document] });
    assert!(!uploads.has_chosen(), "what was given before is nobody's loss");
    let file = FileId::from_random(77);
    uploads.step(moment, UploadEvent::Added { file, place, facts: facts("b.pdf", "application/pdf") });
    assert!(uploads.has_chosen());
    uploads.step(moment, UploadEvent::Given(activity));
    assert!(!uploads.has_chosen());
}

/// The rules of a field that takes these.
fn rules(accept: &[&str]) -> Rules {
    Rules::of(&field(accept))
}

fn field(accept: &[&str]) -> Field {
    let body = serde_json::json!({
        "Fields": [{"DataPoint": {"Id": 7, "Name": "Seven", "Type": "Document"}, "Accept": accept, "Multiple": true}],
    });
    let settings: crate::wire::FormSettings = serde_json::from_value(body).unwrap();
    let field = settings.into_fields().unwrap().remove(0);
    assert_eq!(field.kind, FieldKind::Document);
    field
}

fn facts(name: &str, content_type: &str) -> FileFacts {
    FileFacts { name: name.to_owned(), content_type: content_type.to_owned(), size: 5, last_modified: 0 }
}

const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const HEIC: &[u8] = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\x06\0\x08\0";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0";
const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff";
const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0";
