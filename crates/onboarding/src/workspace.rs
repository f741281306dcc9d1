//! The company that the lead deals with, as sessions and the configuration tell of it. What could do harm is left out.

use crate::brand::{Color, Palette, monogram};
use crate::redirect::RedirectUrl;

/// How long a picture may be that stands in its own address (`data:`), in bytes.
const LONGEST_PICTURE: usize = 256 * 1024;

/// The company that the lead deals with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspace {
    /// Its name.
    pub name: Option<String>,
    /// Its logo: an `https:` address, or a picture in a `data:` address.
    pub logo_url: Option<String>,
    /// Its picture for the browser's tab, likewise.
    pub favicon_url: Option<String>,
    /// Its main colour, `#rrggbb`.
    pub primary_color: Option<String>,
    /// Its language, a BCP 47 tag.
    pub locale: Option<String>,
    /// Where it helps.
    pub support_email: Option<String>,
    /// What it does with personal data.
    pub privacy_url: Option<String>,
}

impl Workspace {
    /// What is not told, as the other one tells it.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            name: self.name.or_else(|| other.name.clone()),
            logo_url: self.logo_url.or_else(|| other.logo_url.clone()),
            favicon_url: self.favicon_url.or_else(|| other.favicon_url.clone()),
            primary_color: self.primary_color.or_else(|| other.primary_color.clone()),
            locale: self.locale.or_else(|| other.locale.clone()),
            support_email: self.support_email.or_else(|| other.support_email.clone()),
            privacy_url: self.privacy_url.or_else(|| other.privacy_url.clone()),
        }
    }

    /// The colours to wear, where the company has one.
    pub fn palette(&self) -> Option<Palette> {
        self.primary_color.as_deref().and_then(Color::parse).map(Palette::of)
    }

    /// A picture of its first letter in these colours (the app's own where it has none), as SVG, for want of one of its
    /// own.
    pub fn monogram(&self, palette: Option<&Palette>) -> Option<String> {
        monogram(self.name.as_deref()?, &palette.copied().unwrap_or_default())
    }
}

/// A name that there is something to read of.
pub(crate) fn is_name(name: &str) -> bool {
    !name.trim().is_empty()
}

/// What may become a link: the same judge as for leaving, so that `javascript:` never does.
pub(crate) fn is_web_address(url: &str) -> bool {
    RedirectUrl::parse(url).is_some()
}

/// What may be shown as a picture. Scripts in one never run: it is shown by `<img>` (HTML standard, "SVG images").
pub(crate) fn is_picture(url: &str) -> bool {
    is_web_address(url) || (url.starts_with("data:image/") && url.len() <= LONGEST_PICTURE)
}

/// A file beside the page, by its path from the root of the host.
pub(crate) fn is_own_file(url: &str) -> bool {
    let rest = url.strip_prefix('/');
    rest.is_some_and(|rest| !rest.starts_with('/') && !rest.contains(|c: char| c == '\\' || c.is_control()))
}

/// What may stand behind `mailto:` without becoming more than an address.
pub(crate) fn is_email(email: &str) -> bool {
    let clean = |c: char| !c.is_whitespace() && !c.is_control() && !"?&#%,;:<>\"\\".contains(c);
    email.len() <= 10_000
        && email
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && email.chars().all(clean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_from_where_they_can_do_no_harm() {
        for url in [
            "https://acme.test/logo.svg",
            "http://127.0.0.1:8/l.png",
            "data:image/png;base64,AA",
            "data:image/svg+xml,%3Csvg/%3E",
        ] {
            assert!(is_picture(url), "{url}");
        }
        let huge = format!("data:image/png;base64,{}", "A".repeat(LONGEST_PICTURE));
        for url in [
            "",
            "http://acme.test/logo.png",
            "javascript:alert(1)",
            "data:text/html,x",
            "/logo.svg",
            "//evil.test/x",
            "blob:x",
            "https://a@b/",
            &huge,
        ] {
            assert!(!is_picture(url), "{}", url.chars().take(40).collect::<String>());
        }
    }

    #[test]
    fn a_file_beside_the_page_is_no_other_host() {
        assert!(is_own_file("/logo.svg") && is_own_file("/brand/logo.svg?v=2"));
        for url in ["", "logo.svg", "//evil.test/x", "/\\evil.test", "/\t/evil.test", "https://acme.test/"] {
            assert!(!is_own_file(url), "{url:?}");
        }
    }

    #[test]
    fn an_e_mail_address_is_nothing_more() {
        assert!(is_email("help@acme.test") && is_email("aide+client@dupont.test"));
        for text in ["", "help", "@", "a@", "@b", "a@b?bcc=c@d", "a@b&x", "a@b,c@d", "a b@c", "a@b\n", "<a@b>"] {
            assert!(!is_email(text), "{text:?}");
        }
    }

    #[test]
    fn what_one_does_not_tell_the_other_does() {
        let named = |name: &str, color: Option<&str>| Workspace {
            name: Some(name.to_owned()),
            primary_color: color.map(str::to_owned),
            ..Workspace::default()
        };
        assert_eq!(named("A", None).or(&named("B", Some("#123456"))), named("A", Some("#123456")));
        assert_eq!(Workspace::default().or(&named("B", None)), named("B", None));
    }
}
