//! Calls of the contract: the requests to make, and from a response to what it means or a [`Failure`]. No IO.

mod accounts;
mod drafts;

pub use accounts::Channel;
pub(crate) use accounts::*;
pub(crate) use drafts::*;

use serde_json::json;

use crate::calendar::Date;
use crate::failure::Failure;
use crate::form::Problem;
use crate::id::{ActivityId, JourneyId};
use crate::journey::Journey;
use crate::provider::ProviderUrl;
use crate::session::{AccessToken, LinkId, Session};
use crate::wire;

/// A request to the back-end, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `DELETE`; for files also `HEAD` and `PATCH`.
    pub method: &'static str,
    /// Path behind the configured `ApiURL`.
    pub path: String,
    /// Header names and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub body: Option<String>,
    /// Whether cookies go along, because no token carries the session.
    pub with_cookies: bool,
    /// Whether it is to arrive although the page goes away meanwhile; its answer is then heard by nobody.
    pub keepalive: bool,
}

/// What came back.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Retry-After`: seconds or a date (RFC 9110, section 10.2.3).
    pub retry_after: Option<String>,
    /// When it came, in seconds since 1970-01-01T00:00Z, by the browser's clock.
    pub received_at: i64,
    /// The `Date` header (RFC 9110, section 6.6.1): what time it is for the back-end, in seconds since 1970.
    pub server_time: Option<i64>,
    /// The whole body; nothing of one that is too large.
    pub body: String,
}

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallError {
    /// No connection, or it broke.
    Unreachable,
    /// No whole answer in time.
    TimedOut,
}

/// A failure, with what the console log may say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In the lead's terms.
    pub failure: Failure,
    /// For the integrator; never shown.
    pub detail: Option<String>,
}

/// What a completion led to.
#[derive(Clone, Debug)]
pub enum Completed {
    /// The journey as it is now.
    Accepted(Box<Journey>),
    /// It conflicts with how the journey stands now; that journey, where the back-end sent it, says in what.
    Conflict(Option<Box<Journey>>),
    /// Answers were refused: problems of fields, and sentences about the whole.
    Invalid(Vec<Problem>, Vec<String>),
}

/// What asking for a provider's address led to.
#[derive(Clone, Debug)]
pub(crate) enum HandedOver {
    /// The address, and the seconds for which it can be opened, where the back-end says.
    Minted(ProviderUrl, Option<i64>),
    /// The activity was not to be done any more; the journey as it is now, where the back-end sent it.
    Overtaken(Option<Box<Journey>>),
}

/// Spends a link (contract, section 2).
pub(crate) fn spend_link(link: &LinkId) -> Request {
    post("/internal/v1/autologin", json!({ "UUID": link.reveal() }).to_string())
}

/// Asks for a new link by e-mail.
pub(crate) fn renew_link(link: &LinkId) -> Request {
    post("/internal/v1/autologin/renewal", json!({ "UUID": link.reveal() }).to_string())
}

/// The session that this browser already has.
pub(crate) fn read_session(token: Option<&AccessToken>) -> Request {
    get("/internal/v1/session".to_owned()).signed(token)
}

/// The journey, unless it is still the known version.
pub(crate) fn read_journey(id: JourneyId, etag: Option<&str>, token: Option<&AccessToken>) -> Request {
    let mut request = get(format!("/api/v1/journeys/{id}")).signed(token);
    request.headers.extend(etag.map(|etag| ("If-None-Match", etag.to_owned())));
    request
}

/// A document, from the back-end: the whole address stands in the place of the path.
pub(crate) fn read_document(url: String, token: Option<&AccessToken>) -> Request {
    get(url).signed(token)
}

/// Whether a document came; the body does not matter.
///
/// # Errors
/// Why it did not, in the lead's terms.
pub fn document_from(answer: Result<Response, CallError>) -> Result<(), Failure> {
    success(answer).map(drop).map_err(|refusal| refusal.failure)
}

/// Completes an activity; the key is the same for every try of the same answers.
pub(crate) fn complete(activity: ActivityId, key: &str, body: &str, token: Option<&AccessToken>) -> Request {
    let mut request = post(&format!("/internal/v1/activities/{activity}/completion"), body.to_owned()).signed(token);
    request.headers.push(("Idempotency-Key", key.to_owned()));
    request
}

