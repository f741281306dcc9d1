//! What is in a file, by its first bytes, and what its name promises: a table of the kinds that leads are asked for.
//! The crate `infer` knows more kinds, but no endings of names, at three times the size; and it takes texts for programs
//! that begin with `MZ`.

/// A kind of file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// What people call it; the same in every language.
    pub(super) name: &'static str,
    /// Its media types in lower case, the registered one first (IANA, "Media Types").
    pub(super) types: &'static [&'static str],
    /// The endings of its names, in lower case.
    pub(super) endings: &'static [&'static str],
    /// What its bytes look like; the first is the usual one.
    pub(super) contents: &'static [Content],
}

/// What bytes look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Pdf,
    Png,
    Jpeg,
    Gif,
    Webp,
    Heif,
    Avif,
    Tiff,
    Bmp,
    /// Also what newer office documents are made of.
    Zip,
    /// OLE compound: what older or encrypted office documents are made of.
    Ole,
    Rtf,
    /// MP4, QuickTime and their relatives.
    Media,
    Matroska,
    Mp3,
    Wav,
    /// Nothing but text.
    Text,
    /// A program for some machine.
    Program,
    /// None of these.
    Unknown,
}

use Content::*;

const KINDS: [Kind; 32] = [
    kind("PDF", &["application/pdf", "application/x-pdf"], &["pdf"], &[Pdf]),
    kind("JPEG", &["image/jpeg", "image/jpg", "image/pjpeg"], &["jpg", "jpeg", "jpe", "jfif"], &[Jpeg]),
    kind("PNG", &["image/png"], &["png"], &[Png]),
    kind("HEIC", &["image/heic", "image/heif", "image/heic-sequence"], &["heic", "heif", "hif"], &[Heif]),
    kind("GIF", &["image/gif"], &["gif"], &[Gif]),
    kind("WebP", &["image/webp"], &["webp"], &[Webp]),
    kind("AVIF", &["image/avif"], &["avif"], &[Avif]),
    kind("TIFF", &["image/tiff"], &["tif", "tiff"], &[Tiff]),
    kind("BMP", &["image/bmp", "image/x-ms-bmp"], &["bmp"], &[Bmp]),
    kind("SVG", &["image/svg+xml"], &["svg"], &[Text]),
    kind("Word", &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], &["docx"], &[Zip, Ole]),
    kind("Excel", &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], &["xlsx"], &[Zip, Ole]),
    kind(
        "PowerPoint",
        &["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
        &["pptx"],
        &[Zip, Ole],
    ),
    kind("Word", &["application/msword"], &["doc"], &[Ole, Zip, Rtf]),
    kind("Excel", &["application/vnd.ms-excel"], &["xls"], &[Ole, Zip]),
    kind("PowerPoint", &["application/vnd.ms-powerpoint"], &["ppt"], &[Ole, Zip]),
    kind("OpenDocument", &["application/vnd.oasis.opendocument.text"], &["odt"], &[Zip]),
    kind("OpenDocument", &["application/vnd.oasis.opendocument.spreadsheet"], &["ods"], &[Zip]),
    kind("OpenDocument", &["application/vnd.oasis.opendocument.presentation"], &["odp"], &[Zip]),
    kind("RTF", &["application/rtf", "text/rtf"], &["rtf"], &[Rtf]),
    kind("ZIP", &["application/zip", "application/x-zip-compressed"], &["zip"], &[Zip]),
    kind("MP4", &["video/mp4", "video/x-m4v"], &["mp4", "m4v"], &[Media]),
    kind("QuickTime", &["video/quicktime"], &["mov", "qt"], &[Media]),
    kind("3GP", &["video/3gpp"], &["3gp"], &[Media]),
    kind("WebM", &["video/webm"], &["webm"], &[Matroska]),
    kind("M4A", &["audio/mp4", "audio/x-m4a"], &["m4a"], &[Media]),
    kind("MP3", &["audio/mpeg", "audio/mp3"], &["mp3"], &[Mp3]),
    kind("WAV", &["audio/wav", "audio/x-wav", "audio/wave"], &["wav"], &[Wav]),
    kind("TXT", &["text/plain"], &["txt"], &[Text]),
    kind("CSV", &["text/csv"], &["csv"], &[Text]),
    kind("XML", &["application/xml", "text/xml"], &["xml"], &[Text]),
    kind("JSON", &["application/json"], &["json"], &[Text]),
];

