//! What is in a file, by its first bytes.

use super::super::content::{Content, by_content, by_ending, by_type, look};
use super::*;

#[test]
fn a_file_is_told_by_its_first_bytes() {
    for (bytes, content) in [
        (PDF, Content::Pdf),
        (b"\r\n\r\n%PDF-1.4", Content::Pdf),
        (JPEG, Content::Jpeg),
        (PNG, Content::Png),
        (HEIC, Content::Heif),
        (b"\0\0\0\x1cftypmif1", Content::Heif),
        (b"\0\0\0\x1cftypavif", Content::Avif),
        (b"GIF89a\x01\0", Content::Gif),
        (b"RIFF\x24\0\0\0WEBPVP8 ", Content::Webp),
        (b"RIFF\x24\0\0\0WAVEfmt ", Content::Wav),
        (b"II*\0\x08\0", Content::Tiff),
        (b"MM\0*\0\0", Content::Tiff),
        (b"BM\x36\0\0\0", Content::Bmp),
        (ZIP, Content::Zip),
        (OLE, Content::Ole),
        (b"{\\rtf1\\ansi", Content::Rtf),
        (MP4, Content::Media),
        (b"\0\0\0\x14ftypqt  ", Content::Media),
        (b"\0\0\0\x08wide\0\0\0\0mdat", Content::Media),
        (b"\x1a\x45\xdf\xa3\x01", Content::Matroska),
        (b"ID3\x03\0\0", Content::Mp3),
        (b"\xff\xfb\x90\x44", Content::Mp3),
        (EXE, Content::Program),
        (b"\x7fELF\x02\x01", Content::Program),
        (b"\xcf\xfa\xed\xfe\x07", Content::Program),
        (b"\xca\xfe\xba\xbe\0\0", Content::Program),
        (b"L\0\0\0\x01\x14\x02\0\0", Content::Program),
        (b"name;amount\n\xe9t\xe9;5\n", Content::Text),
        (b"\xff\xfeh\0i\0", Content::Text),
        // Texts that begin like something else.
        (b"MZ;Mozambique\nBM;Bermuda\n", Content::Text),
        (b"BMW,1\n", Content::Text),
        (b"ID3;x\n", Content::Text),
        (b"", Content::Text),
        (b"\0\0\0\0", Content::Unknown),
        (b"RIFF", Content::Text),
    ] {
        assert_eq!(look(bytes), content, "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_mark_of_a_pdf_is_looked_for_at_its_beginning_only() {
    let late = [vec![0; 1020], b"%PDF-1.7".to_vec()].concat();
    assert_eq!(look(&late), Content::Unknown);
}

#[test]
fn the_table_is_of_one_mind() {
    for ending in ["pdf", "jpg", "jpeg", "heic", "docx", "mov", "csv"] {
        let kind = by_ending(ending).unwrap();
        for media_type in kind.types {
            assert_eq!(by_type(media_type), Some(kind), "{media_type}");
        }
        assert_eq!(kind.types[0].to_ascii_lowercase(), kind.types[0]);
    }
    assert_eq!(by_ending("exe"), None);
    assert_eq!(by_content(Content::Zip), None);
    assert_eq!(by_content(Content::Program), None);
}

#[test]
fn the_declared_type_is_what_the_content_or_else_the_name_says() {
    for (name, guessed, bytes, declared) in [
        ("a.pdf", "application/pdf", PDF, "application/pdf"),
        ("IMG_1.HEIC", "", HEIC, "image/heic"),
        ("a.jpg", "image/jpeg", PNG, "image/png"),
        ("a.mov", "video/quicktime", MP4, "video/quicktime"),
        ("a.docx", "application/zip", ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.csv", "application/vnd.ms-excel", b"a;b", "text/csv"),
        ("scan", "", PDF, "application/pdf"),
        ("plan.dwg", "image/vnd.dwg", b"AC1027", "image/vnd.dwg"),
        ("plan.dwg", "", b"\0\0", "application/octet-stream"),
    ] {
        assert_eq!(Rules::content_type(&facts(name, guessed), bytes), declared, "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..40), name in ".{0,12}", kind in ".{0,12}") {
        let facts = facts(&name, &kind);
        let _ = Rules::content_type(&facts, &bytes);
        let _ = rules(&[&kind, &name, "image/*"]).refuse(&facts, &bytes, 0);
    }

    #[test]
    fn no_program_passes_as_a_document(rest in proptest::collection::vec(proptest::num::u8::ANY, 8..40), ending in "(pdf|jpg|docx|csv|heic)") {
        let bytes = [EXE, &rest].concat();
        let refusal = rules(&["application/pdf", "image/*", ".docx", "text/csv"]).refuse(&facts(&format!("a.{ending}"), ""), &bytes, 0);
        proptest::prop_assert_eq!(refusal, Some(Refusal::Program { name: format!("a.{ending}") }));
    }
}
