//! Codes that secure a session: five digits, valid for fifteen minutes, five tries each. A code that was sent before
//! stays valid when another one is sent, since messages may overtake each other.

use rusqlite::{OptionalExtension, Transaction, params};
use uuid::Uuid;

use crate::outbox::{self, Channel, Letter};
use crate::problem::Problem;
use crate::session::Session;
use crate::timestamp::Milliseconds;

const LIFETIME: Milliseconds = 15 * 60 * 1000;
const TRIES: i64 = 5;
/// How many codes of a user are valid at the same time: with more, in one session or by logging in again and again,
/// guessing would be worth while, and the phone would not stop ringing.
const MOST: i64 = 5;

/// What became of a try.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    Right,
    Wrong,
    /// No more tries; seconds until the codes have run out.
    Exhausted(i64),
}

/// Sends another code. The seconds to wait, where too many are on their way.
pub(super) fn send(
    tx: &Transaction,
    session: &Session,
    channel: Channel,
    host: &str,
    now: Milliseconds,
) -> Result<Option<i64>, Problem> {
    let (count, first_end): (i64, Option<Milliseconds>) = tx.query_row(
        "SELECT count(*), min(codes.valid_until) FROM codes
         JOIN sessions ON sessions.id = session_id JOIN links ON uuid = link_uuid
         WHERE user_id = ?1 AND codes.valid_until > ?2",
        params![session.link.user_id, now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if count >= MOST {
        return Ok(first_end.map(|end| seconds(end - now)));
    }
    let code = format!("{:05}", Uuid::new_v4().as_u128() % 100_000);
    tx.execute(
        "INSERT INTO codes (session_id, code, valid_until) VALUES (?1, ?2, ?3)",
        params![session.id, code, now + LIFETIME],
    )?;
    // The last line lets a phone fill the code in, on this host only (WICG, origin-bound one-time codes).
    let text = format!("Your code is {code}. It is valid for fifteen minutes.\n\n@{host} #{code}");
    let letter = Letter { subject: "Your code".to_owned(), text, url: None };
    outbox::send(tx, session.link.user_id, channel, &letter, now)?;
    Ok(None)
}

/// Tries a code against all that are valid and have tries left. The right one uses all of them up.
pub(super) fn verify(tx: &Transaction, session: &Session, code: &str, now: Milliseconds) -> Result<Verdict, Problem> {
    let last_end: Option<Milliseconds> = tx.query_row(
        "SELECT max(valid_until) FROM codes WHERE session_id = ?1 AND valid_until > ?2",
        params![session.id, now],
        |row| row.get(0),
    )?;
    let Some(last_end) = last_end else { return Ok(Verdict::Wrong) };
    let open = "session_id = ?1 AND valid_until > ?2 AND tries < ?3";
    let right: Option<i64> = tx
        .query_row(
            &format!("SELECT id FROM codes WHERE {open} AND code = ?4"),
            params![session.id, now, TRIES, code],
            |row| row.get(0),
        )
        .optional()?;
    let count = format!("UPDATE codes SET tries = tries + 1 WHERE {open}");
    if tx.execute(&count, params![session.id, now, TRIES])? == 0 {
        return Ok(Verdict::Exhausted(seconds(last_end - now)));
    }
    if right.is_none() {
        return Ok(Verdict::Wrong);
    }
    tx.execute("DELETE FROM codes WHERE session_id = ?1", [&session.id])?;
    Ok(Verdict::Right)
}

fn seconds(left: Milliseconds) -> i64 {
    (left + 999) / 1000
}
