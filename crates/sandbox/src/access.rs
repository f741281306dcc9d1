//! Who is calling: an integrator by workspace key, or the holder of a session by token or cookie.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use rusqlite::{OptionalExtension, Transaction};

use crate::app::Sandbox;
use crate::problem::Problem;
use crate::session::Session;
use crate::timestamp::Milliseconds;

/// The name of the session cookie. On https the browser itself guards the prefix: only this host can set such a
/// cookie, only securely and for all of its paths (RFC 6265bis, 4.1.3.2).
pub(crate) fn cookie_name(public_url: &str) -> &'static str {
    match is_https(public_url) {
        true => "__Host-front_office_session",
        false => "front_office_session",
    }
}

/// Whether browsers reach the sandbox by https.
pub(crate) fn is_https(public_url: &str) -> bool {
    public_url.starts_with("https:")
}

/// What a caller shows; it is looked up inside the transaction that needs it.
#[derive(Debug, Clone)]
pub(crate) struct Credentials {
    bearer: Option<String>,
    cookie: Option<String>,
    /// Whether the call changes something and was sent by a page of an origin that is not ours.
    forged: bool,
}

impl FromRequestParts<Arc<Sandbox>> for Credentials {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Arc<Sandbox>) -> Result<Self, Problem> {
        let changes = !matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
        Ok(Self {
            bearer: bearer(&parts.headers),
            cookie: cookie(&parts.headers, cookie_name(&sandbox.options.public_url)),
            forged: changes && !sandbox.origins.welcome(&parts.headers),
        })
    }
}

impl Credentials {
    /// The live session of the caller. A cookie travels by itself, so a change that another site's page
    /// asked for is refused even with a valid cookie.
    pub(crate) fn session(&self, tx: &Transaction, now: Milliseconds) -> Result<Session, Problem> {
        let token = match (&self.bearer, &self.cookie) {
            (Some(token), _) => token,
            (None, Some(_)) if self.forged => return Err(origin_refused()),
            (None, Some(token)) => token,
            (None, None) => return Err(Problem::session_ended()),
        };
        Session::find(tx, token, now)?.ok_or_else(Problem::session_ended)
    }

    /// Ends the session that a caller still carries who comes in anew: a log-in gives a new id, and the old one is
    /// void (OWASP, session management: renewal after any privilege level change).
    pub(crate) fn end_session(&self, tx: &Transaction, now: Milliseconds) -> Result<(), Problem> {
        for token in self.bearer.iter().chain(&self.cookie) {
            if let Some(session) = Session::find(tx, token, now)? {
                session.end(tx, now)?;
            }
        }
        Ok(())
    }

    /// Refuses a change that another site's page asked for, where that needs no session: to log somebody in as
    /// somebody else is a forgery too.
    pub(crate) fn must_not_be_forged(&self) -> Result<(), Problem> {
        match self.forged {
            true => Err(origin_refused()),
            false => Ok(()),
        }
    }

    /// The workspace whose key the caller shows.
    pub(crate) fn workspace(&self, tx: &Transaction) -> Result<i64, Problem> {
        self.workspace_if_key(tx)?.ok_or_else(Problem::key_refused)
    }

    /// The workspace, or `None` when what the caller shows is no workspace key.
    pub(crate) fn workspace_if_key(&self, tx: &Transaction) -> Result<Option<i64>, Problem> {
        let Some(key) = &self.bearer else {
            return Ok(None);
        };
        let query = "SELECT id FROM workspaces WHERE key = ?1";
        Ok(tx.query_row(query, [key], |row| row.get(0)).optional()?)
    }
}

fn origin_refused() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "OriginRefused", "Pages of this origin may not change anything here.")
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
}

fn cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let found = pairs.into_iter().find(|(name, _)| *name == wanted);
    found.map(|(_, token)| token.to_owned())
}
