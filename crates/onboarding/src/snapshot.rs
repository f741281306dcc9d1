//! What is kept of a visit so that it can go on after a start without a network: who is here, and their journey.

use std::fmt;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::id::UserId;
use crate::journey::Journey;
use crate::session::Session;
use crate::wire;

/// How long a snapshot is good for, in seconds, where the back-end does not say when the session ends.
const SHORTEST: i64 = 60 * 60;
/// The longest that it is good for, whatever the back-end says.
const LONGEST: i64 = 7 * 24 * 60 * 60;
/// More seconds than any two clocks are apart that can write their time (RFC 9110, section 5.6.7: four digits a year).
const FURTHEST_APART: i64 = 400_000_000_000;
/// By how much the browser's clock may have been set back since, in seconds.
const TOLERANCE: i64 = 10 * 60;

/// A visit as it stood when the back-end was heard of last. It holds no token and no link.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Whose it is.
    pub user: UserId,
    /// When it was taken, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    pub(crate) at: i64,
    /// Until when it may be opened, likewise.
    until: i64,
    /// By how many seconds the back-end's clock was ahead of the browser's.
    pub(crate) skew: i64,
    /// Tells the token that carried the session, if one did: another session does not open it.
    token: Option<u32>,
    /// As the wire spells it.
    session: String,
    journey: Arc<str>,
    etag: Option<String>,
}

impl Snapshot {
    /// Takes one at a time (seconds since 1970 by the browser's clock, and what the back-end's is ahead of it); `None`
    /// where the journey is too long to be kept.
    pub(crate) fn of(session: &Session, journey: &Journey, at: i64, skew: i64) -> Option<Self> {
        let ends_at = session.account.as_ref().and_then(|account| account.expires_at);
        Some(Self {
            user: session.user.id,
            at,
            until: ends_at.map_or(at + SHORTEST, |end| (end - skew).min(at + LONGEST)),
            skew,
            token: session.token.as_ref().map(|token| token.fingerprint()),
            session: wire::write_session(session),
            journey: journey.text.clone()?,
            etag: journey.etag.clone(),
        })
    }

    /// The text that is kept, encrypted, in this browser.
    pub fn to_text(&self) -> String {
        json!({
            "User": i64::from(self.user),
            "At": self.at,
            "Until": self.until,
            "Skew": self.skew,
            "Token": self.token,
            "Session": self.session,
            "Journey": *self.journey,
            "ETag": self.etag,
        })
        .to_string()
    }

    /// Reads such a text; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let kept: Json = serde_json::from_str(text).ok()?;
        let number = |name: &str| kept.get(name)?.as_i64();
        let text = |name: &str| kept.get(name)?.as_str();
        let token = match kept.get("Token")? {
            Json::Null => None,
            token => Some(u32::try_from(token.as_u64()?).ok()?),
        };
        Some(Self {
            user: UserId::from_number(number("User")?),
            at: number("At")?,
            until: number("Until")?,
            skew: number("Skew").filter(|skew| (-FURTHEST_APART..=FURTHEST_APART).contains(skew))?,
            token,
            session: text("Session")?.to_owned(),
            journey: text("Journey")?.into(),
            etag: text("ETag").filter(|etag| etag.chars().all(fits_header)).map(str::to_owned),
        })
    }

    /// Whether it may still be opened at a time, in seconds since 1970-01-01T00:00Z by the browser's clock.
    pub fn is_valid(&self, now: i64) -> bool {
        self.at.saturating_sub(TOLERANCE) <= now && now < self.until.min(self.at.saturating_add(LONGEST))
    }

    /// Who was here and their journey, for whoever holds the same token, or none; `None` for anybody else, and where it
    /// is damaged.
    pub(crate) fn open(&self, token: Option<u32>) -> Option<(Session, Journey)> {
        let (session, _) = wire::read_session(&self.session).ok().filter(|_| token == self.token)?;
        let journey = wire::read_journey(&self.journey, self.etag.clone()).ok()?;
        (session.user.id == self.user).then_some((session, journey))
    }
}

/// Whether a browser takes the character in a header; by any other, no request would go out (Fetch standard, 2.2.2).
fn fits_header(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{80}'..='\u{ff}')
}

