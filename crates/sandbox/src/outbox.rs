//! What the sandbox "sends": e-mails and codes are kept to be read, none leaves the machine.

use rusqlite::{Transaction, params};
use serde_json::{Value, json};

use crate::problem::Problem;
use crate::timestamp::{Milliseconds, rfc3339};

/// A message to be sent.
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
    /// The address that the text asks to open, so that tests need not search for it.
    pub(crate) url: Option<String>,
}

/// How something is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Email,
    /// To the user's phone; where none is known, by e-mail after all.
    Sms,
}

/// Sends an e-mail to a user.
pub(crate) fn mail(tx: &Transaction, user_id: i64, letter: &Letter, now: Milliseconds) -> Result<(), Problem> {
    send(tx, user_id, Channel::Email, letter, now)
}

/// Sends a message to a user.
pub(crate) fn send(
    tx: &Transaction,
    user_id: i64,
    channel: Channel,
    letter: &Letter,
    now: Milliseconds,
) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO outbox (sent, channel, recipient, subject, text, url)
         SELECT ?2, iif(?6 AND phone IS NOT NULL, 'SMS', 'Email'), iif(?6 AND phone IS NOT NULL, phone, email), ?3, ?4, ?5
         FROM users WHERE id = ?1",
        params![user_id, now, letter.subject, letter.text, letter.url, channel == Channel::Sms],
    )?;
    Ok(())
}

/// Everything that was sent, oldest first.
pub(crate) fn messages(tx: &Transaction) -> Result<Vec<Value>, Problem> {
    let mut statement =
        tx.prepare_cached("SELECT id, sent, channel, recipient, subject, text, url FROM outbox ORDER BY id")?;
    let messages = statement.query_map([], |row| {
        Ok(json!({
            "Id": row.get::<_, i64>(0)?,
            "Sent": rfc3339(row.get(1)?),
            "Channel": row.get::<_, String>(2)?,
            "To": row.get::<_, String>(3)?,
            "Subject": row.get::<_, String>(4)?,
            "Text": row.get::<_, String>(5)?,
            "URL": row.get::<_, Option<String>>(6)?,
        }))
    })?;
    Ok(messages.collect::<rusqlite::Result<_>>()?)
}