const fn kind(
    name: &'static str,
    types: &'static [&'static str],
    endings: &'static [&'static str],
    contents: &'static [Content],
) -> Kind {
    Kind { name, types, endings, contents }
}

/// The kind that a name promises by its ending (in lower case).
pub(super) fn by_ending(ending: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.endings.contains(&ending))
}

/// The kind of a media type (in lower case, without parameters).
pub(super) fn by_type(media_type: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.types.contains(&media_type))
}

/// The kinds that are told by their bytes alone: those whose bytes no other kind shares.
pub(super) fn by_content(content: Content) -> Option<&'static Kind> {
    let shared = matches!(content, Zip | Ole | Text | Program | Unknown);
    if shared { None } else { KINDS.iter().find(|kind| kind.contents[0] == content) }
}

/// What a file looks like, by its first bytes ([`super::FIRST_BYTES`] of them, or all that there are).
pub(super) fn look(bytes: &[u8]) -> Content {
    let (_, content) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).unwrap_or(&(b"", Unknown));
    if *content != Unknown {
        return *content;
    }
    let words = is_text(bytes);
    if let (false, Some((_, content))) = (words, WORDLIKE.iter().find(|(start, _)| bytes.starts_with(start))) {
        return *content;
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return Webp,
        (Some(b"RIFF"), _, Some(b"WAVE")) => return Wav,
        (_, Some(b"ftyp"), Some(brand)) => return media(brand),
        // QuickTime files of old begin without `ftyp`.
        (_, Some(b"moov" | b"mdat" | b"wide"), _) => return Media,
        _ => {}
    }
    // MPEG audio, layer III, without an ID3 tag.
    if let [0xff, second, ..] = bytes
        && second & 0xe6 == 0xe2
    {
        return Mp3;
    }
    // Readers look for the mark of a PDF a little further on (ISO 32000-1, implementation note 13).
    if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Pdf;
    }
    if words { Text } else { Unknown }
}

/// By the major brand (ISO/IEC 14496-12; HEIF: ISO/IEC 23008-12).
fn media(brand: &[u8]) -> Content {
    match brand {
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => Heif,
        b"avif" | b"avis" => Avif,
        _ => Media,
    }
}

/// Nothing that only binary files hold; UTF-16 is text by its mark.
fn is_text(bytes: &[u8]) -> bool {
    let is_binary = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || !bytes.iter().any(is_binary)
}

/// Programs come first: a file may be a program and something harmless at the same time.
const SIGNATURES: [(&[u8], Content); 21] = [
    // Linux, macOS (four kinds, and several in one, as Java), Android, a Windows shortcut.
    (b"\x7fELF", Program),
    (b"\xfe\xed\xfa\xce", Program),
    (b"\xfe\xed\xfa\xcf", Program),
    (b"\xce\xfa\xed\xfe", Program),
    (b"\xcf\xfa\xed\xfe", Program),
    (b"\xca\xfe\xba\xbe", Program),
    (b"dex\n", Program),
    (b"L\0\0\0\x01\x14\x02\0", Program),
    (b"%PDF-", Pdf),
    (b"\x89PNG\r\n\x1a\n", Png),
    (b"\xff\xd8\xff", Jpeg),
    (b"GIF8", Gif),
    (b"II*\0", Tiff),
    (b"MM\0*", Tiff),
    (b"II+\0", Tiff),
    (b"MM\0+", Tiff),
    (b"PK\x03\x04", Zip),
    (b"PK\x05\x06", Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Ole),
    (b"{\\rtf", Rtf),
    (b"\x1a\x45\xdf\xa3", Matroska),
];

/// Marks that a text may begin with as well, a list of countries for one.
const WORDLIKE: [(&[u8], Content); 4] = [(b"MZ", Program), (b"MSCF", Program), (b"BM", Bmp), (b"ID3", Mp3)];