impl fmt::Debug for Snapshot {
    /// Nothing of what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snapshot({})", self.user)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const JOURNEY: &str =
        r#"{"Id":9007199254740993,"Status":"InProgress","Stages":[{"Activities":[{"Id":1,"Status":"InProgress"}]}]}"#;
    const SESSION: &str = r##"{"UUID":"2bb35288-f2ac-4c68-b7aa-51acd82af485","RedirectURL":"https://www.myapp.com",
        "User":{"Id":74590868830731162,"Firstname":"John","Lastname":"Doe","ContactPrefs":{"Email":"john@acme.test"}},
        "Role":"Stakeholder","Journey":{"Id":9007199254740993},"Token":"example-session-token",
        "Journeys":[{"Id":1,"Name":"A","Role":"Lead","Status":"Completed"},{"Id":2,"Role":"BackOffice"}],
        "Account":{"Id":"5a67007d95a4d30015fb27d2","ExpiresAt":"1970-01-01T02:00:00.000Z"},
        "Workspace":{"Name":"Acme","LogoURL":"https://acme.test/l.png","PrimaryColor":"#0b5fff","Locale":"fr",
        "SupportEmail":"help@acme.test","PrivacyURL":"https://acme.test/privacy"}}"##;

    fn snapshot(session: &str) -> Snapshot {
        let (session, _) = wire::read_session(session).unwrap();
        let journey = wire::read_journey(JOURNEY, Some("\"7\"".to_owned())).unwrap();
        Snapshot::of(&session, &journey, 1_000, 100).unwrap()
    }

    fn token(snapshot: &Snapshot) -> Option<u32> {
        let (session, _) = wire::read_session(SESSION).unwrap();
        snapshot.token.and(session.token).map(|token| token.fingerprint())
    }

    #[test]
    fn all_comes_back_but_token_link_and_account() {
        let kept = Snapshot::from_text(&snapshot(SESSION).to_text()).unwrap();
        assert_eq!(kept, snapshot(SESSION));
        let (session, journey) = kept.open(token(&kept)).unwrap();
        let (was, _) = wire::read_session(SESSION).unwrap();
        assert_eq!(session, Session { token: None, link: None, account: None, ..was });
        assert_eq!((journey.id, journey.etag.as_deref()), (session.journey.unwrap(), Some("\"7\"")));
        assert_eq!(journey.text.as_deref(), Some(JOURNEY));
    }

    /// The journey is asked for by it.
    #[test]
    fn a_version_that_fits_no_header_is_none() {
        let with = |etag: &str| {
            let mut kept: Json = serde_json::from_str(&snapshot(SESSION).to_text()).unwrap();
            kept["ETag"] = Json::from(etag);
            Snapshot::from_text(&kept.to_string()).unwrap().etag
        };
        assert_eq!(with("W/\"7é\"").as_deref(), Some("W/\"7é\""));
        for etag in ["\"7\"\r\nX: y", "\"\u{7f}\"", "\"…\"", "\0"] {
            assert_eq!(with(etag), None, "{etag:?}");
        }
    }

    /// Times are told by it, in sums and differences.
    #[test]
    fn clocks_that_are_endlessly_apart_are_damage() {
        let with = |skew: i64| snapshot(SESSION).to_text().replace("\"Skew\":100", &format!("\"Skew\":{skew}"));
        assert!(Snapshot::from_text(&with(-250_000_000_000)).is_some());
        for skew in [i64::MAX, i64::MIN, FURTHEST_APART + 1] {
            assert_eq!(Snapshot::from_text(&with(skew)), None, "{skew}");
        }
    }

    #[test]
    fn neither_token_nor_link_nor_account_is_in_the_text() {
        let text = snapshot(SESSION).to_text();
        for secret in ["example-session-token", "2bb35288", "5a67007d95a4d30015fb27d2"] {
            assert!(!text.contains(secret), "{secret}");
        }
        assert_eq!(format!("{:?}", snapshot(SESSION)), "Snapshot(74590868830731162)");
    }

    #[test]
    fn only_the_session_that_it_was_taken_of_opens_it() {
        let by_token = snapshot(SESSION);
        assert!(by_token.open(None).is_none() && by_token.open(Some(7)).is_none());
        let by_cookie = snapshot(&SESSION.replace(r#""Token":"example-session-token","#, ""));
        assert!(by_cookie.open(None).is_some() && by_cookie.open(token(&by_token)).is_none());
    }

    #[test]
    fn it_is_good_until_the_session_ends() {
        let valid = |snapshot: &Snapshot, now: [i64; 4]| now.map(|now| snapshot.is_valid(now));
        // The back-end's 02:00:00 is 100 s earlier here.
        assert_eq!(valid(&snapshot(SESSION), [399, 400, 7_099, 7_100]), [false, true, true, false]);
        let hour = snapshot(&SESSION.replace("ExpiresAt", "Other"));
        assert_eq!(valid(&hour, [1_000, 4_599, 4_600, i64::MAX]), [true, true, false, false]);
        let long = snapshot(&SESSION.replace("1970-01-01T02", "2970-01-01T02"));
        assert_eq!(valid(&long, [1_000, 605_799, 605_800, i64::MIN]), [true, true, false, false]);
    }

    #[test]
    fn a_journey_that_is_very_long_is_not_kept() {
        let long =
            JOURNEY.replace("9007199254740993,", &format!("9007199254740993,\"X\":\"{}\",", "x".repeat(2 << 20)));
        let (session, _) = wire::read_session(SESSION).unwrap();
        assert_eq!(Snapshot::of(&session, &wire::read_journey(&long, None).unwrap(), 0, 0), None);
    }

    proptest::proptest! {
        #[test]
        fn no_token_and_no_link_is_in_it(token in "[!-~]{16,60}", link in "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}") {
            let session = json!({"UUID": link, "Token": token, "User": {"Id": 5}, "Account": {"Id": "a", "ExpiresAt": null}});
            let text = snapshot(&session.to_string()).to_text();
            let kept: Json = serde_json::from_str(&text).unwrap();
            for text in [text.as_str(), kept["Session"].as_str().unwrap()] {
                assert!(!text.contains(&token) && !text.contains(&link), "{text}");
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,80}", cut in 0usize..900, now: i64, number: i64) {
            let _ = Snapshot::from_text(&text);
            let whole = snapshot(SESSION).to_text();
            if let Some(kept) = whole.get(..cut.min(whole.len())) {
                assert!(cut >= whole.len() || Snapshot::from_text(kept).is_none());
            }
            let shifted = Snapshot { at: number, until: now, session: text.clone(), ..snapshot(SESSION) };
            assert!(shifted.open(token(&shifted)).is_none());
            let _ = Snapshot::from_text(&shifted.to_text()).unwrap().is_valid(now);
            let _ = Snapshot { journey: text.into(), ..snapshot(SESSION) }.open(None);
        }
    }
}
