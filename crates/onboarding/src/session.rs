//! Who is here: the session that a link or a log-in opened, the link itself, and the token that proves it.

use std::fmt;

use crate::fingerprint::fingerprint;
use crate::id::{JourneyId, UserId};
use crate::journey::{JourneyStatus, Role};
use crate::redirect::RedirectUrl;
pub use crate::workspace::Workspace;

/// A live session (contract, section 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The person.
    pub user: User,
    /// As whom they act.
    pub role: Role,
    /// The journey to open.
    pub journey: Option<JourneyId>,
    /// Where to go when nothing is left to do.
    pub redirect: Option<RedirectUrl>,
    /// Whose page this is to be.
    pub workspace: Workspace,
    /// The journeys to choose from, where the person has several.
    pub journeys: Vec<JourneyChoice>,
    /// What the back-end tells of the session itself, where it does.
    pub account: Option<Account>,
    pub(crate) token: Option<AccessToken>,
    /// The link that opened it.
    pub(crate) link: Option<LinkId>,
}

/// One of the journeys that a person takes part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyChoice {
    /// Its id.
    pub id: JourneyId,
    /// The name of its funnel.
    pub name: Option<String>,
    /// As whom they take part.
    pub role: Role,
    /// Where it stands.
    pub status: JourneyStatus,
}

/// The session as the account-session calls know it (contract, section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub(crate) id: AccountId,
    /// Until when a code has secured it, in seconds since 1970-01-01T00:00Z by the back-end's clock.
    pub(crate) secured_until: Option<i64>,
    /// When it ends, likewise.
    pub(crate) expires_at: Option<i64>,
}

/// The id of an account session. It stands in the path of its own requests and shows nowhere else.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AccountId(String);

/// A person, as far as the page must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their first name.
    pub first_name: Option<String>,
    /// Their last name.
    pub last_name: Option<String>,
    /// Their e-mail address, where the session tells it.
    pub email: Option<String>,
}

/// A session token. It has no accessor: it can be put into a request and into the tab's store, nothing else,
/// and never shows in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

/// The UUID of a magic link. Like a token it never shows in logs or markup.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkId(String);

impl Session {
    /// Whether there are several journeys to choose from.
    pub(crate) fn has_choice(&self) -> bool {
        self.journeys.len() > 1
    }
}

impl AccessToken {
    /// Takes a token from an answer or from the tab's store. One that could not stand in a header is refused
    /// (RFC 6750, section 2.1, `b64token`, plus the punctuation that some issuers use).
    pub fn new(token: &str) -> Option<Self> {
        let fit = !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic());
        fit.then(|| Self(token.to_owned()))
    }

    /// Hands the token to the tab's store, when the configuration asks for it.
    pub fn keep(&self, store: impl FnOnce(&str)) {
        store(&self.0);
    }

    /// Tells it from others without keeping it.
    pub(crate) fn fingerprint(&self) -> u32 {
        fingerprint(&self.0)
    }

    pub(crate) fn authorization(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl AccountId {
    /// `None` for what could not stand in a path as it is.
    pub fn parse(text: &str) -> Option<Self> {
        let fit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'~');
        ((1..=64).contains(&text.len()) && text.bytes().all(fit)).then(|| Self(text.to_owned()))
    }

    pub(crate) fn keep(&self, message: impl FnOnce(&str)) {
        message(&self.0);
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl LinkId {
    /// A UUID as RFC 9562 writes it (8-4-4-4-12 hexadecimal digits), in any case, with white space around it forgiven,
    /// as it comes from copying.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let groups: Vec<&str> = text.split('-').collect();
        let lengths = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
        let hexadecimal = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()));
        (lengths && hexadecimal).then(|| Self(text.to_owned()))
    }

    /// Finds a link in what somebody pasted: the UUID alone, or a whole address that carries it in its query or
    /// fragment, with the words around it.
    pub fn find_in(text: &str) -> Option<Self> {
        let mut pieces = text.split(|c: char| c.is_whitespace() || "?#&<>\"".contains(c));
        let named = pieces.find_map(|piece| {
            let (name, value) = piece.split_once('=')?;
            // Mail programs and people change the case of what they copy.
            name.eq_ignore_ascii_case("UUID").then_some(value)
        });
        Self::parse(named.unwrap_or(text))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is the same link; the case of a UUID does not matter (RFC 9562, section 4).
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl User {
    /// The e-mail address as far as it may be shown to whoever opens the page: `j•••@gmail.com`.
    pub fn masked_email(&self) -> Option<String> {
        let (local, domain) = self.email.as_deref()?.rsplit_once('@')?;
        let first: String = local.chars().take(1).collect();
        Some(format!("{first}•••@{domain}"))
    }

    /// The name to greet by.
    pub fn name(&self) -> Option<String> {
        whole_name(self.first_name.as_deref(), self.last_name.as_deref())
    }
}

/// First and last name, as far as they are known; `None` where that leaves nothing to read.
pub(crate) fn whole_name(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let parts: Vec<&str> = [first, last].into_iter().flatten().collect();
    let name = parts.join(" ").trim().to_owned();
    (!name.is_empty()).then_some(name)
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountId(…)")
    }
}

impl fmt::Debug for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkId(…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_a_uuid_is_a_link() {
        let sample = "2bb35288-f2ac-4c68-b7aa-51acd82af485";
        assert_eq!(LinkId::parse(sample).unwrap().reveal(), sample);
        assert!(LinkId::parse(&format!(" {}\n", sample.to_uppercase())).is_some());
        for text in [
            "",
            "x",
            "2bb35288f2ac4c68b7aa51acd82af485",
            "2bb35288-f2ac-4c68-b7aa-51acd82af48g",
            &format!("{sample}0"),
            &format!("{{{sample}}}"),
        ] {
            assert!(LinkId::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_link_is_found_in_what_was_pasted() {
        let uuid = "2bb35288-f2ac-4c68-b7aa-51acd82af485";
        for text in [
            "{}",
            "  {}\n",
            "https://acme.test/internal/v1/autologin?UUID={}",
            "https://acme.test/internal/v1/autologin?lang=fr&uuid={}&utm=mail#top",
            "https://acme.test/internal/v1/autologin#UUID={}",
            "Your link: <https://acme.test/internal/v1/autologin?UUID={}> Bye",
        ] {
            assert_eq!(LinkId::find_in(&text.replace("{}", uuid)).unwrap().reveal(), uuid, "{text}");
        }
        for text in
            ["", "https://acme.test/", "https://acme.test/?UUID=", "https://acme.test/?UUID=xxx&id={}", "?ID={}"]
        {
            assert!(LinkId::find_in(&text.replace("{}", uuid)).is_none(), "{text}");
        }
    }

    #[test]
    fn secrets_do_not_show() {
        let token = AccessToken::new("s3cret").unwrap();
        let link = LinkId::parse("2bb35288-f2ac-4c68-b7aa-51acd82af485").unwrap();
        assert_eq!(format!("{token:?} {link:?}"), "AccessToken(…) LinkId(…)");
    }

    #[test]
    fn a_token_that_could_split_a_header_is_refused() {
        for token in ["", "a b", "a\r\nX: y", "é"] {
            assert!(AccessToken::new(token).is_none(), "{token:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,50}") {
            let _ = (LinkId::parse(&text), LinkId::find_in(&text));
        }
    }
}
