//! Files from the lead's device to the back-end: `src/fields/document.rs`, `src/effects/upload.rs`.

use js_sys::{Array, Uint8Array};
use serde_json::{Value as Json, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{DataTransfer, DragEvent, DragEventInit, File, FilePropertyBag, HtmlInputElement};

use super::messages::{JOURNEY, SESSION, SPENDING, form_of, journey, problem, session, with};
use super::visit::{Opening, Visit};
use crate::support::kept::keeps_nothing;
use crate::support::tab::happens;
use crate::support::wait::eventually;
use crate::support::wire::Wire;

const CONTROL: &str = "#field-10";
const ACTION: &str = ".upload__actions button:first-child";
pub(super) const PDF: &[u8] = b"%PDF-1.7 and what follows";
pub(super) const BEGUN: [(&str, &str); 1] = [("location", "/internal/v1/documents/9007199254740993")];

/// A journey whose form asks for documents; nothing is kept of earlier tests.
pub(super) async fn asking(attributes: Json) -> (Visit, Wire) {
    asking_in(session(), attributes).await
}

/// The same, in a session of its own kind.
async fn asking_in(session: Json, attributes: Json) -> (Visit, Wire) {
    keeps_nothing().await;
    let wire = Wire::new();
    let field = json!({
        "DataPoint": {"Id": 10, "Name": "Scan", "Type": "Document"}, "Label": "Scan", "Required": true,
        "Accept": ["application/pdf"], "MaxBytes": 1000,
    });
    let visit = Visit::open(Opening::by_link()).await;
    visit.spending().await.answer(&session);
    visit.back_end.hears(JOURNEY).await.answer(&journey([form_of(1, [with(field, attributes)])]));
    visit.shows("Form 1").await;
    (visit, wire)
}

/// The session as the account calls know it.
fn known(id: &str) -> Json {
    with(session(), json!({"Account": {"Id": id, "Secured": false, "SecuredUntil": null, "ExpiresAt": null}}))
}

pub(super) fn file(name: &str, bytes: &[u8]) -> File {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = FilePropertyBag::new();
    options.set_type("application/pdf");
    File::new_with_u8_array_sequence_and_options(&parts, name, &options).unwrap()
}

fn transfer<const N: usize>(files: [File; N]) -> DataTransfer {
    let transfer = DataTransfer::new().unwrap();
    for file in files {
        transfer.items().add_with_file(&file).unwrap();
    }
    transfer
}

impl Visit {
    pub(super) async fn chooses<const N: usize>(&self, files: [File; N]) {
        let input: HtmlInputElement = self.tab.find(CONTROL).unchecked_into();
        input.set_files(transfer(files).files().as_ref());
        happens(&input, "change");
        self.tab.settled().await;
        assert_eq!(input.value(), "", "the same file can be chosen again");
    }

    fn drags<const N: usize>(&self, name: &str, files: [File; N]) -> bool {
        let init = DragEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_data_transfer(Some(&transfer(files)));
        let event = DragEvent::new_with_event_init_dict(name, &init).unwrap();
        self.tab.find(".upload__drop").dispatch_event(&event).unwrap()
    }
}

#[wasm_bindgen_test]
async fn the_rules_are_told_before_anything_is_chosen() {
    let (visit, _wire) = asking(json!({"Help": "Not older than three months."})).await;
    let tab = &visit.tab;
    assert_eq!(tab.text("legend bdi"), "Scan");
    assert_eq!(tab.label(CONTROL), "Choose a file");
    let rules = "Accepted: PDF. 1 kB at most. One file.";
    assert_eq!(tab.descriptions(CONTROL), ["Not older than three months.", rules]);
    assert_eq!(tab.attribute(CONTROL, "accept").as_deref(), Some("application/pdf"));
    assert_eq!(tab.attribute(CONTROL, "multiple"), None);
    assert!(!tab.has(".upload__choice--camera"), "a camera takes no PDF");
}

#[wasm_bindgen_test]
async fn pictures_can_be_taken_and_several_files_chosen() {
    let (visit, _wire) = asking(json!({"Accept": ["image/*"], "Multiple": true})).await;
    assert_eq!(visit.tab.label(CONTROL), "Choose files");
    assert!(visit.tab.attribute(CONTROL, "multiple").is_some());
    let camera = "#field-10-photo";
    assert_eq!(visit.tab.label(camera), "Take a photo");
    assert_eq!(visit.tab.attribute(camera, "capture").as_deref(), Some("environment"));
}

#[wasm_bindgen_test]
async fn a_file_is_sent_piece_by_piece_and_shows_how_far_it_is() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    let begun = wire.hears("POST /internal/v1/documents").await;
    assert_eq!(begun.header("upload-length").as_deref(), Some("25"));
    assert_eq!(begun.header("tus-resumable").as_deref(), Some("1.0.0"));
    visit.tells(".upload__name", "kbis.pdf 25 bytes").await;
    begun.answer(201, BEGUN);
    let piece = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    assert_eq!((piece.header("upload-offset").as_deref(), piece.size() as u32), (Some("0"), 25));
    piece.progresses(10);
    visit.tells(".upload__percent", "40%").await;
    assert_eq!(visit.tab.attribute("progress", "value").as_deref(), Some("40"));
    assert_eq!(
        visit.tab.attribute("progress", "aria-labelledby"),
        Some(visit.tab.find(".upload__name span:first-child").id())
    );
    piece.progresses(15);
    visit.tells("[role=status]", "“kbis.pdf”: 50% sent.").await;
    piece.answer(204, [("upload-offset", "25")]);
    visit.tells(".upload__state", "Received.").await;
    visit.tells("[role=status]", "“kbis.pdf” has arrived.").await;
    assert!(!visit.tab.has("progress"));

    visit.tab.sends().await;
    let completion = visit.back_end.hears("POST /internal/v1/activities/1/completion").await.json();
    let document =
        json!({"Id": 9_007_199_254_740_993_i64, "Name": "kbis.pdf", "Size": 25, "ContentType": "application/pdf"});
    assert_eq!(completion["JourneyData"], json!([{"DataPoint": {"Id": 10}, "Documents": [document]}]));
}

