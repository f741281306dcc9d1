//! How a document is shown. Only kinds that run no script are ever opened at an address of this page; everything else
//! is for downloading, whatever it claims to be.

/// What the page does with a document's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentation {
    /// Read in the page, as text.
    Text,
    /// Seen in the page; the media type is one of those that hold pixels alone.
    Image(&'static str),
    /// Opened in a tab of its own: phones show no PDF inside a page.
    Pdf,
    /// Downloaded.
    Download,
}

/// Pictures that run no script; SVG does.
const IMAGES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

impl Presentation {
    /// By the `Content-Type` of the answer; one that says nothing leaves it to the ending of the name.
    pub fn of(content_type: &str, name: &str) -> Self {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.as_str() {
            "" | "application/octet-stream" | "binary/octet-stream" => Self::by_name(name),
            "application/pdf" | "application/x-pdf" => Self::Pdf,
            "text/plain" => Self::Text,
            "image/jpg" => Self::Image("image/jpeg"),
            kind => IMAGES.iter().find(|known| **known == kind).map_or(Self::Download, |known| Self::Image(known)),
        }
    }

    fn by_name(name: &str) -> Self {
        let ending = name.trim().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("pdf") => Self::Pdf,
            Some("txt") => Self::Text,
            Some("png") => Self::Image("image/png"),
            Some("jpg" | "jpeg") => Self::Image("image/jpeg"),
            Some("gif") => Self::Image("image/gif"),
            Some("webp") => Self::Image("image/webp"),
            Some("avif") => Self::Image("image/avif"),
            _ => Self::Download,
        }
    }

    /// The media type that the content gets in this page, never the one that it came with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain;charset=utf-8",
            Self::Image(kind) => kind,
            Self::Pdf => "application/pdf",
            Self::Download => "application/octet-stream",
        }
    }

    /// Whether it can be opened in a tab of its own.
    pub fn opens(self) -> bool {
        self != Self::Download
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(content_type: &str, name: &str) -> Presentation {
        Presentation::of(content_type, name)
    }

    #[test]
    fn the_answer_s_type_decides_and_the_name_helps_out() {
        assert_eq!(shown("application/pdf", "a.txt"), Presentation::Pdf);
        assert_eq!(shown("Text/Plain; charset=utf-8", "a"), Presentation::Text);
        assert_eq!(shown("image/jpg", ""), Presentation::Image("image/jpeg"));
        assert_eq!(shown("application/octet-stream", "contract.PDF"), Presentation::Pdf);
        assert_eq!(shown("", "terms.txt"), Presentation::Text);
        assert_eq!(shown("", "terms"), Presentation::Download);
    }

    #[test]
    fn nothing_that_could_run_a_script_is_opened() {
        for kind in [
            "text/html",
            "TEXT/HTML;charset=x",
            "application/xhtml+xml",
            "image/svg+xml",
            "text/xml",
            "text/javascript",
        ] {
            assert_eq!(shown(kind, "a.pdf"), Presentation::Download, "{kind}");
        }
        for name in ["a.html", "a.svg", "a.pdf.htm", "a.xml"] {
            assert_eq!(shown("", name), Presentation::Download, "{name}");
        }
        assert!(!Presentation::Download.opens());
    }

    proptest::proptest! {
        #[test]
        fn no_type_or_name_makes_a_page_of_it(content_type in ".{0,30}", name in ".{0,30}") {
            let kind = shown(&content_type, &name).media_type();
            let harmless = ["text/plain;charset=utf-8", "application/pdf", "application/octet-stream"];
            proptest::prop_assert!(harmless.contains(&kind) || IMAGES.contains(&kind));
        }
    }
}
