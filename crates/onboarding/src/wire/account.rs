//! Account sessions (contract, section 4, lowerCamelCase), and what a session tells of its account (section 2).

use serde_json::Value as Json;

use super::{Unreadable, read};
use crate::calendar::DateTime;
use crate::id::{JourneyId, from_digits};
use crate::journey::{JourneyStatus, Role};
use crate::session::{AccessToken, Account, AccountId, JourneyChoice};

/// One account session, of a list or by itself.
pub(crate) struct AccountSession {
    pub(crate) id: AccountId,
    pub(crate) token: Option<AccessToken>,
    pub(crate) secured: bool,
    pub(crate) place: Option<String>,
    pub(crate) user_agent: Option<String>,
    pub(crate) last_access: Option<DateTime>,
    pub(crate) creation: Option<DateTime>,
}

/// A page of the list, and how many sessions lie beyond it in the direction that was asked for.
pub(crate) struct AccountSessions {
    pub(crate) sessions: Vec<AccountSession>,
    pub(crate) remaining: u64,
}

/// `Account` of a session; `None` without an id to manage it by.
pub(crate) fn read_account(account: &Json) -> Option<Account> {
    let time = |name: &str| Some(DateTime::from_canonical(account.get(name)?.as_str()?)?.seconds());
    Some(Account { id: id(account, "Id")?, secured_until: time("SecuredUntil"), expires_at: time("ExpiresAt") })
}

/// `Journeys` of a session. What cannot be read is not offered.
pub(crate) fn read_choices(journeys: &Json) -> Vec<JourneyChoice> {
    journeys.as_array().into_iter().flatten().filter_map(read_choice).collect()
}

fn read_choice(journey: &Json) -> Option<JourneyChoice> {
    let text = |name: &str| journey.get(name).and_then(Json::as_str);
    let number = match journey.get("Id")? {
        Json::String(digits) => from_digits(digits),
        id => id.as_i64(),
    };
    Some(JourneyChoice {
        id: JourneyId::from_number(number?),
        name: text("Name").filter(|name| !name.trim().is_empty()).map(str::to_owned),
        role: text("Role").map_or(Role::Lead, Role::from_name),
        status: text("Status").map_or(JourneyStatus::InProgress, JourneyStatus::from_name),
    })
}

/// The answer to a log-in, a code and the like. One of the documentation's two samples closes `session` before
/// `userAgent`, `lastAccessDate`, `creation` and `user`: both are read [doc].
pub(crate) fn read_account_session(body: &str) -> Result<AccountSession, Unreadable> {
    let body: Json = read(body)?;
    let session = body.get("session").ok_or("missing `session`")?;
    read_one(session, &body).ok_or_else(|| "missing `id` of `session`, or one that cannot stand in a path".to_owned())
}

/// The answer with a list.
pub(crate) fn read_account_sessions(body: &str) -> Result<AccountSessions, Unreadable> {
    let body: Json = read(body)?;
    let sessions = body.get("sessions").and_then(Json::as_array).ok_or("missing `sessions`")?;
    let sessions = sessions.iter().filter_map(|session| read_one(session, &Json::Null)).collect();
    Ok(AccountSessions { sessions, remaining: body.get("remaining").and_then(Json::as_u64).unwrap_or(0) })
}

fn read_one(session: &Json, outside: &Json) -> Option<AccountSession> {
    let member = |name: &str| session.get(name).filter(|value| !value.is_null()).or_else(|| outside.get(name));
    let text = |name: &str| member(name).and_then(Json::as_str).filter(|text| !text.is_empty());
    let time = |name: &str| text(name).and_then(DateTime::from_canonical);
    Some(AccountSession {
        id: id(session, "id")?,
        token: text("token").and_then(AccessToken::new),
        secured: member("secured").and_then(Json::as_bool).unwrap_or(false),
        place: member("location").and_then(|place| place.get("name")).and_then(Json::as_str).map(str::to_owned),
        user_agent: text("userAgent").map(str::to_owned),
        last_access: time("lastAccessDate"),
        creation: time("creation"),
    })
}

fn id(object: &Json, name: &str) -> Option<AccountId> {
    match object.get(name)? {
        Json::Number(number) => AccountId::parse(&number.to_string()),
        id => AccountId::parse(id.as_str()?),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_samples_are_read_alike() {
        let whole = r#"{"session":{"id":"5a67","token":"t","secured":true,"location":{"lng":1,"lat":2,"name":"Paris"},
            "userAgent":"Firefox","lastAccessDate":"2026-11-22T10:00:00.000Z","creation":"2026-11-22T09:00:00.000Z"}}"#;
        let early = r#"{"session":{"id":"5a67","token":"t","secured":true,"location":{"lng":1,"lat":2,"name":"Paris"}},
            "userAgent":"Firefox","lastAccessDate":"2026-11-22T10:00:00.000Z","creation":"2026-11-22T09:00:00.000Z"}"#;
        let told = |body| {
            let session = read_account_session(body).unwrap();
            let times = [session.last_access, session.creation].map(|time| time.map(DateTime::canonical));
            (session.id.reveal().to_owned(), session.secured, session.place, session.user_agent, times)
        };
        assert_eq!(told(whole), told(early));
        assert_eq!(told(whole).3.as_deref(), Some("Firefox"));
    }

    #[test]
    fn an_account_without_an_id_that_fits_a_path_is_none() {
        for account in [r#"{}"#, r#"{"Id":null}"#, r#"{"Id":"a/b"}"#, r#"{"Id":""}"#, r#"{"Id":{}}"#, "[]", "7"] {
            assert_eq!(read_account(&serde_json::from_str(account).unwrap()), None, "{account}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_body_panics(body in "\\PC{0,60}") {
            let _ = (read_account_session(&body), read_account_sessions(&body));
        }
    }
}