#[wasm_bindgen_test]
async fn a_pause_breaks_the_piece_off_and_asks_where_to_go_on() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    let piece = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    assert_eq!(visit.tab.texts(".upload__actions button"), ["Pause “kbis.pdf”", "Remove “kbis.pdf”"]);
    visit.tab.clicks(ACTION).await;
    assert!(piece.is_aborted());
    assert_eq!(visit.tab.text(".upload__state"), "Paused.");
    assert_eq!(visit.tab.text(ACTION), "Continue “kbis.pdf”");
    wire.hears_nothing().await;
    visit.tab.clicks(ACTION).await;
    let asked = wire.hears("HEAD /internal/v1/documents/9007199254740993").await;
    asked.answer(200, [("upload-offset", "7"), ("upload-length", "25")]);
    let rest = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    assert_eq!((rest.header("upload-offset").as_deref(), rest.size() as u32), (Some("7"), 18));
}

#[wasm_bindgen_test]
async fn a_button_that_turns_around_under_a_finger_pauses_nothing() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(503, []);
    visit.tells(ACTION, "Try now “kbis.pdf”").await;
    visit.tab.clicks(ACTION).await;
    assert_eq!(visit.tab.text(ACTION), "Pause “kbis.pdf”");
    visit.tab.clicks(ACTION).await;
    assert_eq!(visit.tab.text(ACTION), "Pause “kbis.pdf”", "whoever presses twice did not mean to pause");
    wire.hears("POST /internal/v1/documents").await;
    let is_paused = || {
        let is_paused = visit.tab.text(".upload__state") == "Paused.";
        if !is_paused {
            visit.tab.find(ACTION).unchecked_into::<web_sys::HtmlElement>().click();
        }
        is_paused
    };
    eventually("a press after a look at the button pauses", is_paused).await;
}

