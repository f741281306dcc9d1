//! The wire's spelling (contract, sections 2 and 3): private structs that become domain types and nothing else.

mod account;
mod document;
mod form;
mod handover;
mod journey;
mod lenient;
mod session;

pub(crate) use account::{AccountSession, AccountSessions, read_account_session, read_account_sessions};
pub(crate) use document::{read_reading, read_signing};
pub(crate) use form::{FormSettings, drafted_values, email, values};
pub(crate) use handover::read_handover;
pub(crate) use journey::read_journey;
pub(crate) use session::{read_session, write_session};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::form::{Fault, Problem};
use crate::id::DataPointId;
use crate::journey::Activity;
use lenient::WireId;

/// An answer that could not be read: for the console log, never for the lead.
pub(crate) type Unreadable = String;

/// `{"Id": …}`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reference {
    id: WireId,
}

/// An error answer (RFC 9457, with the contract's `Code`, `Errors` and `Journey`). Every member is optional and
/// read on its own, since a body by a proxy may be anything.
#[derive(Default)]
pub(crate) struct ProblemBody {
    pub(crate) code: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) messages: Vec<String>,
    pub(crate) journey: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ProblemEnvelope<'a> {
    #[serde(borrow)]
    code: Option<&'a RawValue>,
    #[serde(borrow)]
    errors: Option<&'a RawValue>,
    #[serde(borrow)]
    journey: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorBody<'a> {
    #[serde(borrow)]
    data_point: Option<&'a RawValue>,
    #[serde(borrow)]
    data_key: Option<&'a RawValue>,
    #[serde(borrow)]
    code: Option<&'a RawValue>,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
}

/// Reads what can be read of an error answer.
pub(crate) fn read_problem(body: &str) -> ProblemBody {
    let Ok(envelope) = serde_json::from_str::<ProblemEnvelope>(body) else { return ProblemBody::default() };
    let errors: Vec<&RawValue> = readable(envelope.errors).unwrap_or_default();
    let mut problem = ProblemBody {
        code: readable(envelope.code).unwrap_or_default(),
        journey: envelope.journey.map(|journey| journey.get().to_owned()),
        ..ProblemBody::default()
    };
    for error in errors {
        let Some(error) = readable::<ErrorBody>(Some(error)) else { continue };
        let message: Option<String> = readable(error.message);
        match readable::<Reference>(error.data_point.or(error.data_key)) {
            Some(data_point) => problem.problems.push(Problem {
                field: DataPointId::from_number(data_point.id.0),
                fault: Fault::Refused { code: readable(error.code).unwrap_or_default(), message },
            }),
            None => problem.messages.extend(message),
        }
    }
    problem
}

fn readable<'a, T: Deserialize<'a>>(value: Option<&'a RawValue>) -> Option<T> {
    serde_json::from_str(value?.get()).ok()
}

/// An activity's settings, if they are what its kind asks for.
pub(crate) fn settings<T: DeserializeOwned>(activity: &Activity) -> Option<T> {
    serde_json::from_str(activity.settings.as_deref()?.get()).ok()
}

/// The members of an activity's settings.
pub(crate) fn members(activity: &Activity) -> Option<serde_json::Map<String, serde_json::Value>> {
    settings(activity)
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Unreadable> {
    serde_json::from_str(body).map_err(|error| without_content(&error.to_string()))
}

/// The parser's sentence without what it found, which may be a token or somebody's data; the place stays.
fn without_content(sentence: &str) -> Unreadable {
    match sentence.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None => sentence.to_owned(),
    }
}