/// Asks for the provider's address; on the lead's click only, since some live five minutes and work once.
pub(crate) fn hand_over(activity: ActivityId, token: Option<&AccessToken>) -> Request {
    let path = format!("/internal/v1/activities/{activity}/handover");
    Request { method: "POST", ..get(path) }.signed(token)
}

/// Tells what a provider's frame, or the lead, claims.
pub(crate) fn report_outcome(activity: ActivityId, claim: &str, token: Option<&AccessToken>) -> Request {
    let body = json!({ "Message": claim }).to_string();
    post(&format!("/internal/v1/activities/{activity}/outcome"), body).signed(token)
}

/// A session, and what the integrator should know about it.
pub(crate) fn session_from(answer: Result<Response, CallError>) -> Result<(Session, Option<String>), Refusal> {
    let response = success(answer)?;
    wire::read_session(&response.body).map_err(unreadable)
}

/// The session that this browser may have.
pub(crate) fn known_session_from(answer: Result<Response, CallError>) -> Result<(Session, Option<String>), Refusal> {
    session_from(answer).map_err(Refusal::of_loading)
}

/// What a link opened. A refusal without a `Code` counts by its status, as a refusal of the link.
pub(crate) fn link_from(answer: Result<Response, CallError>) -> Result<(Session, Option<String>), Refusal> {
    let status = answer.as_ref().map_or(0, |response| response.status);
    session_from(answer).map_err(|refusal| Refusal {
        failure: match (status, refusal.failure) {
            (410, Failure::NotFound) => Failure::LinkUsed,
            (_, Failure::NotFound) => Failure::LinkUnknown,
            // The one value of the request is the link.
            (400 | 422, Failure::NotAccepted) => Failure::LinkMalformed,
            // Not about the link at all: something on the way, or before the back-end, refused the request.
            (_, Failure::NotAccepted | Failure::NotAllowed | Failure::SessionEnded) => Failure::LinkNotOpened,
            (_, failure) => failure,
        },
        ..refusal
    })
}

/// Whether a new link was asked for.
pub(crate) fn renewal_from(answer: Result<Response, CallError>) -> Result<(), Refusal> {
    let not_sent = |refusal: Refusal| match refusal.failure {
        Failure::NotAccepted | Failure::NotAllowed | Failure::NotFound | Failure::SessionEnded => {
            Refusal { failure: Failure::LinkNotSent, ..refusal }
        }
        _ => refusal,
    };
    success(answer).map(drop).map_err(not_sent)
}

/// The journey; `None` when the known version still holds.
pub(crate) fn journey_from(answer: Result<Response, CallError>) -> Result<Option<Journey>, Refusal> {
    match answer {
        Ok(response) if response.status == 304 => Ok(None),
        answer => {
            let response = success(answer).map_err(|refusal| match refusal.failure {
                Failure::NotFound => Refusal { failure: Failure::JourneyGone, ..refusal },
                _ => refusal.of_loading(),
            })?;
            wire::read_journey(&response.body, response.etag).map(Some).map_err(unreadable)
        }
    }
}

/// The journey, asked for without a known version: there is none that could still hold.
pub(crate) fn whole_journey_from(answer: Result<Response, CallError>) -> Result<Journey, Refusal> {
    journey_from(answer)?.ok_or(Refusal { failure: Failure::Unreadable, detail: None })
}

/// What a completion led to.
pub(crate) fn completion_from(answer: Result<Response, CallError>) -> Result<Completed, Refusal> {
    let response = match answer {
        Ok(response) if matches!(response.status, 409 | 422) => response,
        answer => {
            let response = success_in_journey(answer)?;
            let journey = wire::read_journey(&response.body, response.etag).map_err(unreadable)?;
            return Ok(Completed::Accepted(Box::new(journey)));
        }
    };
    let problem = wire::read_problem(&response.body);
    if response.status == 409 {
        return Ok(Completed::Conflict(journey_of_conflict(&response)));
    }
    if problem.problems.is_empty() && problem.messages.is_empty() {
        return Err(Refusal { failure: Failure::NotAccepted, detail: detail(&response) });
    }
    Ok(Completed::Invalid(problem.problems, problem.messages))
}

/// The provider's address.
pub(crate) fn handover_from(answer: Result<Response, CallError>) -> Result<HandedOver, Refusal> {
    let response = match answer {
        Ok(response) if response.status == 409 => return Ok(HandedOver::Overtaken(journey_of_conflict(&response))),
        answer => success_in_journey(answer)?,
    };
    let body = wire::read_handover(&response.body).map_err(unreadable)?;
    let seconds = body.valid_until.map(|until| until - response.received_at);
    Ok(HandedOver::Minted(body.url, seconds))
}

