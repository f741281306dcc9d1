//! What is taken and what is refused: by name, by content, by size, by number.

use super::*;

#[track_caller]
fn takes(accept: &[&str], name: &str, content_type: &str, bytes: &[u8]) {
    let refusal = rules(accept).refuse(&facts(name, content_type), bytes, 0);
    assert_eq!(refusal, None, "{name} {content_type} where {accept:?} are taken");
}

fn refusal(accept: &[&str], name: &str, content_type: &str, bytes: &[u8]) -> &'static str {
    match rules(accept).refuse(&facts(name, content_type), bytes, 0) {
        None => "taken",
        Some(Refusal::Empty { .. }) => "empty",
        Some(Refusal::TooLarge { .. }) => "too large",
        Some(Refusal::TooMany { .. }) => "too many",
        Some(Refusal::Type { .. }) => "type",
        Some(Refusal::Content { kind, .. }) => kind,
        Some(Refusal::Program { .. }) => "program",
        Some(Refusal::Unreadable { .. }) => "unreadable",
    }
}

#[test]
fn tokens_name_types_families_and_endings() {
    takes(&["application/pdf"], "kbis.pdf", "application/pdf", PDF);
    takes(&["APPLICATION/PDF; q=1"], "KBIS.PDF", "", PDF);
    takes(&[".pdf"], "kbis.Pdf", "", PDF);
    takes(&["pdf"], "kbis.pdf", "", PDF);
    takes(&["image/*"], "a.png", "image/png", PNG);
    takes(&["image/*"], "IMG_1.HEIC", "", HEIC);
    takes(&[".jpg"], "a.jpeg", "image/jpeg", JPEG);
    takes(&["image/jpg"], "a.jpg", "image/jpeg", JPEG);
    takes(&[".docx"], "a.docx", "", ZIP);
    takes(&[".docx"], "locked.docx", "", OLE);
    takes(&["text/csv"], "a.csv", "application/vnd.ms-excel", b"a;b\n");
    takes(&["video/*"], "a.mov", "video/quicktime", MP4);
    takes(&[".dwg"], "plan.dwg", "", b"AC1027\0\0");
    takes(&["image/vnd.dwg"], "plan.dwg", "image/vnd.dwg", b"AC1027\0\0");
    takes(&["application/pdf,image/png"], "a.png", "image/png", PNG);
}

#[test]
fn anything_is_taken_where_nothing_is_named() {
    for accept in [&[][..], &["*/*"], &["*"], &["application/pdf", "*/*"], &["", " "]] {
        takes(accept, "plan.dwg", "", b"AC1027\0\0");
        takes(accept, "setup.exe", "", EXE);
        takes(accept, "a.jpg", "", PNG);
        assert_eq!(refusal(accept, "kbis.pdf", "", EXE), "program", "{accept:?}");
        assert_eq!(refusal(accept, "kbis.pdf", "", b"\0\0"), "PDF", "{accept:?}");
    }
}

#[test]
fn what_a_camera_or_a_scanner_names_badly_is_taken_by_its_content() {
    takes(&["image/*"], "image", "", JPEG);
    takes(&["application/pdf"], "scan", "", PDF);
    // A picture of another kind than its name says is a picture still.
    takes(&["image/*"], "a.jpg", "image/jpeg", PNG);
    takes(&["image/*"], "IMG_1.HEIC", "", JPEG);
    takes(&["application/pdf", "image/*"], "a.pdf", "application/pdf", JPEG);
}

#[test]
fn the_wrong_type_is_refused_by_its_name() {
    for (accept, name, content_type) in [
        (&["application/pdf"][..], "a.docx", ""),
        (&["application/pdf"], "a.pdf.exe", ""),
        (&["image/*"], "a.mp4", "video/mp4"),
        (&["image/*"], "imagery/a.txt", "imagery/x"),
        (&[".pdf"], "pdf", ""),
        // The name counts, whatever somebody declares.
        (&["application/pdf"], "a.png", "application/pdf"),
        (&["application/pdf"], "a.bat", ""),
    ] {
        assert_eq!(refusal(accept, name, content_type, PDF), if name == "pdf" { "taken" } else { "type" }, "{name}");
    }
}

#[test]
fn the_wrong_type_is_refused_by_its_content() {
    for (accept, name, bytes, refused) in [
        (&["application/pdf"][..], "kbis.pdf", EXE, "program"),
        (&["application/pdf"], "kbis.pdf", b"\x7fELF\x02".as_slice(), "program"),
        (&["application/pdf"], "kbis.pdf", b"<html><script>", "PDF"),
        (&["application/pdf"], "kbis.pdf", ZIP, "PDF"),
        (&["application/pdf"], "kbis.pdf", JPEG, "PDF"),
        (&["application/pdf", ".docx"], "kbis.pdf", ZIP, "PDF"),
        (&["image/*"], "a.jpg", PDF, "JPEG"),
        (&["text/csv"], "a.csv", b"a;b\0", "CSV"),
        (&["text/csv"], "a.csv", PNG, "CSV"),
        (&["application/zip"], "a.zip", OLE, "ZIP"),
        // Nothing is known of the name, but much of the content.
        (&[".dwg"], "plan.dwg", EXE, "program"),
    ] {
        assert_eq!(refusal(accept, name, "", bytes), refused, "{name} {}", bytes.escape_ascii());
    }
}

#[test]
fn empty_and_large_files_are_refused_whatever_is_in_them() {
    let empty = FileFacts { size: 0, ..facts("a.pdf", "") };
    assert_eq!(rules(&[".pdf"]).refuse(&empty, b"", 0), Some(Refusal::Empty { name: "a.pdf".to_owned() }));
    let limited = Rules::of(&Field { max_bytes: Some(5), ..field(&[]) });
    assert_eq!(limited.refuse(&facts("a.pdf", ""), PDF, 0), None);
    let large = FileFacts { size: 6, ..facts("a.pdf", "") };
    let refusal = Refusal::TooLarge { name: "a.pdf".to_owned(), size: 6, most: 5 };
    assert_eq!(limited.refuse(&large, PDF, 0), Some(refusal));
}

#[test]
fn a_field_for_one_file_takes_one() {
    let one = Rules::of(&Field { multiple: false, ..field(&[]) });
    assert_eq!(one.refuse(&facts("a.pdf", ""), PDF, 0), None);
    assert_eq!(one.refuse(&facts("a.pdf", ""), PDF, 1), Some(Refusal::TooMany { name: "a.pdf".to_owned() }));
    assert_eq!(rules(&[]).refuse(&facts("a.pdf", ""), PDF, 100), None);
    assert!(rules(&[]).takes_several() && !one.takes_several());
}

#[test]
fn the_control_filters_and_offers_the_camera() {
    let attribute = |accept: &[&str]| rules(accept).accept_attribute();
    assert_eq!(attribute(&["application/pdf", "image/*"]).as_deref(), Some("application/pdf,image/*,.heic,.heif,.hif"));
    assert_eq!(attribute(&[".PDF", "docx"]).as_deref(), Some(".pdf,.docx"));
    assert_eq!(attribute(&[]), None);
    for (accept, camera) in [(&["image/*"][..], true), (&[".jpg"], true), (&[], true), (&["application/pdf"], false)] {
        assert_eq!(rules(accept).takes_photographs(), camera, "{accept:?}");
    }
}
