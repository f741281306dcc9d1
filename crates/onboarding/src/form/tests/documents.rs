//! Fields of files: what is held is sent with every digit of its id, and nothing goes out before every file is there.

use super::*;

fn held(documents: &[Document]) -> Entry {
    Entry::Documents { held: documents.to_vec(), under_way: 0, failed: 0 }
}

fn document(id: &str, name: &str) -> Document {
    Document { id: DocumentId::new(id).unwrap(), name: name.to_owned(), size: None, content_type: None }
}

fn kbis() -> Document {
    Document {
        size: Some(12345),
        content_type: Some("application/pdf".to_owned()),
        ..document("9007199254740993", "kbis.pdf")
    }
}

fn several() -> Json {
    field("Document", json!({"Multiple": true, "Required": true}))
}

#[test]
fn documents_are_sent_with_what_is_known_of_them() {
    let kbis_sent = json!(
        {"Id": 9_007_199_254_740_993_i64, "Name": "kbis.pdf", "Size": 12345, "ContentType": "application/pdf"}
    );
    sends(&several(), held(&[kbis()]), &english(), json!({"Documents": [kbis_sent]}));
    // The id of a `Location` may be no number.
    let sent = json!({"Documents": [kbis_sent, {"Id": "a4-f0", "Name": "b.png"}]});
    sends(&several(), held(&[kbis(), document("a4-f0", "b.png")]), &english(), sent);
}

#[test]
fn documents_stand_in_the_field_as_they_came_and_go_back_as_integers() {
    for id in ["9007199254740993", "\"9007199254740993\""] {
        let known: Json = serde_json::from_str(&format!(
            r#"{{"Documents": [{{"Id": {id}, "Name": "kbis.pdf", "Size": 12345, "ContentType": "application/pdf"}}]}}"#
        ))
        .unwrap();
        let form = form(json!([several()]), json!([value(known)]), json!([]));
        let draft = form.prefilled(&english());
        assert_eq!(draft.get(super::id(7)), Some(&held(&[kbis()])));
        let sent = form.check(&draft, &english()).unwrap().into_answer().to_body(0);
        assert!(sent.contains("\"Id\":9007199254740993,"), "{sent}");
    }
}

#[test]
fn a_document_without_an_id_is_passed_over() {
    let known = json!({"Documents": [{"Name": "lost.pdf"}, {"Id": null}, {"Id": 1, "Name": "kbis.pdf"}]});
    let form = form(json!([several()]), json!([value(known)]), json!([]));
    assert_eq!(form.known[&id(7)], Value::Documents(vec![document("1", "kbis.pdf")]));
}

#[test]
fn nothing_is_sent_before_every_file_is_there() {
    let entry = |under_way, failed| Entry::Documents { held: vec![kbis()], under_way, failed };
    refuses(&several(), entry(1, 0), &english(), Fault::StillSending);
    refuses(&several(), entry(1, 1), &english(), Fault::StillSending);
    refuses(&several(), entry(0, 1), &english(), Fault::NotSent);
    refuses(&field("Document", json!({})), held(&[kbis(), kbis()]), &english(), Fault::TooManyFiles);
    refuses(&several(), held(&[]), &english(), Fault::Required);
    refuses(&several(), text("kbis.pdf"), &english(), Fault::Format);
    let optional = field("Document", json!({}));
    refuses(&optional, Entry::Documents { held: vec![], under_way: 1, failed: 0 }, &english(), Fault::StillSending);
    sends_nothing(&optional, held(&[]));
}

#[test]
fn a_known_document_that_is_taken_back_is_sent_as_none() {
    let known = json!({"Documents": [{"Id": 1, "Name": "kbis.pdf"}]});
    let optional = form(json!([field("Document", json!({}))]), json!([value(known)]), json!([]));
    assert_eq!(check(&optional, &[(7, held(&[]))], &english()), Ok(json!([value(json!({"Documents": []}))])));
}

#[test]
fn a_missing_file_is_asked_for_as_a_file() {
    let one = form(json!([field("Document", json!({"Label": "Registration"}))]), json!([]), json!([]));
    let sentence = |fault: Fault, context: &Context| fault.sentence(&one.fields[0], context);
    assert_eq!(sentence(Fault::Required, &english()), "Add a file for “Registration”.");
    assert_eq!(sentence(Fault::Required, &french()), "Ajoutez un fichier pour «\u{a0}Registration\u{a0}».");
    let refused = |code: &str| Fault::Refused { code: code.to_owned(), message: None };
    assert!(sentence(refused("Size"), &english()).contains("too large"));
    assert!(sentence(refused("Type"), &english()).contains("type"));
}