/// The journey after a claim, or a look. A conflict brings it along too, since a claim may come too late.
pub(crate) fn outcome_from(answer: Result<Response, CallError>) -> Result<Journey, Refusal> {
    match answer {
        Ok(response) if response.status == 409 => journey_of_conflict(&response)
            .map(|journey| *journey)
            .ok_or_else(|| Refusal { failure: Failure::NotAccepted, detail: detail(&response) }),
        answer => {
            let response = success_in_journey(answer)?;
            wire::read_journey(&response.body, response.etag).map_err(unreadable)
        }
    }
}

fn journey_of_conflict(response: &Response) -> Option<Box<Journey>> {
    let journey = wire::read_problem(&response.body).journey?;
    wire::read_journey(&journey, response.etag.clone()).ok().map(Box::new)
}

fn get(path: String) -> Request {
    Request { method: "GET", path, headers: Vec::new(), body: None, with_cookies: true, keepalive: false }
}

fn post(path: &str, body: String) -> Request {
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Request { method: "POST", headers, body: Some(body), ..get(path.to_owned()) }
}

impl Request {
    pub(crate) fn signed(mut self, token: Option<&AccessToken>) -> Self {
        if let Some(token) = token {
            self.headers.push(("Authorization", token.authorization()));
            self.with_cookies = false;
        }
        self
    }
}

impl Refusal {
    /// Trying again is left to the lead, so no wait is promised.
    pub(crate) fn left_to_the_lead(self) -> Self {
        match self.failure {
            Failure::Busy(_) => Self { failure: Failure::Busy(None), ..self },
            _ => self,
        }
    }

    /// Nothing was sent that the back-end could have refused to accept.
    fn of_loading(self) -> Self {
        match self.failure {
            Failure::NotAccepted => Self { failure: Failure::NotLoaded, ..self },
            _ => self,
        }
    }
}

impl std::fmt::Debug for Request {
    /// Method and path only: headers and bodies hold tokens, links and answers.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl std::fmt::Debug for Response {
    /// Status and length only: bodies hold tokens and people's data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} with {} bytes", self.status, self.body.len())
    }
}

fn success(answer: Result<Response, CallError>) -> Result<Response, Refusal> {
    let response = answer.map_err(|error| Refusal {
        failure: match error {
            CallError::Unreachable => Failure::Unreachable,
            CallError::TimedOut => Failure::TimedOut,
        },
        detail: None,
    })?;
    match response.status {
        200..=299 => Ok(response),
        _ => Err(Refusal { failure: failure(&response), detail: detail(&response) }),
    }
}

/// The same for the calls of an activity.
fn success_in_journey(answer: Result<Response, CallError>) -> Result<Response, Refusal> {
    let status = answer.as_ref().map_or(0, |response| response.status);
    success(answer).map_err(|refusal| match (status, refusal.failure) {
        // Nothing but a cancelled journey is gone (contract, section 3), also where no `Code` says so.
        (410, Failure::NotFound) => Refusal { failure: Failure::Cancelled, ..refusal },
        _ => refusal,
    })
}

/// The one place where a status and a `Code` become the lead's terms. A body that is no problem counts by its status.
fn failure(response: &Response) -> Failure {
    let code = wire::read_problem(&response.body).code;
    match (response.status, code.as_str()) {
        (_, "LinkUnknown") => Failure::LinkUnknown,
        (_, "LinkUsed") => Failure::LinkUsed,
        (_, "LinkExpired") => Failure::LinkExpired,
        (_, "SecuredSessionRequired") => Failure::CodeNeeded,
        (_, "JourneyCancelled") => Failure::Cancelled,
        (401, _) => Failure::SessionEnded,
        (403, _) => Failure::NotAllowed,
        (404 | 410, _) => Failure::NotFound,
        (429 | 503, _) => Failure::Busy(retry_after(response)),
        (408 | 504, _) => Failure::TimedOut,
        (400..=499, _) => Failure::NotAccepted,
        _ => Failure::Broken,
    }
}

fn detail(response: &Response) -> Option<String> {
    let code = wire::read_problem(&response.body).code;
    Some(format!("the back-end answered {} {code}", response.status).trim_end().to_owned())
}