#[wasm_bindgen_test]
async fn focus_passes_to_what_is_left_when_a_button_goes() {
    let (visit, wire) = asking(json!({"Multiple": true})).await;
    visit.chooses([file("a.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    let piece = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    visit.tab.find(ACTION).unchecked_into::<web_sys::HtmlElement>().focus().unwrap();
    piece.answer(204, [("upload-offset", "25")]);
    visit.tells(".upload__state", "Received.").await;
    assert!(visit.tab.has_focus(".upload__actions button"), "what could be paused has arrived");

    visit.tab.clicks(".upload__actions button").await;
    let question = "“a.pdf” has arrived. Remove it all the same?";
    assert_eq!(visit.tab.text(".upload__question"), question);
    assert!(visit.tab.has_focus(".upload__actions button:last-child"), "what loses nothing is at hand");
    visit.tab.clicks(".upload__actions button:first-of-type").await;
    wire.hears("DELETE /internal/v1/documents/9007199254740993").await.answer(204, []);
    assert_eq!(visit.tab.count(".upload__file"), 0);
    assert!(visit.tab.has_focus(CONTROL));
}

#[wasm_bindgen_test]
async fn what_is_not_taken_is_told_one_by_one_and_nothing_of_it_is_sent() {
    let (visit, wire) = asking(json!({"Multiple": true})).await;
    let files = [file("empty.pdf", b""), file("large.pdf", &[b'%'; 1001]), file("fine.pdf", PDF), file("a.txt", PDF)];
    visit.chooses(files).await;
    visit.tells(".upload__name", "fine.pdf").await;
    eventually("each is told", || visit.tab.count(".upload__refusals li") == 3).await;
    let told = visit.tab.texts(".upload__refusals li");
    for (sentence, name) in
        told.iter().zip(["“empty.pdf” is empty", "“large.pdf” is too large", "“a.txt” is of a type"])
    {
        assert!(sentence.starts_with(name), "{sentence}");
    }
    assert!(visit.tab.has("[role=status] .upload__refusals"));
    wire.hears("POST /internal/v1/documents").await;
    wire.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn a_file_can_be_dropped_and_the_place_shows_that() {
    let (visit, wire) = asking(json!({})).await;
    assert!(!visit.drags("dragover", [file("kbis.pdf", PDF)]), "the browser leaves it to the page");
    visit.tab.settled().await;
    assert!(visit.tab.has(".upload__drop--over"));
    assert!(!visit.drags("drop", [file("kbis.pdf", PDF)]));
    visit.tells(".upload__name", "kbis.pdf").await;
    assert!(!visit.tab.has(".upload__drop--over"));
    wire.hears("POST /internal/v1/documents").await;
}

#[wasm_bindgen_test]
async fn a_form_waits_for_its_files_and_says_so() {
    let (visit, wire) = asking(json!({})).await;
    visit.tab.sends().await;
    assert_eq!(visit.tab.texts(".error-summary__link"), ["Add a file for “Scan”."]);
    assert_eq!(visit.tab.attribute(CONTROL, "aria-invalid").as_deref(), Some("true"));
    visit.tab.clicks(".error-summary__link").await;
    assert!(visit.tab.has_focus(CONTROL));
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    let piece = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    visit.tab.sends().await;
    visit.tells(".error-summary", "Files for “Scan” are still being sent.").await;
    piece.answer(204, [("upload-offset", "25")]);
    visit.tells(".upload__state", "Received.").await;
    eventually("the error goes with its reason", || !visit.tab.has(".field__error")).await;
    visit.back_end.hears_nothing().await;
}

#[wasm_bindgen_test]
async fn what_fails_can_be_tried_again() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(404, []);
    visit.tells(".upload__actions button", "Try again").await;
    visit.tells("[role=status]", "“kbis.pdf” could not be sent.").await;
    visit.tab.clicks(ACTION).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
}

#[wasm_bindgen_test]
async fn a_later_visit_goes_on_with_what_was_kept() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    drop((visit, wire));

    let wire = Wire::new();
    let field = json!({"DataPoint": {"Id": 10, "Name": "Scan", "Type": "Document"}, "Required": true});
    let visit = Visit::again(journey([form_of(1, [field])])).await;
    visit.tells(".upload__name", "kbis.pdf").await;
    let asked = wire.hears("HEAD /internal/v1/documents/9007199254740993").await;
    asked.answer(200, [("upload-offset", "12"), ("upload-length", "25")]);
    let rest = wire.hears("PATCH /internal/v1/documents/9007199254740993").await;
    assert_eq!((rest.header("upload-offset").as_deref(), rest.size() as u32), (Some("12"), 13));
}

#[wasm_bindgen_test]
async fn a_refused_file_tells_the_page_that_the_session_is_over_and_goes_on_in_the_next_one() {
    let (visit, wire) = asking(json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    wire.hears("PATCH /internal/v1/documents/9007199254740993").await.refuse(401, &problem(401, "SessionEnded"));
    visit.tells("dialog h2", "Your session has ended").await;
    visit.tab.clicks(".sign-in__link button").await;
    visit.back_end.hears("POST /internal/v1/autologin/renewal").await.answer_by(202, &json!({}));
    eventually("the link can be pasted", || visit.tab.has("#sign-in-link")).await;
    visit.tab.types("#sign-in-link", "3cc35288-f2ac-4c68-b7aa-51acd82af485").await;
    visit.tab.presses_enter(".sign-in__link form").await;
    visit.back_end.hears(SPENDING).await.answer(&session());
    let asked = wire.hears("HEAD /internal/v1/documents/9007199254740993").await;
    asked.answer(200, [("upload-offset", "25"), ("upload-length", "25")]);
    visit.tells(".upload__state", "Received.").await;
}

#[wasm_bindgen_test]
async fn a_file_that_needs_a_code_asks_for_it_and_goes_on_in_the_session_that_it_secures() {
    let (visit, wire) = asking_in(known("5a67"), json!({})).await;
    visit.chooses([file("kbis.pdf", PDF)]).await;
    let refusal = problem(403, "SecuredSessionRequired");
    wire.hears("POST /internal/v1/documents").await.refuse(403, &refusal);
    visit.tells(".upload__state", "This needs a security code.").await;
    // Closing the dialog leaves a way back to it at the file.
    visit.tab.clicks("#step-up .dialog__leave").await;
    assert_eq!(visit.tab.text(ACTION), "Enter the code “kbis.pdf”");
    visit.tab.clicks(ACTION).await;
    visit.tab.clicks("#step-up .button-group button:first-of-type").await;
    visit.back_end.hears("POST /internal/v1/sessions/5a67").await.answer(&json!({}));
    eventually("the code can be typed", || visit.tab.has("#step-up-code")).await;
    visit.tab.types("#step-up-code", "12345").await;
    visit.tab.presses_enter("#step-up form").await;
    let secured = json!({"session": {"id": "5a68", "secured": true}});
    visit.back_end.hears("POST /internal/v1/sessions/5a67").await.answer(&secured);
    visit.back_end.hears(SESSION).await.answer(&known("5a68"));
    wire.hears("POST /internal/v1/documents").await.answer(201, BEGUN);
    wire.hears("PATCH /internal/v1/documents/9007199254740993").await.answer(204, [("upload-offset", "25")]);
    visit.tells(".upload__state", "Received.").await;
}
