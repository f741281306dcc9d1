//! `POST /internal/v1/sessions/{id}`: `{"secured":true,"codeOrigin"?}` sends a code, `{"code"}` verifies it. Only the
//! session that asks can be secured: a code proves who sits there, not elsewhere.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::codes::{self, Verdict};
use super::document;
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::outbox::Channel;
use crate::problem::Problem;
use crate::request::Message;

enum Wish {
    Code(Channel),
    Verify(String),
}

/// Sends a code, or verifies one and answers the session under its new id and token.
pub(super) async fn secure(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    Path(id): Path<String>,
    Message(body): Message,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let sample = sandbox.steering.samples.chosen();
    let host = host_of(&sandbox.options.public_url).to_owned();
    let done = sandbox
        .database
        .transaction(move |tx| {
            let mut session = credentials.session(tx, now)?;
            if session.id != id {
                return Err(Problem::not_found("There is no such session, or it is not the one that asks."));
            }
            // A wrong try is to be kept, so it is no error of the transaction.
            let refusal = match wish(&body)? {
                Wish::Code(channel) => codes::send(tx, &session, channel, &host, now)?.map(too_many),
                Wish::Verify(code) => match codes::verify(tx, &session, &code, now)? {
                    Verdict::Right => {
                        session.secure(tx, now)?;
                        None
                    }
                    Verdict::Wrong => Some(code_invalid()),
                    Verdict::Exhausted(seconds) => Some(too_many(seconds)),
                },
            };
            let document = document::with_user(tx, &session, &session, sample, now)?;
            Ok(match refusal {
                Some(problem) => Err(problem),
                None => Ok((session, document)),
            })
        })
        .await?;
    let (session, document) = done?;
    answer::session(&sandbox, &session, &document)
}

fn wish(body: &Value) -> Result<Wish, Problem> {
    let mut attributes = Attributes::of(body);
    let code = attributes.optional_text("code");
    let origin = attributes.optional_text("codeOrigin");
    let channel = match origin.as_deref() {
        None | Some("sms") => Channel::Sms,
        Some("email") => Channel::Email,
        Some(_) => attributes.refuse("codeOrigin", "Format").unwrap_or(Channel::Sms),
    };
    if code.is_none() && attributes.at("secured") != Some(&Value::Bool(true)) {
        attributes.refuse::<()>("secured", "Required");
    }
    attributes.finish()?;
    Ok(code.map_or(Wish::Code(channel), Wish::Verify))
}

fn code_invalid() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "CodeInvalid", "This is not the code that was sent.")
}

fn too_many(seconds: i64) -> Problem {
    let detail = "Too many codes were sent or tried.";
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", detail).retry_after(seconds)
}

/// The host of an address, without its port.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}