fn unreadable(detail: String) -> Refusal {
    Refusal { failure: Failure::Unreadable, detail: Some(format!("the back-end's answer cannot be read: {detail}")) }
}

fn retry_after(response: &Response) -> Option<u32> {
    // A date is the back-end's own; its clock need not agree with the browser's.
    seconds_to_wait(response.retry_after.as_deref()?, response.server_time.unwrap_or(response.received_at))
}

/// Seconds to wait by a `Retry-After` that came at a time (seconds since 1970), at least one; never more than an hour, so
/// that a wrong date cannot lock anybody out.
pub(crate) fn seconds_to_wait(text: &str, received_at: i64) -> Option<u32> {
    let text = text.trim();
    let seconds = match text.parse::<i64>() {
        Ok(seconds) => seconds,
        Err(_) => http_date(text)?.saturating_sub(received_at),
    };
    u32::try_from(seconds.clamp(1, 3600)).ok()
}

/// Seconds since 1970 of a `Date` header.
pub fn server_time(date: &str) -> Option<i64> {
    http_date(date.trim())
}

/// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7, the one form that is still sent).
fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = text.split_once(", ")?.1.split(' ');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = u8::try_from(MONTHS.iter().position(|name| *name == month)? + 1).ok()?;
    let year = parts.next()?.parse().ok()?;
    let mut clock = parts.next()?.split(':').map(|part| part.parse::<u16>().ok());
    let (hours, minutes, seconds) = (clock.next()??, clock.next()??, clock.next()??);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    let at = crate::calendar::DateTime { date: Date::new(year, month, day)?, minute, millisecond: 0 };
    Some(at.minutes() * 60 + i64::from(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy(retry_after: &str, received_at: i64) -> Failure {
        let retry_after = Some(retry_after.to_owned());
        failure(&Response { status: 503, retry_after, received_at, ..Response::default() })
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(busy("7", 0), Failure::Busy(Some(7)));
        assert_eq!(busy("0", 0), Failure::Busy(Some(1)));
        assert_eq!(busy("-5", 0), Failure::Busy(Some(1)));
        assert_eq!(busy("999999", 0), Failure::Busy(Some(3600)));
        assert_eq!(busy("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_767), Failure::Busy(Some(10)));
        assert_eq!(busy("soon", 0), Failure::Busy(None));
    }

    #[test]
    fn a_date_to_wait_for_is_judged_by_the_clock_that_it_came_from() {
        let response = Response {
            status: 429,
            retry_after: Some("Sun, 06 Nov 1994 08:49:37 GMT".to_owned()),
            received_at: 784_111_767 - 23 * 3600,
            server_time: Some(784_111_767),
            ..Response::default()
        };
        assert_eq!(failure(&response), Failure::Busy(Some(10)));
        assert_eq!(busy("Sun, 06 Nov 1994 65535:65535:1 GMT", 0), Failure::Busy(None));
    }

    #[test]
    fn a_body_that_is_no_problem_counts_by_its_status() {
        for (status, expected) in [
            (400, Failure::NotAccepted),
            (401, Failure::SessionEnded),
            (403, Failure::NotAllowed),
            (404, Failure::NotFound),
            (410, Failure::NotFound),
            (413, Failure::NotAccepted),
            (429, Failure::Busy(None)),
            (500, Failure::Broken),
            (502, Failure::Broken),
            (503, Failure::Busy(None)),
            (504, Failure::TimedOut),
            (302, Failure::Broken),
        ] {
            for body in ["", "<html>502</html>", "{\"Code\":7}", "[]", "{\"Code\":\"Lin"] {
                assert_eq!(
                    failure(&Response { status, body: body.to_owned(), ..Response::default() }),
                    expected,
                    "{status} {body}"
                );
            }
        }
    }

    #[test]
    fn requests_show_no_secrets() {
        let token = AccessToken::new("s3cret");
        let request = read_session(token.as_ref());
        assert_eq!(format!("{request:?}"), "GET /internal/v1/session");
        assert!(!request.with_cookies);
    }

    proptest::proptest! {
        #[test]
        fn no_answer_panics(status in 0u16..1000, body in ".{0,60}", retry_after in ".{0,40}") {
            let response = Response { status, body, retry_after: Some(retry_after), ..Response::default() };
            let _ = session_from(Ok(response.clone()));
            let _ = journey_from(Ok(response.clone()));
            let _ = completion_from(Ok(response));
        }
    }
}
